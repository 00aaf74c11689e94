// The built service as a process of its own, over plain HTTP, and how it is asked.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endTree } from '../../scripts/lib/processes.ts';
import { root } from '../../scripts/lib/paths.ts';

const USER = { name: 'bench', password: 'only for this run' };
export const HEADERS = { Authorization: `Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}`, Accept: 'application/json;odata=verbose' };

export interface BenchService extends AsyncDisposable {
  readonly url: string;
  readonly origin: string;
  readonly folder: string;
  readonly pid: number;
  readonly ask: (url: string) => Promise<Buffer>;
  readonly post: (url: string, body: string, headers?: Readonly<Record<string, string>>) => Promise<unknown>;
  /** Resident memory of the service in megabytes. */
  readonly memory: () => Promise<number>;
}

/** Starts a service in a new folder; both go when it is disposed. `worker`: the script of one that stands in. */
export async function startBenchService(worker: string | false = false): Promise<BenchService> {
  const folder = mkdtempSync(join(tmpdir(), 'sma-bench-'));
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const child = spawn(process.execPath, [join(root, 'dist/service.cjs')], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write(`${JSON.stringify({ dataFolder: folder, users: [USER], transport: 'http', worker: worker === false ? false : { script: worker }, serverVersion: '2016', logLevel: 'error' })}\n`);
  const [line] = await once(createInterface(child.stdout), 'line') as [string];
  const { url, origin, pid } = JSON.parse(line) as { url: string; origin: string; pid: number };
  const ask = (address: string): Promise<Buffer> => new Promise((resolve, reject) => {
    get(address, { agent, headers: HEADERS }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const body = Buffer.concat(chunks);
        if (reply.statusCode === 200) resolve(body);
        else reject(new Error(`${address}: ${reply.statusCode} ${body.toString().slice(0, 200)}`));
      }).on('error', reject);
    }).on('error', reject);
  });
  return {
    url, origin, folder, pid, ask,
    async post(address, body, headers = {}) {
      const reply = await fetch(address, { method: 'POST', headers: { ...HEADERS, 'Content-Type': 'application/json', ...headers }, body });
      if (!reply.ok) throw new Error(`${address}: ${reply.status} ${(await reply.text()).slice(0, 200)}`);
      return reply.status === 204 ? undefined : (await reply.json() as { d: unknown }).d;
    },
    memory: async () => Number(/^process_resident_memory_bytes (\S+)$/m.exec((await ask(`${origin}/metrics`)).toString())?.[1] ?? 0) / 2 ** 20,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await endTree(child);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
