/** Trees, not acceptance: every text is compared with the tree it must give, written as a short S-expression. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { encodeLiteral } from '../../../src/odata/edm/literal.ts';
import { ODataError } from '../../../src/odata/errors.ts';
import { parseExpression, parseOrderBy } from '../../../src/odata/query/parser.ts';
import { printExpression } from '../../../src/odata/query/print.ts';
import type { Syntax } from '../../../src/odata/query/syntax.ts';
import { arbitrarySyntax } from './arbitrary.ts';

/** `(or A (and B C))`; literals as they are encoded, with their type where that is not plain. */
export function tree(node: Syntax): string {
  switch (node.kind) {
    case 'literal': return node.literal.type === 'Edm.String' || node.literal.type === 'null' ? encodeLiteral(node.literal) : `${node.literal.type}:${encodeLiteral(node.literal)}`;
    case 'path': return node.segments.join('/');
    case 'call': return `(${[`${node.name}()`, ...node.arguments.map(tree)].join(' ')})`;
    case 'logical': return `(${node.operator} ${node.operands.map(tree).join(' ')})`;
    case 'binary': return `(${node.operator} ${tree(node.left)} ${tree(node.right)})`;
    case 'not': case 'negate': return `(${node.kind} ${tree(node.operand)})`;
    case 'lambda': return `(${node.quantifier} ${node.path.join('/')} ${node.variable ?? '-'} ${node.predicate === undefined ? '-' : tree(node.predicate)})`;
  }
}
const ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';

/** The filters of the trial that no package passed whole. */
const TRIAL: readonly (readonly [string, string])[] = [
  ["Name eq 'abc'", "(eq Name 'abc')"],
  ["Name eq 'O''Brien'", "(eq Name 'O''Brien')"],
  ['A and B or C', '(or (and A B) C)'],
  ['A or B and C', '(or A (and B C))'],
  ['(A or B) and C', '(and (or A B) C)'],
  ['A and (B or C)', '(and A (or B C))'],
  [`RunbookVersionID eq guid'${ID}' and IsDraft`, `(and (eq RunbookVersionID Edm.Guid:guid'${ID}') IsDraft)`],
  ['IsDraft eq true', '(eq IsDraft Edm.Boolean:true)'],
  ['EndTime eq null', '(eq EndTime null)'],
  [`RunbookID eq guid'${ID}'`, `(eq RunbookID Edm.Guid:guid'${ID}')`],
  ["StartTime gt datetime'2014-02-07T18:30:50'", "(gt StartTime Edm.DateTime:datetime'2014-02-07T18:30:50')"],
  ["StartTime gt datetime'2014-04-02T21:39:06.9191596Z'", "(gt StartTime Edm.DateTime:datetime'2014-04-02T21:39:06.9191596')"],
  ["T eq datetimeoffset'2014-02-07T18:30:50+01:00'", "(eq T Edm.DateTimeOffset:datetimeoffset'2014-02-07T18:30:50+01:00')"],
  ["T eq time'PT1H'", "(eq T Edm.Time:time'PT1H')"],
  ['A eq 10L', '(eq A Edm.Int64:10L)'],
  ['A eq 10.5M', '(eq A Edm.Decimal:10.5M)'],
  ["substringof('abc',Name)", "(substringof() 'abc' Name)"],
  ["substringof('abc',Name) eq true", "(eq (substringof() 'abc' Name) Edm.Boolean:true)"],
  ["startswith(Name,'a') eq true", "(eq (startswith() Name 'a') Edm.Boolean:true)"],
  ["tolower(Name) eq 'a'", "(eq (tolower() Name) 'a')"],
  ['year(StartTime) eq 2014', '(eq (year() StartTime) Edm.Int32:2014)'],
  ["Runbook/Name eq 'x'", "(eq Runbook/Name 'x')"],
  ['not (A and B)', '(not (and A B))'],
  ['A add 1 eq 2', '(eq (add A Edm.Int32:1) Edm.Int32:2)'],
  ["Tags/any(t:t/Name eq 'x')", "(any Tags t (eq t/Name 'x'))"],
];

