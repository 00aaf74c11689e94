import type { Ast, CommandAst, ExpressionAst, HashtableAst, StringConstantExpressionAst } from '../../syntax/ast.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { argumentFor } from '../commands/arguments.ts';
import { writtenVariableNames } from './namesAsText.ts';

type Written = StringConstantExpressionAst | HashtableAst;
/** What a variable is set to, apart what it is asked for: many ask for the same, and get the same list. */
interface Held { readonly values: Written[]; readonly texts: StringConstantExpressionAst[]; readonly splatted: Map<string, readonly Ast[]>; readonly splattedTexts: Map<string, readonly StringConstantExpressionAst[]>; readonly splattedTables: Map<string, readonly HashtableAst[]>; tables?: readonly HashtableAst[] }
const nothing: readonly StringConstantExpressionAst[] = [];

/** A value without the parentheses, casts and pipelines of one around it. */
export function bareValue(node: Ast): Ast {
  switch (node.kind) {
    case 'PipelineAst': return node.elements.length === 1 ? bareValue(node.elements[0]!) : node;
    case 'CommandExpressionAst': return node.redirections.length === 0 ? bareValue(node.expression) : node;
    case 'ParenExpressionAst': return bareValue(node.pipeline);
    case 'ConvertExpressionAst': case 'AttributedExpressionAst': return bareValue(node.child);
    default: return node;
  }
}

/** The texts of a list that is written out, or the one; a single undefined where any is worked out. */
function listed(node: Ast, asList = true): readonly (StringConstantExpressionAst | undefined)[] {
  const value = bareValue(node);
  if (value.kind === 'StringConstantExpressionAst') return [value];
  const found = !asList ? [] : value.kind === 'ArrayLiteralAst' ? value.elements.flatMap((element) => listed(element)) : value.kind === 'ArrayExpressionAst' ? value.subExpression.statements.flatMap((statement) => listed(statement)) : [];
  return found.length === 0 || found.includes(undefined) ? [undefined] : found;
}

const telling: ReadonlySet<Ast['kind']> = new Set(['AssignmentStatementAst', 'ForEachStatementAst', 'ParameterAst', 'ConvertExpressionAst', 'InvokeMemberExpressionAst', 'CommandAst']);

/**
 * Texts and hashtables that the variables of a function, or of the script, are set to where the text writes them out: by
 * assignments, as the default of a parameter, and one after the other by a foreach. A
 * variable that is ever set to anything else, or changed, is not among them: its value is not known.
 */
export class VariableTexts {
  readonly #outer: VariableTexts | undefined;
  readonly #set = new Map<string, Held | undefined>();
  /** Nodes of the whole text that are still to be read: few texts are asked. */
  readonly #noted: { readonly texts: VariableTexts; readonly node: Ast }[];

  constructor(outer?: VariableTexts) {
    this.#outer = outer;
    this.#noted = outer === undefined ? [] : outer.#noted;
  }

  /** Takes in what a node says of variables, not those below it. */
  note(node: Ast): void {
    if (telling.has(node.kind)) this.#noted.push({ texts: this, node });
  }

