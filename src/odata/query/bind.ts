/** The validator: gives a parsed expression its meaning against an entity type, or one clear error. */
import type { EntityType, Navigation, ServiceModel } from '../../sma/edm/serviceModel.ts';
import { PRIMITIVE_TYPES } from '../../sma/edm/vocabulary.ts';
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { Expression, OrderByItem, Source } from './expression.ts';
import { FUNCTIONS, isFunctionName } from './functions.ts';
import { foldArithmetic, foldCast, foldComparison, foldOne } from './notANumber.ts';
import { fitsArgument, isNumeric, isOrdered, promoteComparison, promoteNumbers } from './promotion.ts';
import type { OrderBySyntax, Syntax } from './syntax.ts';
import { mostCharacters } from './textSize.ts';

/** Binds a $filter. @throws ODataError when a name is unknown, types do not fit, or the whole is not Boolean. */
export function bindFilter(syntax: Syntax, type: EntityType, model: ServiceModel): Expression {
  const expression = new Binder(model, new Map([['$it', type]])).bind(syntax);
  if (expression.type !== 'Edm.Boolean') throw odataError('NotBoolean', expression.type);
  return expression;
}

/** Binds an $orderby. @throws ODataError */
export function bindOrderBy(items: readonly OrderBySyntax[], type: EntityType, model: ServiceModel): readonly OrderByItem[] {
  const binder = new Binder(model, new Map([['$it', type]]));
  return items.map((item) => {
    const expression = binder.bind(item.expression);
    if (expression.type === 'Edm.Binary') throw odataError('OperandType', 'orderby', expression.type, item.expression.position);
    return { expression, descending: item.descending };
  });
}

/** `((a or b) or c) or d` as `a or b or c or d`: clients write long ones so, and each level would be one of the query too. */
function flat(operator: 'and' | 'or', operands: readonly Syntax[]): readonly Syntax[] {
  const pieces: (readonly Syntax[])[] = [operands];
  for (let first = operands[0]; first?.kind === 'logical' && first.operator === operator; first = first.operands[0]) {
    pieces[pieces.length - 1] = pieces[pieces.length - 1]?.slice(1) ?? [];
    pieces.push(first.operands);
  }
  return pieces.toReversed().flat();
}

const ROUNDS: ReadonlySet<string> = new Set(['round', 'floor', 'ceiling']);

class Binder {
  readonly #model: ServiceModel;
  readonly #variables: ReadonlyMap<string, EntityType>;

  /** By all calls of the expression, and what all its paths reach. */
  readonly #made: { characters: number; readonly reached: Set<string> };

  constructor(model: ServiceModel, variables: ReadonlyMap<string, EntityType>, made = { characters: 0, reached: new Set<string>() }) {
    this.#made = made;
    this.#model = model;
    this.#variables = variables;
  }

  bind(node: Syntax): Expression {
    switch (node.kind) {
      case 'literal': return { kind: 'literal', type: node.literal.type, value: node.literal.value };
      case 'path': return this.#property(node.segments, node.position);
      case 'logical': return { kind: 'logical', type: 'Edm.Boolean', operator: node.operator, operands: flat(node.operator, node.operands).map((operand) => this.#boolean(operand, node.operator)) };
      case 'not': return { kind: 'not', type: 'Edm.Boolean', operand: this.#boolean(node.operand, 'not') };
      case 'negate': {
        const operand = this.bind(node.operand), known = operand.type === 'null' ? operand : foldOne(operand);
        if (known !== undefined) return known;
        if (!isNumeric(operand.type)) throw odataError('OperandType', '-', operand.type, node.position);
        return { kind: 'negate', type: promoteNumbers(operand.type, 'Edm.Int32') ?? 'Edm.Double', operand };
      }
      case 'binary': return this.#binary(node);
      case 'call': return this.#call(node);
      case 'lambda': return this.#lambda(node);
    }
  }

  #boolean(node: Syntax, operator: string): Expression {
    const operand = this.bind(node);
    if (operand.type !== 'Edm.Boolean') throw odataError('OperandType', operator, operand.type, node.position);
    return operand;
  }

  #binary(node: Extract<Syntax, { kind: 'binary' }>): Expression {
    const { operator } = node;
    const entity = this.#entityComparison(node);
    if (entity !== undefined) return entity;
    const left = this.bind(node.left);
    const right = this.bind(node.right);
    const mismatch = (): Error => odataError('OperatorTypes', operator, left.type, right.type, node.position);
    switch (operator) {
      case 'add': case 'sub': case 'mul': case 'div': case 'mod': {
        // The literal null is of the other side's type, as in comparisons.
        if (left.type === 'null' && right.type === 'null') return left;
        const [a, b] = [left.type === 'null' ? right.type : left.type, right.type === 'null' ? left.type : right.type];
        const type = isNumeric(a) && isNumeric(b) ? promoteNumbers(a, b) : undefined;
        if (type === undefined) throw mismatch();
        return foldArithmetic(operator, type, left, right) ?? { kind: 'arithmetic', type, operator, left, right };
      }
      default: {
        const comparedAs = promoteComparison(left.type, right.type);
        if (comparedAs === undefined || (operator !== 'eq' && operator !== 'ne' && !isOrdered(comparedAs))) throw mismatch();
        return foldComparison(operator, left, right) ?? { kind: 'comparison', type: 'Edm.Boolean', operator, left, right, comparedAs };
      }
    }
  }

  /** `Navigation eq null` and `null ne Navigation`; undefined when neither side is an entity. */
  #entityComparison(node: Extract<Syntax, { kind: 'binary' }>): Expression | undefined {
    if (node.operator !== 'eq' && node.operator !== 'ne') return undefined;
    for (const [side, other] of [[node.left, node.right], [node.right, node.left]] as const) {
      if (side.kind !== 'path' || other.kind !== 'literal' || other.literal.type !== 'null') continue;
      const source = this.#resolve(side.segments, side.position);
      if (source.rest === undefined && source.steps.length > 0) return { kind: 'entityIsNull', type: 'Edm.Boolean', source, isNull: node.operator === 'eq' };
    }
    return undefined;
  }

