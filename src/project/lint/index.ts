/** The linter: rules for SMA runbooks, and the engine that runs them. Pure; knows neither editor nor server. */
export { applyFixes, findRule, isAtLeast, lint, type Finding, type LintOptions } from './lint.ts';
export { folderFacts, type FolderFacts, type FolderFile, type FolderRunbook } from './folder.ts';
export { SEVERITIES, type Edit, type Fix, type Rule, type Severity, type SeveritySetting } from './rule.ts';
export { RULES } from './rules/index.ts';
export { sarifLog, type FileFindings } from './sarif.ts';
