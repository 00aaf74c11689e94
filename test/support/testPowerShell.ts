/** Executables that are called as PowerShell is: our engine in its place, and programs that are none. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestPowerShellOptions } from './pwsh.ts';

const PROGRAM = resolve(import.meta.dirname, 'pwsh.ts');
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export interface TestProgram extends Disposable { readonly path: string; readonly folder: string }

/** A folder with one executable, removed when it is disposed. */
export function program(name: string, text: string): TestProgram {
  const folder = mkdtempSync(join(tmpdir(), 'sma-pwsh-')), path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return { path, folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `pwsh` that runs our engine; `prelude` are the modules and functions it has beside. */
export const testPowerShell = (options: TestPowerShellOptions = {}): TestProgram =>
  program('pwsh', `#!/bin/sh\nNODE_COMPILE_CACHE=${quoted(join(process.env['SMA_RUNBOOKS_CACHE'] ?? join(homedir(), '.cache', 'sma-runbooks'), 'compiled'))} SMA_TEST_POWERSHELL=${quoted(JSON.stringify(options))} exec ${quoted(process.execPath)} --disable-warning=ExperimentalWarning ${quoted(PROGRAM)} "$@"\n`);
