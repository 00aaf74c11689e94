/** Thrown for what the user can put right: printed as its message alone, without a stack. */
export class SetUpError extends Error {
  readonly code = 'SetUp';
}

export const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Whether a script is asked what it does, whatever else is on its command line. */
export const wantsHelp = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h');

/**
 * Does one step of a set-up and prints one line when it is done: what came of it, and how long it took.
 * A step that takes more than a second also says beforehand what it is doing.
 */
export async function step<T>(doing: string, work: () => Promise<T> | T, done?: (result: T) => string): Promise<T> {
  const started = performance.now();
  const announce = setTimeout(() => say(`  ...  ${doing}`), 1000);
  try {
    const result = await work();
    say(`  ok   ${done?.(result) ?? doing} (${seconds(started)})`);
    return result;
  } finally {
    clearTimeout(announce);
  }
}

const TROUBLES: Readonly<Record<string, string>> = {
  EACCES: 'it belongs to another user. Give it back to yours (chown), or remove it',
  EPERM: 'it belongs to another user. Give it back to yours (chown), or remove it',
  EROFS: 'it is on a read-only file system. Use a folder that can be written',
  ENOSPC: 'the disk is full. Make room',
  EDQUOT: 'your quota is used up. Make room',
  ENOENT: 'nothing can be made there. Use a folder that can be written',
  ENOTDIR: 'a file is where a folder should be. Remove it',
};

/** A file or folder that cannot be had, in one sentence; undefined for other errors. */
export function fileTrouble(error: unknown): string | undefined {
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  // A file that is missing when it is read is a fault of ours, and keeps its stack.
  const trouble = code === 'ENOENT' && syscall !== 'mkdir' ? undefined : TROUBLES[code];
  return trouble === undefined || path === undefined ? undefined
    : `${path} cannot be used: ${trouble}, then run the same command again. (SMA_RUNBOOKS_CACHE and SMA_START_HOME name other places.)`;
}

/** Why VS Code did not take the extension: a full disk in a sentence, all else in its own words. */
export function notInstalled(vsix: string, folder: string, output: string): SetUpError {
  return new SetUpError(/\b(?:ENOSPC|EDQUOT)\b/.test(output)
    ? `The extension could not be installed: ${folder} has no room left. Make room, then run the same command again. (SMA_START_HOME names another place.)`
    : `The extension could not be installed from ${vsix}.\n${output}`);
}

/** Runs the main function of a script; an error becomes one message and exit code 1. */
export async function main(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`${error instanceof SetUpError ? error.message : fileTrouble(error) ?? (error as Error).stack ?? String(error)}\n`);
    process.exitCode = 1;
  }
}
