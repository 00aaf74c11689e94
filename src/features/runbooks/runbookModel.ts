import type { AuthoringState, Runbook } from '../../client/api.ts';

/** A runbook file of the folder. */
export interface LocalRunbook<F = unknown> {
  readonly name: string;
  readonly file: F;
  /** The file as people know it, relative to its folder. */
  readonly path: string;
  /** contentHash of its text; undefined where it was not read. */
  readonly hash?: string | undefined;
}

/** A runbook as the folder, the server or both have it. */
export interface RunbookRow<F = unknown> {
  readonly runbookName: string;
  readonly local: LocalRunbook<F> | undefined;
  readonly server: Runbook | undefined;
  /** Undefined while nobody knows what the server has, and where it has nothing. */
  readonly state: AuthoringState | undefined;
  /** Other files of the folder that hold a runbook of the same name. */
  readonly others: readonly LocalRunbook<F>[];
}

/** Derived, as SMA's own tools do (sma-rest-api.md 3.4). */
export function authoringStateOf({ publishedVersionId, draftVersionId }: Pick<Runbook, 'publishedVersionId' | 'draftVersionId'>): AuthoringState {
  if (publishedVersionId === null) return 'New';
  return draftVersionId === null ? 'Published' : 'InEdit';
}

/** Puts the folder's and the server's runbooks side by side by name, without regard to case, as SMA compares them. */
export function mergeRunbooks<F>(local: readonly LocalRunbook<F>[], server: readonly Runbook[]): RunbookRow<F>[] {
  const keyOf = (name: string): string => name.toLowerCase();
  const files = new Map<string, LocalRunbook<F>[]>();
  for (const item of [...local].sort((a, b) => a.path.localeCompare(b.path))) files.set(keyOf(item.name), [...(files.get(keyOf(item.name)) ?? []), item]);
  const there = new Map(server.map((runbook) => [keyOf(runbook.name), runbook]));
  const rows = [...new Set([...files.keys(), ...there.keys()])].map((key): RunbookRow<F> => {
    const [first, ...others] = files.get(key) ?? [];
    const runbook = there.get(key);
    return { runbookName: runbook?.name ?? first?.name ?? key, local: first, server: runbook, state: runbook === undefined ? undefined : authoringStateOf(runbook), others };
  });
  return rows.sort((a, b) => a.runbookName.localeCompare(b.runbookName));
}
