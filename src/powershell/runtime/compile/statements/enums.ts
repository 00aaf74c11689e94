/** enum-statement: names with values, counting on from the last; `[Flags()]` on top. */
import type { TypeDefinitionAst } from '../../../syntax/ast.ts';
import { convertTo } from '../../convert/convert.ts';
import { NetType } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import { fold } from '../../values/folding.ts';
import { toNumber } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

export function defineEnum(n: TypeDefinitionAst, c: Compiler): Exec {
  const members = n.members.flatMap((m) => (m.kind === 'PropertyMemberAst' ? [{ name: m.name, value: m.initialValue === undefined ? undefined : c.expression(m.initialValue) }] : []));
  const isFlags = n.attributes.some((a) => /^(System\.)?Flags(Attribute)?$/i.test(a.typeName.text));
  const [base] = n.baseTypes, under = base === undefined ? undefined : c.type(base.typeName);
  return (f) => {
    const values = new Map<string, number>(), type = new NetType(n.name, { base: T.Enum, valueType: true });
    let next = 0;
    for (const m of members) {
      const value = m.value === undefined ? next : toNumber(convertTo(m.value(f), T.Int64) as NumberValue);
      values.set(m.name, value);
      next = value + 1;
    }
    type.enumValues = values;
    type.isFlags = isFlags;
    type.enumBase = under?.();
    f.module.types.set(fold(n.name), type);
    return NORMAL;
  };
}
