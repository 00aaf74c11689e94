/** Variables whose names the text works out: which they are nobody can tell from it. */
import { argumentsOf, textOf, walk, type Ast, type CommandAst, type ExpressionAst } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import { words } from '../../words.ts';

const switches = words('force passthru valueonly whatif confirm verbose debug');
/** What hands a variable's value out by its name, and what sets one so; through the provider as well (about_Variable_Provider). */
const readers = words('get-variable'), writers = words('new-variable set-variable');
const itemReaders = words('get-item get-childitem get-content test-path resolve-path remove-item clear-item clear-content');
/** Parameters that take the name of a variable, whole or shortened (about_CommonParameters; Tee-Object, Import-LocalizedData, Invoke-RestMethod). */
const namesVariable = /^(?:[oewip]v|(?:out|error|warning|information)v\w*|pipe\w*|(?:session|binding|responseheaders|statuscode)v\w*)$/i;

/** Text, or a list of texts, without a pattern. */
function isKnown(value: ExpressionAst | undefined): boolean {
  if (value?.kind === 'ArrayLiteralAst') return value.elements.every(isKnown);
  const text = textOf(value);
  return text !== undefined && !/[*?[\]]/.test(text);
}

/** Whether the command is given a name that does not stand in the text, or none: it takes one from what is piped to it, or all there are. */
function isWorkedOut(node: CommandAst): boolean {
  const all = argumentsOf(node, switches);
  if (all.some(({ value }) => value?.kind === 'VariableExpressionAst' && value.splatted)) return true;
  const named = all.find(({ parameter }) => parameter !== undefined && parameter !== '' && 'name'.startsWith(parameter.toLowerCase())) ?? all.find(({ parameter }) => parameter === undefined);
  return !isKnown(named?.value);
}

/** `"variable:$name"`, `'variable:' + $name`, `variable:*`: something of the drive of variables that is not one name. */
function namesDrive(node: Ast): boolean {
  if (node.kind === 'ExpandableStringExpressionAst') return /^variable:/i.test(node.value);
  return node.kind === 'StringConstantExpressionAst' && /^variable:(?:[\\/]?$|.*[*?[\]])/i.test(node.value);
}
function usesDrive(node: CommandAst): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= namesDrive(inner);
    return !found && inner.kind !== 'ScriptBlockExpressionAst';
  });
  return found;
}
/** `$ExecutionContext.SessionState.PSVariable.Set($name, 1)` (PSVariableIntrinsics). */
const callsIntrinsic = (context: LintContext, methods: RegExp): boolean => context.sites.of('InvokeMemberExpressionAst').some(({ node }) =>
  node.member.kind === 'StringConstantExpressionAst' && methods.test(node.member.value) && node.expression.kind === 'MemberExpressionAst'
  && node.expression.member.kind === 'StringConstantExpressionAst' && /^PSVariable$/i.test(node.expression.member.value) && !isKnown(node.arguments[0]));

/** Whether any variable may be assigned. */
export function mayAssignAny(context: LintContext): boolean {
  return callsIntrinsic(context, /^Set$/i) || context.commands().some((site) => {
    const name = context.cmdlet(site.node);
    if (writers.has(name) && isWorkedOut(site.node)) return true;
    if (argumentsOf(site.node).some(({ parameter, value }) => parameter !== undefined && value !== undefined && (namesVariable.test(parameter) || (name === 'tee-object' && /^v/i.test(parameter))) && !isKnown(value))) return true;
    return !itemReaders.has(name) && usesDrive(site.node);
  });
}

/** Whether any variable may be read. */
export function mayReadAny(context: LintContext): boolean {
  return callsIntrinsic(context, /^Get(?:Value)?$/i) || context.commands().some((site) => (readers.has(context.cmdlet(site.node)) && isWorkedOut(site.node)) || usesDrive(site.node));
}
