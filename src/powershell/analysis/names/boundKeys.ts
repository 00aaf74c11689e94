import type { Ast, CommandAst, CommandElementAst, ExpressionAst, InvokeMemberExpressionAst, PipelineAst, StringConstantExpressionAst, SwitchStatementAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { lettersOf } from './namesAsText.ts';
import { bareValue } from './variableTexts.ts';

/** A name by which a text asks what its parameters were given. */
export interface BoundKey { readonly key: string; readonly start: number; readonly end: number }
/** What a text does with `$PSBoundParameters` (about_Automatic_Variables). */
export interface BoundKeys {
  /** Names that are surely those of parameters: `$_.Key -ne 'Name'`, a clause of `switch ($PSBoundParameters.Keys)`, `$p['Name']` of a copy. */
  readonly places: readonly BoundKey[];
  /** Texts that may be, and that stand where other things may be meant as well, or where no other name can be written. */
  readonly unclear: readonly BoundKey[];
  /** Copies that commands are splatted. */
  readonly splats: readonly { readonly node: VariableExpressionAst; readonly command: CommandAst }[];
}

/** What an expression gives of the bound parameters: the table, names of it (one or all), or entries. */
type Held = 'table' | 'keys' | 'entries';
/** A function, workflow or script with its variables, by their names in lower case. */
interface Frame { readonly held: Map<string, Held>; /** All that they are set to. */ readonly sources: Map<string, Set<Ast>>; /** Those that are set to other tables too. */ readonly mixed: Set<string> }
/** What `$_` is where something stands. */
interface Item { readonly held: Held | undefined; readonly source: Ast | undefined }

const NONE: BoundKeys = { places: [], unclear: [], splats: [] }, noItem: Item = { held: undefined, source: undefined };
const filters = /^(?:where-object|where|\?|sort-object|sort|get-unique|tee-object|tee)$/, loops = /^(?:foreach-object|foreach|%)$/, selects = /^(?:select-object|select)$/, shapes = /^(?:group-object|group|measure-object|measure|format-\w+|f[tlw]|out-\w+|export-\w+|convertto-\w+)$/;
const asks = /^[IC](?:not)?(?:eq|ne|in|contains|like)$/i, comparisons = /^[IC](?:not)?(?:eq|ne|in|contains|like|match|replace|lt|gt|le|ge)$/i;
const byKey = /^(?:containskey|contains|remove|add|item|get_item|set_item|trygetvalue)$/, ofKeys = /^(?:contains|equals|indexof)$/;
const memberName = (member: ExpressionAst): string => (member.kind === 'StringConstantExpressionAst' ? member.value.toLowerCase() : '');
const nameOf = (node: VariableExpressionAst): string => variableParts(node.variablePath).name.toLowerCase();
/** An empty table that others are put into. */
const isEmptyTable = (node: Ast): boolean => node.kind === 'HashtableAst' && node.pairs.length === 0;
const isWord = (key: string): boolean => /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(key);

class Reader {
  readonly #places = new Map<number, BoundKey>();
  readonly #unclear = new Map<number, BoundKey>();
  readonly #splats = new Map<VariableExpressionAst, CommandAst>();
  readonly #frames = new Map<Ast, Frame>();
  #frame: Frame = { held: new Map(), sources: new Map(), mixed: new Set() };
  #item = noItem;
  #changes = 0;

  /** Goes through the text until no more variables are found to hold something of the table. */
  read(root: Ast): BoundKeys {
    for (let before = -1; before !== this.#changes;) {
      before = this.#changes;
      for (const found of [this.#places, this.#unclear, this.#splats]) found.clear();
      this.#enter(root);
    }
    for (const start of this.#places.keys()) this.#unclear.delete(start);
    return { places: [...this.#places.values()], unclear: [...this.#unclear.values()], splats: [...this.#splats].map(([node, command]) => ({ node, command })) };
  }

  #enter(root: Ast): void {
    const outer = this.#frame, item = this.#item, frame = this.#frames.get(root) ?? { held: new Map(), sources: new Map(), mixed: new Set() };
    this.#frames.set(root, frame);
    [this.#frame, this.#item] = [frame, noItem];
    for (const child of childrenOf(root)) this.#visit(child);
    [this.#frame, this.#item] = [outer, item];
  }

  /** Does something where `$_` is another. */
  #within<T>(item: Item, work: () => T): T {
    const before = this.#item;
    this.#item = item;
    const found = work();
    this.#item = before;
    return found;
  }

  #visit(node: Ast): void {
    switch (node.kind) {
      case 'FunctionDefinitionAst': case 'FunctionMemberAst': this.#enter(node); return;
      case 'AssignmentStatementAst': this.#assign(bareValue(node.left), node.right); break;
      case 'ForEachStatementAst': this.#set(nameOf(node.variable), this.#held(node.condition), node.condition); break;
      case 'PipelineAst': if (node.elements.length > 1) { this.#pipeline(node); return; } break;
      case 'SwitchStatementAst': this.#switch(node); return;
      case 'BinaryExpressionAst':
        if (comparisons.test(node.operator)) for (const [one, other] of [[node.left, node.right], [node.right, node.left]] as const) if (this.#held(one) === 'keys') this.#named(other, asks.test(node.operator) && !this.#isMixed(one));
        break;
      case 'IndexExpressionAst': if (this.#held(node.target) === 'table') this.#named(node.index, !this.#isMixed(node.target)); break;
      case 'MemberExpressionAst': if (!node.isStatic && this.#held(node.expression) === 'table') this.#named(node.member, !this.#isMixed(node.expression)); break;
      case 'InvokeMemberExpressionAst': this.#invoke(node); return;
      case 'CommandAst': this.#command(node, undefined); return;
      default:
    }
    for (const child of childrenOf(node)) this.#visit(child);
  }

  #assign(target: Ast, right: Ast): void {
    if (target.kind === 'VariableExpressionAst') this.#set(nameOf(target), this.#held(right), right);
    // `$copy[$key] = …` makes a copy, key by key.
    else if (target.kind === 'IndexExpressionAst' && target.target.kind === 'VariableExpressionAst' && this.#held(target.index) === 'keys') this.#set(nameOf(target.target), 'table', undefined);
  }

  #set(name: string, held: Held | undefined, source: Ast | undefined): void {
    const { held: all, sources, mixed } = this.#frame, known = sources.get(name) ?? new Set();
    if (source !== undefined) sources.set(name, known.add(source));
    if (held === undefined) {
      if (source === undefined || isEmptyTable(bareValue(source)) || mixed.has(name)) return;
      mixed.add(name);
      this.#changes++;
    } else if (all.get(name) !== held && (all.get(name) === undefined || held === 'table')) {
      all.set(name, held);
      this.#changes++;
    }
  }

  #isMixed(node: Ast): boolean {
    const value = bareValue(node);
    if (value.kind === 'MemberExpressionAst' || value.kind === 'InvokeMemberExpressionAst') return this.#isMixed(value.expression);
    return value.kind === 'VariableExpressionAst' && this.#frame.mixed.has(nameOf(value));
  }

  #held(node: Ast): Held | undefined {
    const value = bareValue(node);
    switch (value.kind) {
      case 'VariableExpressionAst': {
        const name = nameOf(value);
        return value.splatted || variableParts(value.variablePath).isDrive ? undefined : name === 'psboundparameters' ? 'table' : name === '_' || name === 'psitem' ? this.#item.held : this.#frame.held.get(name);
      }
      case 'UsingExpressionAst': return this.#held(value.subExpression);
      case 'MemberExpressionAst': return memberName(value.member) === 'boundparameters' ? 'table' : this.#member(this.#held(value.expression), memberName(value.member));
      case 'InvokeMemberExpressionAst': {
        const owner = value.isStatic ? undefined : this.#held(value.expression), name = memberName(value.member);
        return name === 'getenumerator' ? (owner === 'table' ? 'entries' : owner) : /^(?:where|tolower|toupper|tolowerinvariant|trim|tostring|clone|toarray)$/.test(name) ? owner : undefined;
      }
      case 'ArrayExpressionAst': return this.#first(value.subExpression.statements);
      case 'SubExpressionAst': return this.#first(value.subExpression.statements);
      case 'ArrayLiteralAst': return this.#first(value.elements);
      case 'BinaryExpressionAst': return value.operator === 'Plus' ? this.#first([value.left, value.right]) : comparisons.test(value.operator) && this.#held(value.left) === 'keys' ? 'keys' : undefined;
      case 'TernaryExpressionAst': return this.#first([value.ifTrue, value.ifFalse]);
      case 'AssignmentStatementAst': return this.#held(value.right);
      case 'PipelineAst': return value.elements.reduce<Held | undefined>((held, element, i) => (i === 0 ? this.#held(element) : element.kind === 'CommandAst' ? this.#through(element, held) : undefined), undefined);
      default: return undefined;
    }
  }

  #first(nodes: readonly Ast[]): Held | undefined {
    for (const node of nodes) {
      const held = this.#held(node);
      if (held !== undefined) return held;
    }
    return undefined;
  }

  #member(owner: Held | undefined, name: string): Held | undefined {
    return (owner === 'table' && name === 'keys') || (owner === 'entries' && (name === 'key' || name === 'name')) ? 'keys' : undefined;
  }

  /** What comes out of a command that something of the table is piped to. */
  #through(command: CommandAst, held: Held | undefined): Held | undefined {
    const key = commandKeyOf(command), given = command.elements.slice(1);
    if (held === undefined || filters.test(key)) return held;
    const words = given.filter((element) => element.kind === 'StringConstantExpressionAst');
    if (selects.test(key)) return given.some((element) => element.kind === 'CommandParameterAst' && /^exp/i.test(element.parameterName)) ? this.#member(held, words[0]?.value.toLowerCase() ?? '') : held;
    if (!loops.test(key)) return undefined;
    const block = given.findLast((element) => element.kind === 'ScriptBlockExpressionAst'), statements = block?.kind === 'ScriptBlockExpressionAst' ? block.scriptBlock.endBlock?.statements ?? [] : [], last = statements.at(-1);
    if (block === undefined) return this.#member(held, words[0]?.value.toLowerCase() ?? '');
    return last && this.#within({ held, source: undefined }, () => this.#held(last));
  }

  #pipeline({ elements }: PipelineAst): void {
    const [first] = elements;
    let held = first && this.#held(first);
    const source = first?.kind === 'CommandExpressionAst' ? first.expression : undefined;
    for (const [i, element] of elements.entries()) {
      if (i > 0 && element.kind === 'CommandAst') {
        this.#command(element, { held, source });
        held = this.#through(element, held);
      } else this.#visit(element);
    }
  }

  #switch({ condition, clauses, default: otherwise, flags }: SwitchStatementAst): void {
    this.#visit(condition);
    const held = flags.includes('File') ? undefined : this.#held(condition), item: Item = { held, source: condition };
    this.#within(item, () => {
      for (const { test, body } of clauses) {
        if (held === 'keys') this.#named(test, !flags.includes('Regex') && !this.#isMixed(condition));
        this.#visit(test);
        this.#visit(body);
      }
      if (otherwise !== undefined) this.#visit(otherwise);
    });
  }

  #invoke(node: InvokeMemberExpressionAst): void {
    const owner = node.isStatic ? undefined : this.#held(node.expression), name = memberName(node.member), [given] = node.arguments;
    if (given !== undefined && ((owner === 'table' && byKey.test(name)) || (owner === 'keys' && ofKeys.test(name)))) this.#named(given, !this.#isMixed(node.expression));
    // `$copy.Add($key, …)`.
    if (given !== undefined && owner !== 'table' && /^(?:add|set_item)$/.test(name) && node.arguments.length === 2 && node.expression.kind === 'VariableExpressionAst' && this.#held(given) === 'keys') this.#set(nameOf(node.expression), 'table', undefined);
    this.#visit(node.expression);
    const item: Item = name === 'where' || name === 'foreach' ? { held: owner, source: node.expression } : this.#item;
    this.#within(item, () => { for (const argument of node.arguments) this.#visit(argument); });
  }

  /** A command, with what is piped to it. */
  #command(node: CommandAst, piped: Item | undefined): void {
    const key = commandKeyOf(node), given = node.elements.slice(1), values = given.flatMap((element: CommandElementAst): Ast[] => (element.kind !== 'CommandParameterAst' ? [element] : element.argument === undefined ? [] : [element.argument]));
    if (filters.test(key) || loops.test(key) || selects.test(key) || shapes.test(key)) {
      // `Where-Object Key -ne 'Name'`: behind the name of the property.
      if (piped?.held === 'entries' && filters.test(key) && !given.some(({ kind }) => kind === 'ScriptBlockExpressionAst') && values[0]?.kind === 'StringConstantExpressionAst' && /^(?:key|name)$/i.test(values[0].value)) for (const value of values.slice(1)) this.#named(value, true);
    } else if (piped?.held !== undefined || values.some((value) => this.#held(value) !== undefined)) {
      // What another command does with them nobody knows.
      for (const value of values) for (const constant of this.#constants(value)) this.#add(constant, false);
    }
    for (const element of node.elements) if (element.kind === 'VariableExpressionAst' && element.splatted && this.#frame.held.get(nameOf(element)) === 'table') this.#splats.set(element, node);
    this.#within(piped ?? this.#item, () => { for (const element of node.elements) this.#visit(element); });
  }

  /** Takes an expression for the name of a parameter, or for several. */
  #named(node: Ast, isSure: boolean): void {
    for (const constant of this.#constants(node)) this.#add(constant, isSure);
    // A name in a variable may be used for other things as well.
    const value = bareValue(node);
    if (value.kind !== 'VariableExpressionAst' || this.#held(value) !== undefined) return;
    const name = nameOf(value), sources = name === '_' || name === 'psitem' ? (this.#item.source === undefined ? [] : [this.#item.source]) : this.#frame.sources.get(name) ?? [];
    for (const source of sources) for (const constant of this.#constants(source)) this.#add(constant, false);
  }

  /** The texts that a value is written out with. */
  #constants(node: Ast): StringConstantExpressionAst[] {
    const value = bareValue(node);
    switch (value.kind) {
      case 'StringConstantExpressionAst': return [value];
      case 'ArrayLiteralAst': return value.elements.flatMap((element) => this.#constants(element));
      case 'ArrayExpressionAst': return value.subExpression.statements.flatMap((element) => this.#constants(element));
      case 'BinaryExpressionAst': return value.operator === 'Plus' ? [value.left, value.right].flatMap((one) => this.#constants(one)) : [];
      default: return [];
    }
  }

  #add(constant: StringConstantExpressionAst, isSure: boolean): void {
    const { value: key, start, end } = constant, letters = lettersOf(constant);
    if (!isWord(key)) return;
    if (isSure && letters !== undefined) this.#places.set(letters.start, { key, ...letters });
    else this.#unclear.set(letters?.start ?? start, { key, start: letters?.start ?? start, end: letters?.end ?? end });
  }
}

const known = new WeakMap<Ast, BoundKeys>();

/** The names by which a text asks its bound parameters over their keys, entries and copies; which function's they are, their places tell. */
export function boundKeys(text: string, root: Ast): BoundKeys {
  if (!/boundparameters/i.test(text)) return NONE;
  let found = known.get(root);
  if (found === undefined) known.set(root, (found = new Reader().read(root)));
  return found;
}
