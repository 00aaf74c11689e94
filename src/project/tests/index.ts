/** Tests of runbooks: what other rooms may use (README.md). Loaded when it is first needed, since it brings a reader of YAML. */
export { lcov } from './coverage.ts';
export { isTestFile } from './fileNames.ts';
export { findTests } from './findTests.ts';
export type { StartSandbox, TestSandbox } from './lane.ts';
export { outlineOf, type Outline, type OutlineItem } from './outline.ts';
export { prepareFile, prepareSuite, readFromDisk, type ReadText } from './prepare.ts';
export { readSuite } from './readSuite.ts';
export { InOrder, type OrderedSink } from './inOrder.ts';
export { TapWriter, junit } from './reports.ts';
export { summary, type FileCoverage, type TestName, type TestProblem, type TestResult } from './results.ts';
export { runTests, type TestListener, type TestRequest, type TestRun } from './runTests.ts';
export { TestFileError } from './suite.ts';
