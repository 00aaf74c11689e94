import type { Ast, CommandAst, InvokeMemberExpressionAst, StringConstantExpressionAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { argumentsOf, type Argument } from '../commands/arguments.ts';
import { nameTable } from '../../syntax/nameTable.ts';

/** A variable's name that stands as text, without `$`: `-OutVariable name`, `Set-Variable -Name name`, `variable:name`. */
export interface NameAsText {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly access: 'read' | 'write';
  /** What `-Scope` or a prefix says: `script`, `1`. */
  readonly scopeWord: string | undefined;
}

const common = ['outvariable', 'errorvariable', 'warningvariable', 'informationvariable', 'pipelinevariable', 'pserror', 'pswarning', 'psinformation', 'psverbose', 'psdebug', 'psprogress'];
/** Beginnings that no other common parameter has; ov, ev … are their aliases (about_CommonParameters). */
const isCommon = (parameter: string): boolean => /^[oewip]v$/.test(parameter) || (/^(outv|errorv|warningv|informationv|pipe|ps)/.test(parameter) && common.some((name) => name.startsWith(parameter) && (name.startsWith('ps') ? name === parameter : true)));

/** With their aliases. */
const ofSession = ['sessionvariable', 'sv'], ofAnswer = [...ofSession, 'responseheadersvariable', 'rhv', 'statuscodevariable'];
/** Cmdlets that take names of variables, with the parameters that do (aliases as Get-Alias tells them). */
const special: Readonly<Record<string, readonly string[]>> = nameTable({
  'tee-object': ['variable'], tee: ['variable'], 'import-localizeddata': ['bindingvariable'],
  'invoke-webrequest': ofSession, iwr: ofSession, 'invoke-restmethod': ofAnswer, irm: ofAnswer,
});
/** Those that take one by position as well, and those whose parameters read what they name. */
const atFirst: Readonly<Record<string, string>> = nameTable({ 'import-localizeddata': 'bindingvariable' }), readers: Readonly<Record<string, string>> = nameTable({ 'export-modulemember': 'variable', 'set-psbreakpoint': 'variable', sbp: 'variable', 'get-psbreakpoint': 'variable', gbp: 'variable' });
const verbs: Readonly<Record<string, 'read' | 'write'>> = nameTable({
  'get-variable': 'read', gv: 'read', 'remove-variable': 'read', rv: 'read', 'set-variable': 'write', set: 'write', sv: 'write', 'new-variable': 'write', nv: 'write', 'clear-variable': 'write', clv: 'write',
});
const switches: ReadonlySet<string> = new Set(['force', 'passthru', 'valueonly', 'whatif', 'confirm', 'verbose', 'debug']);

const begins = (argument: Argument, parameter: string): boolean => argument.parameter !== undefined && argument.parameter.length > 1 && parameter.startsWith(argument.parameter.toLowerCase());

/** Where the letters of a constant stand; undefined where the text is not the value letter for letter. */
export function lettersOf({ stringConstantType, value, start, end }: StringConstantExpressionAst): { readonly start: number; readonly end: number } | undefined {
  const inside = stringConstantType === 'BareWord' ? 0 : 1;
  return end - start - 2 * inside === value.length ? { start: start + inside, end: end - inside } : undefined;
}

function namesIn(value: Ast | undefined, access: NameAsText['access'], prefix: RegExp, word: string | undefined): NameAsText[] {
  if (value?.kind === 'ArrayLiteralAst') return value.elements.flatMap((element) => namesIn(element, access, prefix, word));
  const letters = value?.kind === 'StringConstantExpressionAst' ? lettersOf(value) : undefined;
  if (letters === undefined || value?.kind !== 'StringConstantExpressionAst') return [];
  const match = prefix.exec(value.value), name = value.value.slice(match?.[0].length ?? 0);
  return match === null || !/^[^\s*?:[\]]+$/.test(name) ? [] : [{ name, start: letters.start + match[0].length, end: letters.end, access, scopeWord: match[1]?.toLowerCase() ?? word }];
}

/** Names of variables that the arguments of a command give as text. */
export function writtenVariableNames(node: CommandAst): NameAsText[] {
  if (node.elements.length < 2) return [];
  const key = commandNameOf(node)?.toLowerCase().replace(/^[\w.-]+\\/, '') ?? '', verb = verbs[key], all = argumentsOf(node, verb === undefined ? undefined : switches);
  const scope = verb === undefined ? undefined : all.find((argument) => begins(argument, 'scope'))?.value;
  const word = scope?.kind === 'StringConstantExpressionAst' ? scope.value.toLowerCase() : scope?.kind === 'ConstantExpressionAst' ? String(scope.value) : undefined;
  const first = verb === undefined ? undefined : (all.find((argument) => begins(argument, 'name')) ?? all.find(({ parameter }) => parameter === undefined));
  const bound = atFirst[key], leading = bound === undefined || all.some((argument) => begins(argument, bound)) ? undefined : all.find(({ parameter }) => parameter === undefined), reads = readers[key];
  return all.flatMap((argument) => {
    const parameter = argument.parameter?.toLowerCase() ?? '';
    if (argument === first) return namesIn(argument.value, verb ?? 'read', /^(?:(script|global|local|private):)?/i, word);
    if (reads !== undefined && begins(argument, reads)) return namesIn(argument.value, 'read', /^/, undefined);
    if (argument === leading || isCommon(parameter) || special[key]?.some((one) => begins(argument, one)) === true) return namesIn(argument.value, 'write', /^\+?(?:(script|global|local|private):)?/i, undefined);
    return namesIn(argument.value, 'read', /^variable:[\\/]?(?:(script|global|local|private):)?/i, undefined);
  });
}

/** Names of variables that a table gives the command it is splatted to: `@{ ErrorVariable = 'failed' }` (about_Splatting). */
export const splattedVariableNames = (key: string, value: Ast | undefined): NameAsText[] => (isCommon(key.toLowerCase()) ? namesIn(value, 'write', /^\+?(?:(script|global|local|private):)?/i, undefined) : []);

/** The name that a method of `$PSCmdlet.SessionState.PSVariable` is given (PSVariableIntrinsics). */
export function intrinsicVariableNames({ expression, member, arguments: given }: InvokeMemberExpressionAst): NameAsText[] {
  if (expression.kind !== 'MemberExpressionAst' || expression.member.kind !== 'StringConstantExpressionAst' || !/^PSVariable$/i.test(expression.member.value) || member.kind !== 'StringConstantExpressionAst' || !/^(?:Get|GetValue|Set|Remove)$/i.test(member.value)) return [];
  return namesIn(given[0], /^Set$/i.test(member.value) ? 'write' : 'read', /^(?:(script|global|local|private):)?/i, undefined);
}
