import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackaged } from '../../scripts/lib/build.ts';
import { root } from '../../scripts/lib/paths.ts';
import { bundleBudgets } from '../support/bundleBudgets.ts';
import { Budget, type Bench, type Row } from './bench.ts';

export const bench: Bench = {
  name: 'bundle sizes',
  run: async () => {
    const vsix = await ensurePackaged();
    const row = (what: string, bytes: number, budget: number): Row =>
      ({ what, value: `${(bytes / 1024).toFixed(0)} KB`, budget: Budget.atMost(bytes / 1024, budget, ' KB') });
    return [...Object.entries(bundleBudgets).map(([file, budget]) => row(file, statSync(join(root, file)).size, budget)), row('VSIX', statSync(vsix).size, 3072)];
  },
};
