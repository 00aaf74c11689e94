/** What rules know beyond the one text: the other runbooks of a folder or server, and the assets there. */
import type { AssetKind, ParameterSetFacts, ParseResult, RunbookKind } from '../../powershell/index.ts';

export interface FolderRunbook {
  readonly name: string;
  readonly type: RunbookKind;
  /** Names of runbooks it runs in its own job, in lower case. */
  readonly calls: ReadonlySet<string>;
  /** Of those the ones that it calls by their name alone, which may mean a function. */
  readonly plain?: ReadonlySet<string> | undefined;
  /** Undefined where only the name is known. */
  readonly parameters: readonly { readonly name: string; readonly isMandatory: boolean; readonly aliases?: readonly string[]; /** It is given an asset's name. */ readonly isCredential?: boolean; readonly isSwitch?: boolean; readonly position?: number | undefined }[] | undefined;
  /** Of a script whose parameters belong to sets that it names. */
  readonly sets?: readonly ParameterSetFacts[] | undefined;
  /** False where the connection says that it has no published version. */
  readonly isPublished?: boolean | undefined;
  /** Its file defines a function of its name, which a plain call means. */
  readonly isFunction?: boolean | undefined;
  /** Several files have the name, and are not of one type: which is meant, nobody knows. */
  readonly isAmbiguous?: boolean | undefined;
}

/** A part is undefined where nobody knows: rules that need it are silent then. */
export interface FolderFacts {
  /** By name in lower case. */
  readonly runbooks: ReadonlyMap<string, FolderRunbook> | undefined;
  /** False where there may be runbooks that nobody told of: a name that is not there is then no finding. */
  readonly isComplete?: boolean | undefined;
  /** Names in lower case, by kind; a kind that is absent is not known. */
  readonly assets: Partial<Readonly<Record<AssetKind, ReadonlySet<string>>>> | undefined;
}

/** A runbook file that is parsed. */
export interface FolderFile {
  /** Name of the file without folder and `.ps1`. */
  readonly fileName: string;
  readonly result: ParseResult;
}

/** Adds a runbook; of several with one name the first counts, and of different ones nothing but the name. */
export function addRunbook(runbooks: Map<string, FolderRunbook>, runbook: FolderRunbook): void {
  const key = runbook.name.toLowerCase(), known = runbooks.get(key);
  if (known === undefined) runbooks.set(key, runbook);
  else if (known.isAmbiguous !== true && (known.type !== runbook.type || JSON.stringify(known.parameters) !== JSON.stringify(runbook.parameters))) {
    runbooks.set(key, { name: known.name, type: known.type, calls: new Set(), parameters: undefined, isAmbiguous: true });
  }
}
