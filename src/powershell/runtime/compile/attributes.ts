/** Attributes of variables and parameters as rules: conversion, Validate*, Allow*. */
import type { AttributeAst, AttributeBaseAst } from '../../syntax/ast.ts';
import { convertTo } from '../convert/convert.ts';
import { raise } from '../errors/raise.ts';
import type { Guard, Frame } from '../run/frame.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { fold } from '../values/folding.ts';
import { Double, double, toLong } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import type { CompiledBlock } from './compiledBlock.ts';
import { Compiler } from './compiler.ts';
import type { AnyType } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { current } from '../run/current.ts';
import { toText } from '../convert/toText.ts';
import { attributeObject } from '../types/automation/attributes.ts';
import { validator } from '../bind/validation.ts';
import { customTransform, customValidator } from '../bind/customAttributes.ts';
import type { ParameterAttribute } from '../bind/parameters.ts';

/** An attribute with its arguments evaluated (they are constants, or script blocks). */
export function readAttribute(n: AttributeAst, c: Compiler): (f: Frame) => ParameterAttribute {
  const positional = n.positionalArguments.map((a) => c.expression(a));
  const named = n.namedArguments.map((a) => [fold(a.argumentName), a.expressionOmitted ? () => true : c.expression(a.argument)] as const);
  const name = n.typeName.text.replace(/^System\.Management\.Automation\./i, '').replace(/Attribute$/i, '');
  const folded = fold(name), full = fold(n.typeName.text);
  return (f) => ({ name: folded, positional: positional.map((p) => p(f)), named: new Map(named.map(([k, v]) => [k, v(f)])), type: current().scriptType(full) ?? current().scriptType(`${full}attribute`) });
}
/** The attributes above a block's `param`, as they are written. */
export function blockAttributes(block: CompiledBlock): ParameterAttribute[] {
  const c = new Compiler(null, block.source, block.namespaces);
  return (block.ast.paramBlock?.attributes ?? []).map((a) => readAttribute(a, c)(current().current));
}
/** The guard of a typed or validated variable; `first` is for a variable that is new: there each attribute is added by itself, the one next to the name first. */
export interface VariableGuard extends Guard { readonly first: (v: Value) => Value }
export function variableGuard(attributes: readonly AttributeBaseAst[], name: string, c: Compiler): (isOwnSlot: boolean) => VariableGuard {
  const readers = attributes.map((a) => (a.kind === 'TypeConstraintAst' ? { type: c.type(a.typeName, a) } : { read: readAttribute(a, c) }));
  // A guard that only converts is the same as long as its types are: a loop that declares its variable in each turn needs one.
  let own: readonly [AnyType, VariableGuard] | undefined, other: typeof own;
  const alone = readers.length === 1 && readers[0] !== undefined && 'type' in readers[0] ? readers[0].type : undefined;
  return (isOwnSlot) => {
    const kept = isOwnSlot ? own : other, single = alone?.();
    if (kept !== undefined && kept[0] === single) return kept[1];
    const made = fresh(isOwnSlot);
    if (single !== undefined) { if (isOwnSlot) own = [single, made]; else other = [single, made]; }
    return made;
  };
  function fresh(isOwnSlot: boolean): VariableGuard {
    const convert = isOwnSlot ? convertTo : convertOfAttribute;
    const known: AnyType[] = [], rules: ((v: Value) => Value)[] = [], transforms: ((v: Value) => Value)[] = [], inOrder: ((v: Value) => Value)[] = [];
    for (const one of readers) {
      if ('type' in one) { const t = one.type(); known.push(t); inOrder.push((v) => convert(v, t)); continue; }
      const attribute = one.read(current().current), rule = validator(attribute) ?? customValidator(attribute), transform = customTransform(attribute);
      if (transform !== undefined) { transforms.push(transform); inOrder.push(transform); }
      if (rule !== undefined) { rules.push(rule); inOrder.push((v) => checked(rule, v, `The attribute cannot be added because variable ${name} with value ${toText(v)} would no longer be valid.`)); }
    }
    return {
      isArray: rules.length === 0 && transforms.length === 0 && known.length === 1 && (known[0]?.isArray === true || known[0] === T.Array),
      check: rules.length === 0 && transforms.length === 0 && known.length === 1 ? typed(known[0] ?? T.Object, convert) : (v) => {
        const made = known.reduceRight<Value>((x, t) => convert(x, t), transforms.reduce((x, rule) => rule(x), v));
        return rules.reduce((x, rule) => checked(rule, x, invalidValue(name, x)), made);
      },
      attributes: () => readers.flatMap((one) => attributeObject('type' in one ? TYPE_CONVERTER : one.read(current().current)) ?? []),
      first: (v) => inOrder.reduceRight((x, rule) => rule(x), v),
    };
  }
}
/** The conversion to a type, without the way through all others where the value is of the type already, or a whole number that every such type holds. */
function typed(type: AnyType, convert: (v: Value, t: AnyType) => Value): (v: Value) => Value {
  switch (type) {
    case T.Int32: return (v) => (typeof v === 'number' ? v : convert(v, type));
    case T.Int64: return (v) => (typeof v === 'bigint' ? v : typeof v === 'number' ? toLong(v) : convert(v, type));
    case T.Double: return (v) => (v instanceof Double ? v : typeof v === 'number' ? double(v) : convert(v, type));
    case T.String: return (v) => (typeof v === 'string' ? v : convert(v, type));
    case T.Boolean: return (v) => (typeof v === 'boolean' ? v : convert(v, type));
    default: return (v) => convert(v, type);
  }
}
const TYPE_CONVERTER: ParameterAttribute = { name: 'argumenttypeconverter', positional: [], named: new Map(), type: undefined };
/** What PowerShell says of a value that a variable's attributes refuse. */
export const invalidValue = (name: string, v: Value): string => `The variable cannot be validated because the value ${v == null ? '$null' : toText(v)} is not a valid value for the ${name} variable.`;
/** A conversion to the type of a variable or parameter that is kept as an attribute. */
export const convertOfAttribute = (v: Value, t: AnyType): Value => {
  try { return convertTo(v, t); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return raise({ id: 'RuntimeException', category: 'MetadataError', exception: 'System.Management.Automation.ArgumentTransformationMetadataException', message: e.record.message, inner: e.record.exception });
  }
};
function checked(rule: (v: Value) => Value, v: Value, message: string): Value {
  try { return rule(v); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return invalidVariable(message);
  }
}
export const invalidVariable = (message: string): never => raise({ id: 'ValidateSetFailure', category: 'MetadataError', exception: 'System.Management.Automation.ValidationMetadataException', message });
