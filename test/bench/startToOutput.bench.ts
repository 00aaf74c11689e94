// From the request that starts a runbook to its first output at the client, against a warm local service, compared
// with starting a Node that does nothing. Both are taken turn by turn, so that a busy machine slows both.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endTree } from '../../scripts/lib/processes.ts';
import { root } from '../../scripts/lib/paths.ts';
import { createSmaClient, type SmaApi } from '../../src/client/index.ts';
import { Budget, coldNode, median, milliseconds, type Bench } from './bench.ts';

const TURNS = 25;
const WARM_UP = 5;

interface Ready {
  readonly url: string;
  readonly user: string;
  readonly passwordFile: string;
  readonly certificateFile: string;
}

/** Milliseconds until the first record and until the end of one job. */
async function once(client: SmaApi, runbook: string): Promise<{ first: number; end: number }> {
  const began = performance.now();
  const job = await client.runbooks.start(runbook, []);
  let first = Number.NaN;
  for await (const event of client.jobs.tail(job)) {
    if (event.type === 'record' && Number.isNaN(first)) first = performance.now() - began;
  }
  if (Number.isNaN(first)) {
    const { status, exception } = await client.jobs.get(job);
    throw new Error(`The job is ${status} without a record: ${exception ?? 'no exception'}`);
  }
  return { first, end: performance.now() - began };
}

async function measure(client: SmaApi): Promise<{ first: number; end: number; cold: number }> {
  const script = new TextEncoder().encode("'first line'\n");
  const { runbookId } = await client.runbooks.import(script, 'Bench-First');
  await client.runbooks.publish(runbookId);
  const turns: { first: number; end: number; cold: number }[] = [];
  for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
    const cold = coldNode();
    // The pool of prepared sandboxes fills up again while nobody is in a hurry, as between two starts by hand.
    await new Promise((resolve) => setTimeout(resolve, 400));
    turns.push({ cold, ...await once(client, runbookId) });
  }
  const warm = turns.slice(WARM_UP);
  return { first: median(warm.map((turn) => turn.first)), end: median(warm.map((turn) => turn.end)), cold: median(warm.map((turn) => turn.cold)) };
}

export const bench: Bench = {
  name: 'start request to first output',
  run: async () => {
    const data = mkdtempSync(join(tmpdir(), 'sma-bench-'));
    const service = spawn(process.execPath, [join(root, 'dist/cli.cjs'), 'serve', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const line = await new Promise<string>((resolve, reject) => {
        createInterface(service.stdout).once('line', resolve);
        service.once('exit', (code) => reject(new Error(`sma serve ended with exit code ${code}`)));
      });
      const ready = JSON.parse(line) as Ready;
      const password = readFileSync(ready.passwordFile, 'utf8').split(/\r?\n/)[0] ?? '';
      const client = createSmaClient({
        url: ready.url,
        authentication: { kind: 'basic', credentials: () => ({ user: ready.user, password }) },
        trust: { kind: 'pinned', certificate: readFileSync(ready.certificateFile, 'utf8') },
      });
      const { first, end, cold } = await measure(client);
      client.dispose();
      const ratio = (value: number): string => `${milliseconds(value)} = ${(value / cold).toFixed(2)} x`;
      const against = `cold node -e 0: ${milliseconds(cold)}`;
      return [
        { what: 'start request to first output', value: ratio(first), against, budget: Budget.atMost(first / cold, 1, ' x') },
        { what: 'start request to end of job', value: ratio(end), against },
      ];
    } finally {
      await endTree(service);
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};
