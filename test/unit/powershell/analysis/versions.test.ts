// What is kept with the statements that stay from one version of a text to the next: each version is told as if it were read for the first time.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { analyseSymbols, commandsIn, foldsOf, mended, outlineOf, parse, Reparser, semanticTokens, walk, type Ast, type ParseResult, type Scope } from '../../../../src/powershell/index.ts';

const corpus = globSync('test/conformance/cases/**/*.ps1').sort().map((path) => readFileSync(path, 'utf8').replace(/^\uFEFF/, '')).filter(({ length }) => length > 300 && length < 3000);
const before = ['', '\n', 'configuration Web {\n', 'workflow Other {\n', 'function Other {\n', 'class Other {\n', 'InlineScript {\n', 'parallel {\n', 'if ($x) {\n', '$x = @{\n', "'", '<#', '# a\n', '$y = "', 'param($a)\n'];

function scopes({ kind, name, start, end, variables, functions, children }: Scope): unknown {
  return {
    kind, name, start, end, functions: functions.map((one) => [one.name, one.node.start]), children: children.map(scopes),
    variables: [...variables.values()].map((one) => [one.name, one.isParameter, one.occurrences.map((use) => [use.access, use.start, use.end]), one.written]),
  };
}

/** All that the editor shows of a text by itself. */
function shown(result: ParseResult): unknown {
  const scope = analyseSymbols(result.ast), commands = commandsIn(result.ast);
  return {
    outline: outlineOf(result), folds: foldsOf(result), scopes: scopes(scope), tokens: semanticTokens(result, scope, commands, (name) => /^get-/i.test(name)),
    commands: commands.map(({ name, nameStart, nameEnd, place, within, operator, node }) => [name, nameStart, nameEnd, place, within, operator, node.start]),
  };
}

/** How often the elements of the commands of one text are read while something is done. */
function readsOf(root: Ast, name: string, work: () => void): number {
  let reads = 0;
  walk(root, (node) => {
    if (node.kind !== 'CommandAst' || node.elements[0]?.kind !== 'StringConstantExpressionAst' || node.elements[0].value !== name) return;
    const { elements } = node;
    Object.defineProperty(node, 'elements', { configurable: true, enumerable: true, get: () => { reads++; return elements; } });
  });
  // The walk has read them itself.
  reads = 0;
  work();
  return reads;
}

describe('versions of a text', () => {
  it('show what they show when they are read for the first time', () => {
    const letters = ['', '}\n', 'Get-Item -Pa', '$value = "a', 'Checkpoint-Workflow\n', 'function New-One { ', '#region x\n'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...corpus), { minLength: 1, maxLength: 3 }), fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), written: fc.constantFrom(...before), typed: fc.constantFrom(...letters), isUndone: fc.boolean() }), { minLength: 1, maxLength: 6 }), (texts, edits) => {
      const reparser = new Reparser();
      let text = texts.join('\n');
      const next = (): void => assert.deepStrictEqual(shown(reparser.next(text)), shown(mended(parse(text))), JSON.stringify(text));
      next();
      for (const { at, written, typed, isUndone } of edits) {
        const place = text.indexOf('\n', Math.floor(at * text.length)) + 1, old = text;
        text = text.slice(0, place) + written + text.slice(place);
        next();
        for (let i = 0; i < typed.length; i += 3) {
          text = text.slice(0, place + written.length + i) + typed.slice(i, i + 3) + text.slice(place + written.length + i);
          next();
        }
        if (isUndone) {
          text = old;
          next();
        }
      }
    }), { numRuns: Number(process.env['FUZZ_RUNS'] ?? 25) });
  });

  it('do not have outline and folds looked for in what stays', () => {
    const body = `  if ($one) {\n    Write-Deep '${'x'.repeat(120)}'\n  }\n`, text = `function One {\n${body}}\n`, reparser = new Reparser();
    const show = (result: ParseResult): void => {
      assert.deepEqual(outlineOf(result).map(({ name }) => name), ['One']);
      assert.ok(foldsOf(result).length >= 2);
    };
    const first = reparser.next(`G\n${text}`);
    assert.ok(readsOf(first.ast, 'Write-Deep', () => show(first)) > 0, 'the first time it is looked into');
    const second = reparser.next(`Ge\n${text}`);
    assert.equal(readsOf(second.ast, 'Write-Deep', () => show(second)), 0);
  });

  it('have rows for resources where a configuration has come around them', () => {
    const body = `if ($one) {\n  File here { Ensure = 'Present'; Contents = '${'x'.repeat(120)}' }\n}\n`, reparser = new Reparser();
    assert.deepEqual(outlineOf(reparser.next(`& {\n${body}}\n`)), []);
    assert.deepEqual(outlineOf(reparser.next(`configuration Web {\n${body}}\n`)).map(({ children }) => children.map(({ name }) => name)), [['here']]);
  });
});
