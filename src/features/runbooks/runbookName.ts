import { hardNameProblem } from '../../project/hardNames.ts';
import { runbookNameProblem } from '../../sma/runbookName.ts';

/**
 * The name a text gives its runbook: that of the first `workflow` in it (sma-rest-api.md 3.4). Undefined for a script.
 * Quick and rough, for lists of files; what is published is read by the parser.
 */
export function nameInText(text: string): string | undefined {
  const code = text.replace(/<#[\s\S]*?#>/g, '');
  return /^[ \t]*workflow[ \t]+([\p{L}_][\p{L}\p{Nd}_-]*)/imu.exec(code)?.[1];
}

/** What is wrong with a new runbook's name: SMA's own rules first, then what is there already. */
export function checkNewName(name: string, taken: readonly string[]): string | undefined {
  const problem = runbookNameProblem(name);
  if (problem !== undefined) return problem.message;
  const hard = hardNameProblem(name);
  if (hard !== undefined) return hard;
  return taken.some((other) => other.toLowerCase() === name.toLowerCase()) ? `There is a runbook ${name} already.` : undefined;
}
