import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run, folder = '';

async function run(script: string): Promise<{ readonly output: string[]; readonly status: string; readonly exception: string | null }> {
  const output: string[] = [];
  const { status, exception } = await runInSandbox({
    script, name: 'Parts', type: 'PowerShellScript', parameters: [],
    onRecords: (records: readonly RunRecord[]) => { output.push(...records.map((r) => (r.streamTypeName === 'Output' ? r.text : `${r.streamTypeName}: ${r.text}`))); },
  }).done;
  return { output, status, exception };
}

describe('The parts of the engine that are read later', () => {
  before(async () => {
    folder = await workerBundle();
    ({ runInSandbox } = createRequire(import.meta.url)(join(folder, 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
  });

  it('are the same types and cmdlets to a script', async () => {
    assert.deepEqual(await run(`
      $t = [System.Data.DataTable]::new('T'); [void]$t.Columns.Add('Id', [int]); [void]$t.Rows.Add(3); $t.Rows[0].Id; ($t.Rows[0] -is [System.Data.DataRow])
      'a' | Export-Clixml ($f = (New-TemporaryFile).FullName); (Import-Clixml $f).Length; Remove-Item $f
      (Get-Command Export-Clixml).Parameters.ContainsKey('Depth'); (Get-Command convertto-h*).Name
      try { [scriptblock]::Create('if (') } catch { $_.Exception.InnerException.Errors[0].ErrorId }
      [System.Xml.Linq.XElement]::new('a').ToString(); [System.Collections.BitArray]::new(3).Count`),
    { output: ['3', 'True', '1', 'True', 'ConvertTo-Html', 'IfStatementMissingCondition', '<a />', '3'], status: 'Completed', exception: null });
  });
  it('are not there for a script that needs none of them', async () => {
    const file = join(folder, 'later.cjs');
    renameSync(file, `${file}.away`);
    try {
      assert.deepEqual(await run('function f([Parameter(Mandatory)] [int] $n) { $n * 2 }; 1..3 | ForEach-Object { f $_ } | Measure-Object -Sum | Select-Object -ExpandProperty Sum; @{ a = 1 } | ConvertTo-Json -Compress; Get-Date | Out-Null; try { throw "x" } catch { "$_" }; [pscustomobject]@{ b = 2 } | Format-Table | Out-String | ForEach-Object Length; sort -InputObject 1; Write-Error "e" -ErrorAction SilentlyContinue'),
        { output: ['12', '{"a":1}', 'x', '8', '1'], status: 'Completed', exception: null });
    } finally {
      renameSync(`${file}.away`, file);
    }
  });
});
