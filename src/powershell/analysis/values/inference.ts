/**
 * What a value is, as far as the text tells: its .NET type, or the keys of a table that the text builds. Never a guess: what
 * is worked out from outside gives undefined. Pure; works in broken texts.
 */
import type { Ast, AttributeBaseAst, CommandAst, CommandBaseAst, ExpressionAst, InvokeMemberExpressionAst, MemberExpressionAst, StatementAst, TypeConstraintAst, TypeDefinitionAst, TypeName, VariableExpressionAst } from '../../syntax/ast.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { nameTable } from '../../syntax/nameTable.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { argumentFor, textOf } from '../commands/arguments.ts';
import { possibleNames } from '../names/namespaces.ts';
import { netTypeName } from '../runbook/netTypes.ts';
import { attributesNamed } from '../runbook/parameters.ts';
import { scopeAround, scopeAt, type Scope } from '../names/symbols.ts';
import { CommandValues } from './commandValues.ts';
import { textFacts, type Definition, type TextFacts } from './definitions.ts';
import { automaticKeys, automaticKeyTypes, automaticTypes, itemTypes, propertyTypes } from './outputs.ts';
import type { TypeView } from './typeView.ts';

export interface Value {
  /** Full name of the .NET type. */
  readonly type?: string | undefined;
  /** Keys or properties that the text itself writes down. */
  readonly keys?: readonly string[] | undefined;
  /** Values of those keys. */
  readonly held?: ReadonlyMap<string, StatementAst> | undefined;
  /** Types of them, by their names in lower case. */
  readonly typed?: Readonly<Record<string, string>> | undefined;
  /** A class or enum of the text. */
  readonly own?: TypeDefinitionAst | undefined;
  /** Properties of a class's values that Select-Object took over, in lower case. */
  readonly chosen?: { readonly own: TypeDefinitionAst; readonly names: ReadonlySet<string> } | undefined;
  /** What a collection holds. */
  readonly item?: Value | undefined;
  /** The command that gave it. */
  readonly command?: CommandAst | undefined;
}

/** How far a question is followed, and how many steps it may take: branches that lead to branches would double them each time. */
const DEEPEST = 16, MOST_STEPS = 2_000;
export const of = (type: string | undefined): Value | undefined => (type === undefined ? undefined : { type });
/** A value of a type, with what it holds where it is a collection. */
export function collection(type: string): Value {
  const item = type.endsWith('[]') ? type.slice(0, -2) : itemTypes[type];
  return item === undefined ? { type } : { type, item: { type: item } };
}
const makes = /^(?:New|Parse|From|Create|Empty$|Min|Max|Now$|Today$|Utc)/i;
const comparisons = /^(?:[IC](?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin)|And|Or|Xor|Is|IsNot)$/;

/** The text, with what is known around it: `foreign` are classes and enums of other texts, by their names in lower case. */
export class Inference {
  readonly result: ParseResult;
  readonly types: TypeView;
  readonly facts: TextFacts;
  readonly #scope: Scope;
  readonly #accelerators: Readonly<Record<string, string>>;
  readonly #foreign: ReadonlyMap<string, TypeDefinitionAst> | undefined;
  readonly #commands: CommandValues;
  #depth = 0;
  #steps = 0;

  constructor(result: ParseResult, scope: Scope, types: TypeView, accelerators: Readonly<Record<string, string>>, foreign?: ReadonlyMap<string, TypeDefinitionAst>) {
    this.result = result;
    this.types = types;
    this.facts = textFacts(result);
    this.#scope = scope;
    this.#accelerators = nameTable(accelerators);
    this.#foreign = foreign;
    this.#commands = new CommandValues(this);
  }

