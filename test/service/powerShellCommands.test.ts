/** What the editor learns of a PowerShell's commands. */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { PowerShellCommands } from '../../src/features/language/powerShellCommands.ts';
import { CommandSource, CommandSourceError } from '../../src/powershell/host/process/commandSource.ts';
import { eventually } from '../support/eventually.ts';
import { imposter, program } from '../support/imposter.ts';
import { testPowerShell } from '../support/testPowerShell.ts';

const BOOTSTRAP = resolve(import.meta.dirname, '../../src/powershell/host/bootstrap.ps1');
const PRELUDE = 'function global:Get-Machine {\n<#\n.SYNOPSIS\nGets machines of the cloud.\n#>\n[CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory, Position = 0)][Alias("N")][string]$Name, [ValidateSet("big", "small")]$Size, [switch]$All) }';

describe('Commands of a PowerShell in the editor', function () {
  this.timeout(240_000);
  const commands = (path: string, rest: Partial<{ engine: 'auto' | 'builtIn' | 'powershell'; isTrusted: boolean; problems: string[] }> = {}) => {
    const settings = { engine: rest.engine ?? 'auto', path };
    let changes = 0;
    const made = new PowerShellCommands({ settings: () => settings, bootstrap: BOOTSTRAP, isTrusted: () => rest.isTrusted ?? true, onChange: () => { changes += 1; }, onProblem: (what, error) => rest.problems?.push(`${what} ${error instanceof Error ? error.message : ''}`) });
    return { made, settings, changes: () => changes };
  };

  it('are there by name in the background, and with parameters and help after the first look', async () => {
    using shell = await testPowerShell({ prelude: PRELUDE });
    const { made, changes, settings } = commands(shell.path);
    try {
      assert.equal(made.list.length, 0);
      await made.settled();
      assert.equal(changes(), 1);
      const first = made.list;
      assert.equal(made.list, first);
      assert.ok(first.some((facts) => facts.name === 'Get-Machine'));
      // The bridge's own functions are nobody's.
      assert.deepEqual(first.filter((facts) => /-Sma/.test(facts.name) && facts.module === ''), []);
      assert.deepEqual(made.command('get-machine')?.parameters, []);
      await made.settled();
      const facts = made.command('Get-Machine');
      assert.deepEqual(facts?.parameters.map(({ name, type, isMandatory, isSwitch, position, aliases, allowedValues }) => [name, type, isMandatory, isSwitch, position, aliases, allowedValues]), [
        ['Name', 'System.String', true, false, 0, ['N'], undefined], ['Size', 'System.Object', false, false, undefined, [], ['big', 'small']], ['All', 'System.Management.Automation.SwitchParameter', false, true, undefined, [], undefined],
      ]);
      assert.equal(facts?.supportsShouldProcess, true);
      assert.equal(made.command('Get-NothingOfThatName'), undefined);
      settings.engine = 'builtIn';
      assert.equal(made.command('Other-Thing'), undefined);
    } finally { made.dispose(); }
  });

  it('are none where nothing may be started, or nothing can', async () => {
    using marker = program('pwsh', '#!/bin/sh\necho started > "$(dirname "$0")/started"\n');
    const off = commands(marker.path, { engine: 'builtIn' }), untrusted = commands(marker.path, { isTrusted: false });
    assert.deepEqual([off.made.list, untrusted.made.list, off.made.command('Get-X'), untrusted.made.command('Get-X')], [[], [], undefined, undefined]);
    await Promise.all([off.made.settled(), untrusted.made.settled()]);
    const problems: string[] = [], broken = commands(marker.path, { problems }), missing = commands('/nowhere/pwsh', { problems });
    await Promise.all([broken.made.settled(), missing.made.settled()]);
    assert.deepEqual([broken.made.list, missing.made.list], [[], []]);
    assert.equal(problems.length, 2);
    assert.match(problems.join('\n'), /sma\.powerShellPath names '\/nowhere\/pwsh'[\s\S]*before it answered as a PowerShell does/);
  });

  it('end their process when nobody asks, and say when it is gone', async () => {
    using shell = await testPowerShell({ prelude: PRELUDE });
    const source = new CommandSource({ path: shell.path, bootstrap: BOOTSTRAP, environment: process.env }, 1);
    assert.equal((await source.command('Get-Machine'))?.name, 'Get-Machine');
    await eventually(() => !source.isRunning, 60_000, 'the process is ended');
    assert.equal(await source.command('Get-NothingOfThatName'), undefined);
    source.dispose();
    using gone = imposter('exit 3');
    await assert.rejects(new CommandSource({ path: gone.path, bootstrap: BOOTSTRAP, environment: process.env }).names(), (error) => error instanceof CommandSourceError && /exit code 3/.test(error.message));
    using broken = imposter(`printf '%s{"type":\\n' "$mark"\nexec sleep 1000`);
    await assert.rejects(new CommandSource({ path: broken.path, bootstrap: BOOTSTRAP, environment: process.env }).names(), /no message/);
  });
});
