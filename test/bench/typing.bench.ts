// Completion in a real extension host while somebody types into a long runbook of a large folder, with everything else that follows the keys.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/lib/paths.ts';
import { run } from '../../scripts/lib/processes.ts';
import { Budget, coldNode, median, milliseconds, percentile, type Bench } from './bench.ts';
import { longText, writeFolder } from './manyRunbooks.ts';

interface Typed { readonly times: readonly number[]; readonly costs: readonly number[]; readonly stretches: readonly number[] }

async function typeInHost(): Promise<Typed> {
  const folder = mkdtempSync(join(tmpdir(), 'sma-typing-'));
  try {
    writeFolder(folder);
    // One workflow, as a runbook is one.
    writeFileSync(join(folder, 'Invoke-Long.ps1'), longText(folder).replace(/^workflow Invoke-Task0\b/m, 'workflow Invoke-Long').replaceAll(/^workflow (?!Invoke-Long\b)/gm, 'function '));
    const { output } = await run(join(root, 'scripts/codeShim.ts'), [folder, `--extensionDevelopmentPath=${root}`, `--extensionTestsPath=${join(root, 'dist/test/bench/typingReport.cjs')}`], { timeLimit: 240_000 });
    const told = /TYPING (\{.+\})/.exec(output)?.[1];
    if (told === undefined) throw new Error(`The host did not report:\n${output.slice(-2000)}`);
    return JSON.parse(told) as Typed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const bench: Bench = {
  name: 'typing in a real host',
  run: async () => {
    await build({
      absWorkingDir: root, entryPoints: ['test/bench/typingReport.ts'], outfile: 'dist/test/bench/typingReport.cjs',
      bundle: true, platform: 'node', format: 'cjs', target: 'node22', external: ['vscode'], logLevel: 'warning',
    });
    const { times, costs, stretches } = await typeInHost(), unit = coldNode(), slow = percentile(times, 0.95), longest = Math.max(0, ...stretches);
    return [
      { what: 'completion through the host, 2,000 lines among 2,000 runbooks, 95th percentile', value: `${milliseconds(slow)} (median ${milliseconds(median(times))})`, against: `${(slow / unit).toFixed(2)} of a cold node; the host’s thread worked ${milliseconds(percentile(costs, 0.95))} (median ${milliseconds(median(costs))})`, budget: Budget.atMost(slow, 50, ' ms') },
      { what: 'stretches longer than 16 ms that the host’s thread was taken', value: `${stretches.length} behind ${times.length} letters, ${stretches.reduce((sum, one) => sum + one, 0)} ms in all, the longest ${longest} ms, 95th percentile ${percentile(stretches, 0.95) || 0} ms` },
    ];
  },
};
