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
import { main, say, seconds, SetUpError, step, wantsHelp } from './lib/progress.ts';
import { ensureChromium, ensureKerberos, installCommand, missingBuildTools } from './lib/system.ts';

/** In CI whatever was skipped without need is a failure. */
const CI = Boolean(process.env['CI']) && process.env['CI'] !== 'false';
/** The whole run ends within this, whatever hangs. */
const DEADLINE = performance.now() + 37 * 60_000;

/** How many failures of a level its summary names. */
const LISTED = 20;

interface Level {
  readonly name: string;
  /** For --help. */
  readonly about: string;
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
const mocha = (folder: string, timeout: number, ...more: string[]): string[] => ['test/support/run.ts', `test/${folder}`, String(timeout), ...more];

async function bundles(): Promise<undefined> {
  await step('Building', () => ensureBuilt({ minified: true }), () => 'Built');
}

async function bundlesAndKerberos(): Promise<undefined> {
  if (CI) await ensureKerberos();
  return bundles();
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
  { name: 'types', about: 'the type check', check: true, limit: 3, command: tool('typescript/bin/tsc', '--noEmit') },
  { name: 'lint', about: 'oxlint with type-aware rules', check: true, limit: 3, command: tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  { name: 'unit', about: 'pure code, in seconds', limit: 8, command: mocha('unit', 30_000, '--parallel') },
  { name: 'stress', about: 'random programs, texts of megabytes, nesting without end', limit: 8, command: mocha('stress', 60_000, '--parallel') },
  { name: 'golden', about: 'the wire, byte by byte', limit: 3, command: mocha('golden', 10_000) },
  { name: 'service', about: 'the real service, worker and client', limit: 18, needs: bundlesAndKerberos, command: mocha('service', 30_000) },
  { name: 'conformance', about: 'what real PowerShell answers, case by case', limit: 10, optional: 'test/conformance', command: mocha('conformance', 30_000) },
  { name: 'host', about: 'the extension in the extension host of a real VS Code', limit: 10, needs: realVsCode, command: ['test/support/runHost.ts'] },
  { name: 'e2e', about: 'clicks in the window of a real VS Code', limit: 12, needs: realVsCodeWithOutput, command: mocha('e2e', 180_000) },
  { name: 'vsix', about: 'the packed extension, and npm start', limit: 6, needs: realVsCode, command: mocha('vsix', 120_000) },
];

const none = (): Counts => ({ passed: 0, failed: [], skipped: [] });

/** The unit level loads a thousand files, and loads them faster from a cache; what the others measure and end abruptly goes without. */
const compileCache = (level: Level): NodeJS.ProcessEnv =>
  (level.name === 'unit' ? { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') } : { NODE_DISABLE_COMPILE_CACHE: '1' });

const HELP = `npm test [-- LEVEL ...]

Sets up what the levels need, runs them in order whatever fails, and ends with one line: N passed, N failed, N skipped.
Without LEVEL it runs all of them:

${levels.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

"npm run test:unit" and the like run one. GREP=text runs only tests whose title matches. SMA_CHROMIUM names a browser,
SMA_RUNBOOKS_CACHE the folder for what is kept once per user, SMA_VSCODE a desktop VS Code for the host level. See test/README.md.`;

async function runLevel(level: Level, temporary: string): Promise<Counts> {
  if (level.needs) {
    const missing = await level.needs();
    if (missing) return { ...none(), skipped: [{ title: `all of ${level.name}`, reason: missing }] };
  }
  const timeLimit = Math.min(level.limit * 60_000, DEADLINE - performance.now());
  if (timeLimit <= 0) return { ...none(), failed: ['the whole run took too long, so this level was not run'] };
  const file = join(temporary, `${level.name}.json`);
  const { code, timedOut } = await run(process.execPath, level.command, {
    cwd: root, timeLimit, passThrough: true, env: { ...process.env, SMA_COUNTS: file, ...compileCache(level) },
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
  if (wantsHelp(names)) {
    say(HELP);
    return 0;
  }
  const unknown = names.find((name) => !levels.some((level) => level.name === name));
  if (unknown) throw new SetUpError(`There is no level ${unknown}. There are: ${levels.map((level) => level.name).join(', ')}. npm test -- --help tells what they are.`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void endAll().then(() => process.exit(130)));
  }
  return runAll(names.length > 0 ? levels.filter((level) => names.includes(level.name)) : levels);
});
process.exit();
