import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const run = (script: string, ...args: string[]): { readonly status: number | null; readonly out: string; readonly err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(script), ...args], { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
};

describe('the scripts', () => {
  for (const [script, says] of [
    ['scripts/test.ts', /^npm test \[-- LEVEL \.\.\.\]\n[^]*\n {2}unit +\w[^]*\n {2}e2e +\w/],
    ['scripts/bench.ts', /^npm run bench \[-- NAME \.\.\.\]\n[^]*startToOutput/],
    ['scripts/package.ts', /^npm run package\n/],
    ['scripts/start.ts', /^npm start \[-- --browser\]\n/],
    ['test/conformance/run.ts', /^npm run -s conformance -- \[DIR \.\.\.\]/],
    ['test/conformance/printAst.ts', /^Usage: npm run -s ast -- FILE\n/],
  ] as const) {
    it(`${script} tells what it does, and does nothing else`, () => {
      const { status, out, err } = run(script, script.startsWith('scripts/') ? '--help' : '-h');
      assert.deepEqual([status, err], [0, '']);
      assert.match(out, says);
    });
  }

  for (const [script, argument, says] of [
    ['scripts/test.ts', 'nosuch', /^There is no level nosuch\. There are: types, lint, unit/],
    ['scripts/bench.ts', 'nosuch', /^There is no measurement nosuch\. There are: activation/],
    ['scripts/start.ts', '--nosuch', /--nosuch[^]*npm start -- --help tells the options\.\n$/],
    ['test/conformance/run.ts', 'nosuch', /^There is no folder nosuch\.\n$/],
    ['test/conformance/printAst.ts', '--nosuch', /^There is no option --nosuch\./],
  ] as const) {
    it(`${script} names an argument that it does not know`, () => {
      const { status, err } = run(script, argument);
      assert.notEqual(status, 0);
      assert.match(err, says);
      assert.doesNotMatch(err, /\n {4}at /);
    });
  }

  it('every level of tests has its folder, and "npm run test:LEVEL" a level', () => {
    const levels = [...run('scripts/test.ts', '--help').out.matchAll(/^ {2}(\w+) +\w/gm)].map(([, name]) => name ?? '');
    for (const level of levels.slice(2)) assert.ok(existsSync(resolve('test', level)), level);
    const { scripts } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
    for (const name of Object.keys(scripts).filter((each) => each.startsWith('test:'))) assert.ok(levels.includes(name.slice(5)), name);
  });
});
