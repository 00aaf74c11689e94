import type { FunctionMemberAst, PropertyMemberAst, TypeName } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';
import { isVoidType } from './knownTypes.ts';
import { methodFlow, type MethodFlow } from './methodFlow.ts';

export const returnsNothing = (method: FunctionMemberAst): boolean => method.returnType === undefined || isVoidType(method.returnType.typeName);

/** What a method may not have: parameters twice, named blocks, a constructor's type, a way out without a value. Gives how control flows. */
export function checkMethod(p: Parser, method: FunctionMemberAst, isKnown: (type: TypeName) => boolean): MethodFlow {
  const { body, returnType } = method;
  if (body.paramBlock !== undefined) p.report(body.paramBlock.start, body.paramBlock.end, 'ParamBlockNotAllowedInMethod');
  const named = body.dynamicParamBlock ?? body.beginBlock ?? body.processBlock ?? (body.endBlock?.unnamed === true ? undefined : body.endBlock);
  if (named !== undefined) p.report(named.start, named.end, 'NamedBlockNotAllowedInMethod');
  else if (body.cleanBlock !== undefined) p.report(body.cleanBlock.start, body.cleanBlock.end, 'NamedBlockNotAllowedInMethod');
  if (method.isConstructor && returnType !== undefined) p.report(returnType.start, returnType.end, 'ConstructorCantHaveReturnType');
  const flow = methodFlow(method, isKnown);
  if (!flow.alwaysReturns && !returnsNothing(method)) p.report(method.nameStart, method.nameEnd, 'MethodHasCodePathNotReturn');
  return flow;
}

/** A property needs a type that values can have. */
export function checkProperty(p: Parser, property: PropertyMemberAst): void {
  const type = property.propertyType;
  if (type !== undefined && isVoidType(type.typeName)) p.report(type.start, type.end, 'TypeNotAllowedForProperty', typeFullName(type.typeName));
}
