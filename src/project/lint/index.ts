/** The linter: rules for SMA runbooks, and the engine that runs them. Pure; knows neither editor nor server. */
export { applyFixes, editsOf, findRule, isAtLeast, keepingFixes, lint, lintSteps, type Finding } from './lint.ts';
export type { FolderFacts, FolderFile, FolderRunbook } from './folder.ts';
export { indexedFacts, sameFacts, type ConnectionFacts } from './indexed.ts';
export { keptFindings, placesAfter, type Sound } from './kept.ts';
export { SEVERITIES, type Edit, type Fix, type Rule, type Severity, type SeveritySetting } from './rule.ts';
export { cmdletRefusal, knowsCmdletsOnly, runbookRefusal, spotAt, type Spot } from './refusal.ts';
export { RULES } from './rules/index.ts';
export { sarifLog, type FileFindings } from './sarif.ts';
export { readSeverities } from './settings.ts';
export { silencingEdit, type JudgedWith, type SilenceScope } from './silence.ts';
