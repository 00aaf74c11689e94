/** Microsoft.PowerShell.Commands.ModuleSpecification: a module by name, and which versions of it. */
import { noConversion } from '../../../runtime/convert/castError.ts';
import { from, laterType } from '../../../runtime/types/netType.ts';
import { T, named } from '../../../runtime/types/t.ts';
import type { Dictionary } from '../../../runtime/values/dictionary.ts';
import { NetObject } from '../../../runtime/values/value.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { wantedModule } from './specification.ts';
import type { Wanted } from './specification.ts';

export class ModuleSpecification extends NetObject {
  readonly wanted: Wanted;
  constructor(wanted: Wanted) { super(); this.wanted = wanted; }
}
export const specificationType = named<ModuleSpecification>('Microsoft.PowerShell.Commands.ModuleSpecification');
const field = (name: keyof Wanted): [undefined, (s: ModuleSpecification) => Value] => [undefined, (s) => s.wanted[name] ?? null];
function fromTable(table: Dictionary): ModuleSpecification {
  const wanted = wantedModule(table);
  return wanted === undefined ? noConversion(table, specificationType) : new ModuleSpecification(wanted);
}
laterType<ModuleSpecification>(specificationType, () => ({
  props: { Name: field('name'), Guid: field('guid'), Version: field('min'), MaximumVersion: field('max'), RequiredVersion: field('exact') },
  text: (s) => s.wanted.name,
  convert: [from(T.String, (name) => new ModuleSpecification({ name })), from(T.Hashtable, fromTable), from(T.OrderedDictionary, fromTable)],
}), ModuleSpecification);
