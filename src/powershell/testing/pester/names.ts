/** Names of tests that are made from their data: `adds <a> and <b.Size>`. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { direct, MISSING } from '../../runtime/members/get.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { fold } from '../../runtime/values/folding.ts';
import { shown } from './shown.ts';

/** One set of data: variables by name, and `$_`. */
export interface TestData { readonly variables: ReadonlyMap<string, Value>; readonly item: Value }

/** `-ForEach` and `-TestCases`: one set for each item; undefined where none was given. */
export function dataOf(given: Value): TestData[] | undefined {
  if (given === undefined) return undefined;
  return toItems(given).map((item): TestData => {
    if (!(item instanceof Dictionary)) return { item: item ?? null, variables: new Map() };
    return { item, variables: new Map(Array.from(item.entries.values(), (entry): [string, Value] => [toText(entry.key), entry.value])) };
  });
}
/** What a name's placeholders mean: its own data and that of the blocks around it, innermost first, then the variables that are there. */
export interface NameScope { readonly data: readonly TestData[]; readonly variable: (name: string) => Value }

/** A name with its placeholders filled; what has no value stays as it is, and `` `< `` is a mere `<`. */
export function expandName(name: string, { data, variable }: NameScope): string {
  return name.replace(/`[<>]|<([^<>`\s][^<>`]*)>/g, (whole, path: string | undefined) => {
    if (path === undefined) return whole.slice(1);
    const [first = '', ...rest] = path.replace(/^\$/, '').split('.');
    let value = valueOf(first, data);
    if (value === undefined) value = variable(first);
    for (const member of rest) {
      const found = value instanceof Dictionary ? value.get(member) : value == null ? MISSING : direct(value, member);
      if (found === MISSING) return whole;
      value = found;
    }
    return value === undefined || value === unset ? whole : typeof value === 'string' ? value : value instanceof PSObject ? toText(value) : shown(value);
  });
}
function valueOf(name: string, data: readonly TestData[]): Value {
  if (name === '_') return data[0]?.item;
  const folded = fold(name);
  for (const { variables } of data) for (const [key, value] of variables) if (fold(key) === folded) return value;
  return undefined;
}
