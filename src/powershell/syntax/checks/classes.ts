import type { Ast, ExpressionAst, FunctionMemberAst, ScriptBlockAst, StatementAst, StatementBlockAst, TypeDefinitionAst } from '../ast.ts';
import { walk } from '../children.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';
import { pureExpression } from './assignment.ts';

/** No type twice at the top of a script, and no member twice in a type. */
export function checkTypes(p: Parser, ast: ScriptBlockAst): void {
  const seen = new Set<string>();
  for (const statement of ast.endBlock?.statements ?? []) {
    if (statement.kind !== 'TypeDefinitionAst') continue;
    const key = statement.name.toLowerCase();
    if (seen.has(key)) p.report(statement.start, statement.end, 'MemberAlreadyDefined', statement.name);
    seen.add(key);
  }
}

const isVoid = (method: FunctionMemberAst): boolean => method.returnType === undefined || /^(system\.)?void$/i.test(typeFullName(method.returnType.typeName));

/** What a method may not have: parameters twice, named blocks, a constructor's type, a way out without a value. */
export function checkMethod(p: Parser, method: FunctionMemberAst): void {
  const { body, returnType } = method;
  if (body.paramBlock !== undefined) p.report(body.paramBlock.start, body.paramBlock.end, 'ParamBlockNotAllowedInMethod');
  const named = body.dynamicParamBlock ?? body.beginBlock ?? body.processBlock ?? (body.endBlock?.unnamed === false ? body.endBlock : undefined);
  if (named !== undefined) p.report(named.start, named.end, 'NamedBlockNotAllowedInMethod');
  if (method.isConstructor && returnType !== undefined) p.report(returnType.start, returnType.end, 'ConstructorCantHaveReturnType');
  if (!isVoid(method) && !method.isConstructor && named === undefined && !leaves(body.endBlock?.statements ?? [])) {
    p.report(method.nameStart, method.nameEnd, 'MethodHasCodePathNotReturn');
  }
}

const leavesBlock = (block: StatementBlockAst | undefined): boolean => block !== undefined && leaves(block.statements);
const isTrue = (condition: ExpressionAst | undefined): boolean => condition?.kind === 'VariableExpressionAst' && condition.variablePath.toLowerCase() === 'true';

/** Whether a list of statements always ends in `return`, `throw` or `exit`. */
function leaves(statements: readonly StatementAst[]): boolean {
  return statements.some((statement) => {
    switch (statement.kind) {
      case 'ReturnStatementAst': case 'ThrowStatementAst': case 'ExitStatementAst': case 'ErrorStatementAst': return true;
      case 'IfStatementAst': return leavesBlock(statement.elseClause) && statement.clauses.every((clause) => leavesBlock(clause.body));
      case 'TryStatementAst': return leavesBlock(statement.finally) || (leavesBlock(statement.body) && statement.catchClauses.every((clause) => leavesBlock(clause.body)));
      case 'SwitchStatementAst': return leavesBlock(statement.default) && statement.clauses.every((clause) => leavesBlock(clause.body));
      case 'DoWhileStatementAst': case 'DoUntilStatementAst': return leavesBlock(statement.body);
      case 'WhileStatementAst': return isTrue(pureExpression(statement.condition)) && !hasBreak(statement.body);
      case 'ForStatementAst': return statement.condition === undefined && !hasBreak(statement.body);
      default: return false;
    }
  });
}

function hasBreak(body: Ast): boolean {
  let found = false;
  walk(body, (node) => {
    if (node.kind === 'BreakStatementAst') found = true;
    return node.kind !== 'ScriptBlockExpressionAst';
  });
  return found;
}

/** A property is assigned by way of `$this` or the type: its plain name would be a new variable. */
export function checkMethodVariables(p: Parser, method: FunctionMemberAst, type: TypeDefinitionAst | undefined): void {
  if (type === undefined) return;
  const properties = new Map(type.members.flatMap((member) => (member.kind === 'PropertyMemberAst' ? [[member.name.toLowerCase(), member] as const] : [])));
  const parameters = new Set(method.parameters.map((parameter) => parameter.name.variablePath.toLowerCase()));
  walk(method.body, (node) => {
    if (node.kind === 'ScriptBlockExpressionAst' || node.kind === 'FunctionDefinitionAst') return false;
    if (node.kind !== 'AssignmentStatementAst') return true;
    let target: ExpressionAst = node.left;
    while (target.kind === 'ConvertExpressionAst') target = target.child;
    if (target.kind !== 'VariableExpressionAst' || parameters.has(target.variablePath.toLowerCase())) return true;
    const property = properties.get(target.variablePath.toLowerCase());
    if (property?.isStatic === true) p.report(target.start, target.end, 'MissingTypeInStaticPropertyAssignment', `[${type.name}]::`, property.name);
    else if (property !== undefined) p.report(target.start, target.end, 'MissingThis', '$this.', property.name);
    return true;
  });
}
