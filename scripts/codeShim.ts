#!/usr/bin/env node
// Stands in for the VS Code executable: takes the desktop's arguments, runs the tests they name in code-server with
// a headless browser, and ends with their exit code. @vscode/test-electron does not see the difference.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import { openChromium } from './lib/browser.ts';
import { startServer, windowUrl } from './lib/codeServer.ts';
import { ensureHost } from './lib/host.ts';
import { endAll } from './lib/processes.ts';

/** What the workbench itself says on the console the tests print to. */
const noise = /^(\[(AgentHost|ChatModelSelection|AccountPolicyGate|reconnection|Service Worker|DefaultAccount)|Creating a socket|Resolv(ing|ed) connection token|Timed out waiting for authentication provider|Ignoring fetching additional|Updating additional)/;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  strict: false,
  allowPositionals: true,
  options: Object.fromEntries(
    ['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir'].map((name) => [name, { type: 'string' }] as const)),
});
const path = (name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? resolve(value.replace(/^file:\/\//, '')) : undefined;
};

const temporary = mkdtempSync(join(tmpdir(), 'sma-code-'));
let code = 2;
try {
  const server = await startServer({
    host: await ensureHost(),
    port: 0,
    data: path('user-data-dir') ?? join(temporary, 'data'),
    extensions: path('extensions-dir') ?? join(temporary, 'extensions'),
    testDriver: true,
  });
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const ended = Promise.withResolvers<number>();
    // Whoever waits below gets the rejection; before that it must not count as unhandled.
    ended.promise.catch(() => undefined);
    page.on('crash', () => ended.reject(new Error('The page crashed.')));
    server.child.once('exit', () => ended.reject(new Error('The VS Code server ended.')));
    setTimeout(() => ended.reject(new Error('The tests did not end in time.')), Number(process.env['SMA_HOST_TIMEOUT'] ?? 540_000)).unref();
    await page.exposeFunction('codeAutomationExit', ended.resolve);
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      if (!noise.test(String(args[0]))) (type === 'error' ? process.stderr : process.stdout).write(`${format(...args)}\n`);
    });
    const [folder = temporary] = positionals;
    const [development, tests] = [path('extensionDevelopmentPath'), path('extensionTestsPath')];
    await page.goto(windowUrl(server, resolve(folder), { ...(development ? { development } : {}), ...(tests ? { tests } : {}) }));
    code = await ended.promise;
  } finally {
    await browser.close();
    await server.stop();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
} finally {
  await endAll();
  rmSync(temporary, { recursive: true, force: true });
}
process.exit(code);