  /** What an expression gives. */
  expression(node: ExpressionAst): Value | undefined {
    if (this.#depth === 0) this.#steps = 0;
    if (this.#depth >= DEEPEST || ++this.#steps > MOST_STEPS) return undefined;
    this.#depth++;
    try {
      return this.#expression(node);
    } finally {
      this.#depth--;
    }
  }

  /** A type as the text names it. */
  named(name: TypeName): Value | undefined {
    if (name.form === 'array') {
      const item = this.named(name.element);
      return { type: `${item?.type ?? netTypeName(name.element)}[]`, item };
    }
    const own = name.form === 'simple' ? this.ownType(name.name) : undefined;
    if (own !== undefined) return { own };
    const full = netTypeName(name), short = this.#accelerators[full.toLowerCase()] ?? full, type = this.#known(short);
    if (name.form === 'generic') return { type: type ?? short, item: /^(?:(?:System\.)?Collections\.Generic\.)?(?:List|Queue|Stack|HashSet)$/i.test(name.generic.name) && name.arguments[0] !== undefined ? this.named(name.arguments[0]) : undefined };
    return of(type);
  }

  /** The full name of a type by its short one, namespaces that the text uses among others. */
  #known(name: string): string | undefined {
    // An exception that nobody describes is one by its name alone, if it is written in full.
    return this.types.type(possibleNames(name, this.result.ast).find((possible) => this.types.has(possible)) ?? name)?.name;
  }

  /** A class or enum of the text, or one of those that it was given, by its name. */
  ownType(name: string): TypeDefinitionAst | undefined {
    return this.facts.types.get(name.toLowerCase()) ?? this.#foreign?.get(name.toLowerCase());
  }

  /** A class, then those that it comes from, as far as they are known. */
  lineage(type: TypeDefinitionAst): TypeDefinitionAst[] {
    const found = new Set<TypeDefinitionAst>();
    for (let own: TypeDefinitionAst | undefined = type; own !== undefined && !found.has(own);) {
      found.add(own);
      own = own.baseTypes.map(({ typeName }) => this.named(typeName)?.own).find((base) => base !== undefined);
    }
    return [...found];
  }

  /** The last value of some statements. */
  statements(block: { readonly statements: readonly StatementAst[] } | undefined): Value | undefined {
    const last = block?.statements.at(-1);
    return last === undefined ? undefined : this.statement(last.kind === 'ReturnStatementAst' && last.pipeline !== undefined ? last.pipeline : last);
  }

  /** What a statement gives. */
  statement(node: StatementAst): Value | undefined {
    if (node.kind === 'AssignmentStatementAst') return this.statement(node.right);
    if (node.kind === 'IfStatementAst') return this.statements(node.clauses[0]?.body) ?? this.statements(node.elseClause);
    if (node.kind === 'ForEachStatementAst' || node.kind === 'ForStatementAst' || node.kind === 'WhileStatementAst') {
      const each = itemOf(this.statements(node.body));
      return each && { type: 'System.Object[]', item: each };
    }
    if (node.kind === 'DataStatementAst') return this.statements(node.body);
    if (node.kind === 'TryStatementAst') return this.statements(node.body);
    if (node.kind === 'CommandExpressionAst') return this.pipeline([node], 1);
    return node.kind === 'PipelineAst' ? this.pipeline(node.elements, node.elements.length) : undefined;
  }

  /** What the first `count` parts of a pipeline give. */
  pipeline(elements: readonly CommandBaseAst[], count: number): Value | undefined {
    let value: Value | undefined;
    for (const [index, element] of elements.slice(0, count).entries()) {
      value = element.kind === 'CommandExpressionAst' ? this.expression(element.expression) : this.command(element, index === 0 ? undefined : itemOf(value));
    }
    return value;
  }

  command(node: CommandAst, input: Value | undefined): Value | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth++;
    try {
      return this.#commands.of(node, input, commandKeyOf(node));
    } finally {
      this.#depth--;
    }
  }

