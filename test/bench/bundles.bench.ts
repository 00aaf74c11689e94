import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackaged } from '../../scripts/lib/build.ts';
import { root } from '../../scripts/lib/paths.ts';
import type { Bench, Row } from './bench.ts';

/** Bundle, and its budget in KB. */
const budgets: readonly (readonly [string, number])[] = [
  ['dist/extension.cjs', 200], ['dist/client.cjs', 400], ['dist/language.cjs', 700], ['dist/debug.cjs', 400], ['dist/lint.cjs', 100], ['dist/types.cjs', 150], ['dist/tests.cjs', 400], ['dist/service.cjs', 900], ['dist/engine.cjs', 1536], ['dist/later.cjs', 600], ['dist/rare.cjs', 200], ['dist/sandbox.cjs', 1536], ['dist/worker.cjs', 900],
];

export const bench: Bench = {
  name: 'bundle sizes',
  run: async () => {
    const vsix = await ensurePackaged();
    const row = (what: string, bytes: number, budget: number): Row =>
      ({ what, value: `${(bytes / 1024).toFixed(0)} KB`, budget: `${budget} KB`, ok: bytes <= budget * 1024 });
    return [...budgets.map(([file, budget]) => row(file, statSync(join(root, file)).size, budget)), row('VSIX', statSync(vsix).size, 3072)];
  },
};
