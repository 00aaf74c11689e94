import type { Ast, CommandAst, ExpressionAst, FunctionDefinitionAst, HashtableAst, ParameterAst, StringConstantExpressionAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { argumentFor } from '../commands/arguments.ts';
import { plainFunctionName } from './functionName.ts';
import { writtenVariableNames } from './namesAsText.ts';
import { declaredParametersOf, givenToOwn, takesPiped } from './ownCalls.ts';

type Written = StringConstantExpressionAst | HashtableAst;
/** What another variable holds. */
interface Link { readonly kind: 'link'; readonly path: string; readonly from: VariableTexts }
/** A list that is written out. */
interface List { readonly kind: 'list'; readonly parts: readonly (StringConstantExpressionAst | Link)[] }
/** What a variable is set to, apart what it is asked for: many ask for the same, and get the same list. */
interface Held {
  readonly values: (Written | Link | List)[];
  texts?: readonly StringConstantExpressionAst[];
  tables?: readonly HashtableAst[];
  readonly splatted: Map<string, readonly Ast[]>;
  readonly splattedTexts: Map<string, readonly StringConstantExpressionAst[]>;
  readonly splattedTables: Map<string, readonly HashtableAst[]>;
}
const hold = (values: Held['values']): Held => ({ values, splatted: new Map(), splattedTexts: new Map(), splattedTables: new Map() });
const nothing: readonly StringConstantExpressionAst[] = [];
/** A variable that gets its value over more others than this is taken for one that is worked out. */
const FAR = 20;
/** How often that, or a circle, has cut an answer short. */
let cut = 0;
/** A function that the text defines: its variables, and its parameters, whose values its calls tell. */
interface OwnFunction { readonly node: FunctionDefinitionAst; readonly texts: VariableTexts; readonly parameters: readonly ParameterAst[]; isCalled: boolean }
/** What a pipeline or a block calls the object at hand. */
const isItem = (key: string): boolean => key === '_' || key === 'psitem';

/** The table's variable and the key that an expression reads: `$table.Key`, `$table['Key']` (about_Hash_Tables). */
function keyRead(value: Ast): { readonly variable: VariableExpressionAst; readonly key: string } | undefined {
  const [owner, key] = value.kind === 'MemberExpressionAst' && !value.isStatic ? [value.expression, value.member] : value.kind === 'IndexExpressionAst' ? [value.target, value.index] : [];
  return owner?.kind === 'VariableExpressionAst' && !owner.splatted && key?.kind === 'StringConstantExpressionAst' ? { variable: owner, key: key.value } : undefined;
}

/** A value without the parentheses, casts and pipelines of one around it. */
export function bareValue(node: Ast): Ast {
  switch (node.kind) {
    case 'PipelineAst': return node.elements.length === 1 ? bareValue(node.elements[0]!) : node;
    case 'CommandExpressionAst': return node.redirections.length === 0 ? bareValue(node.expression) : node;
    case 'ParenExpressionAst': return bareValue(node.pipeline);
    // `$('x')`: of one statement that is a value, its value.
    case 'SubExpressionAst': {
      const [only, more] = node.subExpression.statements, value = only?.kind === 'PipelineAst' && more === undefined ? bareValue(only) : node;
      return value.kind === 'StringConstantExpressionAst' ? value : node;
    }
    case 'ConvertExpressionAst': case 'AttributedExpressionAst': return bareValue(node.child);
    default: return node;
  }
}

const telling: ReadonlySet<Ast['kind']> = new Set(['AssignmentStatementAst', 'ForEachStatementAst', 'ParameterAst', 'ConvertExpressionAst', 'InvokeMemberExpressionAst', 'CommandAst']);

/**
 * Texts and hashtables that the variables of a function, or of the script, are set to where the text writes them out: by
 * assignments, also of lists and of other variables, as the default of a parameter, by the calls of a function that the text
 * defines, one after the other by a foreach, and as `$_` of what a pipeline begins with, or of what a switch looks at. A
 * variable that is ever set to anything else, or changed, is not among them: its value is not known.
 */
export class VariableTexts {
  readonly #outer: VariableTexts | undefined;
  readonly #set = new Map<string, Held | undefined>();
  /** All that variables are set to as it is written, whatever else changes them. */
  readonly #written = new Map<string, Ast[]>();
  /** Nodes of the whole text that are still to be read: few texts are asked. */
  readonly #noted: { readonly texts: VariableTexts; readonly node: Ast }[];
  /** The functions of the whole text, by their names in lower case; of several with one name nobody knows which is called. */
  readonly #functions: Map<string, OwnFunction | undefined>;
  /** Parameters of the function whose variables these are: what they hold is told by its calls. */
  #own: OwnFunction | undefined;
  /** Of a block to which a pipeline hands objects: the variables around it, and the object; of a clause of a switch the text that it equals. */
  #block: { readonly around: VariableTexts; readonly source: Ast | undefined; readonly equals: StringConstantExpressionAst | undefined; item?: Held | undefined } | undefined;

  constructor(outer?: VariableTexts) {
    this.#outer = outer;
    this.#noted = outer === undefined ? [] : outer.#noted;
    this.#functions = outer === undefined ? new Map() : outer.#functions;
  }

  /** The variables of a function that the text defines where these are. A workflow is called by others as well. */
  inFunction(node: FunctionDefinitionAst): VariableTexts {
    const texts = new VariableTexts(this), key = plainFunctionName(node.name).toLowerCase();
    if (node.isWorkflow) return texts;
    const own = { node, texts, parameters: declaredParametersOf(node), isCalled: false };
    if (own.parameters.length > 0) texts.#own = own;
    this.#functions.set(key, this.#functions.has(key) ? undefined : own);
    return texts;
  }

  /** The same variables where `$_` is something of its own: each of what `source` gives, or not known. */
  inBlock(source?: Ast, equals?: StringConstantExpressionAst): VariableTexts {
    const inner = new VariableTexts(this);
    inner.#block = { around: this, source, equals };
    return inner;
  }

  /** Takes in what a node says of variables, not those below it. */
  note(node: Ast): void {
    if (telling.has(node.kind)) this.#noted.push({ texts: this, node });
  }

  /** Those whose variables a block has. */
  get #variables(): VariableTexts {
    return this.#block === undefined ? this : this.#block.around.#variables;
  }

  #read(node: Ast): void {
    switch (node.kind) {
      case 'AssignmentStatementAst': {
        this.#assign(bareValue(node.left), node.operator === 'Equals' ? this.#value(node.right) : undefined);
        if (node.operator === 'Equals') this.#write(bareValue(node.left), bareValue(node.right));
        return;
      }
      case 'ForEachStatementAst': {
        const value = this.#value(node.condition);
        this.#assign(node.variable, value?.kind === 'HashtableAst' ? undefined : value);
        return;
      }
      // What a parameter is where nobody gives it.
      case 'ParameterAst': {
        const value = node.defaultValue && bareValue(node.defaultValue);
        if (value === undefined && this.#own?.parameters.includes(node) === true && !takesPiped(node)) return;
        this.#assign(node.name, value?.kind === 'StringConstantExpressionAst' ? value : undefined);
        if (value !== undefined) this.#write(node.name, value);
        return;
      }
      case 'ConvertExpressionAst':
        if (/^ref$/i.test(node.type.typeName.text)) this.#assign(bareValue(node.child), undefined);
        return;
      case 'InvokeMemberExpressionAst':
        if (node.member.kind === 'StringConstantExpressionAst' && /^(?:add|remove|clear|set_item)$/i.test(node.member.value)) this.#assign(bareValue(node.expression), undefined);
        return;
      case 'CommandAst':
        for (const { name, access } of writtenVariableNames(node)) if (access === 'write') this.#variables.#set.set(name.toLowerCase(), undefined);
        if (this.#functions.size > 0) this.#call(node);
        return;
      default:
    }
  }

  /** What a call gives the parameters of a function of the text. Tables are not followed: of a few calls each may be for another command. */
  #call(node: CommandAst): void {
    const own = this.#functions.get(plainFunctionName(commandNameOf(node) ?? '').toLowerCase());
    if (own === undefined) return;
    own.isCalled = true;
    const { values, splats } = givenToOwn(node, own.node);
    for (const parameter of own.parameters) {
      const given = values.get(parameter), value = given && this.#value(given);
      if (given !== undefined || splats.length > 0) own.texts.#assign(parameter.name, value?.kind === 'HashtableAst' ? undefined : value);
    }
  }

  /** Reads what was noted. A parameter that nothing gives a value here gets it from elsewhere. */
  #readNoted(): void {
    if (this.#noted.length === 0) return;
    for (const noted of this.#noted.splice(0)) noted.texts.#read(noted.node);
    for (const own of this.#functions.values()) {
      for (const { name, defaultValue } of own?.parameters ?? []) if (!own!.texts.#set.has(name.variablePath.toLowerCase()) || (!own!.isCalled && defaultValue === undefined)) own!.texts.#set.set(name.variablePath.toLowerCase(), undefined);
    }
  }

  /** What is assigned, where it is written out; of a list all that is in it. */
  #value(node: Ast): Written | Link | List | undefined {
    const value = bareValue(node);
    switch (value.kind) {
      case 'StringConstantExpressionAst': case 'HashtableAst': return value;
      case 'VariableExpressionAst': return value.splatted ? undefined : { kind: 'link', path: value.variablePath, from: this };
      // `$a = $b = 'x'`.
      case 'AssignmentStatementAst': return value.operator === 'Equals' && bareValue(value.left).kind === 'VariableExpressionAst' ? this.#value(value.right) : undefined;
      case 'ArrayLiteralAst': return this.#list(value.elements);
      case 'ArrayExpressionAst': return this.#list(value.subExpression.statements);
      default: return undefined;
    }
  }

  #list(nodes: readonly Ast[]): List | undefined {
    const parts: (StringConstantExpressionAst | Link)[] = [];
    for (const node of nodes) {
      const value = this.#value(node);
      if (value === undefined || value.kind === 'HashtableAst') return undefined;
      if (value.kind === 'list') for (const part of value.parts) parts.push(part);
      else parts.push(value);
    }
    return parts.length === 0 ? undefined : { kind: 'list', parts };
  }

  /** The texts that are held, also over other variables; none where any is worked out, or is no text. */
  #texts(held: Held, over: ReadonlySet<Held> = new Set()): readonly StringConstantExpressionAst[] {
    if (held.texts !== undefined) return held.texts;
    const within = new Set(over).add(held), found = new Set<StringConstantExpressionAst>();
    const before = cut, parts = held.values.flatMap((value): readonly (Written | Link)[] => (value.kind === 'list' ? value.parts : [value]));
    let isWhole = true;
    for (const part of parts) {
      const other = part.kind === 'link' ? part.from.#held(part.path) : undefined;
      if (other !== undefined && (within.has(other) || within.size > FAR)) {
        // What goes round in a circle adds nothing; what is cut short is no answer for others.
        cut++;
        isWhole &&= within.has(other);
        continue;
      }
      const texts = part.kind === 'StringConstantExpressionAst' ? [part] : other === undefined ? nothing : this.#texts(other, within);
      isWhole &&= texts.length > 0;
      for (const text of texts) found.add(text);
    }
    const texts = isWhole ? [...found] : nothing;
    if (cut === before || over.size === 0) held.texts = texts;
    return texts;
  }

  /** The texts that an argument can be: itself, or all that its variable is set to, for each that asks the same list. None where it is worked out. */
  textsOf(argument: ExpressionAst | undefined): readonly StringConstantExpressionAst[] {
    if (argument === undefined) return [];
    const value = bareValue(argument);
    if (value.kind === 'StringConstantExpressionAst') return [value];
    const read = keyRead(value), tables = read && this.tablesOf(read.variable);
    if (read !== undefined && tables !== undefined) {
      const texts = this.splattedTexts(read.variable.variablePath, read.key);
      // A table that has no such text gives something else.
      return texts.length >= tables.length ? texts : nothing;
    }
    const held = value.kind === 'VariableExpressionAst' && !value.splatted ? this.#held(value.variablePath) : undefined;
    return held === undefined ? nothing : this.#texts(held);
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

  #assign(target: Ast, value: Held['values'][number] | undefined): void {
    if (target.kind === 'ArrayLiteralAst') for (const element of target.elements) this.#assign(bareValue(element), undefined);
    // A table that gets a key later holds more than is written.
    else if (target.kind === 'MemberExpressionAst') this.#assign(bareValue(target.expression), undefined);
    else if (target.kind === 'IndexExpressionAst') this.#assign(bareValue(target.target), undefined);
    if (target.kind !== 'VariableExpressionAst') return;
    const { name, scope, isDrive } = variableParts(target.variablePath), holder = scope === 'script' || scope === 'global' ? this.#top : this.#variables;
    if (isDrive) return;
    const key = name.toLowerCase(), known = holder.#set.get(key);
    if (value === undefined || (known === undefined && holder.#set.has(key))) return void holder.#set.set(key, undefined);
    if (known === undefined) holder.#set.set(key, hold([value]));
    else known.values.push(value);
  }

  #write(target: Ast, value: Ast): void {
    if (target.kind !== 'VariableExpressionAst') return;
    const { name, scope } = variableParts(target.variablePath), holder = scope === 'script' || scope === 'global' ? this.#top : this.#variables, key = name.toLowerCase(), known = holder.#written.get(key);
    if (known === undefined) holder.#written.set(key, [value]);
    else known.push(value);
  }

  /** All that a variable is set to, as it is written, also over other variables; what else changes it is not asked. */
  writtenFor(variablePath: string, depth = 0): readonly Ast[] {
    const { name, scope, isDrive } = variableParts(variablePath), key = name.toLowerCase();
    if (isDrive || isItem(key) || depth > FAR) return [];
    this.#readNoted();
    let found: readonly Ast[] = [];
    for (let texts: VariableTexts | undefined = scope === 'script' || scope === 'global' ? this.#top : this; found.length === 0 && texts !== undefined; texts = texts.#outer) found = texts.#written.get(key) ?? [];
    const [only] = found;
    return found.length === 1 && only?.kind === 'VariableExpressionAst' && only.variablePath.toLowerCase() !== key ? [only, ...this.writtenFor(only.variablePath, depth + 1)] : found;
  }

  /** What `$_` is. */
  #item(): Held | undefined {
    const block = this.#block;
    if (block?.source === undefined) return undefined;
    const value = block.around.#value(block.source);
    if (block.item !== undefined || value === undefined || value.kind === 'HashtableAst') return block.item;
    const all = hold([value]), { equals } = block;
    if (equals === undefined) return (block.item = all);
    // Both are the name: that which is looked at, and that which it is compared with.
    const meant = this.#texts(all).filter((text) => text.value.toLowerCase() === equals.value.toLowerCase());
    return meant.length === 0 ? undefined : (block.item = hold([...meant, equals]));
  }

  get #top(): VariableTexts {
    const own = this.#variables;
    return own.#outer === undefined ? own : own.#outer.#top;
  }

  #held(variablePath: string): Held | undefined {
    const { name, scope, isDrive } = variableParts(variablePath), key = name.toLowerCase();
    if (isDrive) return undefined;
    if (isItem(key)) return this.#item();
    this.#readNoted();
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
