import type { CommandAst, CommandElementAst } from '../../syntax/ast.ts';
import { bindByCmdlet, NEW_OBJECT } from './binding.ts';
import type { Validation } from './validation.ts';

/** What cannot be the name of a type: the compiler reads the argument as it is written, nothing is worked out. */
function isNoType(v: Validation, value: CommandElementAst): boolean {
  switch (value.kind) {
    case 'StringConstantExpressionAst': return /^[\w.]+$/.test(value.value) && !v.errors.mayExist(value.value);
    case 'ArrayLiteralAst': return value.elements[0] !== undefined && isNoType(v, value.elements[0]);
    default: return true;
  }
}

/** Whether the type of a New-Object can be found (ResolveTypeFromParameterValue): told at -TypeName where that is written out, else at the command. */
export function checkTypeOfObject(v: Validation, node: CommandAst): void {
  const value = bindByCmdlet(node, NEW_OBJECT).get('typename')?.value;
  if (value === undefined || !isNoType(v, value)) return;
  const parameter = node.elements.find((element) => element.kind === 'CommandParameterAst' && element.parameterName.toLowerCase() === 'typename');
  v.errors.add(parameter ?? node, 'NewObjectCouldNotFindType', value.kind === 'StringConstantExpressionAst' ? value.value : value.kind === 'VariableExpressionAst' ? `$${value.variablePath}` : '…');
}

/** GenerateNewObject. */
export function checkNewObject(v: Validation, node: CommandAst): void {
  const bound = bindByCmdlet(node, NEW_OBJECT);
  if (v.stored === undefined) v.errors.add(node, 'NewObjectMustBeAssigned');
  if (bound.size === 0 || bound.size > 2) v.errors.add(node, 'NewObjectSyntaxTooManyParameters');
  else if (!bound.has('typename')) v.errors.add(node, 'NewObjectSyntaxMissingTypeName');
  else {
    checkTypeOfObject(v, node);
    v.checkPrefixes(node);
  }
}
