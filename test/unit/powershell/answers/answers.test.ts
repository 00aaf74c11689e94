/**
 * Short scripts and what PowerShell 7.6 answered, a pair each in the .json files beside: many more of them fit here than in the
 * conformance corpus, since one case is one line. `describe.ps1` says what an answer holds.
 */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputTexts } from '../../../conformance/runCase.ts';

const describer = readFileSync(join(import.meta.dirname, 'describe.ps1'), 'utf8');
type Pair = readonly [script: string, answer: string];

function answerTo(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'answersX1234'));
  try {
    const quoted = script.replaceAll("'", "''");
    return outputTexts(`$__t = '${quoted}'\n${describer}`, folder).join('\n').replaceAll(folder, '<CASE>').replaceAll('\r', '');
  } finally { rmSync(folder, { recursive: true, force: true }); }
}

for (const file of globSync('*.json', { cwd: import.meta.dirname }).sort()) {
  describe(`Answers of PowerShell: ${file.replace('.json', '')}`, () => {
    const pairs = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Pair[];
    for (const [script, answer] of pairs) it(script.length > 150 ? `${script.slice(0, 150)}…` : script, () => assert.equal(answerTo(script), answer));
  });
}
