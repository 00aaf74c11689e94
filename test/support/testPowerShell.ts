/** An executable that is called as PowerShell is: our engine in its place, or a PowerShell of the machine where `SMA_REAL_POWERSHELL` names one. */
import { join } from 'node:path';
import { program } from './imposter.ts';
import type { TestProgram } from './imposter.ts';
import type { TestPowerShellOptions } from './pwsh.ts';
import { workerBundle } from './workerBundle.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** `pwsh` that runs our engine; `prelude` are the modules and functions it has beside. */
export async function testPowerShell(options: TestPowerShellOptions = {}): Promise<TestProgram> {
  const real = process.env['SMA_REAL_POWERSHELL'];
  if (real !== undefined && real !== '') return program('pwsh', realProgram(real, options));
  const main = join(await workerBundle(), 'pwsh.cjs');
  return program('pwsh', `#!/bin/sh\nSMA_TEST_POWERSHELL=${quoted(JSON.stringify(options))} exec ${quoted(process.execPath)} --disable-warning=ExperimentalWarning ${quoted(main)} "$@"\n`);
}
/** The script that the command line names last, behind the prelude. */
function realProgram(path: string, { noise = '', prelude = '', pidFile }: TestPowerShellOptions): string {
  return `#!/bin/bash
printf %s ${quoted(noise)}
${pidFile === undefined ? '' : `printf %s $$ > ${quoted(pidFile)}`}
whole=$(mktemp --suffix=.ps1)
{ printf '%s\\n' ${quoted(prelude)}; cat "\${@: -1}"; } > "$whole"
exec ${quoted(path)} "\${@:1:$#-1}" "$whole"
`;
}
