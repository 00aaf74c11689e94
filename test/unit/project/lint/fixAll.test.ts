import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../conformance/runCase.ts';
import { parse } from '../../../../src/powershell/index.ts';
import { applyFixes, keepingFixes, lint } from '../../../../src/project/lint/index.ts';

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
      // Where it shows when something ran, or by what name, there is nothing to compare.
      if (after === text || errors(text).length > 0 || /Get-Date|UtcNow|::Now|New-Guid|NewGuid|Random|MyInvocation|Stopwatch|Start-Job|Start-Sleep|History/i.test(text)) continue;
      changed++;
      assert.equal(written(after), written(text), after);
    }
    assert.ok(changed > 10, `${changed} scripts`);
  }).timeout(60_000);

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
