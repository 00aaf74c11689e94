/**
 * Expressions and what PowerShell answers to each, in `answers/*.txt`: one a line, `EXPRESSION  ==> ANSWER` (`!` before statements, which run
 * in a scope of their own). The answers are recorded; `describe.ps1` writes values with their types and errors with their ids in both.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './harness.ts';

const FOLDER = join(import.meta.dirname, 'answers'), ARROW = '  ==> ';

describe('Expressions as PowerShell answers them', () => {
  const describing = readFileSync(join(FOLDER, 'describe.ps1'), 'utf8');
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
    it(file.slice(0, -4), () => {
      const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n').filter((line) => line !== '');
      const asked = lines.map((line) => line.slice(0, line.indexOf(ARROW)));
      const { output, result } = run(`${describing}\nX @'\n${asked.join('\n')}\n'@.Split("\`n")`);
      assert.equal(result.error?.message, undefined);
      assert.deepEqual(output.filter((line, i) => line !== lines[i]), lines.filter((line, i) => line !== output[i]));
      assert.equal(output.length, lines.length);
    });
  }
});
