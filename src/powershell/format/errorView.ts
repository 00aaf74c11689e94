/** Error records as text, by `$ErrorView`: ConciseView, NormalView, CategoryView (PowerShell's own error format). */
import { extendedErrorText } from './extendedError.ts';
import { Dictionary } from '../runtime/values/dictionary.ts';
import { unwrap } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import type { ObjectView } from './objectView.ts';

/** What the view reads of a record, as text. */
class Facts {
  private readonly view: ObjectView;
  private readonly record: Value;
  constructor(view: ObjectView, record: Value) { this.view = view; this.record = record; }
  value(...path: string[]): Value {
    let at: Value = this.record;
    for (const name of path) { if (at === null || at === undefined) return null; at = this.view.property(at, name) ?? null; }
    return at;
  }
  text(...path: string[]): string { const v = this.value(...path); return v === null ? '' : this.view.text(v); }
  has(target: Dictionary, name: string): boolean { return this.view.hasProperty(target, name); }
  is(name: string): boolean { return this.view.typeNames(this.value('Exception')).includes(name); }
}
export function errorText(record: Value, view: ObjectView, errorView: string, width: number): string {
  const f = new Facts(view, record), message = f.text('ErrorDetails', 'Message') || f.text('Exception', 'Message'), id = f.text('FullyQualifiedErrorId');
  if (id.startsWith('NativeCommandError')) return f.text('Exception', 'Message');
  if (/^CategoryView$/i.test(errorView)) return f.text('CategoryInfo');
  // All there is of the error, as Get-Error shows it.
  if (/^DetailedView$/i.test(errorView)) return `\n${extendedErrorText(record, view)}\n`;
  if (/^ConciseView$/i.test(errorView)) return concise(f, message, width) + recommendation(f);
  const position = f.value('InvocationInfo') !== null && (f.value('InvocationInfo', 'MyCommand') !== null || f.text('CategoryInfo', 'Category') !== 'ParserError') ? f.text('InvocationInfo', 'PositionMessage') : '';
  return `${prefix(f)}${message}${position === '' ? '' : `\n${position}`}\n+ CategoryInfo          : ${f.text('CategoryInfo')}\n+ FullyQualifiedErrorId : ${id}`;
}
const recommendation = (f: Facts): string => { const t = f.text('ErrorDetails', 'RecommendedAction'); return t.trim() === '' ? '' : `\n  Recommendation: ${t}`; };
/** `Get-Item : ` before the message of the normal view. */
function prefix(f: Facts): string {
  if (f.value('InvocationInfo') === null) return '';
  const name = f.text('InvocationInfo', 'InvocationName');
  if (f.value('InvocationInfo', 'MyCommand') === null) return name === '' ? '' : `${name} : `;
  const kind = f.text('InvocationInfo', 'MyCommand', 'CommandType'), own = kind === 'ExternalScript' ? f.text('InvocationInfo', 'MyCommand', 'Path') : kind === 'Script' ? f.text('InvocationInfo', 'MyCommand', 'ScriptBlock') : /^[&.]?$/.test(name) ? f.text('InvocationInfo', 'MyCommand', 'Name') : name;
  return own === '' ? '' : `${own} : `;
}
/** Of what does not parse the first error alone is told, without the place that the message begins with (Get-ConciseViewPositionMessage). */
function relevant(f: Facts, message: string): string {
  if (f.text('CategoryInfo', 'Category') !== 'ParserError' || f.text('ErrorDetails', 'Message') !== '') return message;
  return message.split('~\n')[1]?.split('\n\n')[0] ?? message;
}
function concise(f: Facts, whole: string, width: number): string {
  const message = relevant(f, whole);
  const place = targetPlace(f);
  if (place !== undefined) return `${reason(f)}: ${place}${message}`;
  const script = f.text('InvocationInfo', 'ScriptName'), line = f.text('InvocationInfo', 'ScriptLineNumber');
  const isParse = f.text('CategoryInfo', 'Category') === 'ParserError' && f.is('System.Management.Automation.ParentContainsErrorRecordException');
  const detail = (isParse || script !== '' || Number(line) > 1) && !/\.psm1$/i.test(script), lines = f.text('InvocationInfo', 'PositionMessage').split('\n');
  if (!detail || lines.length < 3) return `${reason(f)}: ${message}`;
  const wide = ' '.repeat(Math.max(0, line.length - 4)), bar = `${wide}     | `, source = (lines[1] ?? '').slice(1), marks = (lines.at(-1) ?? '').slice(1);
  const head = `${script === '' ? '' : `${script}:${line}`}\n${wide}Line |\n${line.padStart(4)} | ${source}\n${bar}${marks}\n`;
  return `${reason(f)}: ${head}${script !== '' || f.text('CategoryInfo', 'Category') === 'ParserError' ? wrapped(bar, message, width) : bar + message}`;
}
/** A target that says where it stands itself (a file's line, as tests of scripts tell it) is shown instead of the script. */
function targetPlace(f: Facts): string | undefined {
  const target = unwrap(f.value('TargetObject'));
  if (!(target instanceof Dictionary) || !f.has(target, 'Line') || !f.has(target, 'LineText')) return undefined;
  const of = (name: string): string => f.text('TargetObject', name), number = of('Line'), line = of('LineText').trim(), wide = ' '.repeat(Math.max(0, number.length - 4)), bar = `${wide}     | `;
  const start = Number(of('StartColumn')), wanted = Number(of('EndColumn')), marked = start > 0 && start <= line.length, end = wanted > start && wanted <= line.length + 1 ? wanted : line.length + 1;
  return `${of('File')}\n${wide}Line |\n${number.padStart(4)} | ${line}\n${marked ? `${bar}${' '.repeat(start - 1)}${'~'.repeat(end - start)}\n` : ''}${bar}`;
}
/** A message that stands beside the bar is broken at blanks. */
function wrapped(bar: string, message: string, width: number): string {
  const cut = (t: string, n: number): string => { if (t.length <= n) return t; const part = t.slice(0, n), at = part.search(/\s\S*$/); return at < 0 ? part : part.slice(0, at); };
  let rest = bar + message.replaceAll('\n', ' ').replaceAll('\t', ' '), out = '';
  while (rest.length > width) {
    const part = cut(rest, width);
    if (part.length <= bar.length) break;
    out += `${part}\n`;
    rest = bar + rest.slice(part.length).trim();
  }
  return `${out}${rest}\n`;
}
/** What stands before the colon. */
function reason(f: Facts): string {
  if (f.value('Exception', 'WasThrownFromThrowStatement') === true) return 'Exception';
  const name = f.text('InvocationInfo', 'MyCommand', 'Name');
  if (name !== '') return name;
  // NotSpecified is the zero of its enumeration, which the view takes for nothing.
  const category = f.text('CategoryInfo', 'Category');
  const activity = f.text('CategoryInfo', 'Activity');
  // A block without a name stands for itself, which is nothing.
  if (activity === '' && f.value('InvocationInfo', 'MyCommand') !== null) return '';
  return activity || f.text('InvocationInfo', 'InvocationName') || (category === 'NotSpecified' ? '' : category) || f.text('CategoryInfo', 'Reason') || 'Error';
}
