/** Severities as people write them in settings: a rule's id or name, and a severity or `off`. */
import { findRule } from './lint.ts';
import { SEVERITIES, type SeveritySetting } from './rule.ts';

export interface SeverityChoice {
  /** By id. */
  readonly severities: Readonly<Record<string, SeveritySetting>>;
  /** What was not understood, a sentence each; it changes nothing. */
  readonly problems: readonly string[];
}

/** Reads a table of severities that somebody typed. */
export function readSeverities(table: unknown): SeverityChoice {
  const severities: Record<string, SeveritySetting> = {}, problems: string[] = [];
  if (typeof table !== 'object' || table === null || Array.isArray(table)) return { severities, problems: ['The rules must be a table of a rule and its severity.'] };
  for (const [word, value] of Object.entries(table as Readonly<Record<string, unknown>>)) {
    const rule = findRule(word), severity = [...SEVERITIES, 'off' as const].find((each) => each === value);
    if (rule === undefined) problems.push(`There is no rule "${word}".`);
    else if (severity === undefined) problems.push(`The severity of ${word} must be one of ${SEVERITIES.join(', ')} or off.`);
    else if (rule.isFixed === true) problems.push(`${word} is always an error: what it finds can be neither published nor run.`);
    else severities[rule.id] = severity;
  }
  return { severities, problems };
}