/** Which of two operators binds tighter, over every pair of neighbouring levels and within them. */
const PRECEDENCE: readonly (readonly [string, string])[] = [
  ['A or B or C', '(or A B C)'], ['A and B and C', '(and A B C)'], ['(A and B) and C', '(and (and A B) C)'], ['A or (B or C)', '(or A (or B C))'],
  ['A and B or C and D', '(or (and A B) (and C D))'], ['A eq B and C', '(and (eq A B) C)'], ['A and B eq C', '(and A (eq B C))'], ['A or B ne C', '(or A (ne B C))'],
  ['A eq B lt C', '(eq A (lt B C))'], ['A gt B ne C', '(ne (gt A B) C)'], ['A eq B ne C', '(ne (eq A B) C)'], ['A lt B ge C', '(ge (lt A B) C)'],
  ['A le B add C', '(le A (add B C))'], ['A sub B gt C', '(gt (sub A B) C)'], ['A add B sub C', '(sub (add A B) C)'], ['A add B mul C', '(add A (mul B C))'],
  ['A mul B sub C', '(sub (mul A B) C)'], ['A div B mod C', '(mod (div A B) C)'], ['not A and B', '(and (not A) B)'], ['not A eq B', '(eq (not A) B)'],
  ['not not A', '(not (not A))'], ['-A mul B', '(mul (negate A) B)'], ['- (A add B)', '(negate (add A B))'], ['A sub -1', '(sub A Edm.Int32:-1)'], ['A eq - 1', '(eq A (negate Edm.Int32:1))'],
];

const OTHER: readonly (readonly [string, string])[] = [
  ['  A   eq\t1 ', '(eq A Edm.Int32:1)'], ['((A))', 'A'], ['concat(concat(A,B),C) eq D', '(eq (concat() (concat() A B) C) D)'],
  ['Schedules/any()', '(any Schedules - -)'], ['JobContexts/all(c:c/JobParameters/any(p:p/Name eq c/Name))', '(all JobContexts c (any c/JobParameters p (eq p/Name c/Name)))'],
  ["isof('A.B')", "(isof() 'A.B')"], ['isof(A.B)', '(isof() A.B)'], ['A.B/C gt 1', '(gt A.B/C Edm.Int32:1)'], ['$it/Name eq 1', '(eq $it/Name Edm.Int32:1)'],
  ['eq eq eq', '(eq eq eq)'], ['not', 'not'], ['now()', '(now())'],
];

const WRONG: readonly string[] = [
  '', '   ', 'A eq', 'eq 1', 'A B', 'A eq 1 2', '(A', 'A)', '()', "A eq 'b", 'A and', 'or B', 'f(A', 'f(A,)', 'f(,A)', 'A/', '/A', 'A//B', 'Tags/any(t)', 'Tags/any(:A)', 'Tags/all()', 'A,B', 'A = 1', 'A eq 1;', 'A && B', '*',
];

