// Activation in a real extension host, by the workbench's own report. One run means little, so the least of several.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/lib/paths.ts';
import { run } from '../../scripts/lib/processes.ts';
import { Budget, coldNode, milliseconds, type Bench } from './bench.ts';

const RUNS = 4;

/** Load, call and finish of one activation, in milliseconds. */
type Times = readonly [load: number, call: number, finish: number];

async function activateOnce(): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'sma-activation-'));
  cpSync(join(root, 'media/samples'), folder, { recursive: true });
  const { output } = await run(join(root, 'scripts/codeShim.ts'), [
    folder, `--extensionDevelopmentPath=${root}`, `--extensionTestsPath=${join(root, 'dist/test/bench/activationReport.cjs')}`,
  ], { timeLimit: 120_000 });
  rmSync(folder, { recursive: true, force: true });
  // | extension | eager | load | call | finish | event | by |
  const cells = /PERF \|(.+)/.exec(output)?.[1]?.split('|').map((cell) => cell.trim());
  if (!cells) throw new Error(`The workbench did not report the activation:\n${output.slice(-2000)}`);
  return [Number(cells[2]), Number(cells[3]), Number(cells[4])];
}

export const bench: Bench = {
  name: 'activation in a real host',
  run: async () => {
    await build({
      absWorkingDir: root, entryPoints: ['test/bench/activationReport.ts'], outfile: 'dist/test/bench/activationReport.cjs',
      bundle: true, platform: 'node', format: 'cjs', target: 'node22', external: ['vscode'], logLevel: 'warning',
    });
    const runs: Times[] = [];
    const cold: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      runs.push(await activateOnce());
      cold.push(coldNode());
    }
    const sum = ([load, call, finish]: Times): number => load + call + finish;
    const [best] = runs.toSorted((a, b) => sum(a) - sum(b));
    if (!best) throw new Error('Nothing was measured.');
    return [{
      what: 'activation: load + call + finish', value: `${best.join(' + ')} = ${milliseconds(sum(best))}`,
      against: `least of ${runs.map(sum).join(', ')}; cold node -e 0: ${milliseconds(Math.min(...cold))}`, budget: Budget.atMost(sum(best), 50, ' ms'),
    }];
  },
};
