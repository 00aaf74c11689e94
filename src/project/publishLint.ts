/** What the linter says of a runbook that is about to be published: errors forbid it, the rest is told. */
import { basename } from 'node:path';
import { LineMap, parse } from '../powershell/index.ts';
import { isAtLeast, lint, type Finding, type FolderFacts, type SeveritySetting } from './lint/index.ts';
import type { PublishProblem } from './publishPlan.ts';

export interface LintRequest {
  /** What is known around the runbook; rules that need what is not known are silent. */
  readonly folder?: FolderFacts | undefined;
  readonly severities?: Readonly<Record<string, SeveritySetting>> | undefined;
}

export interface LintVerdict { readonly errors: readonly PublishProblem[]; readonly warnings: readonly PublishProblem[] }

/** Judges a text by all rules; hints and information are for the editor and `sma lint`. `file` is its path or name. */
export function lintForPublish(file: string, text: string, { folder, severities }: LintRequest = {}): LintVerdict {
  const result = parse(text), lines = new LineMap(result.text);
  const found = lint({ result, fileName: basename(file).replace(/\.ps1$/i, ''), folder, lines, severities });
  const told = ({ rule, message, start, errorId }: Finding): PublishProblem => ({ kind: 'rule', message, rule: rule.id, ...(errorId === undefined ? {} : { errorId }), ...lines.position(start) });
  return {
    errors: found.filter(({ severity }) => severity === 'error').map(told),
    warnings: found.filter(({ severity }) => severity !== 'error' && isAtLeast(severity, 'warning')).map(told),
  };
}
