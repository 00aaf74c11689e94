/** Attributes that scripts define as classes: transformations and validations of arguments. */
import { enumerate, isEnumerable } from '../convert/enumerate.ts';
import { invokeMember } from '../members/invoke.ts';
import { construct } from '../members/overloads.ts';
import { setMember } from '../members/set.ts';
import { EngineIntrinsics } from '../types/automation/context.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import type { ParameterAttribute } from './parameters.ts';

type Rule = (v: Value) => Value;
const MA = 'System.Management.Automation.';
function made(a: ParameterAttribute): Value {
  if (a.type === undefined) return null;
  const object = construct(a.type, a.positional);
  for (const [name, value] of a.named) setMember(object, name, value);
  return object;
}
const derives = (a: ParameterAttribute, name: string): boolean => {
  for (let t = a.type; t !== undefined; t = t.base) if (t.name === `${MA}${name}`) return true;
  return false;
};
/** The transformation of an attribute whose class derives from ArgumentTransformationAttribute. */
export function customTransform(a: ParameterAttribute): Rule | undefined {
  if (!derives(a, 'ArgumentTransformationAttribute')) return undefined;
  let object: Value;
  return (v) => { object ??= made(a); return invokeMember(object, 'Transform', [new EngineIntrinsics(), v]); };
}
/** The check of an attribute whose class derives from one of the Validate bases. */
export function customValidator(a: ParameterAttribute): Rule | undefined {
  const each = derives(a, 'ValidateEnumeratedArgumentsAttribute');
  if (!each && !derives(a, 'ValidateArgumentsAttribute')) return undefined;
  let object: Value;
  return (v) => {
    object ??= made(a);
    if (!each) { invokeMember(object, 'Validate', [v, new EngineIntrinsics()]); return v; }
    const plain = unwrap(v);
    for (const item of plain != null && isEnumerable(plain) ? enumerate(plain) : [v]) invokeMember(object, 'ValidateElement', [item]);
    return v;
  };
}
