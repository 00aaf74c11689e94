/** Help in the shape of PowerShell's own: sections are objects, paragraphs have a Text (about_Comment_Based_Help). */
import { findHelp } from '../../analysis/runbook/commentHelp.ts';
import type { CommentHelp, HelpOwner } from '../../analysis/runbook/commentHelp.ts';
import type { Parameter, ParameterTable } from '../../runtime/bind/parameters.ts';
import { ALL_SETS, NO_POSITION, roleIn } from '../../runtime/bind/parameters.ts';
import type { SetRole } from '../../runtime/bind/parameters.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { parse, walk } from '../../syntax/index.ts';
import { PSObject, customObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { allParameters, parametersOf } from './commandObject.ts';
import { syntaxOf, typeName } from './syntaxText.ts';

const MAML = 'MamlCommandHelpInfo';
type Fields = readonly (readonly [string, Value])[];
const part = (name: string, fields: Fields): Value => customObject(fields.filter(([, held]) => held !== undefined), `${MAML}#${name}`);
const paragraph = (text: string): Value => customObject([['Text', text]], 'MamlParaTextItem');
const paragraphs = (text: string | undefined): Value => (text === undefined || text === '' ? undefined : [paragraph(text.trim())]);
/** One of a kind stands for itself, more are a list. */
const oneOrMore = (items: Value[]): Value => (items.length === 0 ? undefined : items.length === 1 ? items[0] : items);
const piped = (roles: readonly SetRole[]): string => {
  const ways = [roles.some((r) => r.fromPipeline) ? 'ByValue' : '', roles.some((r) => r.fromProperty) ? 'ByPropertyName' : ''].filter((t) => t !== '');
  return ways.length === 0 ? 'false' : `true (${ways.join(', ')})`;
};
const typeOf = (p: Parameter): string => (p.isSwitch ? 'SwitchParameter' : p.type?.shortName ?? 'Object');
const valueOf = (p: Parameter, isReduced: boolean): Value => new PSObject(isReduced && !p.isSwitch ? typeName(p) : typeOf(p)).set('required', p.isSwitch ? 'false' : 'true');
const enumNames = (p: Parameter): readonly string[] => [...((p.type?.isArray === true ? p.type.elementType : p.type)?.enumValues?.keys() ?? [])];
const positionOf = (role: SetRole | undefined): string => (role === undefined || role.position === NO_POSITION ? 'named' : String(role.position + 1));

/** A parameter: whole in the list of them, short where it stands in the syntax. */
function parameter(p: Parameter, role: SetRole | undefined, help: string | undefined, defaultText: string, isSyntax: boolean, isReduced: boolean): Value {
  const roles = role === undefined ? [...p.sets.values()] : [role], group = enumNames(p);
  return part('parameter', [
    ['description', paragraphs(help)], ['defaultValue', isSyntax ? undefined : defaultText],
    group.length > 0 ? ['parameterValueGroup', part('parameterValueGroup', [['parameterValue', [...group]]])] : ['parameterValue', isSyntax && p.isSwitch ? undefined : valueOf(p, isReduced)],
    ['name', p.name], ['type', isSyntax ? undefined : part('type', [['name', typeOf(p)]])],
    ['required', String(roles.some((r) => r.mandatory))], ['globbing', String(p.attributes?.some((a) => a.name === 'supportswildcards') ?? false)], ['pipelineInput', piped(roles)], ['position', positionOf(roles[0])], ['aliases', isSyntax || p.aliases.length === 0 ? isSyntax ? undefined : '' : p.aliases.join(', ')],
  ]);
}
function syntax(name: string, table: ParameterTable | undefined, all: readonly Parameter[], isReduced: boolean): Value {
  const sets = table === undefined || table.sets.length === 0 ? [ALL_SETS] : table.sets, could = table?.supportsShouldProcess === true ? ['WhatIf', 'Confirm'] : [];
  return part('syntax', [['syntaxItem', oneOrMore(sets.map((set) => part('syntaxItem', [
    ['name', name],
    ['parameter', oneOrMore([
      ...all.flatMap((p) => { const role = roleIn(p, set); return role === undefined ? [] : [parameter(p, role, undefined, '', true, isReduced)]; }),
      ...could.map((each) => part('parameter', [['name', each], ['required', 'false'], ['globbing', 'false'], ['pipelineInput', 'false'], ['position', 'named']])),
    ])],
  ])))]]);
}
/** An example: what stands before `>` is the prompt, what follows a blank line says what it does. */
function example(text: string, at: number): Value {
  const prompt = /^.*?>/.exec(text)?.[0], rest = prompt === undefined ? text : text.slice(prompt.length), [, code = rest, remarks = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(rest) ?? [];
  return part('example', [
    ['title', `-------------------------- EXAMPLE ${at + 1} --------------------------`], ['introduction', [paragraph(prompt ?? 'PS > ')]], ['code', code.trim()],
    ['remarks', [paragraph(remarks.trim()), ...Array.from({ length: 4 }, () => paragraph(''))]],
  ]);
}
const typed = (name: string, item: string, all: readonly string[]): Value => (all.length === 0 ? undefined : part(name, [[item, oneOrMore(all.map((text) => part(item, [['type', part('type', [['name', text]])]])))]]));
const link = (text: string): Value => part('navigationLink', [[/^[a-z][a-z0-9+.-]*:\S+$/i.test(text) ? 'uri' : 'linkText', text]]);

/** The help of a command: what its comment or its declaration says, else how it is called. */
export function helpOf(entry: CommandEntry, aliases: readonly string[]): PSObject {
  const table = parametersOf(entry), help = commentHelp(entry), all = table === undefined ? [] : allParameters(table).filter((p) => !p.isCommon), isOwn = entry.kind === 'Cmdlet';
  const said = isOwn ? entry.synopsis ?? '' : help?.synopsis ?? '', { kind } = entry, [verb = '', noun = ''] = entry.name.split('-');
  const sets = table === undefined ? [] : syntaxOf(entry.name, table).split('\n\n');
  const isReduced = !isOwn && help === undefined, synopsis = isReduced ? `\n${sets.join('\n\n')}\n` : said;
  const details = part('details', [['name', entry.name], ['noun', noun], ['verb', verb], ['description', isReduced ? undefined : paragraphs(said)]]);
  const described = (p: Parameter): string | undefined => (isOwn ? [...p.sets.values()][0]?.help : help?.parameters.get(p.folded));
  const parameters = part('parameters', [['parameter', oneOrMore(all.map((p) => parameter(p, undefined, described(p), defaultOf(entry, p), false, isReduced)))]]);
  const common: Fields = [['Category', kind], ['Synopsis', synopsis], ['Component', help?.component ?? null], ['Role', help?.role ?? null], ['Functionality', help?.functionality ?? null], ['ModuleName', isOwn ? entry.module : 'module' in entry ? entry.module.name : '']];
  if (isReduced) return made([['Name', entry.name], ['CommonParameters', table?.isAdvanced === true], ['details', details], ['syntax', syntax(entry.name, table, all, isReduced)], ['parameters', parameters], ['aliases', `${aliases.length === 0 ? 'None' : aliases.join('\n')}\n`], ['remarks', 'None'], ...common], ['ExtendedCmdletHelpInfo', 'CmdletHelpInfo', 'HelpInfo']);
  return made([
    ['details', details], ['syntax', syntax(entry.name, table, all, isReduced)], ['parameters', parameters], ['description', paragraphs(help?.description)],
    ['alertSet', help?.notes === undefined || help.notes === '' ? undefined : part('alertSet', [['alert', paragraphs(help.notes)]])],
    ['examples', help === undefined || help.examples.length === 0 ? undefined : part('examples', [['example', oneOrMore(help.examples.map(example))]])],
    ['inputTypes', typed('inputTypes', 'inputType', help?.inputs ?? [])], ['returnValues', typed('returnValues', 'returnValue', help?.outputs ?? [])],
    ['relatedLinks', help === undefined || help.links.length === 0 ? undefined : part('relatedLinks', [['navigationLink', oneOrMore(help.links.map(link))]])], ['Name', entry.name], ...common,
  ], [MAML, 'HelpInfo']);
}
function made(fields: Fields, types: readonly string[]): PSObject {
  const out = customObject(fields.filter(([, held]) => held !== undefined));
  out.typeNames = [...types];
  return out;
}
/** What a parameter is where nobody gives it, as it is written. */
function defaultOf(entry: CommandEntry, p: Parameter): string {
  if (!('block' in entry)) return '';
  // What an attribute says of it comes before what is written (HelpCommentsParser).
  const told = p.attributes?.find((a) => a.name === 'psdefaultvalue')?.named, text = toText(told?.get('help') ?? '');
  if (told !== undefined && text !== '') return text;
  if (told?.get('value') != null) return toText(told.get('value'));
  const declared = entry.block.ast.paramBlock?.parameters.find((x) => x.name.variablePath.toLowerCase() === p.folded)?.defaultValue;
  return declared === undefined ? (p.isSwitch ? 'False' : p.type?.isValueType === true && p.type.enumValues === undefined && /^System\.(?:S?Byte|U?Int(?:16|32|64)|Double|Single|Decimal)$/.test(p.type.name) ? '0' : p.type?.name === 'System.Boolean' ? 'False' : '') : declared.kind === 'StringConstantExpressionAst' ? declared.value : entry.block.source.text.slice(declared.start, declared.end);
}
/** What the comment of a function or script says. */
export function commentHelp(entry: CommandEntry): CommentHelp | undefined {
  if (!('block' in entry)) return undefined;
  const { block } = entry, result = parse(block.source.text), { start } = block.ast;
  if (entry.kind === 'ExternalScript') return findHelp(result, undefined);
  let owner: HelpOwner = { start: undefined, body: block.ast, parameters: undefined };
  walk(result.ast, (node) => {
    if (node.kind === 'FunctionDefinitionAst' && node.body.start === start) owner = node;
    return node.start <= start && node.end > start;
  });
  return findHelp(result, owner);
}
