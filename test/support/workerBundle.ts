/** The worker's programs as bundles in a folder of their own: tests of processes start what ships, not TypeScript. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { buildEngine } from '../../scripts/lib/laterParts.ts';
import { onlyWhatIsUsed } from '../../scripts/lib/onlyWhatIsUsed.ts';

const entries = {
  worker: 'src/worker/main.ts', sandbox: 'src/worker/sandbox/main.ts', web: 'src/worker/sandbox/ports/webSender.ts', mail: 'src/worker/sandbox/ports/mailSender.ts',
  runInSandbox: 'src/worker/local/runInSandbox.ts', pwsh: 'test/support/pwsh.ts',
};
let made: Promise<string> | undefined;

/** The folder with worker.cjs, sandbox.cjs, engine.cjs, commands.cjs, later.cjs, sma.cjs, workflow.cjs, web.cjs, mail.cjs, runInSandbox.cjs, pwsh.cjs and bootstrap.ps1; built once a process and removed with it. */
export function workerBundle(): Promise<string> {
  return (made ??= make());
}

async function make(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sma-worker-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const options: BuildOptions = {
    absWorkingDir: join(import.meta.dirname, '../..'),
    outdir: folder, outExtension: { '.js': '.cjs' }, bundle: true, platform: 'node', format: 'cjs', target: 'node24', logLevel: 'error', minify: true,
    define: { 'import.meta.dirname': '__dirname' }, plugins: [onlyWhatIsUsed],
  };
  await build({ ...options, entryPoints: Object.entries(entries).map(([out, file]) => ({ in: file, out })) });
  await buildEngine(options, 'src/worker/sandbox/engine/engineThread.ts');
  copyFileSync(join(import.meta.dirname, '../../src/powershell/host/bootstrap.ps1'), join(folder, 'bootstrap.ps1'));
  return folder;
}
