/** Closed generic types (`List[string]`): made on demand from their definition, one object for each list of arguments. */
import { fold } from '../values/folding.ts';
import { NetType, guardedTable } from './netType.ts';
import type { AnyType, Guards, TypeTable } from './netType.ts';
import { genericNames, lookupType, register } from './registry.ts';
import { T } from './t.ts';

export interface GenericDefinition {
  /** Full name without the arity mark. */
  readonly name: string;
  readonly arity: number | 'any';
  readonly interfaces?: readonly string[];
  readonly valueType?: boolean;
  /** Derives from ValueType but may be null (Nullable). */
  readonly isStructure?: boolean;
  /** The members, given the closed type and its arguments. */
  readonly table: (self: AnyType, args: readonly AnyType[]) => TypeTable<never>;
}
const definitions = new Map<string, GenericDefinition>();
const guarded = new Map<string, Guards<never>>();
/** Guards for all closed types of a definition; call before there is one. */
export function guardGeneric<S>(name: string, guards: Guards<S>): void { guarded.set(fold(name), guards); }
/** Adds a generic type; call at the top level of its file. */
export function generic(definition: GenericDefinition): void {
  definitions.set(fold(definition.name), definition);
  genericNames.add(fold(definition.name));
}

/** The closed type, or undefined where there is no such generic or the number of arguments is wrong. */
export function genericType(name: string, args: readonly AnyType[], namespaces: readonly string[] = []): AnyType | undefined {
  const folded = fold(name.replace(/``?\d+$/, ''));
  const find = (): GenericDefinition | undefined => [folded, `system.${folded}`, ...namespaces.map((n) => `${fold(n)}.${folded}`)].map((n) => definitions.get(n)).find((d) => d !== undefined);
  let definition = find();
  // Asking for the name describes what is described later.
  if (definition === undefined && lookupType(folded, namespaces) === undefined) definition = find();
  if (definition === undefined || (definition.arity !== 'any' && definition.arity !== args.length)) return undefined;
  const full = `${definition.name}\`${args.length}[${args.map((a) => `[${a.name}]`).join(',')}]`;
  const known = lookupType(full);
  if (known !== undefined) return known;
  const type = new NetType(full, { base: definition.valueType === true || definition.isStructure === true ? T.ValueType : T.Object, genericArguments: args, interfaces: definition.interfaces ?? [], valueType: definition.valueType ?? false });
  const guards = guarded.get(fold(definition.name));
  type.table = guards === undefined ? definition.table(type, args) : guardedTable(definition.table(type, args), guards);
  register(type);
  return type;
}
