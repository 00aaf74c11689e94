/** Attributes of variables and parameters as rules: conversion, Validate*, Allow*. */
import type { AttributeAst, AttributeBaseAst } from '../../syntax/ast.ts';
import { convertTo } from '../convert/convert.ts';
import { raise } from '../errors/raise.ts';
import type { Guard, Frame } from '../run/frame.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { fold } from '../values/folding.ts';
import type { Value } from '../values/value.ts';
import type { Compiler } from './compiler.ts';
import type { AnyType } from '../types/netType.ts';
import { current } from '../run/current.ts';
import { toText } from '../convert/toText.ts';
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
/** The guard of a typed or validated variable. */
export function variableGuard(attributes: readonly AttributeBaseAst[], name: string, c: Compiler): () => Guard {
  const types = attributes.flatMap((a) => (a.kind === 'TypeConstraintAst' ? [c.type(a.typeName)] : []));
  const checks = attributes.flatMap((a) => (a.kind === 'AttributeAst' ? [readAttribute(a, c)] : []));
  return () => {
    const known: readonly AnyType[] = types.map((t) => t());
    const attributes = checks.map((read) => read(current().current)), rules = attributes.map((a) => validator(a) ?? customValidator(a)), transforms = attributes.flatMap((a) => customTransform(a) ?? []);
    return { check: (v) => {
      let made = known.reduceRight<Value>((x, t) => convert(x, t), transforms.reduce((x, rule) => rule(x), v));
      for (const rule of rules) made = rule === undefined ? made : checked(rule, made, name);
      return made;
    } };
  };
}
const convert = (v: Value, t: AnyType): Value => {
  try { return convertTo(v, t); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return raise({ id: e.record.errorId === 'nullToValueType' ? 'RuntimeException' : 'RuntimeException', category: 'MetadataError', exception: 'System.Management.Automation.ArgumentTransformationMetadataException', message: e.record.message, inner: e.record.exception });
  }
};
function checked(rule: (v: Value) => Value, v: Value, name: string): Value {
  try { return rule(v); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return raise({ id: 'ValidateSetFailure', category: 'InvalidData', exception: 'System.Management.Automation.ValidationMetadataException', message: `The variable cannot be validated because the value ${toText(v)} is not a valid value for the ${name} variable.` });
  }
}
