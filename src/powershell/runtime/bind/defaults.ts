/** `$PSDefaultParameterValues` (about_Parameters_Default_Values): `'Command*:Parameter' = value or block`. */
import { toText } from '../convert/toText.ts';
import { wildcard } from '../operators/wildcard.ts';
import type { Dictionary } from '../values/dictionary.ts';
import { fold } from '../values/folding.ts';
import type { Argument } from './argument.ts';
import type { ParameterTable } from './parameters.ts';

export function defaultArguments(defaults: Dictionary, command: { readonly name: string }, table: ParameterTable): Argument[] {
  if (defaults.get('Disabled') === true) return [];
  const out: Argument[] = [];
  for (const e of defaults.entries.values()) {
    const m = /^([^:]+):(.+)$/.exec(toText(e.key));
    if (m === null || !wildcard(m[1] ?? '').test(command.name)) continue;
    const names = (m[2] ?? '').includes('*') ? [...table.byName.keys()].filter((n) => wildcard(m[2] ?? '').test(n)) : [m[2] ?? ''];
    for (const name of names) out.push({ name, folded: fold(name), value: e.value, hasValue: true });
  }
  return out;
}
