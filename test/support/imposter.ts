/** Programs that are called as PowerShell is and are none. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestProgram extends Disposable { readonly path: string; readonly folder: string }

/** A folder with one executable, removed when it is disposed. */
export function program(name: string, text: string): TestProgram {
  const folder = mkdtempSync(join(tmpdir(), 'sma-pwsh-')), path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return { path, folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A program that greets as the bootstrap script does and then prints what it is told to, `$mark` before its messages. */
export const imposter = (after: string): TestProgram => program('pwsh', `#!/bin/sh
read -r hello
mark=$(printf '\\036')$(printf '%s' "$hello" | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')' '
printf '%s{"type":"ready","version":"7.0","edition":"Core","hears":false}\\n' "$mark"
read -r request
${after}
`);
