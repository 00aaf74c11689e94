/** Random expression trees of the shape the parser gives. */
import fc from 'fast-check';
import type { Literal } from '../../../src/odata/edm/literal.ts';
import type { Syntax } from '../../../src/odata/query/syntax.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

const WORDS = new Set(['null', 'true', 'false', 'NaN', 'INF', 'any', 'all', 'not', 'and', 'or', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'add', 'sub', 'mul', 'div', 'mod', 'NaNf', 'INFf']);
export const arbitraryName = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/).filter((name) => !WORDS.has(name));

export const arbitraryLiteral: fc.Arbitrary<Literal> = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 8 }).map((value) => ({ type: 'Edm.String', value }) as const),
  fc.uuid().map((value) => ({ type: 'Edm.Guid', value }) as const),
  fc.integer().map((value) => ({ type: 'Edm.Int32', value }) as const),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ type: 'Edm.Int64', value }) as const),
  fc.boolean().map((value) => ({ type: 'Edm.Boolean', value }) as const),
  fc.constant({ type: 'null', value: null } as const),
);

const position = 0;
const path = fc.array(arbitraryName, { minLength: 1, maxLength: 3 });

export const { expression: arbitrarySyntax } = fc.letrec<{ expression: Syntax; leaf: Syntax; inner: Syntax }>((tie) => ({
  leaf: fc.oneof(
    arbitraryLiteral.map((literal): Syntax => ({ kind: 'literal', literal, position })),
    path.map((segments): Syntax => ({ kind: 'path', segments, position })),
  ),
  inner: fc.oneof(
    fc.record({ operator: fc.constantFrom('and', 'or'), operands: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }) })
      .map(({ operator, operands }): Syntax => ({ kind: 'logical', operator, operands, position })),
    fc.record({ operator: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'add', 'sub', 'mul', 'div', 'mod'), left: tie('expression'), right: tie('expression') })
      .map(({ operator, left, right }): Syntax => ({ kind: 'binary', operator: operator as 'eq', left, right, position })),
    fc.record({ kind: fc.constantFrom('not', 'negate'), operand: tie('expression') }).map(({ kind, operand }): Syntax => ({ kind: kind as 'not', operand, position })),
    fc.record({ name: arbitraryName, list: fc.array(tie('expression'), { maxLength: 3 }) }).map(({ name, list }): Syntax => ({ kind: 'call', name, arguments: list, position })),
    fc.record({ quantifier: fc.constantFrom('any', 'all'), segments: path, variable: arbitraryName, predicate: tie('expression') })
      .map(({ quantifier, segments, variable, predicate }): Syntax => ({ kind: 'lambda', quantifier: quantifier as 'any', path: segments, variable, predicate, position })),
  ),
  expression: fc.oneof({ maxDepth: 5, depthIdentifier: 'expression' }, tie('leaf'), tie('inner')),
}));