  /** A property, or what a method gives. */
  property(value: Value | undefined, name: string, isStatic: boolean): Value | undefined {
    const held = value?.held?.get(name.toLowerCase());
    if (held !== undefined) return this.statement(held);
    const typed = value?.typed?.[name.toLowerCase()];
    if (typed !== undefined) return collection(typed);
    if (value?.own !== undefined) {
      const member = this.lineage(value.own).flatMap(({ members }) => members).find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (value.own.typeKind === 'Enum' || name.toLowerCase() === 'new') return { own: value.own };
      const type = member?.kind === 'PropertyMemberAst' ? member.propertyType : member?.kind === 'FunctionMemberAst' ? member.returnType : undefined;
      return type && this.named(type.typeName);
    }
    if (value?.chosen?.names.has(name.toLowerCase()) === true) return this.property({ own: value.chosen.own }, name, isStatic);
    const type = value?.type;
    if (type === undefined) return undefined;
    if (isStatic && name.toLowerCase() === 'new') return value;
    if (isStatic && this.types.type(type)?.values.some((one) => one.toLowerCase() === name.toLowerCase()) === true) return value;
    const member = this.types.member(type, name, isStatic), told = propertyTypes[`${this.types.type(type)?.name ?? type}.${member?.name ?? name}`] ?? member?.type;
    if (told !== undefined) return collection(told);
    // What makes a value of its own type is seldom declared so.
    if (isStatic && makes.test(name) && (this.types.type(type)?.instance.length ?? 0) > 0) return value;
    // Of a list the property is that of its items.
    return value?.item === undefined ? undefined : this.property(value.item, name, false);
  }

