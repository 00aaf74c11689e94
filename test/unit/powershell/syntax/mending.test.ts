import assert from 'node:assert/strict';
import fc from 'fast-check';
import { childrenOf, mended, commandsIn, outlineOf, parse, walk, type Ast } from '../../../../src/powershell/index.ts';
import { mend } from '../../../../src/powershell/syntax/mending/mend.ts';
import { shapeOf } from './shape.ts';

const before = 'function One { "1" }\n', after = 'function Two { param($c)\n  Get-Date "x"\n}\n$z = "y"\nworkflow Three { Get-It -Name \'q\' }\n';
const repaired = (open: string): ReturnType<typeof parse> => mended(parse(`${before}${open}\n${after}`));
/** The statements of a text that begin behind a place, with their extents from there on. */
function tail({ ast }: ReturnType<typeof parse>, from: number): string[] {
  const found: string[] = [];
  for (const statement of ast.endBlock?.statements ?? []) {
    if (statement.start < from) continue;
    found.push(shapeOf(statement));
    walk(statement, ({ start, end }) => void found.push(`${start - from} ${end - from}`));
  }
  return found;
}
/** The same with the names' places too: a tree as data. */
const inside = (root: Ast): boolean => childrenOf(root).every((child) => child.start <= child.end && inside(child));

describe('texts that are not closed yet', () => {
  const opens = ['$a = "unclosed', "$a = 'unclosed", 'Write-Output "x $b', 'Get-It -Name "', "Get-It -Name '", '$h["x', '$h["x"] = "y', 'if ("a) { 1 }', 'return "abc + $x', '$a = @"\nsome text\n', "$a = @'\nsome 'text\n", '<# a comment', '\u201copen', '$a = "two""quotes', "$a = 'it''s", '"ok`" still open'];

  it('end on their line: what follows is what it would be without them, at its place', () => {
    const wanted = tail(parse(after), 0);
    for (const open of opens) {
      const result = repaired(open), from = before.length + open.length + 1;
      assert.deepEqual(outlineOf(result).map(({ name }) => name).filter((name) => /^(?:One|Two|Three)$/.test(name)), ['One', 'Two', 'Three'], open);
      assert.deepEqual(tail(result, from), wanted, open);
      assert.ok(commandsIn(result.ast).some(({ name, nameStart, nameEnd }) => name === 'Get-It' && result.text.slice(nameStart, nameEnd) === 'Get-It' && nameStart > from), open);
      assert.ok(inside(result.ast), open);
    }
  });

  it('leave errors, tokens and text as they are', () => {
    for (const open of opens) {
      const text = `${before}${open}\n${after}`, plain = parse(text, { tokens: true }), result = mended(plain);
      assert.deepEqual([result.text, result.errors], [plain.text, plain.errors], open);
      assert.deepEqual(result.tokens, plain.tokens);
    }
  });

  it('are found behind texts that do go over lines', () => {
    for (const open of ['$a = "open', 'Write-Output "open', "foo 'open"]) {
      const result = mended(parse(`$long = "one\ntwo"\n$also = 'a\nb'\n${open}\n${after}`));
      assert.deepEqual(outlineOf(result).map(({ name }) => name), ['Two', 'Three'], open);
      assert.ok(result.ast.endBlock?.statements.some((statement) => result.text.slice(statement.start, statement.end) === '$long = "one\ntwo"'), open);
    }
  });

  it('are found where the quotes behind them make pairs all the same', () => {
    const plain = parse(`${before}$a = "open\n${after}# it's "odd\n`);
    assert.ok(!plain.errors.some(({ errorId }) => errorId === 'TerminatorExpectedAtEndOfString'));
    assert.deepEqual(outlineOf(mended(plain)).map(({ name }) => name), ['One', 'Two', 'Three']);
  });

  it('are members too, behind a dot at the end of a line', () => {
    const wanted = tail(parse(after), 0);
    for (const open of ['$b.', '[Foo]::', 'Get-It -Name $b.', '$x = $b?.', '$a = 1\n  $b. ']) {
      const result = repaired(open);
      assert.deepEqual(tail(result, before.length + open.length + 1), wanted, open);
    }
    const inBlock = mended(parse('workflow A {\n  $b.\n  foreach ($i in 1..3) { Get-It }\n  if ($b) { Get-That }\n}\n'));
    assert.deepEqual(commandsIn(inBlock.ast).map(({ name, nameStart }) => [name, inBlock.text.slice(nameStart, nameStart + 4)]), [['Get-It', 'Get-'], ['Get-That', 'Get-']]);
    assert.ok(!commandsIn(inBlock.ast).some(({ name }) => name === 'x'));
    const chained = parse('$b.\n  Trim().\n  Length');
    assert.equal(mended(chained), chained);
  });

  it('change nothing where everything is closed, or something else is wrong', () => {
    for (const text of [after, '"a\nb"', '$long = "a\nb" )', 'if ($x) {', '$a = ', '@"\nx\n"@']) {
      const plain = parse(text);
      assert.equal(mended(plain), plain);
    }
  });

  it('parse a long text a few times only, and a short one as often as is asked for', () => {
    const tries = (pairs: number, open: string): { readonly count: number; readonly letters: number; readonly mends: boolean } => {
      const half = Array.from({ length: pairs }, (_, index) => `$t${index} = "one\ntwo ${index}"\nGet-Item -Path 'a b' | Where-Object { $_.Length -gt 5 }\n`).join(''), result = parse(`${half}${open}\n${half}`);
      let count = 0, letters = 0;
      const mends = mend(result, { parse: (text) => {
        count++;
        letters += text.length;
        return parse(text);
      } }) !== undefined;
      return { count, letters, mends };
    };
    for (const open of ['Write-Output "a $(', '$q = @{ a = "b', 'if ("a']) {
      const long = tries(2_500, open), short = tries(20, open);
      assert.ok(long.letters <= 1.5 * 1024 * 1024 && long.count >= 2 && long.mends, `${open} ${JSON.stringify(long)}`);
      assert.ok(short.count > long.count && short.mends, `${open} ${JSON.stringify(short)}`);
    }
  });

  it('never keep places outside of the text, whatever is cut off', () => {
    const whole = `${before}<#\n.SYNOPSIS\nx\n#>\n$a = "b $(Get-It 'c') d"\n$t = @"\nx $a\n"@\n${after}class A { [string] $B = 'x' }\n`;
    fc.assert(fc.property(fc.nat({ max: whole.length }), fc.nat({ max: 3 }), fc.constantFrom('', '"', "'", '@"\n', '<#'), (at, cut, more) => {
      const text = whole.slice(0, at) + more + whole.slice(at + cut), result = mended(parse(text));
      assert.equal(result.text, text);
      walk(result.ast, ({ start, end }) => assert.ok(start >= 0 && start <= end && end <= text.length, `${start} ${end} ${text}`));
      assert.ok(result.comments.every((place) => place <= text.length));
    }), { numRuns: 300 });
  });
});
