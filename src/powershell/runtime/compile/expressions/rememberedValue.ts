/** `[T]::Name`: a place keeps what the last type's own table has under the name, as long as that is the table. */
import { boxed, methodError } from '../../members/overloads.ts';
import type { AnyType, NetType, StaticMember } from '../../types/netType.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { fold } from '../../values/folding.ts';
import type { Value } from '../../values/value.ts';

/** What is there; undefined where another has to look: for bases, methods and what is not there. */
export function rememberedValue(name: string): (type: AnyType) => Value {
  const folded = fold(name);
  let type: AnyType | undefined, members: AnyType['members'], member: StaticMember | undefined, ofEnum: number | bigint | undefined;
  return (own) => {
    if (own !== type || own.members === undefined || own.members !== members) {
      type = own;
      members = own.members ?? own.index();
      ofEnum = enumValue(own, folded);
      member = ofEnum === undefined ? members.statics.get(folded)?.[1] as StaticMember | undefined : undefined;
    }
    // Each is a value of its own, to which a script may add members.
    if (ofEnum !== undefined) return new EnumValue(own as NetType, ofEnum);
    if (member === undefined) return undefined;
    if ('constant' in member) return member.constant;
    if (!('get' in member)) return undefined;
    try { return boxed(member.get(undefined), member.type); } catch (e) { return methodError(e, name, 0); }
  };
}
function enumValue(type: AnyType, folded: string): number | bigint | undefined {
  for (const [key, value] of type.enumValues ?? []) if (fold(key) === folded) return value;
  return undefined;
}
