import type { CommandAst, ExpressionAst, StringConstantExpressionAst } from '../../syntax/ast.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { argumentsOf } from '../commands/arguments.ts';

interface Taker { readonly name: RegExp; /** Parameters that take names of properties; the first one by position, too. */ readonly parameters: readonly string[]; readonly switches: readonly string[] }

/** Cmdlets that take names of properties of what comes to them, with what stands among those and takes no value (the cmdlets' help). */
const takers: readonly Taker[] = [
  { name: /^(?:select-object|select)$/, parameters: ['property', 'expandproperty', 'excludeproperty'], switches: ['unique', 'wait', 'caseinsensitive'] },
  { name: /^(?:foreach-object|foreach|%)$/, parameters: ['membername'], switches: ['asjob'] },
  { name: /^(?:where-object|where|\?)$/, parameters: ['property'], switches: ['not'] },
  { name: /^(?:sort-object|sort)$/, parameters: ['property'], switches: ['descending', 'unique', 'casesensitive', 'stable'] },
  { name: /^(?:group-object|group)$/, parameters: ['property'], switches: ['noelement', 'ashashtable', 'asstring', 'casesensitive'] },
  { name: /^(?:measure-object|measure)$/, parameters: ['property'], switches: ['sum', 'average', 'maximum', 'minimum', 'allstats', 'standarddeviation', 'line', 'word', 'character', 'ignorewhitespace'] },
  { name: /^(?:format-table|ft|format-list|fl)$/, parameters: ['property', 'groupby'], switches: ['autosize', 'wrap', 'hidetableheaders', 'force', 'repeatheader', 'showerror'] },
];

/** The texts by which a command names properties of what comes down its pipeline: `select Name, Size`, `? Name -eq x`; no patterns. */
export function propertyArguments(node: CommandAst): StringConstantExpressionAst[] {
  const name = commandKeyOf(node), taker = takers.find((one) => one.name.test(name));
  if (taker === undefined) return [];
  const begins = (written: string | undefined, names: readonly string[]): boolean => written !== undefined && written !== '' && names.some((one) => one.startsWith(written.toLowerCase()));
  const switches = new Set(node.elements.flatMap((element) => (element.kind === 'CommandParameterAst' && begins(element.parameterName, taker.switches) ? [element.parameterName.toLowerCase()] : [])));
  const all = argumentsOf(node, switches), isNamed = all.some(({ parameter }) => begins(parameter, taker.parameters.slice(0, 1))), first = isNamed ? undefined : all.find(({ parameter }) => parameter === undefined);
  const texts = (value: ExpressionAst | undefined): StringConstantExpressionAst[] => (value?.kind === 'StringConstantExpressionAst' ? (/[*?[]/.test(value.value) ? [] : [value]) : value?.kind === 'ArrayLiteralAst' ? value.elements.flatMap(texts) : []);
  return all.flatMap((argument) => (argument === first || begins(argument.parameter, taker.parameters) ? texts(argument.value) : []));
}
