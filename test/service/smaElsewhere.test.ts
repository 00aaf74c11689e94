/** The cmdlets of SMA's module against another web service, over HTTPS, from a run without a service. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { localAssets } from '../../src/worker/local/localAssets.ts';
import { workerBundle } from '../support/workerBundle.ts';
import { publishNew } from './support/conversation.ts';
import { serve, USER, type UnderTest } from './support/serviceUnderTest.ts';

describe('The cmdlets of SMA\'s module, elsewhere', function () {
  this.timeout(120_000);
  let under: UnderTest, runInSandbox: typeof Run, trusted = '', before_: string | undefined;
  before(async () => {
    // Another address of this machine: it names no service of the job's.
    under = await serve({ host: '127.0.0.2', worker: { script: join(await workerBundle(), 'worker.cjs') } });
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
    trusted = join(tmpdir(), `sma-elsewhere-${process.pid}.pem`);
    writeFileSync(trusted, under.service.certificatePem ?? '');
    before_ = process.env['NODE_EXTRA_CA_CERTS'];
    await publishNew(under.http, 'param([int]$N) "n $N"', 'Far-Runbook');
  });
  after(async () => {
    rmSync(trusted, { force: true });
    await under[Symbol.asyncDispose]();
  });

  const run = async (script: string, isTrusted = true): Promise<readonly string[]> => {
    const output: string[] = [], assets = await localAssets(join(tmpdir(), 'none.ps1'));
    const head = `$c = [pscredential]::new('${USER.name}', (ConvertTo-SecureString '${USER.password}' -AsPlainText -Force)); $s = @{ WebServiceEndpoint = 'https://127.0.0.2'; Port = ${under.service.port}; AuthenticationType = 'Basic'; Credential = $c }\n`;
    if (isTrusted) process.env['NODE_EXTRA_CA_CERTS'] = trusted;
    try {
      const { exception } = await runInSandbox({ script: head + script, name: 'Near', type: 'PowerShellScript', assets, onRecords: (records: readonly RunRecord[]) => { output.push(...records.map((one) => (one.streamTypeName === 'Output' ? one.text : `${one.streamTypeName}: ${one.text}`))); } }).done;
      return exception === null ? output : [...output, `FAILED ${exception}`];
    } finally {
      if (before_ === undefined) delete process.env['NODE_EXTRA_CA_CERTS'];
      else process.env['NODE_EXTRA_CA_CERTS'] = before_;
    }
  };

  it('read and change what it has', async () => {
    assert.deepEqual(await run("Set-SmaCredential @s -Name Far -Value $c; (Get-SmaCredential @s -Name far).UserName; (Get-SmaRunbookDefinition @s -Name 'Far-Runbook' -Type Published).Content; Remove-SmaCredential @s -Name Far; @(Get-SmaCredential @s).Count; try { Get-SmaModule @s -Name Nobody -ErrorAction Stop } catch { $_.Exception.Message }"),
      [USER.name, 'param([int]$N) "n $N"', '0', "The module 'Nobody' was not found."]);
  });

  it('start its runbooks, wait for its jobs, read what they write, and have its variables', async () => {
    assert.deepEqual(await run(`$id = Start-SmaRunbook @s -Name 'far-runbook' -Parameters @{ N = 7 }; do { Start-Sleep -Milliseconds 100; $j = Get-SmaJob @s -Id $id } while ($j.JobStatus -notin 'Completed', 'Failed'); "$($j.JobStatus) $($j.RunbookID -eq (Get-SmaRunbook @s -Name 'Far-Runbook').RunbookID)"; (Get-SmaJobOutput @s -Id $id -Stream Output).StreamText; @(Get-SmaJob @s -RunbookName 'Far-Runbook').Count
Set-SmaVariable @s -Name FarList -Value @(1, 'two') -Description d; Set-SmaVariable @s -Name FarSecret -Value hidden-9 -Encrypted; $v = Get-SmaVariable @s -Name farlist; "$($v.Value[1]) $($v.Description) $($v.IsEncrypted)"; "[$((Get-SmaVariable @s -Name FarSecret).Value)]"; Set-SmaVariable @s -Name FarList -Value 5; (Get-SmaVariable @s -Name FarList).Value + 1; Remove-SmaVariable @s -Name FarList
Get-SmaVariable @s -Name FarList; Stop-SmaJob @s -Id $id; Start-SmaRunbook @s -Name Nobody; Set-SmaVariable @s -Name FarSecret -Value 1; @(Get-SmaVariable @s).Count`), [
      'Completed True', 'n 7', '1', 'two d False', '[]', '6', "Error: The variable 'FarList' was not found.", 'Error: Stop is not possible while the job is Completed.', "Error: The runbook 'Nobody' was not found.", '1']);
  });

  it('say what keeps them from it', async () => {
    const tried = (line: string): string => `try { ${line} } catch { "$($_.FullyQualifiedErrorId -replace ',.*') $($_.Exception.Message)" }`;
    const said = await run(['Get-SmaModule', "Get-SmaModule -WebServiceEndpoint 'http://far.example' -AuthenticationType Basic -Credential $c", "Get-SmaJob -WebServiceEndpoint 'https://127.0.0.2' -Port $s.Port -Credential $c", "Get-SmaModule -WebServiceEndpoint 'https://127.0.0.2' -AuthenticationType Basic", "$s.Port = 1; Get-SmaModule @s", "Get-SmaModule -WebServiceEndpoint 'far away' -AuthenticationType Basic -Credential $c"].map(tried).join('\n'));
    for (const [i, expected] of [/^SmaServiceNotAvailable Get-SmaModule needs an SMA web service\. .*-WebServiceEndpoint/, /^SmaEndpointNotSecure .* in the clear/, /^SmaWindowsSignInNotAvailable .*-AuthenticationType Basic and -Credential/, /^SmaCredentialRequired /, /^SmaServiceNotReached .*127\.0\.0\.2:1 /, /^SmaEndpointInvalid .*'far away'/].entries()) assert.match(said[i] ?? '', expected);
    assert.match((await run(tried('Get-SmaModule @s'), false))[0] ?? '', /^SmaCertificateNotTrusted .*NODE_EXTRA_CA_CERTS/);
    assert.match((await run("$s.Credential = [pscredential]::new('nobody', $c.Password); Get-SmaModule @s"))[0] ?? '', /^Error: .*Sign in with a user name and password/);
  });
});
