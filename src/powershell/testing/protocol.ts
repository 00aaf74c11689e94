/** What one sandbox is to test, and what it tells of it: plain data, so that it goes through any pipe. */
import type { StatementCount } from '../runtime/debug/coverage.ts';

/** What a runbook finds instead of a service's assets; values as JSON texts. */
export interface AssetFixtures {
  readonly variables: Readonly<Record<string, string>>;
  /** Those whose values are masked wherever they would show, as on a service. */
  readonly encryptedVariables: Readonly<Record<string, string>>;
  /** Their passwords are masked in the same way. */
  readonly credentials: Readonly<Record<string, { readonly userName: string; readonly password: string }>>;
  readonly connections: Readonly<Record<string, string>>;
  readonly certificates: Readonly<Record<string, string>>;
}
/** What stands in for a command. Of several the last one whose `when` fits is taken. */
export interface MockFixture {
  readonly command: string;
  /** By parameter name, JSON texts; a text is a pattern with `*` and `?`. Absent: any call. */
  readonly when?: Readonly<Record<string, string>>;
  /** JSON of the objects it gives, a list. */
  readonly returns?: string;
  readonly throws?: string;
  /** A script that is its body. */
  readonly script?: string;
}
/** One run of a runbook. */
export interface RunbookCase {
  readonly kind: 'case';
  /** The runbook's file. */
  readonly path: string;
  /** The runbook's name: what the engine calls the source. */
  readonly runbook: string;
  readonly type: 'Script' | 'PowerShellScript';
  readonly script: string;
  readonly directory: string;
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly type: string }[];
  readonly assets: AssetFixtures;
  readonly mocks: readonly MockFixture[];
  /** Output objects are told as JSON too. */
  readonly wantsJson: boolean;
  /** Turns the stream on. */
  readonly verbose: boolean;
  readonly debug: boolean;
  readonly limitMs: number;
}
/** A file in Pester's words. */
export interface PesterFile {
  readonly kind: 'pester';
  readonly path: string;
  readonly script: string;
  readonly directory: string;
  /** Lines of the `It` that are to run; absent: all. */
  readonly only?: readonly number[];
  /** What ran already, as `describePath` gives it: not again. */
  readonly done?: readonly string[];
  /** Patterns with `*`; a test runs where its whole name fits one. */
  readonly names?: readonly string[];
  readonly tags?: readonly string[];
  readonly excludeTags?: readonly string[];
  /** A folder that is not there yet, for `TestDrive:`. */
  readonly testDrive: string;
  readonly limitMs: number;
}
export type TestItem = RunbookCase | PesterFile;
export interface TestPlan { readonly items: readonly TestItem[]; /** Count which statements run. */ readonly coverage: boolean }

export interface TestRecord { readonly stream: 'Output' | 'Error' | 'Warning' | 'Verbose' | 'Debug' | 'Information'; readonly text: string; readonly json?: string; readonly source?: string; readonly line?: number }
export interface CaseResult {
  readonly status: 'Completed' | 'Failed' | 'Suspended' | 'Stopped';
  readonly exception: string | null;
  /** Where the exception arose. */
  readonly at?: TestPlace;
  readonly records: readonly TestRecord[];
  /** Records above the limit, which were counted and dropped. */
  readonly dropped: number;
  /** Variable assets at the end, as JSON texts. */
  readonly variables: Readonly<Record<string, string>>;
  /** How often each of the case's mocks was taken, in their order. */
  readonly mockCalls: readonly number[];
  readonly timedOut: boolean;
  readonly milliseconds: number;
}
export interface TestPlace { readonly source: string; readonly line: number; readonly column: number }
export interface TestFailure {
  readonly message: string;
  /** Texts for a comparison side by side. */
  readonly expected?: string;
  readonly actual?: string;
  /** The innermost first. */
  readonly places: readonly TestPlace[];
}
export interface TestOutcome {
  /** Names of the blocks around it, and its own last. */
  readonly path: readonly string[];
  readonly line: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string;
  readonly failure?: TestFailure;
  readonly records: readonly TestRecord[];
  readonly milliseconds: number;
}
export type TestEvent =
  /** A case, or a test of a file, begins: from now on its time runs. */
  | { readonly kind: 'begin'; readonly item: number; readonly path: readonly string[]; readonly line: number }
  | { readonly kind: 'case'; readonly item: number; readonly result: CaseResult }
  | { readonly kind: 'test'; readonly item: number; readonly outcome: TestOutcome }
  /** A file is through. `failure`: what kept it, or a block of it, from running. */
  | { readonly kind: 'file'; readonly item: number; readonly failures: readonly (TestFailure & { readonly path: readonly string[] })[] }
  | { readonly kind: 'coverage'; readonly sources: readonly { readonly source: string; readonly statements: readonly StatementCount[] }[] };

/** A test's whole name. */
export const describePath = (path: readonly string[]): string => path.join(' › ');
