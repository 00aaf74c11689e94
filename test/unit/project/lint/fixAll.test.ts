import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { run } from '../../../conformance/runCase.ts';
import { parse, validate } from '../../../../src/powershell/index.ts';
import { applyFixes, editsOf, keepingFixes, lint } from '../../../../src/project/lint/index.ts';
import type { Edit, Fix } from '../../../../src/project/lint/index.ts';

const fixed = (text: string): string => applyFixes(text, keepingFixes(lint({ result: parse(text), fileName: 'Main' })));
const repaired = (text: string): string => applyFixes(text, lint({ result: parse(text), fileName: 'Main' }).flatMap(({ fix }) => fix ?? []));
const errors = (text: string): string[] => parse(text).errors.map(({ message }) => message);

/** What a script writes in a folder of its own, and how it ends. */
function written(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'fixAll'));
  try {
    const { streams, terminated } = run(text, folder);
    return JSON.stringify([streams, terminated?.['message']]).replaceAll(folder, '');
  } finally { rmSync(folder, { recursive: true, force: true }); }
}

describe('lint: all repairs at once', () => {
  const cases = join(import.meta.dirname, '../../../conformance/cases');
  const texts = globSync('**/*.ps1', { cwd: cases }).sort().map((file) => readFileSync(join(cases, file), 'utf8')).filter((text) => errors(text).length === 0);

  it('keep every text of the corpus valid, as a script, in a workflow and in InlineScript that uses its variables', () => {
    let changed = 0;
    for (const text of texts) {
      const set = [...new Set([...text.matchAll(/\$([A-Za-z]\w*)/g)].map(([, name]) => name!.toLowerCase()))].filter((name) => !/^(null|true|false|this|input|args|using|workflow|script|global|local|private|env)$/.test(name)).map((name) => `$${name} = 1`).join('; ');
      for (const whole of [text, `workflow Main {\n${text}\n}`, `workflow Main {\n${set}\nInlineScript {\n${text}\n}\n}`]) {
        if (errors(whole).length > 0) continue;
        const after = repaired(whole);
        if (after === whole) continue;
        changed++;
        assert.deepEqual(errors(after), [], after);
      }
    }
    assert.ok(changed > 50, `${changed} texts`);
  }).timeout(60_000);

  it('that Fix All takes keep what the scripts of the corpus write', () => {
    let changed = 0;
    for (const original of texts.filter((_, i) => i % 6 === 0)) {
      // As people write it, too.
      const text = original.replace(/\bForEach-Object\b/g, '%').replace(/\bWhere-Object\b/g, '?').replace(/\bSelect-Object\b/g, 'select'), after = fixed(text);
      // Where it shows when something ran, by what name, or how it is written, there is nothing to compare.
      if (after === text || errors(text).length > 0 || /Get-Date|UtcNow|::Now|New-Guid|NewGuid|Random|MyInvocation|Stopwatch|Start-Job|Start-Sleep|History|\.Ast\b/i.test(text)) continue;
      changed++;
      assert.equal(written(after), written(text), after);
    }
    assert.ok(changed > 10, `${changed} scripts`);
  }).timeout(60_000);

  it('take what does not overlap as comparing each with each does, and many at once', () => {
    const clash = (a: Edit, b: Edit): boolean => (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
    const edit = fc.tuple(fc.nat(40), fc.nat(4)).map(([start, length]): Edit => ({ start, end: start + length, text: String(start) }));
    // What one fix writes does not overlap in itself.
    const fix = fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits): Fix => ({ title: '', edits: edits.filter((one, i) => !edits.slice(0, i).some((other) => clash(one, other))) }));
    fc.assert(fc.property(fc.array(fix, { maxLength: 20 }), (fixes) => {
      const taken: Edit[] = [];
      for (const { edits } of [...fixes].sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)) if (edits.every((one) => !taken.some((other) => clash(one, other)))) taken.push(...edits);
      assert.deepEqual(editsOf(fixes), taken.sort((a, b) => a.start - b.start || a.end - b.end));
    }), { numRuns: 500 });
    const many = Array.from({ length: 100_000 }, (_, i): Fix => ({ title: '', edits: [{ start: i * 3, end: i * 3 + 2, text: 'x' }, { start: 400_000 + i, end: 400_000 + i, text: 'y' }] })), start = process.cpuUsage();
    assert.equal(editsOf(many).length, 200_000);
    const { user, system } = process.cpuUsage(start);
    // Comparing each with each takes minutes.
    assert.ok(user + system < 30_000_000, `${(user + system) / 1000} ms`);
  });

  it('give what a block sets to the workflow, where nothing else changes', () => {
    for (const [text, expected] of [
      ['workflow Main {\n    parallel {\n        $a = Get-Service\n        $b = 1\n    }\n    "$a $b"\n}', 'workflow Main {\n    $a = $null\n    $b = $null\n    parallel {\n        $WORKFLOW:a = Get-Service\n        $WORKFLOW:b = 1\n    }\n    "$a $b"\n}'],
      ['workflow Main { sequence { $n = 1; $n += 2; $n }; $n }', 'workflow Main { $n = $null; sequence { $WORKFLOW:n = 1; $WORKFLOW:n += 2; $n }; $n }'],
      ['workflow Main {\r\n\tparallel {\r\n\t\tsequence { $a = 1; InlineScript { $using:a } }\r\n\t}\r\n\t$a\r\n}', 'workflow Main {\r\n\t$a = $null\r\n\tparallel {\r\n\t\tsequence { $WORKFLOW:a = 1; InlineScript { $using:a } }\r\n\t}\r\n\t$a\r\n}'],
      // What the block gives is taken; a branch that may not be run; turns of a loop have one each.
      ['workflow Main {\n    $results = parallel {\n        $a = 1\n        Get-Process\n    }\n    "$a"\n    $results\n}', 'workflow Main {\n    $a = $null\n    $results = parallel {\n        $WORKFLOW:a = 1\n        Get-Process\n    }\n    "$a"\n    $results\n}'],
      ['workflow Main { $r += sequence { $a = 1 }; $a; $r }', 'workflow Main { $a = $null; $r += sequence { $WORKFLOW:a = 1 }; $a; $r }'],
      ['workflow Main { if (1) { sequence { $a = 1 } }; $a }', 'workflow Main { $a = $null; if (1) { sequence { $WORKFLOW:a = 1 } }; $a }'],
      ['workflow Main {\n  try {\n    sequence { $a = 1 }\n  } catch { throw }\n  $a\n}', 'workflow Main {\n  $a = $null\n  try {\n    sequence { $WORKFLOW:a = 1 }\n  } catch { throw }\n  $a\n}'],
      ['workflow Main { foreach ($i in 1..3) { $r = sequence { $a = 1 }; $a; $r } }', 'workflow Main { foreach ($i in 1..3) { $a = $null; $r = sequence { $WORKFLOW:a = 1 }; $a; $r } }'],
    ] as const) {
      const [first] = lint({ result: parse(text), fileName: 'Main' }).filter(({ rule }) => rule.id === 'SMA2016');
      assert.equal(first?.fix?.changes, true, text);
      assert.equal(applyFixes(text, [first.fix]), expected);
      assert.deepEqual(errors(expected), []);
      assert.deepEqual(validate(parse(expected)), [], expected);
      assert.deepEqual(lint({ result: parse(expected), fileName: 'Main' }).filter(({ rule, message }) => rule.id === 'SMA2016' && message.startsWith(first.message.split(' ')[0]!)), [], expected);
    }
    // Turns of a loop would share it; another block has one too; it is read before; no plain assignment.
    for (const text of ['foreach -parallel ($i in 1..3) { $a = $i }; $a', 'foreach -parallel ($i in 1..3) { sequence { $a = $i } }; $a', 'parallel { $a = 1 }; parallel { $a = 2 }; $a', '$b = $a; parallel { $a = 1 }; $b', 'parallel { Get-Date -ErrorVariable a }; $a', 'parallel { [int] $a = 1 }; $a', 'parallel { foreach ($a in 1..2) { $a } }; $a', 'parallel { $a, $b = 1, 2 }; $a']) {
      const found = lint({ result: parse(`workflow Main { ${text} }`), fileName: 'Main' }).filter(({ rule }) => rule.id === 'SMA2016');
      assert.deepEqual(found.map(({ fix }) => fix), found.map(() => undefined), text);
      assert.ok(found.length > 0, text);
    }
  });

  it('that Fix All takes leave lists that are filtered and conditions about lists', () => {
    for (const [text, expected] of [
      ['$list = 1, $null, 2; $clean = $list -ne $null; "$($clean.Count)"', '2'], ['$list = 1, $null; ($list -ne $null).Count', '1'], ['$list = @(); if ($list -ne $null) { "filled" } else { "empty" }', 'empty'],
      ['function F { 1, $null, 3 -ne $null } (F) -join ","', '1,3'],
    ] as const) {
      const { streams } = run(fixed(text), tmpdir());
      assert.deepEqual(streams.map((each) => each['text']), [expected], text);
    }
  });
});
