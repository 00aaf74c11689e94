/** enum-statement: names with values, counting on from the last; `[Flags()]` on top. */
import type { TypeDefinitionAst } from '../../../syntax/ast.ts';
import { convertTo } from '../../convert/convert.ts';
import { NetType } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import { fold } from '../../values/folding.ts';
import type { UInt64 } from '../../values/numbers.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

export function defineEnum(n: TypeDefinitionAst, c: Compiler): Exec {
  const members = n.members.flatMap((m) => (m.kind === 'PropertyMemberAst' ? [{ name: m.name, value: m.initialValue === undefined ? undefined : c.expression(m.initialValue) }] : []));
  const isFlags = n.attributes.some((a) => /^(System\.)?Flags(Attribute)?$/i.test(a.typeName.text));
  const [base] = n.baseTypes, under = base === undefined ? undefined : c.type(base.typeName);
  return (f) => {
    const values = new Map<string, number | bigint>(), type = new NetType(n.name, { base: T.Enum, valueType: true });
    const enumBase = under?.();
    let next = 0n;
    for (const m of members) {
      const given = m.value === undefined ? undefined : m.value(f);
      const value = given === undefined ? next : enumBase === T.UInt64 ? (convertTo(given, T.UInt64) as UInt64).value : convertTo(given, T.Int64) as bigint;
      // What fits an Int32 is one, so that most enums know nothing of wide values.
      values.set(m.name, BigInt.asIntN(32, value) === value ? Number(value) : value);
      next = value + 1n;
    }
    type.enumValues = values;
    type.isFlags = isFlags;
    type.enumBase = enumBase;
    f.module.types.set(fold(n.name), type);
    return NORMAL;
  };
}
