/** A runbook folder on disk, and what publishing from it means. */
export { folderBaseStore, isBaseStoreError, type Base, type BaseStore } from './baseStore.ts';
export { contentHash } from './contentHash.ts';
export { encodeParameterText, type EncodedText } from './parameterText.ts';
export { openQuestions, planPublish, type Decisions, type PublishGoal, type PublishPlan, type PublishProblem, type PublishQuestion, type PublishStep } from './publishPlan.ts';
export { findRule, readSeverities, RULES } from './lint/index.ts';
export { lintForPublish, type LintRequest, type LintVerdict } from './publishLint.ts';
export { isPublishRefused, located, PublishRefused } from './publishRefused.ts';
export { applyPublish, preparePublish, publishRunbook, type PreparedPublish, type PublishRequest, type PublishResult } from './publishRunbook.ts';
export { readRunbookFile, runProblems, statementOutside, type DeclaredParameter, type RunbookFile } from './runbookFile.ts';