  #expression(node: ExpressionAst): Value | undefined {
    switch (node.kind) {
      case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return of('System.String');
      case 'ConstantExpressionAst': return of(node.type);
      case 'ScriptBlockExpressionAst': return of('System.Management.Automation.ScriptBlock');
      case 'TypeExpressionAst': return of('System.Type');
      case 'ParenExpressionAst': return this.statement(node.pipeline);
      case 'SubExpressionAst': return this.statements(node.subExpression);
      case 'ArrayExpressionAst': return { type: 'System.Object[]', item: itemOf(this.statements(node.subExpression)) };
      case 'ArrayLiteralAst': return { type: 'System.Object[]', item: node.elements[0] && this.expression(node.elements[0]) };
      case 'HashtableAst': {
        const held = new Map(node.pairs.flatMap(({ key, value }) => (key.kind === 'StringConstantExpressionAst' ? [[key.value.toLowerCase(), value] as const] : [])));
        return { type: 'System.Collections.Hashtable', held, keys: node.pairs.flatMap(({ key }) => (key.kind === 'StringConstantExpressionAst' ? [key.value] : [])) };
      }
      case 'ConvertExpressionAst': {
        const type = node.type.typeName.text.toLowerCase();
        if (!/^(?:pscustomobject|psobject|ordered|hashtable)$/.test(type)) return this.named(node.type.typeName);
        const table = this.expression(node.child);
        if (table?.keys === undefined) return this.named(node.type.typeName);
        return { ...table, type: type === 'ordered' ? 'System.Collections.Specialized.OrderedDictionary' : type === 'hashtable' ? table?.type : undefined };
      }
      case 'AttributedExpressionAst': return this.expression(node.child);
      case 'UsingExpressionAst': return this.expression(node.subExpression);
      case 'TernaryExpressionAst': return this.expression(node.ifTrue) ?? this.expression(node.ifFalse);
      case 'UnaryExpressionAst': return /Exclaim|Not/.test(node.operator) ? of('System.Boolean') : node.operator === 'Join' ? of('System.String') : /split/.test(node.operator) ? strings : this.expression(node.child);
      case 'BinaryExpressionAst': return this.#binary(node.operator, node.left, node.right);
      case 'IndexExpressionAst': return this.#indexed(node.target, node.index);
      case 'MemberExpressionAst': case 'InvokeMemberExpressionAst': return this.#member(node);
      case 'VariableExpressionAst': return this.variable(node);
      default: return undefined;
    }
  }

  #binary(operator: string, left: ExpressionAst, right: ExpressionAst): Value | undefined {
    if (comparisons.test(operator)) return of('System.Boolean');
    if (operator === 'Format' || operator === 'Join' || operator.endsWith('replace')) return of('System.String');
    if (operator.endsWith('split')) return strings;
    if (operator === 'As') return right.kind === 'TypeExpressionAst' ? this.named(right.typeName) : undefined;
    if (operator === 'DotDot') return { type: 'System.Object[]', item: of('System.Int32') };
    const value = this.expression(left);
    if (operator === 'Minus' && value?.type === 'System.DateTime') return this.expression(right)?.type === 'System.DateTime' ? of('System.TimeSpan') : value;
    return value ?? (operator === 'QuestionQuestion' ? this.expression(right) : undefined);
  }

  #indexed(target: ExpressionAst, index: ExpressionAst): Value | undefined {
    const value = this.expression(target), key = textOf(index);
    if (value?.held !== undefined) return key === undefined ? undefined : this.property(value, key, false);
    // What a command gives may be one or several.
    return value?.item ?? (value?.command !== undefined ? value : value?.type === 'System.String' ? of('System.Char') : undefined);
  }

  #member(node: MemberExpressionAst | InvokeMemberExpressionAst): Value | undefined {
    const name = textOf(node.member);
    if (name === undefined) return undefined;
    const owner = node.isStatic && node.expression.kind === 'TypeExpressionAst' ? this.named(node.expression.typeName) : this.expression(node.expression);
    return this.property(owner, name, node.isStatic);
  }

  /** What a variable holds where it stands: what was assigned last above, else its declared type. */
  variable(node: VariableExpressionAst): Value | undefined {
    const parts = variableParts(node.variablePath), name = parts.name.toLowerCase();
    if (parts.drive === 'env') return of('System.String');
    if (parts.isDrive && parts.drive !== 'using' && parts.drive !== 'workflow') return undefined;
    if (name === '_' || name === 'psitem') return this.#item(node);
    if (name === 'this') return this.#this(node);
    if (name === 'psboundparameters') return { type: automaticTypes[name], keys: this.#parametersAround(node.start) };
    // Where it is assigned it holds what comes, not what it held before.
    const given = this.#given(this.facts.definitions.get(node));
    if (given !== undefined) return given;
    const assigned = this.#given(this.#assigned(name, this.#seenFrom(node)));
    if (assigned !== undefined) return assigned;
    const data = this.facts.data.get(name);
    if (data !== undefined) return this.statements(data.body);
    const keys = automaticKeys[name], type = automaticTypes[name];
    return keys !== undefined ? { keys, typed: automaticKeyTypes[name] } : type === undefined ? undefined : { type, item: name === 'error' ? of('System.Management.Automation.ErrorRecord') : undefined };
  }

  /** Names of the parameters of the function, block or script around a place. */
  #parametersAround(offset: number): readonly string[] {
    let scope = scopeAt(this.#scope, offset);
    const own = (): string[] => [...scope.variables.values()].flatMap((one) => (one.isParameter ? [one.name] : []));
    while (scope.parent !== undefined && !/^(?:function|workflow|method)$/.test(scope.kind) && own().length === 0) scope = scope.parent;
    return own();
  }

  /** Whose variables a variable is one of, and above which place it was given its value: with `using:` before it those of the place that hands the block on. */
  #seenFrom(node: VariableExpressionAst): { readonly scope: Scope | undefined; readonly offset: number } {
    const scope = scopeAt(this.#scope, node.start);
    if (!this.#isHandedOn(node)) return { scope, offset: node.start };
    let block: Scope | undefined = scope;
    while (block !== undefined && block.kind !== 'inlineScript') block = block.parent;
    if (block === undefined) for (block = scope; block.kind !== 'scriptBlock' && block.parent !== undefined;) block = block.parent;
    return { scope: block.parent ?? block, offset: block.start };
  }

  /** Whether `using:` stands before a variable. */
  #isHandedOn(node: VariableExpressionAst): boolean {
    let at: Ast = node, parent = this.facts.parents.get(node);
    for (; (parent?.kind === 'MemberExpressionAst' || parent?.kind === 'InvokeMemberExpressionAst') && parent.expression === at || parent?.kind === 'IndexExpressionAst' && parent.target === at; parent = this.facts.parents.get(at)) at = parent;
    return parent?.kind === 'UsingExpressionAst' || variableParts(node.variablePath).drive === 'using';
  }

  /** How the text of an expression begins, as far as its variables are told it: of a path its drive. */
  beginning(node: Ast, depth = 0): string | undefined {
    switch (node.kind) {
      case 'StringConstantExpressionAst': return node.value;
      case 'ExpandableStringExpressionAst': {
        const [first] = node.nestedExpressions;
        return first === undefined ? node.value : first.start > node.start + 1 ? this.result.text.slice(node.start + 1, first.start) : this.beginning(first, depth);
      }
      case 'ParenExpressionAst': return this.beginning(node.pipeline, depth);
      case 'PipelineAst': return node.elements.length === 1 ? this.beginning(node.elements[0]!, depth) : undefined;
      case 'CommandExpressionAst': return this.beginning(node.expression, depth);
      case 'BinaryExpressionAst': return node.operator === 'Plus' || node.operator === 'Format' ? this.beginning(node.left, depth) : undefined;
      case 'ArrayLiteralAst': return node.elements[0] && this.beginning(node.elements[0], depth);
      case 'CommandAst': {
        const path = /^(?:join|resolve|convert)-path$/.test(commandKeyOf(node)) ? argumentFor(node, 'Path', 0) : undefined;
        return path && this.beginning(path, depth);
      }
      case 'VariableExpressionAst': {
        const { name, isDrive } = variableParts(node.variablePath), { value, items } = depth > 9 || isDrive ? {} : this.#assigned(name.toLowerCase(), this.#seenFrom(node)) ?? {}, told = value ?? items;
        return told && this.beginning(told, depth + 1);
      }
      default: return undefined;
    }
  }

  #assigned(name: string, from: { readonly scope: Scope | undefined; readonly offset: number }): Definition | undefined {
    const { offset } = from;
    for (let { scope } = from; scope !== undefined; scope = scopeAround(scope)) {
      const found = scope.variables.get(name)?.occurrences.flatMap((one) => {
        const definition = this.facts.definitions.get(one.node);
        return definition === undefined ? [] : [{ start: one.start, definition }];
      });
      if (found === undefined || found.length === 0) continue;
      const above = found.filter(({ start, definition }) => start < offset && (definition.value === undefined || definition.value.end < offset));
      return (above.at(-1) ?? found[0]!).definition;
    }
    return undefined;
  }

  #given(definition: Definition | undefined): Value | undefined {
    const { type, value, items } = definition ?? {};
    if (type !== undefined) return this.named(type);
    return value !== undefined ? this.statement(value) : items !== undefined ? itemOf(this.statement(items)) : undefined;
  }

  /** `$_`: what comes down the pipeline to the block around it, the error in a catch block, the value of a switch. */
  #item(node: Ast): Value | undefined {
    for (let at: Ast | undefined = node, parent = this.facts.parents.get(node); parent !== undefined; at = parent, parent = this.facts.parents.get(parent)) {
      if (parent.kind === 'CatchClauseAst' || parent.kind === 'TrapStatementAst') return this.#caught(parent.kind === 'CatchClauseAst' ? parent.catchTypes : parent.trapType === undefined ? [] : [parent.trapType]);
      if (parent.kind === 'SwitchStatementAst' && at !== parent.condition) return itemOf(this.statement(parent.condition));
      if (parent.kind === 'InvokeMemberExpressionAst' && at.kind === 'ScriptBlockExpressionAst') return itemOf(this.expression(parent.expression));
      if (parent.kind !== 'CommandAst' || at.kind !== 'ScriptBlockExpressionAst' && at.kind !== 'HashtableAst' && at.kind !== 'ArrayLiteralAst' && at.kind !== 'CommandParameterAst') continue;
      const pipeline = this.facts.parents.get(parent);
      if (pipeline?.kind !== 'PipelineAst') return undefined;
      const place = pipeline.elements.indexOf(parent);
      return place > 0 ? itemOf(this.pipeline(pipeline.elements, place)) : this.#commands.givenInput(parent);
    }
    return undefined;
  }

  /** An error as a clause for one type of exceptions meets it: another is met by another clause. */
  #caught(types: readonly TypeConstraintAst[]): Value {
    const [only, other] = types, exception = only === undefined || other !== undefined ? undefined : this.named(only.typeName)?.type;
    return { type: 'System.Management.Automation.ErrorRecord', ...(exception !== undefined && { typed: { exception } }) };
  }

  /** One of the objects that come to a command down its pipeline. */
  input(command: CommandAst): Value | undefined {
    const pipeline = this.facts.parents.get(command), place = pipeline?.kind === 'PipelineAst' ? pipeline.elements.indexOf(command) : 0;
    return pipeline?.kind === 'PipelineAst' && place > 0 ? itemOf(this.pipeline(pipeline.elements, place)) : this.#commands.givenInput(command);
  }

  /** The few values that an expression may have: those of its enumeration, or of a variable's ValidateSet. */
  choices(node: Ast): readonly string[] | undefined {
    const name = node.kind === 'VariableExpressionAst' ? variableParts(node.variablePath).name.toLowerCase() : '';
    for (let scope = node.kind === 'VariableExpressionAst' ? this.#seenFrom(node).scope : undefined; scope !== undefined; scope = scopeAround(scope)) {
      for (const { node } of scope.variables.get(name)?.occurrences ?? []) {
        const [set] = attributesNamed({ attributes: this.#attributesOf(node) }, 'ValidateSet');
        if (set !== undefined) return set.positionalArguments.flatMap((one) => textOf(one) ?? []);
      }
    }
    const value = this.expression(node as ExpressionAst);
    return value?.own?.typeKind === 'Enum' ? namesOf(value.own) : value?.type === undefined ? undefined : this.valuesOfType(value.type);
  }

  /** What stands before a variable where it is declared or set: `[ValidateSet('a')] [string] $x = 'a'`. */
  #attributesOf(node: Ast): readonly AttributeBaseAst[] {
    const parent = this.facts.parents.get(node);
    if (parent?.kind === 'ParameterAst') return parent.name === node ? parent.attributes : [];
    if (parent?.kind === 'ConvertExpressionAst') return this.#attributesOf(parent);
    return parent?.kind === 'AttributedExpressionAst' ? [parent.attribute, ...this.#attributesOf(parent)] : [];
  }

  /** The names of an enumeration: of the text, of one that it was given, or of .NET, by a name as texts write it. */
  valuesOfType(name: string): readonly string[] | undefined {
    const own = this.ownType(name);
    if (own !== undefined) return own.typeKind === 'Enum' ? namesOf(own) : undefined;
    const full = this.#known(this.#accelerators[name.toLowerCase()] ?? name), values = full === undefined ? [] : (this.types.type(full)?.values ?? []);
    return values.length > 0 ? values : undefined;
  }

  /** The script block around a node. */
  blockAround(node: Ast): Ast {
    for (let at: Ast | undefined = node; at !== undefined; at = this.facts.parents.get(at)) if (at.kind === 'ScriptBlockAst') return at;
    return this.result.ast;
  }

  #this(node: Ast): Value | undefined {
    for (let at: Ast | undefined = node; at !== undefined; at = this.facts.parents.get(at)) if (at.kind === 'TypeDefinitionAst') return { own: at };
    return undefined;
  }
}

const namesOf = (type: TypeDefinitionAst): readonly string[] => type.members.map(({ name }) => name);
const strings: Value = { type: 'System.String[]', item: { type: 'System.String' } };
/** One of the things that a pipeline hands on of a value. */
export const itemOf = (value: Value | undefined): Value | undefined => value?.item ?? (value?.type?.endsWith('[]') === true ? undefined : value);
