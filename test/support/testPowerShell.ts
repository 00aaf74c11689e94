/** An executable that is called as PowerShell is: our engine in its place. */
import { join } from 'node:path';
import { program } from './imposter.ts';
import type { TestProgram } from './imposter.ts';
import type { TestPowerShellOptions } from './pwsh.ts';
import { workerBundle } from './workerBundle.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** `pwsh` that runs our engine; `prelude` are the modules and functions it has beside. */
export async function testPowerShell(options: TestPowerShellOptions = {}): Promise<TestProgram> {
  const main = join(await workerBundle(), 'pwsh.cjs');
  return program('pwsh', `#!/bin/sh\nSMA_TEST_POWERSHELL=${quoted(JSON.stringify(options))} exec ${quoted(process.execPath)} --disable-warning=ExperimentalWarning ${quoted(main)} "$@"\n`);
}
