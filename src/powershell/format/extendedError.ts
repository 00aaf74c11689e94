/** What Get-Error shows: an error or an exception with all that is in it, nested (PowerShell's GetErrorInstance view). */
import { NetType } from '../runtime/types/netType.ts';
import { Dictionary } from '../runtime/values/dictionary.ts';
import { ErrorRecord, NetException } from '../runtime/values/errorRecord.ts';
import { unwrap } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import type { ObjectView } from './objectView.ts';

export const EXTENDED_RECORD = 'System.Management.Automation.ErrorRecord#PSExtendedError';
export const EXTENDED_EXCEPTION = 'System.Exception#PSExtendedError';
const MAX_DEPTH = 10;
const EXPANDED = new Set(['System.Management.Automation.InvocationInfo']);

/** The lines of an error. */
export function extendedErrorText(value: Value, view: ObjectView): string { return shown(value, view, 0, 1); }

function shown(value: Value, view: ObjectView, indent: number, depth: number): string {
  const facts = factsOf(value, view, depth), width = Math.max(0, ...facts.map(([name]) => name.length)), prefix = ' '.repeat(indent);
  return facts.map(([name, held]) => `${prefix}${name.padEnd(width)} : ${valueText(name, held, { view, indent, depth, width })}`).join('\n');
}
/** What is not empty: null, empty texts and lists, zero and false are left out, as `-ne ''` leaves them out. */
function factsOf(value: Value, view: ObjectView, depth: number): (readonly [string, Value])[] {
  const plain = unwrap(value), all: (readonly [string, Value])[] = view.propertyNames(value).filter((name) => name !== 'PSErrorIndex' && name !== 'Type').map((name) => [name, view.property(value, name)]);
  if (plain instanceof NetException) all.unshift(['Type', plain.netType.name]);
  // The record inside of an exception holds a stand-in for it: the exception itself would go on for ever.
  if (plain instanceof ErrorRecord && depth > 1) return all.map(([name, held]) => [name, name === 'Exception' ? new StandIn(plain.exception.message) as unknown as Value : held] as const).filter(([, held]) => isThere(held, view));
  return all.filter(([, held]) => isThere(held, view));
}
class StandIn { readonly message: string; constructor(message: string) { this.message = message; } }
function isThere(held: Value, view: ObjectView): boolean {
  if (held == null || held === '' || held === 0 || held === 0n || held === false) return false;
  const items = (held as unknown) instanceof StandIn ? undefined : view.enumerate(held);
  return items === undefined || !(items[Symbol.iterator]().next().done === true);
}
interface Place { readonly view: ObjectView; readonly indent: number; readonly depth: number; readonly width: number }
function valueText(name: string, held: Value, { view, indent, depth, width }: Place): string {
  const prefix = ' '.repeat(indent), plain = unwrap(held), inner = indent + 4;
  if ((plain as unknown) instanceof StandIn) return `\n${standIn(plain as unknown as StandIn, ' '.repeat(inner))}`;
  if (plain instanceof NetException || plain instanceof ErrorRecord || EXPANDED.has(view.typeNames(held)[0] ?? '')) return depth >= MAX_DEPTH ? '…' : `\n${shown(held, view, inner, depth + 1)}`;
  if (name === 'StackTrace') return `\n${view.text(held)}`;
  if (plain instanceof Dictionary) {
    const pairs = [...plain.entries.values()].map(({ key, value }) => [view.text(key), value] as const).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    return `\n${pairs.map(([key, value]) => `${prefix}    ${key} : ${key === 'Authorization' ? '…' : value == null ? '' : view.text(value)}\n`).join('')}`;
  }
  if (plain instanceof NetType) return `[${plain.name}]`;
  const items = view.enumerate(held);
  if (items !== undefined) {
    if (depth >= MAX_DEPTH) return '…';
    const many = [...items].filter((item) => item != null);
    return many.map((item, i) => (item instanceof NetType ? `\n${prefix}${' '.repeat(inner + 2)}[${item.name}]` : typeof item === 'object' && view.propertyNames(item).length > 0 && typeof unwrap(item) === 'object' ? `${i > 0 ? '\n' : ''}\n${shown(item, view, inner, depth + 1)}` : `\n${prefix}${' '.repeat(inner + 2)}${view.text(item)}`)).join('');
  }
  return view.text(held).split('\n').map((line, i, all) => (all.length === 1 ? line : `${i === 0 ? '' : `\n${prefix}${' '.repeat(width + 3)}`}${line.trim()}`)).join('');
}
const standIn = ({ message }: StandIn, prefix: string): string =>
  [`Type    : System.Management.Automation.ParentContainsErrorRecordException`, `Message : ${message.split('\n').map((line, i) => (i === 0 ? line : prefix + ' '.repeat(10) + line.trim())).join('\n')}`, 'HResult : -2146233087'].map((line) => prefix + line).join('\n');
