/** The request shapes of public clients, played against the service; the files say whose they are (sma-rest-api.md has the sources). */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { workerBundle } from '../../support/workerBundle.ts';
import { replay } from '../support/replay.ts';
import { serve } from '../support/serviceUnderTest.ts';

const folder = join(import.meta.dirname, '../../golden/conversations');

describe('conversations of public clients', () => {
  for (const file of globSync('*.txt', { cwd: folder }).toSorted((a, b) => a.localeCompare(b))) {
    it(basename(file, '.txt'), async () => {
      // Those that wait for a job have a worker.
      await using under = await serve(file.endsWith('.jobs.txt') ? { worker: { script: join(await workerBundle(), 'worker.cjs') } } : {});
      await replay(under.http, under.service.url, join(folder, file));
    });
  }
});
