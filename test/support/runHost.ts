// Bundles test/host and runs it in the extension host of a real VS Code: the one SMA_VSCODE names, the desktop
// download (SMA_VSCODE=download), or by default code-server through scripts/codeShim.ts.
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from '../../scripts/lib/paths.ts';

const tests = globSync('test/host/**/*.test.ts', { cwd: root }).toSorted();
if (tests.length === 0) {
  process.stderr.write('There are no tests in test/host.\n');
  process.exit(2);
}
rmSync(join(root, 'dist/test'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [
    { in: 'test/support/hostIndex.ts', out: 'index' },
    ...tests.map((file) => ({ in: file, out: file.replace(/^test.host.(.*)\.ts$/, '$1') })),
  ],
  outdir: 'dist/test/host',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  define: { 'import.meta.url': 'bundleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  logLevel: 'warning',
});

const temporary = mkdtempSync(join(tmpdir(), 'sma-host-'));
const folder = join(temporary, 'runbooks');
mkdirSync(folder);
if (existsSync(join(root, 'media/samples'))) cpSync(join(root, 'media/samples'), folder, { recursive: true });
const named = process.env['SMA_VSCODE'];
try {
  await runTests({
    ...(named === 'download' ? {} : { vscodeExecutablePath: named ?? join(root, 'scripts/codeShim.ts') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/test/host/index.cjs'),
    launchArgs: [folder, '--user-data-dir', join(temporary, 'data'), '--extensions-dir', join(temporary, 'extensions')],
    extensionTestsEnv: { SMA_ROOT: root },
  });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
