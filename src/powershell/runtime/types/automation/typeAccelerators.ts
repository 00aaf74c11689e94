/** System.Management.Automation.TypeAccelerators, which scripts reach by `[psobject].Assembly.GetType(…)`: short names of types (about_Classes, exporting classes with type accelerators). */
import { current } from '../../run/current.ts';
import { GenericDictionary } from '../../values/dictionary.ts';
import { fold } from '../../values/folding.ts';
import type { Value } from '../../values/value.ts';
import { genericType } from '../generic.ts';
import { func, laterType } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { builtInAccelerators } from '../registry.ts';
import { T, named } from '../t.ts';
import { netThrow } from '../../errors/raise.ts';

/** All of them, the engine's own before those of scripts; what is changed in it changes nothing else. */
function all(): Value {
  const made = new GenericDictionary(genericType('System.Collections.Generic.Dictionary', [T.String, T.AbstractType]) as NetType, T.String, T.AbstractType, true);
  for (const [name, type] of [...builtInAccelerators(), ...current().accelerators]) made.set(name, type === T.CustomAccelerator ? T.PSObject : type);
  return made;
}
function add(name: string, type: AnyType): void {
  const { accelerators } = current();
  if (accelerators.has(fold(name))) netThrow('System.ArgumentException', `An item with the same key has already been added. Key: ${name}`);
  accelerators.set(fold(name), type);
}
laterType(named('System.Management.Automation.TypeAccelerators'), () => ({
  statics: {
    Get: { type: undefined, get: all },
    Add: [func([T.String, T.AbstractType], (name, type) => { add(name, type); }, T.Void)],
    Remove: [func([T.String], (name) => { current().accelerators.delete(fold(name)); return true; }, T.Boolean)],
  },
}));
