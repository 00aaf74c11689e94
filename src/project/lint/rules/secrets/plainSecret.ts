import { argumentFor, argumentsOf, textOf, variableParts, type Ast, type ExpressionAst, nameTable } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare, commandKey } from '../../sites.ts';
import { handedOver, quoted } from './handedOver.ts';
import { isKnownForm, isSecretName, isSecretText, looksSecret } from './secretNames.ts';

const message = 'A secret stands here in plain text, for everyone who can read the runbook. Keep it in a credential or an encrypted variable asset.';
const inText = /(?:^|[;?&\s])(?:password|pwd|accountkey|sharedaccesskey|sig|client_secret|access_token|api_?key)\s*=\s*([^;\s&'"]+)/i;
/** User and password in an address (RFC 3986, 3.2.1). */
const inAddress = /^[a-z][a-z\d+.-]*:\/\/[^\s/:@$]+:([^\s/@]+)@/i;
const inJson = /"(?:password|passwd|client_?secret|secret|api_?key|access_?token)"\s*:\s*"([^"]+)"/i;
/** A setting or an element of XML: `<add key="Password" value="…"/>`, `<password>…</password>`. */
const inXml = /<\w+\s[^<>]*\b(?:key|name)\s*=\s*["'][^"']*(?:password|passwd|secret|api_?key|access_?token)["'][^<>]*\bvalue\s*=\s*["']([^"']+)["']|<(?:password|passwd|client_?secret|api_?key|access_?token)>([^<>]+)</i;
/** The key of an Azure function, in its address. */
const inCode = /^https?:\/\/\S*[?&]code=([\w%+/=.~-]{30,})/i;
/** Addresses that let in who knows them: webhooks of Azure Automation, Slack, Teams and Discord. */
const hooks: readonly RegExp[] = [
  /^https?:\/\/\S+\/webhooks\?token=[\w%+/=.~-]{20,}/i, /^https:\/\/hooks\.slack\.com\/(?:services\/T\w+\/B\w+|workflows\/T\w+\/A\w+\/\d+)\/\w{16,}/i,
  /^https:\/\/(?:[\w-]+\.webhook|outlook)\.office(?:365)?\.com\/webhook(?:b2)?\/[\da-f-]{36}@[\da-f-]{36}\/IncomingWebhook\/[\da-f]{32}/i, /^https:\/\/(?:[a-z]+\.)?discord(?:app)?\.com\/api\/webhooks\/\d{10,}\/[\w-]{30,}/i,
];
const isKey = (value: string): boolean => /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);

/** Whether a variable is handed on as a name: `Get-AutomationVariable -Name $secret`. */
function isUsedAsName(context: LintContext, key: string): boolean {
  return (context.names.get(key.toLowerCase())?.reads ?? []).some(({ node, parent }) => {
    if (parent?.node.kind !== 'CommandAst') return false;
    const before = parent.node.elements[parent.node.elements.indexOf(node) - 1];
    return before?.kind === 'CommandParameterAst' ? /name$/i.test(before.parameterName) : /^get-(automation|.*secret)/i.test(context.cmdlet(parent.node));
  });
}

/** A bare word that is no mere word: `-Password hunter2`. */
const isBareSecret = (value: Ast): boolean => value.kind === 'StringConstantExpressionAst' && value.stringConstantType === 'BareWord' && /^(?=.*\d)(?=.*[a-z])/i.test(value.value) && looksSecret(value.value);

/** A text in quotes, also one that is put together of several. */
function writtenText(node: Ast | undefined): string | undefined {
  const value = node && bare(node);
  if (value?.kind !== 'BinaryExpressionAst' || value.operator !== 'Plus') return quoted(value)?.value;
  const left = writtenText(value.left), right = writtenText(value.right);
  return left === undefined || right === undefined ? undefined : left + right;
}

/** What a variable, a member or an element is called. */
function nameOfTarget(target: Ast): string {
  return target.kind === 'VariableExpressionAst' ? variableParts(target.variablePath).name : target.kind === 'MemberExpressionAst' ? textOf(target.member) ?? '' : target.kind === 'IndexExpressionAst' ? textOf(target.index) ?? '' : '';
}

/** Methods that keep a value under a name: `$table.Add('Password', '…')`. */
const keeping = /^(?:Add|TryAdd|set_Item|Set|SetValue|SetEnvironmentVariable|AddWithValue)$/i;

