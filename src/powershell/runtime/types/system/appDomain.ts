/** System.AppDomain as far as scripts ask, and System.Collections.Specialized.StringCollection. */
import { current } from '../../run/current.ts';
import { List } from '../../values/lists.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { enumType } from './enums.ts';
import { genericType } from '../generic.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

class AppDomain extends NetObject {}
const data = new WeakMap<object, Map<string, Value>>();
const kept = (): Map<string, Value> => { const session = current(); let made = data.get(session); if (made === undefined) data.set(session, (made = new Map())); return made; };
laterType<AppDomain>(named<AppDomain>('System.AppDomain'), () => ({
  props: { FriendlyName: [T.String, () => 'pwsh'], Id: [T.Int32, () => 1], BaseDirectory: [T.String, () => `${toText(current().variable('PSHOME') ?? '')}/`], IsFullyTrusted: [T.Boolean, () => true], IsHomogenous: [T.Boolean, () => true] },
  methods: { GetData: [method([T.String], (_, name) => kept().get(name) ?? null)], SetData: [method([T.String, T.Object], (_, name, value) => { kept().set(name, value); }, T.Void)], IsDefaultAppDomain: [method([], () => true, T.Boolean)] },
  statics: { CurrentDomain: { type: undefined, get: () => new AppDomain() } },
}), AppDomain);
enumType('System.Reflection.BindingFlags', [
  ['Default', 0], ['IgnoreCase', 1], ['DeclaredOnly', 2], ['Instance', 4], ['Static', 8], ['Public', 16], ['NonPublic', 32], ['FlattenHierarchy', 64], ['InvokeMethod', 256], ['CreateInstance', 512], ['GetField', 1024], ['SetField', 2048], ['GetProperty', 4096], ['SetProperty', 8192],
], { flags: true });
const strings = named<List>('System.Collections.Specialized.StringCollection', [], { base: genericType('System.Collections.Generic.List', [T.String]) ?? T.Object, interfaces: ['System.Collections.IList', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] });
laterType<List>(strings, () => ({
  create: [func([], () => new List(strings as NetType, T.String as NetType, []))],
  methods: { Add: [method([T.String], (l, s) => l.items.push(s) - 1, T.Int32)], AddRange: [method([T.Object], (l, all) => { for (const s of toItems(all)) l.items.push(toText(s)); }, T.Void)], Remove: [method([T.String], (l, s) => { const at = l.items.indexOf(s); if (at >= 0) l.items.splice(at, 1); }, T.Void)] },
}));
