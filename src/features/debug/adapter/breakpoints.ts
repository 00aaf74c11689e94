/** Breakpoints as the editor sets them: checked, and moved to where code stands, before the engine hears of them. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { parse } from '../../../powershell/index.ts';
import { hitProblem } from '../../../powershell/runtime/debug/hitCondition.ts';
import { problemIn } from '../../../powershell/runtime/debug/logMessage.ts';
import { placesIn } from '../../../powershell/runtime/debug/places.ts';
import { SiteTable } from '../../../powershell/runtime/debug/sites.ts';
import type { BoundBreakpoint, SourceBreakpoint } from '../../../powershell/runtime/debug/protocol.ts';

export interface CheckedBreakpoint {
  /** What the engine gets; undefined where the breakpoint cannot be. */
  readonly asked: SourceBreakpoint | undefined;
  readonly message: string | undefined;
  /** Its line in the editor, where the text that runs has another one. */
  readonly shownAt?: number;
}

/** `text`: the source's text; undefined where it cannot be read. */
export function checkBreakpoints(given: readonly DebugProtocol.SourceBreakpoint[], text: string | undefined): CheckedBreakpoint[] {
  if (text === undefined) return given.map(() => ({ asked: undefined, message: 'The file cannot be read.' }));
  const asked = given.map(({ line, column, condition, hitCondition, logMessage }): SourceBreakpoint => ({
    line, ...(column === undefined ? {} : { column }), ...(condition === undefined ? {} : { condition }), ...(hitCondition === undefined ? {} : { hitCondition }), ...(logMessage === undefined ? {} : { logMessage }),
  }));
  const placed = new SiteTable().set('', asked, placesIn(parse(text).ast, text));
  return asked.map((one, i): CheckedBreakpoint => {
    const bound = placed[i], problem = problemOf(one) ?? (bound?.verified === true ? undefined : bound?.message ?? 'There is no code here.');
    if (problem !== undefined || bound?.line === undefined) return { asked: undefined, message: problem };
    return { asked: { ...one, line: bound.line, ...(bound.column === undefined ? {} : { column: bound.column }) }, message: undefined };
  });
}

/** The answer to the editor: every breakpoint it has set, in its order. */
export function answerBreakpoints(checked: readonly CheckedBreakpoint[], bound: readonly BoundBreakpoint[]): DebugProtocol.Breakpoint[] {
  let next = 0;
  return checked.map(({ asked, message, shownAt }): DebugProtocol.Breakpoint => {
    if (asked === undefined) return { verified: false, ...(message === undefined ? {} : { message }) };
    const one = bound[next++];
    if (shownAt !== undefined) return { verified: false, ...(one === undefined ? {} : { id: one.id }), line: shownAt, ...(message === undefined ? {} : { message }) };
    return { verified: one !== undefined, ...(one === undefined ? {} : { id: one.id }), line: asked.line, ...(asked.column === undefined ? {} : { column: asked.column }) };
  });
}

/** Breakpoints that stand in a text which was changed since the run began, at their lines of the text that runs; each says so, unless all before it is as it was. */
export function checkInChanged(given: readonly DebugProtocol.SourceBreakpoint[], now: string, runs: string): CheckedBreakpoint[] {
  const lines = now.split(LINE_END), before = runs.split(LINE_END), shorter = Math.min(lines.length, before.length), moved = before.length - lines.length;
  let head = 0, tail = 0;
  while (head < shorter && lines[head] === before[head]) head++;
  while (tail < shorter - head && lines.at(-1 - tail) === before.at(-1 - tail)) tail++;
  return given.map((one): CheckedBreakpoint => {
    if (one.line <= head) return checkBreakpoints([one], runs)[0] as CheckedBreakpoint;
    if (one.line <= lines.length - tail) return { asked: undefined, message: 'This line was changed since the run began, which goes on with the text of its beginning. Restart it to stop here.' };
    const [checked] = checkBreakpoints([{ ...one, line: one.line + moved }], runs) as [CheckedBreakpoint], { asked } = checked;
    return asked === undefined ? checked : { asked, shownAt: asked.line - moved, message: `The text above was changed since the run began, which goes on with the text of its beginning: it stops at line ${asked.line} there. Restart it to run the text as it is now.` };
  });
}
const LINE_END = /\r\n|\n|\r/;

/** What is wrong with the conditions of a breakpoint. */
export function problemOf({ condition, hitCondition, logMessage }: Pick<SourceBreakpoint, 'condition' | 'hitCondition' | 'logMessage'>): string | undefined {
  const hits = hitCondition === undefined || hitCondition.trim() === '' ? undefined : hitProblem(hitCondition);
  if (hits !== undefined) return hits;
  const [error] = condition === undefined ? [] : parse(condition).errors;
  if (error !== undefined) return `The condition is no PowerShell expression: ${error.message}`;
  const wrong = logMessage === undefined ? undefined : problemIn(logMessage);
  return wrong === undefined ? undefined : `What the log message has in braces is no PowerShell expression: ${wrong}`;
}

/** Where the lines of a range can be stopped at. */
export function locationsIn(text: string, { line, endLine, column = 1, endColumn = Number.MAX_SAFE_INTEGER }: DebugProtocol.BreakpointLocationsArguments): DebugProtocol.BreakpointLocation[] {
  const last = endLine ?? line, seen = new Set<string>(), out: DebugProtocol.BreakpointLocation[] = [];
  for (const place of placesIn(parse(text).ast, text)) {
    const at = place.column ?? 1, key = `${place.line}:${at}`;
    if (place.line < line || place.line > last || (place.line === line && at < column) || (place.line === last && at > endColumn) || seen.has(key)) continue;
    seen.add(key);
    out.push({ line: place.line, column: at });
  }
  return out.sort((a, b) => a.line - b.line || (a.column ?? 1) - (b.column ?? 1));
}