function* named(context: LintContext): Generator<Ast> {
  const { sites } = context, secret = (node: Ast | undefined, name: string): boolean => looksSecret(writtenText(node) ?? '', name);
  for (const { node } of sites.of('AssignmentStatementAst')) {
    const left = bare(node.left), right = bare(node.right);
    // `$user, $password = 'a', 'b'` sets each to its own.
    const pairs: readonly (readonly [Ast, Ast])[] = left.kind === 'ArrayLiteralAst' && right.kind === 'ArrayLiteralAst' ? left.elements.flatMap((one, i) => (right.elements[i] === undefined ? [] : [[bare(one), right.elements[i]] as const])) : [[left, node.right]];
    for (const [target, value] of pairs) {
      const name = nameOfTarget(target);
      if (isSecretName(name) && secret(value, name) && !(target.kind === 'VariableExpressionAst' && isUsedAsName(context, name))) yield value;
    }
  }
  for (const { node } of sites.of('InvokeMemberExpressionAst')) {
    const [key, value] = node.arguments, name = (key && textOf(key)) ?? '';
    if (value !== undefined && keeping.test(textOf(node.member) ?? '') && isSecretName(name.replace(/^@/, '')) && secret(value, name)) yield value;
  }
  for (const { node } of sites.of('HashtableAst')) {
    for (const { key, value } of node.pairs) if (isSecretName(textOf(key) ?? '') && secret(value, textOf(key) ?? '')) yield value;
  }
  for (const { node } of sites.of('ParameterAst')) {
    if (node.defaultValue !== undefined && isSecretName(node.name.variablePath) && secret(node.defaultValue, node.name.variablePath) && !isUsedAsName(context, node.name.variablePath)) yield node.defaultValue;
  }
  for (const { node } of context.commands()) {
    for (const { parameter = '', value } of argumentsOf(node)) if (value !== undefined && isSecretName(parameter) && (secret(value, parameter) || isBareSecret(value))) yield value;
    // An asset that is given a secret by the runbook itself.
    const asset = /^set-(?:automation|sma)variable$/.test(context.cmdlet(node)) ? textOf(argumentFor(node, 'Name', 0)) ?? '' : '', value = isSecretName(asset) ? argumentFor(node, 'Value', 1) : undefined;
    if (value !== undefined && secret(value, asset)) yield value;
  }
}

/** Programs that take a password as an argument: behind a switch, or joined to it. */
const programs: Readonly<Record<string, RegExp>> = nameTable({
  sqlcmd: /^-P(.*)$/, osql: /^-P(.*)$/, bcp: /^-P(.*)$/, psexec: /^-p()$/i, plink: /^-pw()$/i, pscp: /^-pw()$/i, schtasks: /^\/rp()$/i, cmdkey: /^\/pass:(.*)$/i, curl: /^(?:-u|--user=?)(.*)$/,
});

/** Passwords on the command lines of programs. */
function* onCommandLines(context: LintContext): Generator<Ast> {
  for (const { node } of context.commands()) {
    const written = commandKey({ node }), key = written.replace(/\.exe$/, ''), form = written === 'curl' ? undefined : programs[key], words = node.elements.slice(1);
    for (const [i, word] of form === undefined ? [] : words.entries()) {
      const [, joined] = form?.exec(context.slice(word)) ?? [], value = joined === undefined ? undefined : joined === '' ? words[i + 1] : word;
      const isJoined = joined !== '' && value !== undefined, isConstant = value?.kind === 'StringConstantExpressionAst' || (isJoined && value.kind === 'CommandParameterAst' && !/[$(]/.test(joined ?? ''));
      const text = !isConstant ? '' : isJoined ? (joined ?? '').replace(/^["']|["']$/g, '') : value?.kind === 'StringConstantExpressionAst' ? value.value : '';
      // curl takes name:password
      if (value !== undefined && isSecretText(key === 'curl' ? /^[^:]+:(?!\/\/)(.*)$/.exec(text)?.[1] ?? '' : text)) yield value;
    }
    const command = key === 'net' ? textOf(words[0] as ExpressionAst | undefined)?.toLowerCase() : undefined;
    // net user name [password] /add
    const password = command === 'user' ? words[2] : undefined;
    if (password?.kind === 'StringConstantExpressionAst' && !password.value.startsWith('/') && isSecretText(password.value)) yield password;
    // net use [drive] \\server\share [password] /user:name [password]
    const user = command === 'use' ? words.find((word) => /^["']?\/user:/i.test(context.slice(word))) : undefined;
    const share = user && words.findIndex((word) => /^["']?\\\\/.test(context.slice(word))), given = share === undefined ? undefined : words[share + 1];
    for (const one of user === undefined ? [] : [given, words[words.indexOf(user) + 1]]) if (one?.kind === 'StringConstantExpressionAst' && one !== user && !one.value.startsWith('/') && isSecretText(one.value)) yield one;
  }
}

function* inside(context: LintContext): Generator<Ast> {
  for (const { node } of [...context.sites.of('StringConstantExpressionAst'), ...context.sites.of('ExpandableStringExpressionAst')]) {
    const value = node.value.length < 2000 ? inText.exec(node.value)?.[1] ?? inJson.exec(node.value)?.[1] ?? inXml.exec(node.value)?.slice(1).find((found) => found !== undefined) ?? inAddress.exec(node.value)?.[1] : undefined, code = inCode.exec(node.value)?.[1];
    if ((value !== undefined && looksSecret(value) && !(node.kind === 'StringConstantExpressionAst' ? /^[$%{]/ : /^[%{]|\$/).test(value)) || (node.kind === 'StringConstantExpressionAst' && isKnownForm(node.value)) || (code !== undefined && isKey(code)) || hooks.some((hook) => hook.test(node.value))) yield node;
  }
}

export const plainSecret: Rule = {
  id: 'SMA4001', name: 'plain-text-secret', category: 'security', severity: 'warning', appliesTo: 'both',
  summary: 'A secret stands in the text of the runbook.',
  documentation: 'Every version of a runbook is kept, and can be read by everyone who may read runbooks. Keep secrets in credential or encrypted variable assets. A secret that was published has to be changed.',
  *check(context): Generator<Report | undefined> {
    const told = new Set<number>();
    for (const looked of [named, handedOver, onCommandLines, inside]) {
      for (const node of looked(context)) {
        const { start, end } = bare(node);
        if (!told.has(start)) yield { start, end, message };
        told.add(start);
      }
      yield;
    }
  },
};
