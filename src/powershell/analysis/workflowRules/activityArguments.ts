/** What the workflow compiler refuses of a command's parameters once it knows the command (workflow-semantics.md section 2, marked F). */
import type { CommandAst, CommandElementAst, CommandParameterAst } from '../../syntax/ast.ts';
import { isValidName } from './variables.ts';

/** Of a parameter only how it may be written counts here, and whether every command has it. */
export interface KnownParameter { readonly name: string; readonly aliases: readonly string[]; readonly isCommon?: boolean | undefined }
/** Takes the place, the id that Windows PowerShell gives the error, and what is wrong. */
export type Refuse = (node: CommandElementAst, errorId: string, message: string) => void;

const parametersOf = (n: CommandAst): readonly CommandParameterAst[] => n.elements.filter((e) => e.kind === 'CommandParameterAst');
const keyOf = (name: string): string => name.toLowerCase();
/** Parameters that every activity has beside those of its command (7.2). */
const ACTIVITY_PARAMETERS: readonly string[] = [
  'AppendOutput', 'DisplayName', 'Input', 'MergeErrorToOutput', 'PSActionRetryCount', 'PSActionRetryIntervalSec', 'PSActionRunningTimeoutSec', 'PSAllowRedirection', 'PSApplicationName',
  'PSAuthentication', 'PSAuthenticationLevel', 'PSCertificateThumbprint', 'PSComputerName', 'PSConfigurationName', 'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'PSConnectionUri',
  'PSCredential', 'PSDebug', 'PSDisableSerialization', 'PSError', 'PSInformation', 'PSPersist', 'PSPort', 'PSProgress', 'PSProgressMessage', 'PSRemotingBehavior', 'PSRequiredModules',
  'PSSessionOption', 'PSUseSsl', 'PSVerbose', 'PSWarning', 'UseDefaultInput',
];
const SWITCHES: ReadonlySet<string> = new Set(['psusessl', 'psallowredirection']);
/** Streams of an activity that go to a variable: its own parameters, and the common ones of commands, which name a variable by its name. */
const STREAMS: ReadonlySet<string> = new Set(['pserror', 'pswarning', 'psverbose', 'psdebug', 'psprogress', 'psinformation']);
const BY_NAME: readonly (readonly [parameter: string, alias: string, shortest: number, stream: string])[] = [
  ['errorvariable', 'ev', 6, 'PSError'], ['warningvariable', 'wv', 8, 'PSWarning'], ['informationvariable', 'iv', 12, 'PSInformation'],
];
/** The parameter of an activity that a common parameter of commands is turned into (section 2). */
export const streamOfCommon = (name: string): string | undefined =>
  BY_NAME.find(([parameter, alias, shortest]) => keyOf(name) === alias || (name.length >= shortest && parameter.startsWith(keyOf(name))))?.[3];
/** Parameters that the compiler writes down as they are: nothing is worked out for them. */
const PLAIN: ReadonlyMap<string, 'truth' | 'text'> = new Map([['appendoutput', 'truth'], ['usedefaultinput', 'truth'], ['displayname', 'text']]);

