/**
 * Recursive descent over the expressions of $filter and $orderby (OData v3 URL conventions, 10.2.3; ABNF boolCommonExpr).
 * Tightest binding last:
 *
 *   expression     = or
 *   or             = and { 'or' and }
 *   and            = equality { 'and' equality }
 *   equality       = relational { ('eq' | 'ne') relational }
 *   relational     = additive { ('lt' | 'le' | 'gt' | 'ge') additive }
 *   additive       = multiplicative { ('add' | 'sub') multiplicative }
 *   multiplicative = unary { ('mul' | 'div' | 'mod') unary }
 *   unary          = 'not' unary | '-' unary | primary
 *   primary        = literal | '(' expression ')' | call | path | lambda
 *   call           = name '(' [ expression { ',' expression } ] ')'
 *   path           = ( name | cast ) { '/' name }        a name with dots is a type; cast('T')/P is T/P, cast(N,'T')/P is N/T/P
 *   lambda         = path '/' ('any' | 'all') '(' [ name ':' expression ] ')'
 *   orderby        = expression [ 'asc' | 'desc' ] { ',' … }
 *
 * Parentheses that an expression begins with, `(((a or b) or c) or d)` as LINQ writes it, are read one after the other and not one inside
 * the other: the depth of what follows them is what counts.
 *
 * The binary operators are left-associative. The words of operators are names elsewhere: a property may be called `eq`.
 */
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import type { BinaryOperator, OrderBySyntax, Syntax } from './syntax.ts';
import { TokenStream } from './tokenStream.ts';

type Limits = Pick<ODataLimits, 'expressionDepth' | 'expressionNodes' | 'listItems'>;

/** Parses the value of $filter (already percent-decoded). @throws ODataError */
export function parseExpression(text: string, limits: Limits = DEFAULT_LIMITS): Syntax {
  const parser = new ExpressionParser(text, limits);
  const result = parser.expression();
  parser.tokens.expect('end');
  return result;
}

/** Parses the value of $orderby. @throws ODataError */
export function parseOrderBy(text: string, limits: Limits = DEFAULT_LIMITS): readonly OrderBySyntax[] {
  const parser = new ExpressionParser(text, limits);
  const items: OrderBySyntax[] = [];
  do {
    if (items.length >= limits.listItems) throw odataError('TooComplex', '$orderby entries', limits.listItems);
    const expression = parser.expression();
    items.push({ expression, descending: parser.tokens.acceptWord(['asc', 'desc']) === 'desc' });
  } while (parser.tokens.accept(','));
  parser.tokens.expect('end');
  return items;
}

/** Operators by precedence, loosest first. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [['eq', 'ne'], ['lt', 'le', 'gt', 'ge'], ['add', 'sub'], ['mul', 'div', 'mod']];

class ExpressionParser {
  readonly tokens: TokenStream;
  readonly #limits: Limits;
  #depth = 0;
  #nodes = 0;
  /** What the expression that is read next begins with: it was read before. */
  #first: Syntax | undefined;

  constructor(text: string, limits: Limits) {
    this.tokens = new TokenStream(text);
    this.#limits = limits;
  }

  expression(): Syntax {
    return this.#logical('or', () => this.#logical('and', () => this.#binary(0)));
  }

  #logical(operator: 'and' | 'or', operand: () => Syntax): Syntax {
    const first = operand();
    const { position } = this.tokens.peek();
    if (this.tokens.acceptWord([operator]) === undefined) return first;
    const operands = [first];
    do operands.push(operand()); while (this.tokens.acceptWord([operator]) !== undefined);
    return this.#node({ kind: 'logical', operator, operands, position });
  }

  #binary(level: number): Syntax {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const { position } = this.tokens.peek();
      const operator = this.tokens.acceptWord(operators);
      if (operator === undefined) return left;
      left = this.#node({ kind: 'binary', operator, left, right: this.#binary(level + 1), position });
    }
  }

  #unary(): Syntax {
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined) return first;
    const token = this.tokens.peek();
    const { position } = token;
    const follows = this.tokens.peek(1).kind;
    // `not` before an operand is the operator; standing alone it is a property of that name.
    const isNot = token.kind === 'name' && token.text === 'not' && (follows === 'name' || follows === 'literal' || follows === '(' || follows === '-');
    if (!isNot && token.kind !== '-') return this.#primary();
    this.tokens.next();
    const operand = this.#nested(() => this.#unary());
    return this.#node({ kind: isNot ? 'not' : 'negate', operand, position });
  }

  #primary(): Syntax {
    const token = this.tokens.peek();
    if (token.kind === 'literal') {
      this.tokens.next();
      return this.#node({ kind: 'literal', literal: token.literal, position: token.position });
    }
    if (this.tokens.accept('(')) return this.#parenthesised();
    if (token.kind !== 'name') throw this.tokens.unexpected('an expression');
    this.tokens.next();
    if (!this.tokens.accept('(')) return this.#path([token.text], token.position);
    const list = this.#arguments();
    const isPath = token.text === 'cast' && this.tokens.peek().kind === '/';
    return isPath ? this.#path(this.#castSegments(list), token.position) : this.#node({ kind: 'call', name: token.text, arguments: list, position: token.position });
  }

  #parenthesised(): Syntax {
    let open = 1;
    while (this.tokens.accept('(')) open += 1;
    let inner: Syntax | undefined;
    for (; open > 0; open -= 1) {
      this.#first = inner;
      inner = this.#nested(() => this.expression());
      this.tokens.expect(')');
    }
    return inner ?? this.expression();
  }

  #arguments(): readonly Syntax[] {
    const list: Syntax[] = [];
    if (this.tokens.accept(')')) return list;
    do list.push(this.#nested(() => this.expression())); while (this.tokens.accept(','));
    this.tokens.expect(')');
    return list;
  }

  /** What older clients write for a type segment. */
  #castSegments(list: readonly Syntax[]): readonly string[] {
    const [type, source, ...more] = list.toReversed();
    const name = type?.kind === 'literal' && typeof type.literal.value === 'string' ? [type.literal.value] : type?.kind === 'path' ? type.segments : [];
    if (name.length !== 1 || more.length > 0 || (source !== undefined && source.kind !== 'path')) throw this.tokens.unexpected("an expression; only cast('Type') and cast(Navigation,'Type') have properties");
    return [...(source?.segments ?? []), ...name];
  }

  #path(first: readonly string[], position: number): Syntax {
    const segments = [...first];
    while (this.tokens.accept('/')) {
      const name = this.tokens.expectName().text;
      if ((name === 'any' || name === 'all') && this.tokens.accept('(')) return this.#lambda(name, segments, position);
      segments.push(name);
    }
    return this.#node({ kind: 'path', segments, position });
  }

  #lambda(quantifier: 'any' | 'all', path: readonly string[], position: number): Syntax {
    if (quantifier === 'any' && this.tokens.accept(')')) {
      return this.#node({ kind: 'lambda', quantifier, path, variable: undefined, predicate: undefined, position });
    }
    const variable = this.tokens.expectName().text;
    this.tokens.expect(':');
    const predicate = this.#nested(() => this.expression());
    this.tokens.expect(')');
    return this.#node({ kind: 'lambda', quantifier, path, variable, predicate, position });
  }

  #nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > this.#limits.expressionDepth) throw odataError('TooComplex', 'levels of nesting', this.#limits.expressionDepth);
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #node(node: Syntax): Syntax {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.expressionNodes) throw odataError('TooComplex', 'operators and operands', this.#limits.expressionNodes);
    return node;
  }
}
