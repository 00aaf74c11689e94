/** Names of tests that are made from their data: `adds <a> and <b.Size>`. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { direct, MISSING } from '../../runtime/members/get.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
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
/** A name with its placeholders filled; what has no value stays as it is. */
export function expandName(name: string, data: TestData | undefined): string {
  if (data === undefined) return name;
  return name.replace(/`?<([^<>\s][^<>]*)>/g, (whole, path: string) => {
    if (whole.startsWith('`')) return whole.slice(1);
    const [first = '', ...rest] = path.replace(/^\$/, '').split('.');
    let value: Value = first === '_' ? data.item : [...data.variables].find(([name]) => fold(name) === fold(first))?.[1];
    for (const member of rest) {
      const found = value instanceof Dictionary ? value.get(member) : value == null ? MISSING : direct(value, member);
      if (found === MISSING) return whole;
      value = found;
    }
    return value === undefined ? whole : typeof value === 'string' ? value : value instanceof PSObject ? toText(value) : shown(value);
  });
}
