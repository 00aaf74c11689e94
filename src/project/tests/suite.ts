/** Cases of `NAME.tests.yaml` as data: what is run, and what is expected of it (README.md has the format). */
import type { AssetFixtures, MockFixture } from '../../powershell/testing/protocol.ts';

/** Lines and columns from 1. */
export interface Place { readonly line: number; readonly column: number }
/** A file of tests, or the runbook it is for, that cannot be used: what is wrong, and where. */
export class TestFileError extends Error {
  readonly code = 'TestFile';
  readonly file: string;
  readonly place: Place;
  constructor(file: string, place: Place, message: string) {
    super(message);
    this.name = 'TestFileError';
    this.file = file;
    this.place = place;
  }
}
/** A value as it is written: JSON, and the text of a plain word (`007` stays `007` where a text is meant). */
export interface Written { readonly json: string; readonly text: string | undefined; readonly at: Place }
/** One record, or a text: exactly so, like a pattern, an object with these properties and no others, or with these among others. */
export type Matcher = { readonly at: Place } & (
  | { readonly kind: 'text'; readonly text: string } | { readonly kind: 'matches'; readonly pattern: RegExp }
  | { readonly kind: 'json' | 'has'; readonly json: string });
/** A whole stream in its order, or something about it. */
export type StreamExpectation = { readonly at: Place } & (
  | { readonly kind: 'all'; readonly records: readonly Matcher[] }
  | { readonly kind: 'some'; readonly includes: readonly Matcher[]; readonly excludes: readonly Matcher[]; readonly count: number | undefined });
export const STREAMS = { output: 'Output', error: 'Error', warning: 'Warning', verbose: 'Verbose', debug: 'Debug', information: 'Information' } as const;
export type StreamKey = keyof typeof STREAMS;
export const STATUSES = ['Completed', 'Failed', 'Suspended', 'Stopped'] as const;

export interface Expectation {
  readonly status: { readonly value: (typeof STATUSES)[number]; readonly at: Place } | undefined;
  readonly exception: Matcher | undefined;
  readonly streams: Readonly<Partial<Record<StreamKey, StreamExpectation>>>;
  /** Variable assets at the end. */
  readonly variables: readonly { readonly name: string; readonly json: string; readonly at: Place }[];
}
export interface SuiteMock extends MockFixture { readonly at: Place; /** How often it must be called. */ readonly calls?: number }
export interface SuiteCase {
  readonly name: string;
  readonly at: Place;
  /** Where it ends. */
  readonly until: Place;
  readonly skip: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly parameters: readonly { readonly name: string; readonly value: Written; readonly at: Place }[];
  readonly assets: AssetFixtures;
  readonly mocks: readonly SuiteMock[];
  readonly expect: Expectation;
}
export interface Suite {
  readonly file: string;
  /** The runbook's path, relative to the file's folder. */
  readonly runbook: { readonly path: string; readonly at: Place };
  readonly cases: readonly SuiteCase[];
}
