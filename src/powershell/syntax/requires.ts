import type { CommandAst, CommandElementAst, ExpressionAst, ScriptRequirements } from './ast.ts';
import { Mode, type Parser } from './parser.ts';
import { command } from './pipelines/command.ts';

interface Found { version: string | undefined; readonly editions: string[]; readonly modules: string[]; runAsAdministrator: boolean }

/** Parses one `#requires` line as the command it looks like. */
function requiresCommand(p: Parser, start: number, end: number): CommandAst | undefined {
  const { text, length, base, skips, pos, tokens, pending } = p;
  p.text = `${p.source.slice(start + 1, end)}\0`;
  p.length = end - start - 1;
  p.base = start + 1;
  p.pos = 0;
  p.skips = undefined;
  p.tokens = undefined;
  p.pending = false;
  p.setMode(Mode.Command);
  const found = command(p);
  p.text = text;
  p.length = length;
  p.base = base;
  p.skips = skips;
  p.pos = pos;
  p.tokens = tokens;
  p.pending = pending;
  return found;
}

/** Texts of a constant argument: a word, a string, a list of them, or a hashtable's ModuleName. */
function texts(p: Parser, argument: ExpressionAst): string[] | undefined {
  switch (argument.kind) {
    case 'StringConstantExpressionAst': return [argument.value];
    case 'ConstantExpressionAst': return [p.slice(argument.start, argument.end)];
    case 'ArrayLiteralAst': {
      const parts = argument.elements.map((element) => texts(p, element));
      return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
    }
    case 'HashtableAst': {
      const name = argument.pairs.find((pair) => pair.key.kind === 'StringConstantExpressionAst' && pair.key.value.toLowerCase() === 'modulename');
      const value = name?.value.kind === 'PipelineAst' ? name.value.elements[0] : undefined;
      return value?.kind === 'CommandExpressionAst' ? texts(p, value.expression) : undefined;
    }
    default: return undefined;
  }
}

const names = ['version', 'psedition', 'modules', 'assembly', 'pssnapin', 'shellid', 'runasadministrator'] as const;
type RequiresName = (typeof names)[number];
const order: readonly RequiresName[] = ['runasadministrator', 'shellid', 'pssnapin', 'psedition', 'version', 'assembly', 'modules'];

/** Takes one parameter and its argument; gives how many elements that are. */
function requirement(p: Parser, elements: readonly CommandElementAst[], index: number, found: Found): number {
  const element = elements[index]!;
  if (element.kind !== 'CommandParameterAst') {
    p.report(element.start, element.end, 'ScriptRequiresInvalidFormat');
    return 1;
  }
  const written = element.parameterName, name = order.find((candidate) => candidate.startsWith(written.toLowerCase()));
  const following = element.argument === undefined ? elements[index + 1] : undefined;
  const argument = element.argument ?? following, used = following === undefined ? 1 : 2;
  if (name === 'runasadministrator') {
    found.runAsAdministrator = true;
    if (argument !== undefined) p.report(element.start, element.end, 'ParameterCannotHaveArgument', written);
    return used;
  }
  if (argument === undefined) {
    p.report(element.start, element.end, 'ParameterRequiresArgument', written);
    return used;
  }
  const values = argument.kind === 'CommandParameterAst' ? undefined : texts(p, argument);
  if (values === undefined) p.report(argument.start, argument.end, 'RequiresArgumentMustBeConstant');
  else if (name === undefined) p.report(element.start, element.end, 'ScriptRequiresInvalidFormat');
  else if (name === 'version') version(p, argument, values[0] ?? '', found);
  else if (name === 'modules') found.modules.push(...values);
  else if (name === 'psedition') editions(p, argument, values, found);
  return used;
}

function version(p: Parser, argument: CommandElementAst, value: string, found: Found): void {
  if (/^\d+(\.\d+){0,3}$/.test(value)) found.version = value;
  else p.report(argument.start, argument.end, 'RequiresVersionInvalid');
}

function editions(p: Parser, argument: CommandElementAst, values: readonly string[], found: Found): void {
  for (const edition of values) {
    if (!/^(core|desktop)$/i.test(edition)) p.report(argument.start, argument.end, 'RequiresPSEditionInvalid', 'psedition');
    if (found.editions.some((known) => known.toLowerCase() === edition.toLowerCase())) {
      p.report(argument.start, argument.end, 'RequiresPSEditionValueIsAlreadySpecified', 'psedition');
    } else {
      found.editions.push(edition);
    }
  }
}

/** What the script's `#requires` lines ask for (about_Requires); undefined where there are none. */
export function scriptRequirements(p: Parser): ScriptRequirements | undefined {
  if (p.requires.length === 0) return undefined;
  const found: Found = { version: undefined, editions: [], modules: [], runAsAdministrator: false };
  for (const { start, end } of p.requires) {
    const line = requiresCommand(p, start, end);
    const [word, ...elements] = line?.elements ?? [];
    if (line === undefined || word === undefined) continue;
    if (word.kind !== 'StringConstantExpressionAst' || word.value.toLowerCase() !== 'requires') p.report(line.start, line.end, 'ScriptRequiresInvalidFormat');
    for (let index = 0; index < elements.length;) index += requirement(p, elements, index, found);
  }
  return found;
}
