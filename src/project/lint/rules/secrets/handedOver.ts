/** Values that nothing but a secret can be, by what they are handed to. */
import { argumentFor, argumentsOf, textOf, typeFullName, variableParts, type Ast, type ExpressionAst } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import { around, bare, type NodeOf, type Site } from '../../sites.ts';
import { isSecretText } from './secretNames.ts';
import { isSwitchedOn } from '../../switches.ts';

type Text = NodeOf<'StringConstantExpressionAst'>;

const credential = /^(system\.)?net\.networkcredential$/i;
/** Beginnings of the switches of ConvertTo-SecureString: what stands behind them is a value of its own. */
const switches = new Set(['AsPlainText', 'Force'].flatMap((name) => Array.from(name, (_, i) => name.slice(0, i + 1).toLowerCase())));

/** What stands right before a command in its pipeline, where that is an expression. */
function pipedInto({ node, parent }: Site<NodeOf<'CommandAst'>>): Ast | undefined {
  const elements = parent?.node.kind === 'PipelineAst' ? parent.node.elements : [], before = elements[elements.indexOf(node) - 1];
  return before?.kind === 'CommandExpressionAst' ? before.expression : undefined;
}

export const quoted = (node: Ast | undefined): Text | undefined => {
  const value = node && bare(node);
  return value?.kind === 'StringConstantExpressionAst' && value.stringConstantType !== 'BareWord' ? value : undefined;
};

/** The texts a value can be: itself, or all that its variable is ever set to. */
function textsOf(context: LintContext, node: Ast | undefined): Text[] {
  const value = node && bare(node), text = value?.kind === 'StringConstantExpressionAst' ? value : undefined;
  if (text !== undefined) return [text];
  const { writes = [] } = value?.kind === 'VariableExpressionAst' ? context.names.get(variableParts(value.variablePath).name.toLowerCase()) ?? {} : {};
  const set = writes.map(({ node: target, parent }) => (parent?.node.kind === 'AssignmentStatementAst' && parent.node.left === target ? quoted(parent.node.right) : undefined));
  return set.includes(undefined) ? [] : set.filter((one) => one !== undefined);
}

/** The password given to a new NetworkCredential: the second of its arguments. */
function* networkCredentials(context: LintContext): Generator<ExpressionAst> {
  for (const site of context.commands()) {
    if (context.cmdlet(site.node) !== 'new-object' || !credential.test(textOf(argumentFor(site.node, 'TypeName', 0)) ?? '')) continue;
    const list = argumentFor(site.node, 'ArgumentList', 1) ?? argumentFor(site.node, 'Args', 1), given = list && bare(list), second = given?.kind === 'ArrayLiteralAst' ? given.elements[1] : undefined;
    if (second !== undefined) yield second;
  }
  for (const { node } of context.sites.of('InvokeMemberExpressionAst')) {
    const [, second] = node.arguments;
    if (second !== undefined && node.isStatic && node.expression.kind === 'TypeExpressionAst' && credential.test(typeFullName(node.expression.typeName)) && methodOf(node) === 'new') yield second;
  }
}

const methodOf = ({ member }: NodeOf<'InvokeMemberExpressionAst'>): string => textOf(member)?.toLowerCase() ?? '';

/** The given value of ConvertTo-SecureString: by name, by position wherever it stands, or from the pipeline. */
function* secureStrings(context: LintContext): Generator<Ast | undefined> {
  for (const site of context.commands()) {
    if (context.cmdlet(site.node) !== 'convertto-securestring' || !site.node.elements.some((element) => element.kind === 'CommandParameterAst' && /^asp/i.test(element.parameterName) && isSwitchedOn(element))) continue;
    const given = argumentsOf(site.node, switches);
    const named = given.find(({ parameter }) => parameter !== undefined && parameter !== '' && 'string'.startsWith(parameter.toLowerCase()));
    yield (named ?? given.find(({ parameter }) => parameter === undefined))?.value ?? pipedInto(site);
  }
}

/** Whether the characters of a text are put into a SecureString, one by one: in the pipeline or the loop that they stand at the head of. */
function isAppended(context: LintContext, site: Site): boolean {
  for (const { node, parent } of around(site)) {
    if (node.kind !== 'PipelineAst') continue;
    const user = parent?.node.kind === 'ForEachStatementAst' && parent.node.condition === node ? parent.node.body : node;
    return /\.AppendChar\s*\(/i.test(context.slice(user));
  }
  return false;
}

/** `user:password` that is encoded for a header (RFC 7617): the password. */
function isUserAndPassword(value: string): boolean {
  const [, password] = /^[^:\s\\/]*:([^\s\\/:]\S*)$/.exec(value) ?? [];
  return password !== undefined && !/^\d+$/.test(password) && isSecretText(password);
}

/** All texts that are handed over as a secret. */
export function* handedOver(context: LintContext): Generator<Text> {
  for (const value of [...networkCredentials(context), ...secureStrings(context)]) yield* textsOf(context, value).filter((text) => isSecretText(text.value));
  for (const site of context.sites.of('InvokeMemberExpressionAst')) {
    const method = methodOf(site.node);
    if (method === 'tochararray' && !site.node.isStatic && isAppended(context, site)) yield* textsOf(context, site.node.expression).filter((text) => isSecretText(text.value));
    const [encoded] = method === 'tobase64string' && site.node.isStatic ? site.node.arguments : [], bytes = encoded && bare(encoded);
    if (bytes?.kind === 'InvokeMemberExpressionAst' && methodOf(bytes) === 'getbytes') yield* textsOf(context, bytes.arguments[0]).filter((text) => isUserAndPassword(text.value));
  }
}