/** The name of the variable that takes a stream; undefined where it is none that can be. */
export function streamVariable(value: CommandElementAst | undefined, byName: boolean): string | undefined {
  const name = byName ? (value?.kind === 'StringConstantExpressionAst' || value?.kind === 'ConstantExpressionAst' ? String(value.value) : undefined)
    : value?.kind === 'VariableExpressionAst' && !value.splatted ? value.variablePath : undefined;
  return name !== undefined && isValidName(name) ? name : undefined;
}
/** The value that follows a parameter, or is its own. */
export function valueOf(n: CommandAst, p: CommandParameterAst): CommandElementAst | undefined {
  const next = n.elements[n.elements.indexOf(p) + 1];
  return p.argument ?? (next === undefined || next.kind === 'CommandParameterAst' ? undefined : next);
}
function checkStream(value: CommandElementAst, name: string, byName: boolean, refuse: Refuse): void {
  if (streamVariable(value, byName) !== undefined) return;
  if (byName || value.kind === 'VariableExpressionAst') refuse(value, 'VariableNameNotValid', `'${name}' needs the name of a variable of the workflow: a letter, then letters, digits, '-' and '_'${byName ? ', without $ and +' : ''}.`);
  else refuse(value, 'MustSupplyVariableReferenceForInOutArgument', `'${name}' takes nothing but a variable, which the activity writes to: -${name} $name.`);
}
function checkPlain(value: CommandElementAst, name: string, kind: 'truth' | 'text', refuse: Refuse): void {
  if (value.kind === 'ConstantExpressionAst' || (kind === 'truth' && value.kind === 'VariableExpressionAst' && /^(?:true|false)$/i.test(value.variablePath))) return;
  if (value.kind === 'StringConstantExpressionAst' && (value.stringConstantType === 'SingleQuoted' || value.stringConstantType === 'BareWord' || !/[`$(@]/.test(value.value))) return;
  refuse(value, 'PropertyDoesNotSupportPowerShellLanguage', `'${name}' takes a constant only${kind === 'text' ? ', text with $, (, @ or a backtick in single quotes' : ': $true or $false'}.`);
}
/** Common parameters of commands that activities do not take. */
const REFUSED_COMMON: ReadonlySet<string> = new Set(['outvariable', 'outbuffer', 'whatif', 'confirm', 'usetransaction', 'ov', 'ob', 'wi', 'cf', 'usetx']);
const isRefused = ({ name, isCommon }: KnownParameter): boolean => isCommon === true && REFUSED_COMMON.has(keyOf(name));
/** Common parameters that came after Windows PowerShell, which runs workflows (about_CommonParameters: PowerShell 7.4). */
const LATER_COMMON: ReadonlySet<string> = new Set(['progressaction']);
/** Whether an activity can have a parameter of its command: not one that is younger than workflows. */
export const isOfActivities = ({ name, isCommon }: KnownParameter): boolean => isCommon !== true || !LATER_COMMON.has(keyOf(name));
/**
 * The parameters that a written name may mean: the one of this name or alias; else those of which a name or alias begins so, and of
 * several the one that the command declares itself, if it is the only one (MergedCommandParameterMetadata.GetMatchingParameter).
 */
export function fittingParameters<P extends KnownParameter>(table: readonly P[], written: string): readonly P[] {
  const folded = keyOf(written), exact = table.find((p) => keyOf(p.name) === folded) ?? table.find((p) => p.aliases.some((a) => keyOf(a) === folded));
  if (exact !== undefined) return [exact];
  const begun = table.filter((p) => [p.name, ...p.aliases].some((name) => keyOf(name).startsWith(folded))), declared = begun.filter((p) => p.isCommon !== true);
  return declared.length === 1 ? declared : begun;
}

/** What InlineScript takes beside its block and the activity common parameters; its -Command and kin have an error of their own (section 2). */
const INLINE_SCRIPT: readonly KnownParameter[] = [['ErrorAction', 'ea'], ['ErrorVariable', 'ev'], ['WarningAction', 'wa'], ['WarningVariable', 'wv'], ['InformationAction', 'infa'], ['InformationVariable', 'iv'], ['Verbose', 'vb'], ['Debug', 'db']]
  .map(([name = '', ...aliases]) => ({ name, aliases, isCommon: true }));
/** Checks the parameters of an InlineScript by name. */
export function checkInlineScriptParameters(n: CommandAst, refuse: Refuse): void {
  checkActivity({ ...n, elements: n.elements.filter((e) => e.kind !== 'CommandParameterAst' || !/^(?:command|commandname|parameters)$/i.test(e.parameterName)) }, 'InlineScript', INLINE_SCRIPT, refuse);
}
/** The common activity parameter a name stands for, unless the command has one of its own like it. */
export function activityParameter(name: string, own: readonly KnownParameter[]): string | undefined {
  const folded = keyOf(name);
  if (own.some((p) => keyOf(p.name) === folded || p.aliases.some((a) => keyOf(a) === folded))) return undefined;
  const exact = ACTIVITY_PARAMETERS.find((p) => keyOf(p) === folded);
  if (exact !== undefined || own.some((p) => keyOf(p.name).startsWith(folded))) return exact;
  const beginning = folded.length < 4 ? [] : ACTIVITY_PARAMETERS.filter((p) => keyOf(p).startsWith(folded));
  return beginning.length === 1 ? beginning[0] : undefined;
}
/** What is a parameter of workflows has another name on activities (PSRetryCount: PSActionRetryCount). */
function renamed(folded: string): string {
  // Wall time is a matter of workflows alone (workflow-semantics.md 7.1): of an activity the time that it runs is counted.
  if (folded === 'pselapsedtimeoutsec') return ' It is for workflows; the time of an activity is limited by PSActionRunningTimeoutSec.';
  const found = ACTIVITY_PARAMETERS.find((p) => keyOf(p) === folded.replace(/^ps/, 'psaction'));
  return found === undefined ? '' : ` On an activity it is ${found}.`;
}
const refuseCommon = (p: CommandParameterAst, refuse: Refuse): void => refuse(p, 'CommonParameterNotSupported', `The common parameter '${p.parameterName}' is not supported on an activity. Use a variable or an InlineScript block.`);
/** Checks the parameters of an activity by name. Where `own`, those of its command, are not known, only what no activity takes is refused. */
export function checkActivity(n: CommandAst, command: string, own: readonly KnownParameter[] | undefined, refuse: Refuse): void {
  const seen = new Set<string>();
  for (const p of parametersOf(n)) {
    const folded = keyOf(p.parameterName);
    if (folded === '') continue;
    if (REFUSED_COMMON.has(folded)) { refuseCommon(p, refuse); continue; }
    if (folded === 'result') { refuse(p, 'CannotSpecifyResultArgument', "The argument 'Result' cannot be given. Assign the command to a variable."); continue; }
    if (folded.startsWith('seq') && /^(?:foreach|where)-object$/i.test(command)) continue;
    const value = valueOf(n, p), byName = streamOfCommon(p.parameterName);
    if (byName !== undefined && value !== undefined) checkStream(value, p.parameterName, true, refuse);
    if (own === undefined) continue;
    const common = activityParameter(p.parameterName, own);
    if (common !== undefined) {
      if (value === undefined && !SWITCHES.has(keyOf(common))) refuse(p, 'MissingValueForParameter', `The activity parameter '${common}' needs a value.`);
      if (value === undefined) continue;
      const plain = PLAIN.get(keyOf(common));
      if (STREAMS.has(keyOf(common))) checkStream(value, common, false, refuse);
      else if (plain !== undefined) checkPlain(value, common, plain, refuse);
      continue;
    }
    const fitting = fittingParameters(own, folded);
    if (fitting.length === 0 && 'computername'.startsWith(folded) && folded.length > 3) refuse(p, 'RemotingHandledByPSComputerName', `The parameter 'ComputerName' is not supported on the activity '${command}'. Use 'PSComputerName'.`);
    else if (fitting.length === 0) refuse(p, 'CouldNotFindParameterName', `'${command}' has no parameter '${p.parameterName}'. It has: ${own.filter((x) => !isRefused(x)).map((x) => x.name).join(', ')}, and the activity common parameters.${renamed(folded)}`);
    else if (fitting.length > 1) refuse(p, 'AmbiguousParameter', `The parameter '${p.parameterName}' of '${command}' is ambiguous: ${fitting.map((x) => x.name).join(', ')}.`);
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) continue;
    if (isRefused(only)) { refuseCommon(p, refuse); continue; }
    if (seen.has(only.name)) refuse(p, 'DuplicateParametersNotAllowed', `The parameter '${only.name}' of '${command}' is given twice.`);
    seen.add(only.name);
  }
}
