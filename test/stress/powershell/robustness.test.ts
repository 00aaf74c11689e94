import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { childrenOf, parse, type Ast } from '../../../src/powershell/index.ts';

const root = join(import.meta.dirname, '../../conformance/cases');
const corpus = globSync('**/*.ps1', { cwd: root }).sort().map((file) => readFileSync(join(root, file), 'utf8').replace(/^\ufeff/, ''));
const anyScript = fc.integer({ min: 0, max: corpus.length - 1 }).map((index) => corpus[index]!);

/** Every node lies in the text, its end behind its begin (an implied node may stand at 0). */
function assertSound(text: string): void {
  const visit = (node: Ast): void => {
    assert.ok(node.start >= 0 && node.start <= text.length + 1 && node.end <= text.length + 2, `${node.kind} ${node.start}-${node.end} of ${text.length}`);
    for (const child of childrenOf(node)) visit(child);
  };
  const { ast, errors, tokens } = parse(text, { tokens: true });
  visit(ast);
  for (const error of errors) assert.ok(error.start >= 0 && error.start <= error.end && error.end <= text.length + 3, `${error.errorId} ${error.start}-${error.end}`);
  for (let i = 1; i < tokens.length; i++) assert.ok(tokens[i]!.start >= tokens[i - 1]!.end, `tokens overlap at ${tokens[i]!.start}`);
}

describe('The PowerShell parser takes any text', () => {
  it('any beginning of a script', () => {
    fc.assert(fc.property(anyScript, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => assertSound(text.slice(0, Math.floor(text.length * share)))), { numRuns: 1500 });
  }).timeout(30_000);

  it('a script with one token left out', () => {
    fc.assert(fc.property(anyScript, fc.nat(), (text, pick) => {
      const { tokens } = parse(text), token = tokens[pick % tokens.length]!;
      assertSound(text.slice(0, token.start) + text.slice(token.end));
    }), { numRuns: 800 });
  }).timeout(30_000);

  it('a script with one token left out: the statements before it stay as they are', () => {
    fc.assert(fc.property(anyScript, fc.nat(), (text, pick) => {
      const { tokens, ast } = parse(text), token = tokens[pick % tokens.length]!;
      // A statement that ends in the line before may go on in what has come next to it.
      const line = text.lastIndexOf('\n', token.start - 1);
      const whole = (ast.endBlock?.statements ?? []).filter(({ end }) => end <= line), first = ast.endBlock?.unnamed === true && parse(text).errors.length === 0 ? whole.slice(0, -1) : [];
      const after = parse(text.slice(0, token.start) + text.slice(token.end)).ast.endBlock?.statements ?? [];
      assert.deepEqual(after.slice(0, first.length), first);
    }), { numRuns: 500 });
  }).timeout(30_000);

  it('a script with characters put in anywhere', () => {
    const noise = fc.string({ unit: fc.constantFrom('(', ')', '{', '}', '[', ']', '"', "'", '$', '@', '`', '#', '<#', ',', ';', '|', '&', '\n', '\r\n', '\0', ' ', 'a', '-', '.', '::', '😀', '\u201c', '--%', '@"\n', 'if', '1') });
    fc.assert(fc.property(anyScript, fc.nat(), noise, (text, pick, extra) => {
      const at = pick % (text.length + 1);
      assertSound(text.slice(0, at) + extra + text.slice(at));
    }), { numRuns: 800 });
  }).timeout(30_000);

  it('statements before the damage stay as they are', () => {
    fc.assert(fc.property(anyScript.filter((text) => parse(text).errors.length === 0), fc.constantFrom('if (', 'foreach ($x', '"abc', '@{ a', '$a.', ')', '1 +'), (text, damage) => {
      const before = parse(text).ast.endBlock?.statements ?? [], after = parse(`${text}\n${damage}`).ast.endBlock?.statements ?? [];
      assert.deepEqual(after.slice(0, before.length), before);
    }), { numRuns: 200 });
  }).timeout(30_000);

  const deep: Readonly<Record<string, string>> = {
    parentheses: '(', 'sub-expressions': '$(', blocks: '{', conditions: 'if(1){', functions: 'function f{', hashtables: '@{a=', casts: '[int]', members: '.b', calls: '$a.b(', operators: '1+', pipelines: 'a&&',
    assignments: '$a=', types: '[a[', attributes: '[a({', strings: '"$(', switches: 'switch(1){1{', loops: 'while(', classes: 'class a{b(){', workflows: 'workflow a{parallel{', negations: '-not ', brackets: ')', parameters: 'param(',
  };
  for (const [name, unit] of Object.entries(deep)) {
    it(`100,000 ${name} in one another end in an error, not in a stack overflow`, () => {
      const { errors, ast } = parse((name === 'members' ? '$a' : '') + unit.repeat(100_000));
      assert.ok(errors.length > 0);
      assert.equal(ast.kind, 'ScriptBlockAst');
    }).timeout(10_000);
  }

  it('every node of a sound script lies in the one above it, but for attributes of a parameter block', () => {
    const visit = (node: Ast): void => {
      for (const child of childrenOf(node)) {
        if (node.kind !== 'ParamBlockAst' || child.kind !== 'AttributeAst') assert.ok(child.end === child.start || (child.start >= node.start && child.end <= node.end), `${node.kind} > ${child.kind} at ${child.start}`);
        visit(child);
      }
    };
    for (const text of corpus) {
      const { ast, errors } = parse(text);
      if (errors.length === 0) visit(ast);
    }
  });

  it('says where nesting became too deep and keeps the statements before', () => {
    const { errors, ast } = parse(`$a = 1\n$b = ${'('.repeat(100_000)}`);
    assert.equal(errors.at(-1)?.errorId, 'ScriptTooComplicated');
    assert.equal(errors.at(-1)?.message, 'Processing was stopped because the script is too complex.');
    assert.equal(ast.endBlock?.statements.length, 1);
  });

  it('nests as deep as people write', () => {
    const depth = 60;
    assert.deepEqual(parse('('.repeat(depth) + '1' + ')'.repeat(depth)).errors, []);
    assert.deepEqual(parse('if ($x) { '.repeat(depth) + '1' + ' }'.repeat(depth)).errors, []);
  });

  it('needs time in proportion to the length', () => {
    const unit = corpus.filter((text) => parse(text).errors.length === 0 && !/^\s*(using|param|\[CmdletBinding|begin|process|end|#requires)/im.test(text)).join('\n');
    const time = (text: string): number => {
      let best = Infinity;
      for (let i = 0; i < 3; i++) {
        const begin = process.cpuUsage(); // not the clock: others may be at work
        parse(text);
        const { user, system } = process.cpuUsage(begin);
        best = Math.min(best, user + system);
      }
      return best;
    };
    const once = time(unit);
    assert.ok(time(unit.repeat(4)) < once * 16, 'four times the text takes at most a little more than four times as long');
  }).timeout(20_000);
});
