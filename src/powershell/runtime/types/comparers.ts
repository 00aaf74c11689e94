/** StringComparer: only whether letter case counts. */
import { NetObject } from '../values/value.ts';
import { constant, netType } from './netType.ts';
import type { NetType } from './netType.ts';
import { named } from './t.ts';

const comparerType = named<StringComparer>('System.StringComparer', [], { interfaces: ['System.Collections.IEqualityComparer', 'System.Collections.IComparer'] });
export class StringComparer extends NetObject {
  readonly ignoreCase: boolean;
  constructor(ignoreCase: boolean) { super(); this.ignoreCase = ignoreCase; }
  static readonly type: NetType<StringComparer> = comparerType;
}
const exact = new StringComparer(false), loose = new StringComparer(true);
netType(comparerType, { class: StringComparer, statics: { Ordinal: constant(exact), OrdinalIgnoreCase: constant(loose), InvariantCulture: constant(exact), InvariantCultureIgnoreCase: constant(loose), CurrentCulture: constant(exact), CurrentCultureIgnoreCase: constant(loose) } });
