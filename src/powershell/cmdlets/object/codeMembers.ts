/** CodeMethod and CodeProperty: members that a static method stands for, the object as its first argument (PSCodeMethod, PSCodeProperty). */
import type { Session } from '../../runtime/run/session.ts';
import { ReflectedMember } from '../../runtime/types/system/memberInfo.ts';
import { ScriptMember, unwrap } from '../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';

const CALL = '$__method.Invoke($null, [object[]] (@(, $this) + $args))';
/** A block that calls the method; undefined for what is no static method. */
function calling(session: Session, given: Value): ScriptBlock | undefined {
  const method = unwrap(given);
  if (!(method instanceof ReflectedMember) || method.kind !== 'Method' || !method.isStatic) return undefined;
  const made = new ScriptBlock(session.parseBlock(CALL).code);
  made.closure = new Map([['__method', { name: '__method', value: method, guard: undefined }]]);
  return made;
}
/** Undefined where what is given are no static methods. */
export function codeMember(session: Session, kind: 'CodeMethod' | 'CodeProperty', name: string, first: Value, second: Value): ScriptMember | undefined {
  const getter = calling(session, first), setter = second == null ? undefined : calling(session, second);
  if ((first != null && getter === undefined) || (second != null && setter === undefined) || (kind === 'CodeMethod' && getter === undefined)) return undefined;
  return new ScriptMember(kind === 'CodeMethod' ? 'ScriptMethod' : 'ScriptProperty', name, { ...(getter === undefined ? {} : { getter }), ...(setter === undefined ? {} : { setter }) });
}