describe('filter syntax', () => {
  for (const [text, expected] of [...TRIAL, ...PRECEDENCE, ...OTHER]) it(text, () => assert.equal(tree(parseExpression(text)), expected));

  for (const text of WRONG) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parseExpression(text), (error) => ODataError.is(error, 'ExpressionSyntax')));
  }

  it('refuses unterminated text instead of guessing', () => {
    assert.throws(() => parseExpression("Name eq 'a"), { code: 'ExpressionSyntax', message: 'Syntax error at position 8: there is an unterminated string literal.' });
  });

  it('says where an error is', () => {
    assert.throws(() => parseExpression('A eq 1 and (B eq 2'), { message: "Syntax error at position 18: ')' was expected, but the end was found." });
  });

  it('does not count parentheses that an expression begins with: chains as LINQ writes them', () => {
    const chain = (terms: number): string => Array.from({ length: terms }, (_, index) => `(A eq ${index})`).reduce((sum, term) => `(${sum} or ${term})`);
    let node = parseExpression(chain(240)), levels = 0;
    for (; node.kind === 'logical'; levels += 1) node = node.operands[0] as Syntax;
    assert.deepEqual([levels, tree(node)], [239, '(eq A Edm.Int32:0)']);
    assert.throws(() => parseExpression(chain(300)), { code: 'TooComplex' });
    assert.equal(tree(parseExpression('('.repeat(10_000) + 'A' + ')'.repeat(10_000))), 'A');
    for (const [text, expected] of [
      ['((A or B) or C) and (((D)) eq E)', '(and (or (or A B) C) (eq D E))'], ['((A add B) mul C) eq D and E', '(and (eq (mul (add A B) C) D) E)'], ['((A) or (B)) or not ((C))', '(or (or A B) (not C))'],
      ['((-A sub B) lt (C)) eq (not (D)) or E', '(or (eq (lt (sub (negate A) B) C) (not D)) E)'], ['((f((A),(B)) and Tags/any(t:((t/A)))))', '(and (f() A B) (any Tags t t/A))'], ['((not A) and B)', '(and (not A) B)'], ["((cast('T')/P)) eq 1", '(eq T/P Edm.Int32:1)'],
    ] as const) assert.equal(tree(parseExpression(text)), expected, text);
    for (const wrong of ['((A)', '((A)))', '(()', '((A) B)', '((A or) B)', '((A) or', '((A)(B))', '((A) not)']) assert.throws(() => parseExpression(wrong), { code: 'ExpressionSyntax' }, wrong);
  });

  it('bounds nesting and size', () => {
    assert.throws(() => parseExpression('A or ('.repeat(51) + 'A' + ')'.repeat(51)), { code: 'TooComplex' });
    assert.throws(() => parseExpression('(A or '.repeat(51) + 'A' + ')'.repeat(51)), { code: 'TooComplex' });
    assert.equal(parseExpression('A or ('.repeat(50) + 'A' + ')'.repeat(50)).kind, 'logical');
    assert.throws(() => parseExpression('not '.repeat(100_000) + 'A'), { code: 'TooComplex' });
    assert.throws(() => parseExpression(Array.from({ length: 1_000 }, () => 'A').join(' or ')), { code: 'TooComplex' });
    assert.throws(() => parseExpression('f('.repeat(60) + 'A' + ')'.repeat(60)), { code: 'TooComplex' });
  });

  it('reads $orderby', () => {
    const items = parseOrderBy('RunbookName, StartTime desc,JobContext/RunbookVersionID asc, tolower(Name) desc');
    assert.deepEqual(items.map((item) => [tree(item.expression), item.descending]), [['RunbookName', false], ['StartTime', true], ['JobContext/RunbookVersionID', false], ['(tolower() Name)', true]]);
    for (const wrong of ['', 'A,', ',A', 'A up', 'A desc asc']) assert.throws(() => parseOrderBy(wrong), { code: 'ExpressionSyntax' });
    assert.throws(() => parseOrderBy(Array.from({ length: 101 }, () => 'A').join(',')), { code: 'TooComplex' });
  });

  it('prints what it reads: text of any tree gives the same tree', () => {
    fc.assert(fc.property(arbitrarySyntax, (syntax) => {
      assert.equal(tree(parseExpression(printExpression(syntax), { expressionDepth: 1_000, expressionNodes: 100_000, listItems: 10 })), tree(syntax));
    }), { numRuns: 500 });
  });

  it('gives the same trees in another time zone', () => {
    const code = `import { parseExpression } from ${JSON.stringify(new URL('../../../src/odata/query/parser.ts', import.meta.url).href)};
      const node = parseExpression("T gt datetime'2014-02-07T18:30:50'"); console.log(new Date(0).getTimezoneOffset(), node.right.literal.value);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { env: { ...process.env, TZ: 'America/New_York' }, encoding: 'utf8' });
    assert.equal(stdout, '300 2014-02-07T18:30:50\n', stderr);
  });
});
