/**
 * System.Dynamic.ExpandoObject: an object that gets its properties by assignment, and a table of them (IDictionary<string, object>). Members are
 * found without regard to case, keys with it; down a pipeline it is its pairs (PSGetMemberBinder, LanguagePrimitives.GetEnumerable).
 */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { BoundParameters } from '../../values/dictionary.ts';
import { DynamicObject } from '../../values/dynamic.ts';
import { fold } from '../../values/folding.ts';
import { Enumerator } from '../../values/lists.ts';
import type { Value } from '../../values/value.ts';
import { pairsOf } from './dictionary.ts';
import { func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

class ExpandoObject extends DynamicObject {
  /** With regard to case. */
  readonly held = new BoundParameters(false);
  private key(folded: string): string | undefined { return this.held.keys().map(toText).find((k) => fold(k) === folded); }
  property(folded: string): Value | undefined {
    const key = this.key(folded);
    return key === undefined ? undefined : this.held.get(key) ?? null;
  }
  propertyNames(): readonly string[] { return this.held.keys().map(toText); }
  assign(folded: string, value: Value, name: string): boolean {
    this.held.set(this.key(folded) ?? name, value);
    return true;
  }
}
function add(e: ExpandoObject, key: string, value: Value): void {
  if (e.held.has(key)) netThrow('System.ArgumentException', `An element with the same key '${key}' already exists in the ExpandoObject. (Parameter 'key')`, [['ParamName', 'key']]);
  e.held.set(key, value);
}
laterType<ExpandoObject>(named<ExpandoObject>('System.Dynamic.ExpandoObject', [], { interfaces: ['System.Dynamic.IDynamicMetaObjectProvider', 'System.Collections.IEnumerable', 'System.ComponentModel.INotifyPropertyChanged'] }), () => ({
  create: [func([], () => new ExpandoObject())], enumerate: (e) => pairsOf(e.held),
  index: { get: (e, k) => e.held.get(toText(k)) ?? null, set: (e, k, v) => e.held.set(toText(k), v) },
  props: { Count: [T.Int32, (e) => e.held.count], IsReadOnly: [T.Boolean, () => false], Keys: [undefined, (e) => e.held.keys()], Values: [undefined, (e) => e.held.values()] },
  methods: {
    Add: [method([T.String, T.Object], add, T.Void)], ContainsKey: [method([T.String], (e, k) => e.held.has(k), T.Boolean)], Remove: [method([T.String], (e, k) => e.held.delete(k), T.Boolean)], Clear: [method([], (e) => e.held.clear(), T.Void)],
    TryGetValue: [method([T.String, T.Ref], (e, k, out) => { out.value = e.held.get(k) ?? null; return e.held.has(k); }, T.Boolean)], GetEnumerator: [method([], (e) => new Enumerator(pairsOf(e.held)))],
  },
}), ExpandoObject);
