import type { CommandAst, CommandElementAst, ScriptRequirements } from './ast.ts';
import { Mode, type Parser } from './parser.ts';
import { constantOf, requiredModuleProblem, type Constant } from './moduleSpecification.ts';
import { command } from './pipelines/command.ts';

interface Found {
  version: string | undefined; readonly editions: string[]; readonly modules: string[]; readonly specifications: Map<string, string>[]; runAsAdministrator: boolean;
  /** What may be given once, with its value. */
  readonly given: Map<string, string>;
}

/** Parses one `#requires` line as the command it looks like. */
function requiresCommand(p: Parser, start: number, end: number): CommandAst | undefined {
  const { text, length, base, skips, pos, tokens, pending, comments } = p;
  // What is read again in the line forgets the comments behind it.
  p.comments = [];
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
  p.comments = comments;
  return found;
}

const order = ['runasadministrator', 'shellid', 'pssnapin', 'psedition', 'version', 'assembly', 'modules'] as const;
const isList = (value: Constant): value is readonly Constant[] => Array.isArray(value);

/** Takes one parameter and its argument; gives how many elements that are. `hasSnapIn`: a version is the snap-in's. */
function requirement(p: Parser, elements: readonly CommandElementAst[], index: number, found: Found, hasSnapIn: boolean): number {
  const element = elements[index]!;
  if (element.kind !== 'CommandParameterAst') {
    p.report(element.start, element.end, 'ScriptRequiresInvalidFormat');
    return 1;
  }
  const { start, end, parameterName: written } = element, name = order.find((candidate) => candidate.startsWith(written.toLowerCase()));
  const following = element.argument === undefined ? elements[index + 1] : undefined;
  const argument = element.argument ?? following, used = following === undefined ? 1 : 2;
  if (name === 'runasadministrator') {
    found.runAsAdministrator = true;
    if (argument !== undefined) p.report(start, end, 'ParameterCannotHaveArgument', written);
    return used;
  }
  if (argument === undefined) {
    p.report(start, end, 'ParameterRequiresArgument', written);
    return used;
  }
  const value = argument.kind === 'CommandParameterAst' ? undefined : constantOf(p, argument);
  const alreadyGiven = (key: string): boolean => {
    if (!found.given.has(key)) return false;
    p.report(start, end, 'ParameterAlreadyBound', '', name ?? '');
    return true;
  };
  if (value === undefined) p.report(argument.start, argument.end, 'RequiresArgumentMustBeConstant');
  else if (name === undefined) p.report(start, end, 'ScriptRequiresInvalidFormat');
  else if (name === 'assembly') texts(p, argument, value, 'assembly');
  else if (name === 'modules') modules(p, argument, value, found);
  else if (name === 'version') version(p, argument, value, found, hasSnapIn, alreadyGiven);
  else if (name === 'psedition') {
    if (!alreadyGiven('psedition')) editions(p, argument, value, found);
  } else if (typeof value !== 'string') p.report(argument.start, argument.end, 'RequiresInvalidStringArgument', name);
  else if (!alreadyGiven(name)) {
    if (name === 'pssnapin' && !/^[A-Za-z0-9-_.]+$/.test(value)) p.report(argument.start, argument.end, 'InvalidPSSnapInName');
    else found.given.set(name, value);
  }
  return used;
}

/** The texts of one argument or of a list; anything else in it is an error. */
function texts(p: Parser, argument: CommandElementAst, value: Constant, name: string): string[] {
  const result: string[] = [];
  for (const one of isList(value) ? value : [value]) {
    if (typeof one === 'string') result.push(one);
    else p.report(argument.start, argument.end, 'RequiresInvalidStringArgument', name);
  }
  return result;
}

function version(p: Parser, argument: CommandElementAst, value: Constant, found: Found, hasSnapIn: boolean, alreadyGiven: (key: string) => boolean): void {
  const text = typeof value === 'string' ? value : p.slice(argument.start, argument.end);
  if (!/^\d+(\.\d+){0,3}$/.test(text)) {
    p.report(argument.start, argument.end, 'RequiresVersionInvalid');
    return;
  }
  const key = hasSnapIn ? 'snapinversion' : 'version', same = /^\d+$/.test(text) ? `${text}.0` : text;
  if ((hasSnapIn || (found.given.has(key) && found.given.get(key) !== same)) && alreadyGiven(key)) return;
  found.given.set(key, same);
  if (!hasSnapIn) found.version = text;
}

function editions(p: Parser, argument: CommandElementAst, value: Constant, found: Found): void {
  for (const edition of texts(p, argument, value, 'psedition')) {
    found.given.set('psedition', edition);
    if (!/^(core|desktop)$/i.test(edition)) p.report(argument.start, argument.end, 'RequiresPSEditionInvalid', 'psedition');
    if (found.editions.some((known) => known.toLowerCase() === edition.toLowerCase())) {
      p.report(argument.start, argument.end, 'RequiresPSEditionValueIsAlreadySpecified', 'psedition');
    } else {
      found.editions.push(edition);
    }
  }
}

function modules(p: Parser, argument: CommandElementAst, value: Constant, found: Found): void {
  for (const one of isList(value) ? value : [value]) {
    const problem = requiredModuleProblem(one);
    if (problem !== undefined) {
      p.report(argument.start, argument.end, 'RequiresModuleInvalid', problem);
      return;
    }
    const name = one instanceof Map ? one.get('modulename') : one;
    const fields = one instanceof Map ? [...(one as ReadonlyMap<string, Constant>)].map(([key, held]) => [key, plainText(held)] as const) : [['modulename', plainText(one)] as const];
    found.specifications.push(new Map(fields));
    found.modules.push(typeof name === 'string' ? name : typeof name === 'object' && 'other' in name ? name.other : '');
  }
}

const plainText = (value: Constant): string => (typeof value === 'string' ? value : 'other' in value ? value.other : '');
/** What the script's `#requires` lines ask for (about_Requires); undefined where there are none. */
export function scriptRequirements(p: Parser): ScriptRequirements | undefined {
  if (p.requires.length === 0) return undefined;
  const found: Found = { version: undefined, editions: [], modules: [], specifications: [], runAsAdministrator: false, given: new Map() };
  // A line that is read again would forget those behind it.
  const lines = p.requires.slice();
  for (const { start, end } of lines) {
    const line = requiresCommand(p, start, end);
    const [word, ...elements] = line?.elements ?? [];
    if (line === undefined || word === undefined) continue;
    if (word.kind !== 'StringConstantExpressionAst' || word.value.toLowerCase() !== 'requires') p.report(line.start, line.end, 'ScriptRequiresInvalidFormat');
    const hasSnapIn = elements.some((element) => element.kind === 'CommandParameterAst' && 'pssnapin'.startsWith(element.parameterName.toLowerCase()));
    found.given.delete('pssnapin');
    found.given.delete('snapinversion');
    for (let index = 0; index < elements.length;) index += requirement(p, elements, index, found, hasSnapIn);
  }
  const { version: needed, editions: wanted, modules: named, specifications, runAsAdministrator } = found;
  return { version: needed, editions: wanted, modules: named, specifications, runAsAdministrator };
}