  #property(segments: readonly string[], position: number): Expression {
    const { rest, ...source } = this.#resolve(segments, position);
    const name = segments.join('/');
    if (rest === undefined) throw odataError('NotPrimitive', name, position);
    const property = source.type.property(rest);
    if (property === undefined) {
      throw source.type.navigation(rest) === undefined ? odataError('PropertyUnknown', rest, source.type.fullName, position) : odataError('NotSingleValued', name, position);
    }
    if (property.kind !== 'primitive') throw odataError('NotPrimitive', name, position);
    return { kind: 'property', type: property.type, source, property };
  }

  /** Follows variable, to-one navigations and types; `rest` is the last name where it is none of these. */
  #resolve(segments: readonly string[], position: number): Source & { readonly rest: string | undefined } {
    const variable = this.#variables.get(segments[0] ?? '');
    const it = this.#variables.get('$it');
    let type = variable ?? it;
    if (type === undefined) throw odataError('PropertyUnknown', segments[0] ?? '', '$it', position);
    const root = variable === undefined ? '$it' : (segments[0] ?? '$it');
    const names = variable === undefined ? segments : segments.slice(1);
    const steps: Navigation[] = [];
    let cast = false;
    for (const [index, name] of names.entries()) {
      if (name.includes('.')) {
        type = this.#derived(name, type, position);
        cast = true;
        continue;
      }
      const navigation: Navigation | undefined = type.navigation(name);
      const isLast = index === names.length - 1;
      if (navigation === undefined || navigation.many) {
        if (isLast) return { root, steps, type, cast, rest: name };
        if (navigation !== undefined) throw odataError('NotSingleValued', name, position);
        const property = type.property(name);
        throw property === undefined ? odataError('PropertyUnknown', name, type.fullName, position) : odataError('PropertyUnknown', names[index + 1] ?? '', property.kind === 'primitive' ? property.type : property.of, position);
      }
      steps.push(navigation);
      this.#made.reached.add([root, ...steps.map((step) => step.name)].join('/'));
      if (this.#made.reached.size > DEFAULT_LIMITS.expressionJoins) throw odataError('TooComplex', 'entities reached over navigations', DEFAULT_LIMITS.expressionJoins);
      type = navigation.target;
      cast = false;
    }
    return { root, steps, type, cast, rest: undefined };
  }

  #derived(name: string, base: EntityType, position: number): EntityType {
    const type = this.#model.entityType(name);
    if (type === undefined || type.fullName !== name || !type.isOrDerivesFrom(base)) throw odataError('TypeUnknown', name, position);
    return type;
  }

  #lambda(node: Extract<Syntax, { kind: 'lambda' }>): Expression {
    // A type before the quantifier (OData v3): of those alone.
    const kind = node.path.length > 1 && node.path.at(-1)?.includes('.') === true ? node.path.at(-1) : undefined;
    const path = kind === undefined ? node.path : node.path.slice(0, -1);
    const { rest, ...source } = this.#resolve(path, node.position);
    const name = rest ?? path.at(-1) ?? '';
    const navigation = rest === undefined ? undefined : source.type.navigation(rest);
    if (navigation === undefined) {
      throw rest !== undefined && source.type.property(rest) === undefined
        ? odataError('PropertyUnknown', rest, source.type.fullName, node.position) : odataError('NotCollection', name, node.position);
    }
    const variable = node.variable ?? '';
    const entityType = kind === undefined ? undefined : this.#derived(kind, navigation.target, node.position);
    const isOf: Expression | undefined = entityType === undefined ? undefined : { kind: 'isOf', type: 'Edm.Boolean', source: { root: variable, steps: [], type: navigation.target, cast: false }, entityType };
    if (node.predicate === undefined) return { kind: node.quantifier, type: 'Edm.Boolean', source, navigation, variable, predicate: isOf };
    if (this.#variables.has(variable)) throw odataError('ExpressionSyntax', node.position, `the name '${variable}' is already in use.`);
    const inner = new Binder(this.#model, new Map([...this.#variables, [variable, entityType ?? navigation.target]]), this.#made);
    const tested = inner.#boolean(node.predicate, node.quantifier);
    const predicate: Expression = isOf === undefined ? tested : node.quantifier === 'any' ? { kind: 'logical', type: 'Edm.Boolean', operator: 'and', operands: [isOf, tested] }
      : { kind: 'logical', type: 'Edm.Boolean', operator: 'or', operands: [{ kind: 'not', type: 'Edm.Boolean', operand: isOf }, tested] };
    return { kind: node.quantifier, type: 'Edm.Boolean', source, navigation, variable, predicate };
  }

  #call(node: Extract<Syntax, { kind: 'call' }>): Expression {
    if (node.name === 'isof' || node.name === 'cast') return this.#typeFunction(node);
    if (!isFunctionName(node.name)) throw odataError('FunctionUnknown', node.name, node.position);
    const values = node.arguments.map((argument) => this.bind(argument));
    const overloads = FUNCTIONS[node.name];
    const overload = overloads.find((one) => one.takes.length === values.length && one.takes.every((wanted, index) => fitsArgument(values[index]?.type ?? 'null', wanted)));
    if (overload === undefined) {
      const expected = overloads.map((one) => `(${one.takes.join(', ')})`).join(' or ');
      throw odataError('FunctionArguments', node.name, values.map((value) => value.type).join(', '), expected, node.position);
    }
    const [only] = values, known = only === undefined || !ROUNDS.has(node.name) ? undefined : foldOne(only);
    if (known !== undefined) return known;
    const call: Expression = { kind: 'call', type: overload.gives, function: node.name, arguments: values };
    if (node.name === 'replace' || node.name === 'concat') this.#made.characters += mostCharacters(call);
    if (this.#made.characters > DEFAULT_LIMITS.expressionText) throw odataError('TooComplex', 'characters in the texts that its functions can make', DEFAULT_LIMITS.expressionText);
    return call;
  }

  /** isof(type), isof(expression, type), cast(expression, type); the type as a quoted or bare name (URL conventions 10.2.3.4). */
  #typeFunction(node: Extract<Syntax, { kind: 'call' }>): Expression {
    const wrong = (): Error => odataError('FunctionArguments', node.name, String(node.arguments.length), node.name === 'isof' ? '(type) or (expression, type)' : '(expression, type)', node.position);
    const last = node.arguments.at(-1);
    const [first] = node.arguments;
    if (last === undefined || first === undefined || node.arguments.length > 2) throw wrong();
    const name = last.kind === 'path' ? last.segments.join('/') : last.kind === 'literal' && typeof last.literal.value === 'string' ? last.literal.value : undefined;
    if (name === undefined) throw wrong();
    const primitive = PRIMITIVE_TYPES.find((type) => type === name);
    if (node.arguments.length === 1 || primitive === undefined) {
      if (node.name === 'cast') throw odataError('TypeUnknown', name, node.position);
      const source = this.#resolve(node.arguments.length === 1 ? [] : first.kind === 'path' ? first.segments : [''], node.position);
      if (source.rest !== undefined) throw odataError('TypeUnknown', name, node.position);
      return { kind: 'isOf', type: 'Edm.Boolean', source, entityType: this.#derived(name, source.type, node.position) };
    }
    const operand = this.bind(first);
    if (node.name === 'cast') return this.#cast(operand, primitive, node.position);
    const never: Expression = { kind: 'literal', type: 'Edm.Boolean', value: false };
    if (operand.type !== primitive) return never;
    return { kind: 'comparison', type: 'Edm.Boolean', operator: 'ne', left: operand, right: { kind: 'literal', type: 'null', value: null }, comparedAs: primitive };
  }

  #cast(operand: Expression, type: PrimitiveType, position: number): Expression {
    if (operand.type === type) return operand;
    const possible = operand.type === 'null' || type === 'Edm.String' || (isNumeric(operand.type) && isNumeric(type));
    if (!possible) throw odataError('OperatorTypes', 'cast', operand.type, type, position);
    return foldCast(operand, type) ?? { kind: 'cast', type, operand };
  }
}
