import type { CommandAst, CommandElementAst } from '../../syntax/ast.ts';

/** A parameter that is bound: its value is the parameter itself where nothing follows it. */
export interface Bound { readonly value: CommandElementAst }

/** The arguments of a command by the names that are written, in lower case, and by `0`, `1` … (StaticBindingResult.CreateBindingResultForSyntacticBind). */
export function bindBySyntax(command: CommandAst): ReadonlyMap<string, Bound> {
  const bound = new Map<string, Bound>();
  const add = (name: string, value: CommandElementAst): void => { if (!bound.has(name)) bound.set(name, { value }); };
  let position = 0, open: CommandElementAst | undefined;
  for (const element of command.elements.slice(1)) {
    if (element.kind === 'CommandParameterAst') {
      if (open?.kind === 'CommandParameterAst') add(open.parameterName.toLowerCase(), open);
      open = element.argument === undefined ? element : undefined;
      if (element.argument !== undefined) add(element.parameterName.toLowerCase(), element.argument);
    } else {
      add(open?.kind === 'CommandParameterAst' ? open.parameterName.toLowerCase() : String(position++), element);
      open = undefined;
    }
  }
  if (open?.kind === 'CommandParameterAst') add(open.parameterName.toLowerCase(), open);
  return bound;
}

/** What an argument says as a constant. */
export const constantOf = ({ value }: Bound): string | undefined =>
  (value.kind === 'StringConstantExpressionAst' || value.kind === 'ConstantExpressionAst' ? String(value.value) : value.kind === 'CommandParameterAst' ? 'True' : undefined);

/** A cmdlet as far as it counts here: parameters in lower case, the switches among them, and for each of its places who may take it. */
interface Cmdlet { readonly parameters: readonly string[]; readonly switches: ReadonlySet<string>; readonly places: (bound: ReadonlyMap<string, unknown>) => readonly string[] }
const COMMON = ['verbose', 'debug', 'erroraction', 'warningaction', 'informationaction', 'errorvariable', 'warningvariable', 'informationvariable'];
const SWITCHES = new Set(['verbose', 'debug', 'strict']);
export const START_SLEEP: Cmdlet = { parameters: ['seconds', 'milliseconds', ...COMMON], switches: SWITCHES, places: (bound) => (bound.has('milliseconds') ? [] : ['seconds']) };
export const NEW_OBJECT: Cmdlet = {
  parameters: ['typename', 'argumentlist', 'comobject', 'strict', 'property', ...COMMON], switches: SWITCHES,
  places: (bound) => (bound.has('comobject') || bound.has('strict') ? ['comobject'] : ['typename', 'argumentlist']),
};

/** The arguments of one of the cmdlets that the validation pass looks up (PseudoParameterBinder): what fits nothing, and what has no value, is not among them. */
export function bindByCmdlet(command: CommandAst, { parameters, switches, places }: Cmdlet): ReadonlyMap<string, Bound> {
  const bound = new Map<string, Bound>(), positional: CommandElementAst[] = [];
  const find = (written: string): string | undefined => {
    const folded = written.toLowerCase(), begun = parameters.filter((name) => name.startsWith(folded));
    if (parameters.includes(folded)) return folded;
    const own = begun.filter((name) => !COMMON.includes(name));
    return begun.length === 1 ? begun[0] : own.length === 1 ? own[0] : undefined;
  };
  const elements = command.elements.slice(1);
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!, next = elements[i + 1];
    if (element.kind !== 'CommandParameterAst') { positional.push(element); continue; }
    const name = find(element.parameterName), isFollowed = element.argument === undefined && next !== undefined && next.kind !== 'CommandParameterAst';
    const value = element.argument ?? (name !== undefined && switches.has(name) ? element : isFollowed ? next : undefined);
    if (isFollowed && value !== element) i += 1;
    if (name !== undefined && value !== undefined && !bound.has(name)) bound.set(name, { value });
  }
  const free = places(bound).filter((name) => !bound.has(name));
  positional.slice(0, free.length).forEach((value, i) => bound.set(free[i]!, { value }));
  return bound;
}
