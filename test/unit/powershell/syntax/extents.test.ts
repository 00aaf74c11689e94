import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { childrenOf, LineMap, parse, validate, type Ast, type ParseResult } from '../../../../src/powershell/index.ts';

const corpus = globSync('test/conformance/cases/**/*.ps1').sort().map((path) => readFileSync(path, 'utf8').replace(/^\uFEFF/, '')).filter(({ length }) => length < 3000);

/** Extents that lie outside of the text, or end before they begin. */
function outside({ text, ast, tokens, comments, errors }: ParseResult): string[] {
  const found: string[] = [], open: Ast[] = [ast];
  // A definition that is not closed goes up to the token behind the text, as in the official tree.
  const unclosed = errors.some(({ errorId }) => errorId === 'MissingEndCurlyBrace') ? 1 : 0;
  const check = (what: string, start: number, end: number): void => {
    if (!(start >= 0 && start <= end && end <= text.length)) found.push(`${what} ${start}-${end}`);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    check(node.kind, node.start, Math.min(node.end, Math.max(node.end - unclosed, text.length)));
    open.push(...childrenOf(node));
  }
  // The token behind the text stands there in the official parser's list too.
  for (const { kind, start, end } of tokens) if (kind !== 'EndOfInput') check(kind, start, end);
  for (let i = 0; i < comments.length; i += 2) check('comment', comments[i]!, comments[i + 1]!);
  return found;
}

/** Nodes that reach beyond the one above them. */
function escaped({ ast }: ParseResult): string[] {
  const found: string[] = [], open: Ast[] = [ast];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of childrenOf(node)) {
      open.push(child);
      // As in the official tree: an empty block is nowhere, and attributes of a parameter list stand before it.
      const isNowhere = child.start === 0 && child.end === 0, isBefore = child.kind === 'AttributeAst' && node.kind === 'ParamBlockAst';
      if (!isNowhere && !isBefore && (child.start < node.start || child.end > node.end)) found.push(`${child.kind} ${child.start}-${child.end} in ${node.kind} ${node.start}-${node.end}`);
    }
  }
  return found;
}

const pieces = [
  '\r', '\n', '\r\n', '\0', '\uFEFF', '\u{1F600}', '\uD800', '\u00A0', '\u2013', '\u201C', '\u2018', '`', '"', "'", '@"\n', '\n"@', "@'\n", '<#', '#>', '#', '$', '${', '$(', '@(', '@{', '{', '}', '(', ')', '[', ']',
  '::', '.', ',', ';', '|', '&&', '>', '2>&1', '--%', '-', '=', 'workflow ', 'function ', 'param(', 'class A { ', 'enum E {', 'if (', 'switch ', 'try {', 'catch', 'parallel {', 'data ', '??', '?.', 'return ', 'begin {', '\u0085', '\x1a',
];
type Change = readonly ['cut' | 'put' | 'drop' | 'swap' | 'ends', number, number, string];
const change = fc.tuple(fc.constantFrom('cut' as const, 'put' as const, 'drop' as const, 'swap' as const, 'ends' as const), fc.nat(10_000), fc.nat(10_000), fc.constantFrom(...pieces));

/** A text with a piece cut out or put in, a token left out or two exchanged, or other line ends. */
function changed(text: string, [kind, first, second, piece]: Change): string {
  const at = first % (text.length + 1);
  if (kind === 'cut') return text.slice(0, at) + text.slice(at + 1 + (second % 6));
  if (kind === 'put') return text.slice(0, at) + piece + text.slice(at);
  if (kind === 'ends') return text.replaceAll(/\r?\n/g, ['\r\n', '\n', '\r'][first % 3]!);
  const tokens = parse(text).tokens, a = tokens[first % tokens.length]!, b = tokens[second % tokens.length]!;
  return text.slice(0, a.start) + (kind === 'swap' ? text.slice(b.start, b.end) : '') + text.slice(a.end);
}

const damaged = fc.tuple(fc.constantFrom(...corpus), fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) => changes.reduce(changed, text));

describe('extents', function () {
  this.timeout(60_000);

  it('lie in the text and in one another, in every case of the corpus', () => {
    assert.ok(corpus.length > 300);
    for (const text of corpus) {
      const result = parse(text);
      assert.deepEqual([outside(result), result.errors.length === 0 ? escaped(result) : []], [[], []], text.slice(0, 200));
    }
  });

  it('lie in the text however it is damaged, and in one another where it still parses', () => {
    fc.assert(fc.property(damaged, (text) => {
      const result = parse(text);
      assert.deepEqual([outside(result), result.errors.length === 0 ? escaped(result) : []], [[], []]);
    }), { seed: 20_261, numRuns: 600 });
  });

  it('of errors, as people are shown them, lie in the text, and their lines and columns too', () => {
    const shown = (text: string): void => {
      const result = parse(text), lines = new LineMap(result.text), last = lines.position(result.text.length);
      for (const { errorId, start, end } of validate(result)) {
        assert.ok(start >= 0 && start <= end && end <= result.text.length, `${errorId} ${start}-${end} of ${result.text.length}`);
      }
      for (const { start } of result.errors) {
        const { line, column } = lines.position(start);
        assert.ok(line < last.line || (line === last.line && column <= last.column), `${line}:${column} behind ${last.line}:${last.column}`);
      }
    };
    for (const text of ['$(', '@(', '"$(', 'if($', '`', '$x = @(\n', 'workflow A { $(', '"a$("b']) shown(text);
    fc.assert(fc.property(damaged, shown), { seed: 4, numRuns: 600 });
  });
});