  #read(node: Ast): void {
    switch (node.kind) {
      case 'AssignmentStatementAst': {
        const value = bareValue(node.right), isKnown = node.operator === 'Equals' && (value.kind === 'StringConstantExpressionAst' || value.kind === 'HashtableAst');
        this.#assign(bareValue(node.left), isKnown ? value : undefined);
        return;
      }
      case 'ForEachStatementAst': for (const value of listed(node.condition)) this.#assign(node.variable, value); return;
      // What a parameter is where nobody gives it.
      case 'ParameterAst': this.#assign(node.name, node.defaultValue === undefined ? undefined : listed(node.defaultValue, false)[0]); return;
      case 'ConvertExpressionAst':
        if (/^ref$/i.test(node.type.typeName.text)) this.#assign(bareValue(node.child), undefined);
        return;
      case 'InvokeMemberExpressionAst':
        if (node.member.kind === 'StringConstantExpressionAst' && /^(?:add|remove|clear|set_item)$/i.test(node.member.value)) this.#assign(bareValue(node.expression), undefined);
        return;
      case 'CommandAst':
        for (const { name, access } of writtenVariableNames(node)) if (access === 'write') this.#set.set(name.toLowerCase(), undefined);
        return;
      default:
    }
  }

  /** The texts that an argument can be: itself, or all that its variable is set to, for each that asks the same list. None where it is worked out. */
  textsOf(argument: ExpressionAst | undefined): readonly StringConstantExpressionAst[] {
    if (argument === undefined) return [];
    const value = bareValue(argument);
    if (value.kind === 'StringConstantExpressionAst') return [value];
    const held = value.kind === 'VariableExpressionAst' && !value.splatted ? this.#held(value.variablePath) : undefined;
    return held === undefined || held.texts.length < held.values.length ? nothing : held.texts;
  }

  /** The hashtables that an expression can be; undefined where it is worked out. */
  tablesOf(expression: Ast): readonly HashtableAst[] | undefined {
    const value = bareValue(expression);
    if (value.kind !== 'VariableExpressionAst') return value.kind === 'HashtableAst' ? [value] : undefined;
    const held = this.#held(value.variablePath), tables = held && (held.tables ??= held.values.filter((one) => one.kind === 'HashtableAst'));
    return tables !== undefined && tables.length > 0 && tables.length === held?.values.length ? tables : undefined;
  }

  /** The texts that a splatted variable gives for a parameter. */
  splattedTexts(variablePath: string, parameter: string): readonly StringConstantExpressionAst[] {
    const held = this.#held(variablePath), name = parameter.toLowerCase(), known = held?.splattedTexts.get(name);
    if (held === undefined || known !== undefined) return known ?? nothing;
    const found = this.splattedValues(variablePath, parameter).flatMap((value) => this.#constant(value));
    held.splattedTexts.set(name, found);
    return found;
  }

  /** The values that a splatted variable gives for a parameter. */
  splattedValues(variablePath: string, parameter: string): readonly Ast[] {
    const held = this.#held(variablePath), name = parameter.toLowerCase(), known = held?.splatted.get(name);
    if (held === undefined || known !== undefined) return known ?? [];
    const given = held.values.flatMap((table) => (table.kind !== 'HashtableAst' ? [] : table.pairs)
      .flatMap(({ key, value }) => (key.kind === 'StringConstantExpressionAst' && key.value.toLowerCase() === name ? [bareValue(value)] : [])));
    held.splatted.set(name, given);
    return given;
  }

  /** The tables that a splatted variable gives for a parameter; those that are worked out are not among them. */
  splattedTables(variablePath: string, parameter: string): readonly HashtableAst[] {
    const held = this.#held(variablePath), name = parameter.toLowerCase(), known = held?.splattedTables.get(name);
    if (held === undefined || known !== undefined) return known ?? [];
    const found = this.splattedValues(variablePath, parameter).flatMap((value) => this.tablesOf(value) ?? []);
    held.splattedTables.set(name, found);
    return found;
  }

  #constant(value: Ast): readonly StringConstantExpressionAst[] {
    const one = bareValue(value);
    return one.kind === 'StringConstantExpressionAst' || one.kind === 'VariableExpressionAst' ? this.textsOf(one) : [];
  }

  #assign(target: Ast, value: Written | undefined): void {
    if (target.kind === 'ArrayLiteralAst') for (const element of target.elements) this.#assign(bareValue(element), undefined);
    // A table that gets a key later holds more than is written.
    else if (target.kind === 'MemberExpressionAst') this.#assign(bareValue(target.expression), undefined);
    else if (target.kind === 'IndexExpressionAst') this.#assign(bareValue(target.target), undefined);
    if (target.kind !== 'VariableExpressionAst') return;
    const { name, scope, isDrive } = variableParts(target.variablePath), holder = scope === 'script' || scope === 'global' ? this.#top : this;
    if (isDrive) return;
    const key = name.toLowerCase(), known = holder.#set.get(key);
    if (value === undefined || (known === undefined && holder.#set.has(key))) return void holder.#set.set(key, undefined);
    const held: Held = known ?? { values: [], texts: [], splatted: new Map(), splattedTexts: new Map(), splattedTables: new Map() };
    held.values.push(value);
    if (value.kind === 'StringConstantExpressionAst') held.texts.push(value);
    if (known === undefined) holder.#set.set(key, held);
  }

  get #top(): VariableTexts {
    return this.#outer === undefined ? this : this.#outer.#top;
  }

  #held(variablePath: string): Held | undefined {
    const { name, scope, isDrive } = variableParts(variablePath), key = name.toLowerCase();
    if (isDrive) return undefined;
    for (const noted of this.#noted.splice(0)) noted.texts.#read(noted.node);
    for (let texts: VariableTexts | undefined = scope === 'script' || scope === 'global' ? this.#top : this; texts !== undefined; texts = texts.#outer) if (texts.#set.has(key)) return texts.#set.get(key);
    return undefined;
  }
}

/** The hashtables that an argument of a command, or what is splatted to it, can be; undefined where that is worked out. */
export const tablesGiven = ({ texts }: { readonly texts: VariableTexts }, argument: Ast): readonly HashtableAst[] | undefined => texts.tablesOf(argument);

/** The texts that the tables splatted to a command give for a parameter, a list for each table's variable: many commands may get the same list. */
export const splattedLists = ({ node, texts }: { readonly node: CommandAst; readonly texts: VariableTexts }, parameter: string): readonly (readonly StringConstantExpressionAst[])[] =>
  node.elements.flatMap((element) => (element.kind === 'VariableExpressionAst' && element.splatted ? [texts.splattedTexts(element.variablePath, parameter)] : []));

/** The tables that a command gets for a parameter, as its argument or below a key of what is splatted to it. */
export function givenTables({ node, texts }: { readonly node: CommandAst; readonly texts: VariableTexts }, parameter: string): readonly HashtableAst[] {
  const argument = argumentFor(node, parameter), own = argument === undefined ? [] : [texts.tablesOf(argument) ?? []];
  const [first, ...others] = [...own, ...node.elements.flatMap((element) => (element.kind === 'VariableExpressionAst' && element.splatted ? [texts.splattedTables(element.variablePath, parameter)] : []))];
  // Of one variable the same list for each command that asks.
  return first === undefined ? [] : others.length === 0 ? first : [first, ...others].flat();
}

/** The values that a command gets for a parameter, as its argument or in the tables splatted to it, without parentheses and casts. */
export const givenValues = ({ node, texts }: { readonly node: CommandAst; readonly texts: VariableTexts }, parameter: string): readonly Ast[] => {
  const argument = argumentFor(node, parameter);
  return [...(argument === undefined ? [] : [bareValue(argument)]), ...node.elements.flatMap((element) => (element.kind === 'VariableExpressionAst' && element.splatted ? texts.splattedValues(element.variablePath, parameter) : []))];
};
