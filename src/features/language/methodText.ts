import { overloadsOf } from '../../powershell/index.ts';
import type { InvokeMemberExpressionAst, MemberExpressionAst, MethodOverload } from '../../powershell/index.ts';
import { typeAccelerators } from '../../powershell/cmdlets/typeCatalogue.ts';
import { plain, shortType } from './describe.ts';
import type { ParsedText } from './parsedText.ts';

/** So many ways to call a method are told in a hover. */
const MOST = 8;
let shorts: ReadonlyMap<string, string> | undefined;
/** A type by its short name, where it has one; a generic type without what stands for its arguments. */
function typeText(type: string): string {
  shorts ??= new Map(Object.entries(typeAccelerators).map(([short, name]) => [name, short]));
  const [, element = type, array = ''] = /^([^[]*)((?:\[,*\])*)$/.exec(type) ?? [];
  return element === 'System.Object' ? `object${array}` : `${shorts.get(element) ?? shortType(element)}${array}`.replace(/`\d+(?:\[.*\])?/g, '');
}

/** How a method is called, as PowerShell writes it (about_Methods), with the place of each parameter in it. */
export function overloadText({ name, returns, isStatic, parameters }: MethodOverload): { readonly label: string; readonly spans: readonly (readonly [number, number])[] } {
  let label = `${isStatic ? 'static ' : ''}${returns === undefined ? '' : `${typeText(returns)} `}${name}(`;
  const spans = parameters.map((parameter, index): [number, number] => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += `${parameter.isRest ? 'params ' : ''}${typeText(parameter.type)}${parameter.name === '' ? '' : ` ${parameter.name}`}`;
    return [start, label.length];
  });
  return { label: `${label})`, spans };
}

/** The overload that the arguments so far fit: the first that takes as many, else the one that takes most. */
export function fittingOverload(overloads: readonly MethodOverload[], argument: number, given: number): number {
  const wanted = Math.max(argument === 0 ? 0 : argument + 1, given), fitting = overloads.findIndex(({ parameters }) => parameters.length >= wanted || parameters.at(-1)?.isRest === true);
  return fitting >= 0 ? fitting : overloads.reduce((best, { parameters }, index) => (parameters.length > (overloads[best]?.parameters.length ?? 0) ? index : best), 0);
}

/** What a hover says of a member that is called or read; undefined where nobody knows it. */
export function memberText(node: InvokeMemberExpressionAst | MemberExpressionAst, parsed: ParsedText): string | undefined {
  const overloads = overloadsOf(parsed.values, node);
  if (overloads.length > 0) {
    const more = overloads.length > MOST ? `\n\n${plain(`and ${overloads.length - MOST} more`)}` : '';
    return `\`\`\`powershell\n${overloads.slice(0, MOST).map((one) => overloadText(one).label).join('\n')}\n\`\`\`${more}`;
  }
  const value = node.kind === 'MemberExpressionAst' ? parsed.values.expression(node) : undefined, type = value?.own?.name ?? value?.type;
  return type === undefined || node.member.kind !== 'StringConstantExpressionAst' ? undefined : `\`\`\`powershell\n[${typeText(type)}] ${node.member.value}\n\`\`\``;
}
