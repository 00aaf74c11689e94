import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { mended, parse, Reparser, walk, type Ast, type ParseResult } from '../../../../src/powershell/index.ts';

const corpus = globSync('test/conformance/cases/**/*.ps1').sort().map((path) => readFileSync(path, 'utf8').replace(/^\uFEFF/, '')).filter(({ length }) => length < 3000);

/** All that a text's readers see. */
const told = ({ text, ast, errors, comments, isWhole }: ParseResult): unknown => ({ text, ast, errors, comments, isWhole });

function assertSame(found: ParseResult, text: string, how: () => string): void {
  const wanted = mended(parse(text));
  try {
    assert.deepStrictEqual(told(found), told(wanted));
  } catch (error) {
    throw new Error(`${how()}\n${(error as Error).message.slice(0, 3000)}`, { cause: error });
  }
}

/** What somebody writes or takes away at a place: a part of the text's length, so that each text has it. */
interface Edit { readonly at: number; readonly removed: number; readonly written: string; readonly isLineEnd: boolean }

const pieces = ['', ' ', '\n', '\r\n', ';', '{', '}', '(', ')', '[', ']', '"', "'", '$', '@', '@{', '$(', '"$(', '`', '|', '&', '&&', '.', '::', ',', '=', '-', '#', '<#', '#>', "@'\n", "\n'@", '@"\n', '\n"@', 'x', 'else', 'elseif', 'catch', 'until', 'finally', 'while', 'param', 'param(', 'function ', 'workflow ', 'class ', 'enum ', 'if (', 'trap { ', 'begin {', '#requires -version 5\n', '# SIG # Begin signature block\n', '$x = 1\n', 'Get-Item -Path ', '[int', '[Foo()]', 'using namespace System\n', '\nfunction Other { 1 }\n', 'try {', 'return', ':a ', 'parallel {', 'InlineScript { $using:x }', '--%', '0x', '1kb', '\u201c', '\ud83d\ude00'];
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) }),
  written: fc.constantFrom(...pieces), isLineEnd: fc.boolean(),
});
const typed = fc.constantFrom('Invoke-Task7 -Ser', "Get-AutomationVariable -Name 'Set", '$value = "a $(Get-Da', 'if ($x -eq 1) { foo } else', '@{ a = 1; b', 'foreach ($one in ', '[string]::Jo', 'function New-One {', '$x.', '$y |', "@'");

/** The text behind an edit, and the place where somebody would go on. */
function edited(text: string, { at, removed, written, isLineEnd }: Edit): { readonly text: string; readonly place: number } {
  let place = Math.floor(at * text.length);
  if (isLineEnd) place = (text.indexOf('\n', place) + 1 || text.length + 1) - 1;
  return { text: text.slice(0, place) + written + text.slice(place + removed), place: place + written.length };
}

const nodesOf = (root: Ast): Set<Ast> => {
  const found = new Set<Ast>();
  walk(root, (node) => void found.add(node));
  return found;
};

describe('texts that are parsed again', () => {
  it('give what they give when they are parsed whole, whatever was edited and typed before', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...corpus), { minLength: 1, maxLength: 3 }), fc.array(fc.record({ edit, typed: fc.option(typed, { freq: 3 }) }), { minLength: 1, maxLength: 8 }), (texts, edits) => {
      const reparser = new Reparser(), versions: string[] = [];
      let text = texts.join('\n');
      const next = (): void => {
        versions.push(text);
        assertSame(reparser.next(text), text, () => JSON.stringify(versions.slice(-3)));
      };
      next();
      for (const one of edits) {
        const { text: other, place } = edited(text, one.edit);
        text = other;
        next();
        const letters = one.typed ?? '';
        for (let i = 0; i < letters.length; i++) {
          text = text.slice(0, place + i) + letters.charAt(i) + text.slice(place + i);
          next();
        }
      }
    }), { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) });
  });

  it('keep the nodes of all that is not touched, also below what is', () => {
    const body = Array.from({ length: 40 }, (_, i) => `  if ($a${i}) {\n    Write-Output "line ${i}"\n  }\n`).join(''), text = `function One {\n${body}}\nworkflow Two {\n${body}}\nfunction Three {\n${body}}\n`;
    const reparser = new Reparser(), place = text.indexOf('  if ($a20) {', text.indexOf('workflow'));
    let nodes = nodesOf(reparser.next(text).ast);
    for (let i = 1, word = "  Get-AutomationVariable -Name 'Set"; i <= word.length; i++) {
      const { ast } = reparser.next(`${text.slice(0, place)}${word.slice(0, i)}\n${text.slice(place)}`), found = nodesOf(ast), fresh = [...found].filter((node) => !nodes.has(node)).length;
      assert.ok(fresh < 60 && found.size > 1000, `${fresh} of ${found.size} nodes are new behind ${word.slice(0, i)}`);
      nodes = found;
    }
  });
});

describe('what is kept with statements that stay', () => {
  const body = Array.from({ length: 20 }, (_, i) => `  $a${i} = @{ x = 1; y = 2 }\n`).join('');
  const errorsOf = (...versions: readonly string[]): string[][] => {
    const reparser = new Reparser();
    return versions.map((text) => {
      const found = reparser.next(text);
      assertSame(found, text, () => text);
      return found.errors.map(({ errorId, start }) => `${errorId} ${start}`);
    });
  };

  it('is checked again where what surrounds them is another', () => {
    const inner = `  foreach -parallel ($one in $all) { $one }\n${body}`, [script, workflow, again] = errorsOf(`function One {\n${inner}}\n`, `workflow One {\n${inner}}\n`, `function One {\n${inner}}\n`);
    assert.deepEqual([script!.length, workflow!.length, again!.length], [1, 0, 1]);
  });

  it('is told anew with every version while it is wrong', () => {
    const wrong = `function One {\n  $t = @{ x = 1; x = 2 }\n${body}}\n`, versions = ['', 'G', 'Ge', 'Get'].map((word) => `${word}\n${wrong}`), found = errorsOf(...versions);
    assert.ok(found.every(([error], i) => error === `DuplicateKeyInHashLiteral ${versions[i]!.indexOf('x = 2')}`), JSON.stringify(found));
  });

  it('is not kept of classes, which depend on each other', () => {
    const one = `class One {\n  [Two] $value\n}\n${body}`, [known, unknown] = errorsOf(`${one}class Two { }\n`, `${one}class Tow { }\n`);
    assert.deepEqual([known!.length, unknown!.length], [0, 1]);
  });
});
