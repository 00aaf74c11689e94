/** Errors of PowerShell as the engine's own, and those of the bridge itself. */
import { errorRecord } from '../runtime/errors/raise.ts';
import { SourceText } from '../runtime/run/source.ts';
import { ERROR_CATEGORIES } from '../runtime/values/errorRecord.ts';
import type { ErrorCategory, ErrorRecord } from '../runtime/values/errorRecord.ts';
import type { ErrorFacts } from './protocol.ts';

/** The conversation with PowerShell is over and cannot go on: said as it stands. */
export class PowerShellHostError extends Error {
  readonly code: 'PowerShellMissing' | 'PowerShellFailed';
  constructor(code: PowerShellHostError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The text of the bridge that calls the script, as it stands in positions and stacks. */
const RUNNER = /Send-SmaRecord/;
const BRIDGE_FILE = /(?:^|[\\/])bootstrap\.ps1$/;
const sameFile = (a: string, b: string): boolean => a === b || (a.includes('\\') && a.toLowerCase() === b.toLowerCase());
const BRIDGE_FRAME = /^at (Invoke-SmaText|Import-SmaBridgeModule|Find-SmaCommand),/;

/** Scripts in a folder that was made for a run, by file name in lower case. */
export interface ScriptFiles { readonly folder: string; readonly sources: ReadonlyMap<string, SourceText> }

/** An error record; with `source` its place in that text, as which `ran` was run, or in the file that it called. */
export function errorFrom(facts: ErrorFacts, source?: SourceText, children?: ScriptFiles, ran?: string): ErrorRecord {
  const [id = '', ...suffix] = (facts.id ?? '').split(',');
  const category = ERROR_CATEGORIES.find((c) => c === facts.category) ?? 'NotSpecified' satisfies ErrorCategory;
  const record = errorRecord({ id, category, message: facts.exceptionMessage ?? facts.message, exception: facts.exception, target: facts.targetName ?? null });
  record.commandName = suffix.join(',');
  record.activity = facts.activity ?? '';
  record.reason = facts.reason ?? '';
  record.targetName = facts.targetName ?? '';
  record.targetType = facts.targetType ?? '';
  if (facts.message !== record.message) record.details = { message: facts.message, recommendedAction: '' };
  if (source === undefined) return record;
  const file = facts.file ?? '', inBridge = RUNNER.test(facts.lineText ?? ''), isText = file === '' && !inBridge && isTextOfItsOwn(facts, source, ran);
  record.stackTrace = withName(withoutFolder(ownFrames(facts.stack ?? ''), children), source, isText);
  const child = facts.file == null ? undefined : children?.sources.get(facts.file.replace(/^.*[\\/]/, '').toLowerCase());
  if (child !== undefined && (facts.line ?? 0) > 0) {
    record.position = placeIn(child, facts.line ?? 1, facts.column ?? 1);
    return record;
  }
  if (isText || (file !== '' && !sameFile(file, source.path) && !BRIDGE_FILE.test(file) && (facts.line ?? 0) > 0)) {
    // A module's, a file that the script has called, or a text without a file: what is known of it is the line.
    record.position = placeIn(new SourceText(`${'\n'.repeat((facts.line ?? 1) - 1)}${(facts.lineText ?? '').replace(/[\r\n]+$/, '')}`, file), facts.line ?? 1, facts.column ?? 1);
    return record;
  }
  // What the script's outermost statement calls seems to stand in the bridge; the stack knows better.
  const line = inBridge ? Number(/: line (\d+)/.exec(record.stackTrace)?.[1] ?? 0) : facts.line ?? 0;
  if (line > 0) record.position = placeIn(source, line, inBridge ? 1 : facts.column ?? 1);
  return record;
}
/** Whether the line is of another text than the script: of Invoke-Expression, of a block that was made. */
function isTextOfItsOwn({ line = 0, lineText }: ErrorFacts, source: SourceText, ran: string | undefined): boolean {
  if (line <= 0 || lineText == null) return false;
  const told = lineText.trim();
  return source.lineText(line).trim() !== told && (ran?.split('\n', line)[line - 1] ?? '').trim() !== told;
}
/** The script's own name in the stack; the frame of a text of its own stays without one. */
function withName(stack: string, { path, file }: SourceText, isText: boolean): string {
  const first = isText ? stack.indexOf('\n') : 0;
  return first < 0 ? stack : stack.slice(0, first) + stack.slice(first).replaceAll(path || '<No file>', file || '<No file>');
}
const withoutFolder = (stack: string, children: ScriptFiles | undefined): string => (children === undefined ? stack : stack.replaceAll(`${children.folder}/`, '').replaceAll(`${children.folder}\\`, ''));
/** Without the frames of the bridge at its foot. */
function ownFrames(stack: string): string {
  const frames = stack.split(/\r?\n/), foot = frames.findIndex((frame) => BRIDGE_FRAME.test(frame));
  return (foot < 0 ? frames : frames.slice(0, Math.max(0, foot - 1))).join('\n');
}
/** From the column to the end of the line: how far the statement goes is not told. */
function placeIn(source: SourceText, line: number, column: number): { readonly source: SourceText; readonly start: number; readonly end: number } {
  const text = source.lineText(line), start = source.text.split('\n', line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const from = Math.max(0, column - 1), indent = from === 0 ? text.length - text.trimStart().length : from;
  return { source, start: start + indent, end: start + Math.max(indent, text.trimEnd().length) };
}
