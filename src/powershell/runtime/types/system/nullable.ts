/** Nullable<T>: the inner type, or null. */
import { convertTo } from '../../convert/convert.ts';
import type { Value } from '../../values/value.ts';
import { generic } from '../generic.ts';
import type { TypeTable } from '../netType.ts';
import { func } from '../netType.ts';
import { T } from '../t.ts';

generic({
  name: 'System.Nullable', arity: 1, isStructure: true,
  table: (_self, [inner = T.Object]) => ({ convert: [{ from: T.Object, convert: (v: Value) => convertTo(v, inner) }], create: [func([T.Object], (v) => convertTo(v, inner))] }) as unknown as TypeTable<never>,
});
