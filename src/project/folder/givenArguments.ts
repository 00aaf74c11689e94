/** What the index keeps of the arguments of calls, so that a question about a parameter need not read every caller again. */
import { bareValue, defaultParameters, givenValues, ownAliases, type Ast, type CommandUse, type HashtableAst, type ParseResult, type RunbookName } from '../../powershell/index.ts';

/** The name of a parameter that a call gives, letter for letter. */
export interface GivenName { readonly name: string; readonly start: number; readonly end: number }

/** Keys of a table that is written out. */
export const keysOf = (table: HashtableAst): GivenName[] => table.pairs.flatMap(({ key }) => {
  if (key.kind !== 'StringConstantExpressionAst') return [];
  const inside = key.stringConstantType === 'BareWord' ? 0 : 1;
  return [{ name: key.value, start: key.start + inside, end: key.end - inside }];
});

/** The tables that are put together to one, from left to right: `$common + @{ Server = 1 }`. */
export function summands(value: Ast): readonly Ast[] {
  const found: Ast[] = [], open: Ast[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const one = bareValue(next);
    if (one.kind === 'BinaryExpressionAst' && one.operator === 'Plus') open.push(one.right, one.left);
    else found.push(one);
  }
  return found;
}

/** The name that stands as `-Name` in a call. */
export const dashed = (element: Ast): GivenName[] => (element.kind === 'CommandParameterAst' && element.parameterName !== '' ? [{ name: element.parameterName, start: element.start + 1, end: element.start + 1 + element.parameterName.length }] : []);

/** The one text that the variable of `& $name` holds, in lower case. */
export function textCalled({ name, node, texts }: CommandUse): string | undefined {
  const [first] = node.elements;
  if (name !== undefined || first?.kind !== 'VariableExpressionAst') return undefined;
  const found = new Set(texts.textsOf(first).map(({ value }) => value.toLowerCase()));
  return found.size === 1 ? [...found][0] : undefined;
}

/** Names, in lower case, that a text gives arguments to elsewhere than in calls by these names: through aliases, variables, default values. */
export function namesCalledElsewhere({ text, ast }: ParseResult, commands: readonly CommandUse[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [alias, name] of ownAliases(ast, commands)) found.add(alias).add(name.toLowerCase());
  for (const use of commands) {
    const name = textCalled(use);
    if (name !== undefined) found.add(name);
  }
  for (const { command } of defaultParameters(text, ast)) found.add(command.toLowerCase());
  return found;
}

/** The names of parameters that a call gives, where all of them stand in it; undefined where a variable holds some, or the call is named elsewhere. */
export function namesGiven({ form, start, end, command }: RunbookName): readonly GivenName[] | undefined {
  const { node } = command;
  if (form === 'manage') return [];
  if (start < node.start || end > node.end) return undefined;
  const found: GivenName[] = [];
  for (const one of form === 'start' ? givenValues(command, 'Parameters').flatMap(summands) : node.elements) {
    if (one.kind === 'VariableExpressionAst' && (form === 'start' || one.splatted)) return undefined;
    if (form !== 'start') for (const each of dashed(one)) found.push(each);
    else if (one.kind === 'HashtableAst') for (const each of keysOf(one)) found.push(each);
  }
  return found.every((one) => one.end - one.start === one.name.length) ? found : undefined;
}
