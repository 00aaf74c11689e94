// Runs in the extension host: VS Code calls run() and waits for it; a rejection is exit code 1.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from './counting.ts';

export async function run(): Promise<void> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.cjs'));
  const failures = await runMocha(files.toSorted().map((file) => join(import.meta.dirname, file)), 30_000);
  if (failures > 0) throw new Error(`${failures} failed`);
}
