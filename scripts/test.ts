// npm test [-- LEVEL ...]: sets up what the levels need, runs them in order whatever fails, and ends with one line of counts.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counts } from '../test/support/counting.ts';
import { ensureBuilt, ensurePackaged } from './lib/build.ts';
import { ensureHost } from './lib/host.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { endAll, run } from './lib/processes.ts';
import { main, say, seconds, SetUpError, step } from './lib/progress.ts';
import { ensureChromium, installCommand, missingBuildTools } from './lib/system.ts';

/** In CI whatever was skipped without need is a failure. */
const CI = Boolean(process.env['CI']) && process.env['CI'] !== 'false';
/** The whole run ends within this, whatever hangs. */
const DEADLINE = performance.now() + 37 * 60_000;

/** How many failures of a level its summary names. */
const LISTED = 20;

interface Level {
  readonly name: string;
  /** Gets ready what the level needs. Returns why this machine cannot have it, if so. */
  readonly needs?: () => Promise<string | undefined>;
  /** A check is one test that a program passes or fails; otherwise a run of mocha, which writes its own counts. */
  readonly check?: boolean;
  readonly command: readonly string[];
  /** In minutes. */
  readonly limit: number;
  /** Not there in every checkout. */
  readonly optional?: string;
}

const tool = (path: string, ...args: string[]): string[] => [join(root, 'node_modules', path), ...args];
const mocha = (folder: string, timeout: number): string[] => ['test/support/run.ts', `test/${folder}`, String(timeout)];

async function bundles(): Promise<undefined> {
  await step('Building', () => ensureBuilt({ minified: true }), () => 'Built');
}

async function realVsCode(): Promise<string | undefined> {
  await step('Building and packing the extension', ensurePackaged, () => 'Extension packed');
  if (!await ensureChromium()) return `there is no Chromium and it could not be installed here; run: ${installCommand(['chromium'])}`;
  await ensureHost();
  return undefined;
}

async function realVsCodeWithOutput(): Promise<string | undefined> {
  const missing = await realVsCode();
  if (missing) return missing;
  const { outputPanel } = await ensureHost();
  return outputPanel ? undefined : `the Output panel stays empty without a C++ compiler; run: ${installCommand(missingBuildTools())}`;
}

const levels: readonly Level[] = [
  { name: 'types', check: true, limit: 3, command: tool('typescript/bin/tsc', '--noEmit') },
  { name: 'lint', check: true, limit: 3, command: tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  { name: 'unit', limit: 5, command: mocha('unit', 5000) },
  { name: 'golden', limit: 3, command: mocha('golden', 10_000) },
  { name: 'service', limit: 18, needs: bundles, command: mocha('service', 30_000) },
  { name: 'conformance', limit: 10, optional: 'test/conformance', command: mocha('conformance', 30_000) },
  { name: 'host', limit: 10, needs: realVsCode, command: ['test/support/runHost.ts'] },
  { name: 'e2e', limit: 12, needs: realVsCodeWithOutput, command: mocha('e2e', 180_000) },
  { name: 'vsix', limit: 6, needs: realVsCode, command: mocha('vsix', 120_000) },
];

const none = (): Counts => ({ passed: 0, failed: [], skipped: [] });

async function runLevel(level: Level, temporary: string): Promise<Counts> {
  if (level.needs) {
    const missing = await level.needs();
    if (missing) return { ...none(), skipped: [{ title: `all of ${level.name}`, reason: missing }] };
  }
  const timeLimit = Math.min(level.limit * 60_000, DEADLINE - performance.now());
  if (timeLimit <= 0) return { ...none(), failed: ['the whole run took too long, so this level was not run'] };
  const file = join(temporary, `${level.name}.json`);
  const { code, timedOut } = await run(process.execPath, level.command, {
    cwd: root, timeLimit, passThrough: true, env: { ...process.env, SMA_COUNTS: file, NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  const counts: Counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Counts : none();
  if (level.check && code === 0) counts.passed++;
  if (timedOut) counts.failed.push(`took longer than ${(timeLimit / 60_000).toFixed(0)} minutes and was ended`);
  else if (code !== 0 && counts.failed.length === 0) counts.failed.push(level.check ? `see above` : `ended with exit code ${code}, see above`);
  else if (code === 0 && counts.passed + counts.skipped.length === 0) counts.failed.push('no test ran');
  return counts;
}

async function runAll(chosen: readonly Level[]): Promise<number> {
  const began = performance.now();
  const temporary = mkdtempSync(join(tmpdir(), 'sma-test-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const summary: string[] = [];
  await ensureDependencies();
  for (const level of chosen) {
    if (level.optional && !existsSync(join(root, level.optional))) continue;
    say(`\n=== ${level.name}`);
    const started = performance.now();
    const counts = await runLevel(level, temporary).catch((error: unknown): Counts => {
      say(error instanceof SetUpError ? error.message : (error as Error).stack ?? String(error));
      return { ...none(), failed: ['could not be set up, see above'] };
    });
    const unneeded = counts.skipped.filter((skip) => CI && !skip.reason);
    counts.failed.push(...unneeded.map((skip) => `skipped without a reason why this machine cannot run it: ${skip.title}`));
    const skipped = counts.skipped.filter((skip) => !unneeded.includes(skip));
    summary.push(`${level.name.padEnd(12)} ${counts.passed} passed, ${counts.failed.length} failed, ${skipped.length} skipped (${seconds(started)})`,
      ...counts.failed.slice(0, LISTED).map((title) => `    failed: ${title}`),
      ...(counts.failed.length > LISTED ? [`    and ${counts.failed.length - LISTED} more, see above`] : []),
      ...skipped.map((skip) => `    skipped: ${skip.title}: ${skip.reason ?? 'no reason given'}`));
    total.passed += counts.passed;
    total.failed += counts.failed.length;
    total.skipped += skipped.length;
  }
  rmSync(temporary, { recursive: true, force: true });
  say(`\n=== results (${seconds(began)})\n${summary.join('\n')}\n`);
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 ? 1 : 0;
}

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !levels.some((level) => level.name === name));
  if (unknown) throw new SetUpError(`There is no level ${unknown}. There are: ${levels.map((level) => level.name).join(', ')}.`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void endAll().then(() => process.exit(130)));
  }
  return runAll(names.length > 0 ? levels.filter((level) => names.includes(level.name)) : levels);
});
process.exit();
