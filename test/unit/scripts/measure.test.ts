import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.ts';
import { Budget } from '../../bench/bench.ts';

/** Measures in a process of its own, as `npm run bench` does; `rows` is the source of what one measurement finds. */
const measured = (rows: string): { readonly status: number | null; readonly stdout: string } => {
  const script = `import { measure } from './scripts/lib/measure.ts'; import { main } from './scripts/lib/progress.ts'; import { Budget } from './test/bench/bench.ts';
    const one = { name: 'kept', run: async () => [{ what: 'quick', value: '1 ms', budget: Budget.atMost(1, 2, ' ms') }, { what: 'told only', value: '9' }] };
    await main(() => measure([{ file: 'kept', read: async () => one }, { file: 'other', read: async () => ({ name: 'other', run: async () => ${rows} }) }]));
    process.exit();`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], { cwd: root, encoding: 'utf8' });
  assert.equal(stderr, '');
  return { status, stdout };
};

describe('measurements', () => {
  it('end with exit code 0 where all budgets are kept', () => {
    const { status, stdout } = measured("[{ what: 'exact', value: '2', budget: Budget.atLeast(2, 2) }]");
    assert.equal(status, 0, stdout);
    assert.match(stdout, /\| quick +\| 1 ms +\| +\| at most 2 ms +\| ok +\|/);
    assert.doesNotMatch(stdout, /OVER|Over budget/);
  });

  it('end with exit code 1 where one is missed, and name it', () => {
    const { status, stdout } = measured("[{ what: 'slowed', value: '49,999', budget: Budget.atLeast(49_999, 50_000, ' a second') }]");
    assert.equal(status, 1, stdout);
    assert.match(stdout, /\| slowed +\| 49,999 +\| +\| at least 50,000 a second +\| OVER +\|/);
    assert.match(stdout, /Over budget: 1 of 2\.\n {2}slowed: 49,999; at least 50,000 a second/);
    assert.match(stdout, /other: over its budget/);
  });

  it('end with exit code 1 where one fails, and go on with the others', () => {
    const { status, stdout } = measured("{ throw new Error('no such thing'); }".replace('{ throw', '(() => { throw').replace('; }', '; })()'));
    assert.equal(status, 1, stdout);
    assert.match(stdout, /!! {3}other: no such thing/);
    assert.match(stdout, /quick/);
  });

  it('print the bound that is tested, and count what is no number as missed', () => {
    const bounds = [Budget.atMost(1.5, 1.5, ' x'), Budget.atMost(1.51, 1.5, ' x'), Budget.atLeast(Number.NaN, 1), Budget.either(Budget.atMost(3, 2, ' ms'), Budget.atMost(4, 5, ' x')), Budget.either(Budget.atMost(3, 2, ' ms'), Budget.atMost(6, 5, ' x'))];
    assert.deepEqual(bounds.map(({ text, isKept }) => [text, isKept]), [['at most 1.5 x', true], ['at most 1.5 x', false], ['at least 1', false], ['at most 2 ms, or at most 5 x', true], ['at most 2 ms, or at most 5 x', false]]);
  });

  it('have every budget made so', () => {
    const files = globSync('test/bench/*.bench.ts', { cwd: root });
    assert.ok(files.length > 10);
    for (const file of files) assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /\bok: |budget: [`']/, file);
  });
});
