import type { AssetKind, CommandFacts, CommandParameter, CommandPlace } from '../../../powershell/index.ts';
import type { ParsedText } from '../parsedText.ts';

export type CandidateKind = 'variable' | 'automatic' | 'cmdlet' | 'function' | 'workflow' | 'runbook' | 'keyword' | 'parameter' | 'asset' | 'value' | 'type' | 'key' | 'member' | 'method' | 'snippet';

/** One thing that may be written at a place, as the editor's list shows it. */
export interface Candidate {
  readonly label: string;
  /** Directly behind the label: marks of mandatory parameters. */
  readonly mark?: string | undefined;
  /** At the end of the row. */
  readonly note?: string | undefined;
  readonly kind: CandidateKind;
  readonly insert: string;
  /** Rows stand in the order of this text. */
  readonly order: string;
  /** What typed text is compared with, where that is not `insert`. */
  readonly filter?: string | undefined;
  /** `insert` has stops to fill in. */
  readonly isSnippet?: boolean;
  readonly help?: string | undefined;
  /** The command it is: its help is made when somebody looks at it. */
  readonly facts?: CommandFacts | undefined;
  readonly parameter?: CommandParameter | undefined;
}

/** What is written there. */
export type CandidatePlace = 'variable' | 'command' | 'parameter' | 'argument' | 'help' | 'type' | 'attributeArgument' | 'truth' | 'usingWord' | 'key' | 'member' | 'preference' | 'requires' | 'requirement' | 'operator' | 'switchFlag' | 'loopFlag' | 'label' | 'namespace' | 'silence' | 'index' | 'keyValue' | 'choice' | 'castText' | 'setName' | 'module';

/** Candidates for the stretch that they replace. */
export interface Candidates {
  readonly place: CandidatePlace;
  readonly start: number;
  readonly end: number;
  readonly items: readonly Candidate[];
}

export interface KnownAsset { readonly name: string; readonly description: string | null; readonly modifiedAt: string; readonly isEncrypted: boolean; /** Of a connection, the name of its type. */ readonly typeName: string | undefined }

/** What the candidates are made of beside the text itself. */
export interface KnowledgeView {
  readonly connectionName: string;
  /** The engine's cmdlets, then those of the server's modules. */
  readonly cmdlets: readonly CommandFacts[];
  readonly runbooks: readonly CommandFacts[];
  command(name: string, parsed: ParsedText): CommandFacts | undefined;
  /** Functions of the files that a text loads with a dot. */
  loadedFunctions(parsed: ParsedText): readonly CommandFacts[];
  /** Classes and enums of those files. */
  loadedTypes?(parsed: ParsedText): readonly string[];
  /** Modules of the folder by their names. */
  folderModules?(): readonly string[];
  commonParameters(facts: CommandFacts, place: CommandPlace | undefined): readonly CommandParameter[];
  /** Assets of the connection; undefined while nobody knows them. */
  assets(kind: AssetKind): readonly KnownAsset[] | undefined;
  /** Assets that the folder names, by their names in lower case. */
  folderAssets(kind: AssetKind): ReadonlyMap<string, string>;
  /** Assets of the folder's LocalAssets.json, by their names in lower case. */
  localAssets?(kind: AssetKind): ReadonlyMap<string, string>;
  /** Fields of a connection, or of a connection type; none where they are not known. */
  connectionFields(of: { readonly connection: string } | { readonly type: string }): readonly string[];
}

export const candidate = (label: string, kind: CandidateKind, order: string, more: Partial<Candidate> = {}): Candidate => ({ label, kind, insert: label, order: `${order} ${label}`, ...more });

/** What a row writes and is found by, where the label does not say it: hundreds of rows are sent at every letter. */
export const textsOf = ({ label, insert, filter = insert, isSnippet }: Candidate): { readonly insertText: string | undefined; readonly filterText: string | undefined } =>
  ({ insertText: insert === label && isSnippet !== true ? undefined : insert, filterText: filter === label ? undefined : filter });
