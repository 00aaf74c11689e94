import type { PublishProblem } from './publishPlan.ts';

/** What else is wrong beside the problem that a message of the editor names: how much it is, where the next is, and where all of it is listed. Begins with a blank; empty where there is nothing. */
export function moreProblems([next, ...others]: readonly PublishProblem[]): string {
  if (next === undefined) return '';
  const count = others.length === 0 ? 'is 1 more problem' : `are ${others.length + 1} more problems`;
  if (next.line === undefined) return ` There ${count}, listed in Problems.`;
  const place = `line ${next.line}, column ${next.column ?? 1}`;
  return others.length === 0 ? ` There ${count}, at ${place}.` : ` There ${count}, the next at ${place}; Problems lists them.`;
}
