/** What became of tests, whichever kind they are. */

/** What is wrong, and where; lines and columns from 1. */
export interface TestProblem {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** For a comparison side by side. */
  readonly expected?: string;
  readonly actual?: string;
  /** Where it comes from, the innermost first. */
  readonly stack?: readonly { readonly file: string; readonly line: number; readonly column: number }[];
}
/** A test by its file, its names from outside in, and the line it begins in. */
export interface TestName { readonly file: string; readonly path: readonly string[]; readonly line: number }
export interface TestResult extends TestName {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string;
  readonly problems: readonly TestProblem[];
  /** What it wrote, for a person. */
  readonly output: string;
  readonly milliseconds: number;
}
/** A statement, and how often it has run. */
export interface CoveredStatement { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number; readonly hits: number }
export interface FileCoverage { readonly file: string; readonly statements: readonly CoveredStatement[] }
export interface TestSummary { readonly passed: number; readonly failed: number; readonly skipped: number }
/** Files that could not be used at all count as failed tests. */
export function summary(results: readonly TestResult[], problems: readonly TestProblem[]): TestSummary {
  const count = (outcome: TestResult['outcome']): number => results.filter((result) => result.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed') + problems.length, skipped: count('skipped') };
}
