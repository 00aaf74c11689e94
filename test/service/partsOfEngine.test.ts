import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedCheckpoint } from '../../src/worker/protocol.ts';
import type { RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { cmdlets } from '../../src/powershell/cmdlets/index.ts';
import { genericType } from '../../src/powershell/runtime/types/generic.ts';
import type { NetType } from '../../src/powershell/runtime/types/netType.ts';
import { allNames, genericNames } from '../../src/powershell/runtime/types/registry.ts';
import { T } from '../../src/powershell/runtime/types/t.ts';
import { savableNames } from '../../src/powershell/runtime/values/savable.ts';
import { classNameOf } from '../../src/powershell/workflow/state/classes.ts';
import { run as runWhole } from '../unit/powershell/runtime/harness.ts';
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
  it('are jobs, shells, zones and queues, and what another part or the engine asks of them', async () => {
    assert.deepEqual(await run(`
      Start-Job { 1 + 1 } | Receive-Job -Wait -AutoRemoveJob; 1..2 | ForEach-Object -Parallel { $_ * 2 } | Sort-Object
      [powershell]::Create().AddScript('7').Invoke(); [runspacefactory]::CreateRunspacePool(1, 2).GetType().Name
      (Get-TimeZone UTC).Id; [TimeZoneInfo]::Utc -is [TimeZoneInfo]; [System.Net.Sockets.SocketError]::Success
      $q = [System.Collections.Generic.PriorityQueue[string, int]]::new(); $q.Enqueue('b', 2); $q.Enqueue('a', 1); $q.Dequeue()
      'xyz' | Select-String y | ForEach-Object { $_.Matches[0].Index }; ('a' | Get-Member -Name Length).Name; (Get-Alias gci).Definition
      'aλ' -match '\\p{IsGreek}'; [System.Net.WebUtility]::HtmlDecode('&eacute;'); [System.ArgumentException]::new().Message; Get-Date 2024-05-06 -UFormat %Y`),
    { output: ['2', '2', '4', '7', 'RunspacePool', 'UTC', 'True', 'Success', 'a', '1', 'Length', 'Get-ChildItem', 'True', 'é', 'Value does not fall within the expected range.', '2024'], status: 'Completed', exception: null });
  });
  it('are paths in XML, syntax trees, keys, days, help as text and what a text does wrong', async () => {
    assert.deepEqual(await run(`
      $x = [xml]'<a><b c="1"/></a>'; $x.SelectSingleNode('//b/@c').Value; try { $x.SelectNodes('//a]') } catch [System.Xml.XPath.XPathException] { $_.Exception.Message }
      { 1 + 1 }.Ast.EndBlock.Statements.Count; { 1 }.Ast -is [System.Management.Automation.Language.Ast]; [System.Security.Cryptography.SHA256]::Create().HashSize
      [System.Security.Cryptography.Aes]::Create().KeySize; [DateOnly]::new(2026, 5, 6).DayOfYear; [System.Numerics.Complex]::new(3, 4).Magnitude
      try { [System.Management.Automation.PSSerializer]::Deserialize('<x/>') } catch { $_.Exception.InnerException.GetType().Name }
      function f { <# .SYNOPSIS
      Says it. #> }; $ProgressPreference = 'SilentlyContinue'; (Get-Help f | Out-String) -match 'SYNOPSIS\\s+Says it'
      [System.Security.Cryptography.X509Certificates.X509Store]::new('My').Name`),
    { output: ['1', "'//a]' has an invalid token.", '1', 'True', '256', '256', '126', '5', 'XmlException', 'True', 'My'], status: 'Completed', exception: null });
    assert.match((await run('workflow w { foreach ($a in 1) { break } }')).exception ?? '', /break and continue are not supported in a workflow\./);
  });
  it('are found by a value of a checkpoint whose type the text does not name', async () => {
    const script = `workflow Parts { $x = '2026-05-06' -as ('System.Date' + 'Only'); Suspend-Workflow; "$($x.Year) $x" }`;
    const saved: SavedCheckpoint[] = [], output: string[] = [], options = { script, name: 'Parts', type: 'Script', parameters: [], onRecords: (records: readonly RunRecord[]) => { output.push(...records.map(({ text }) => text)); } } as const;
    assert.equal((await runInSandbox({ ...options, onCheckpoint: (checkpoint) => { saved.push(checkpoint); } }).done).status, 'Suspended');
    const [checkpoint] = saved;
    assert.ok(checkpoint !== undefined);
    assert.deepEqual([(await runInSandbox({ ...options, checkpoint }).done).status, output], ['Completed', ['2026 05/06/2026']]);
  });
  it('are described for a checkpoint and for a thread that hold nothing but their objects', async () => {
    const space = 'System.Collections.Generic';
    const kinds: Readonly<Record<string, readonly [make: string, use: string, wanted: string]>> = {
      LinkedList: [`New-Object '${space}.LinkedList[string]'`, '$x.Count', '0'], LinkedNode: [`New-Object '${space}.LinkedListNode[string]' 'n'`, '$x.Value', 'n'],
      SortedGeneric: [`New-Object '${space}.SortedDictionary[string,int]'`, '$x.Count', '0'], MatchList: ["[regex]::Matches('ab', '.')", '$x.Count', '2'],
      'System.Tuple': ["[tuple]::Create(1, 'a')", '$x.Item2', 'a'], 'System.ValueTuple': ['[math]::DivRem(7, 2)', '$x.Item2', '1'],
    };
    // Whatever else tells itself, or is a generic type with a class of its own, belongs above.
    const told = savableNames(), generics = [...genericNames].flatMap((name) => [1, 2, 3].flatMap((n) => {
      const type = genericType(name, Array.from({ length: n }, () => T.Int32)), made = (type as NetType | undefined)?.table as { readonly class?: { readonly prototype: object } } | undefined;
      return type !== undefined && made?.class !== undefined && classNameOf(Object.create(made.class.prototype, { netType: { value: type } }) as object)?.startsWith(':') === true ? [type.name.replace(/`.*/, '')] : [];
    }));
    assert.deepEqual([...new Set([...told, ...generics])].toSorted(), Object.keys(kinds).toSorted());
    for (const [name, [make, use, wanted]] of Object.entries(kinds)) {
      const saved: SavedCheckpoint[] = [], output: string[] = [], options = { script: `workflow Parts { $x = ${make}; Suspend-Workflow; ${use} }`, name: 'Parts', type: 'Script', parameters: [], onRecords: (records: readonly RunRecord[]) => { output.push(...records.map(({ text }) => text)); } } as const;
      await runInSandbox({ ...options, onCheckpoint: (checkpoint) => { saved.push(checkpoint); } }).done;
      const [checkpoint] = saved;
      assert.ok(checkpoint !== undefined, name);
      const { status, exception } = await runInSandbox({ ...options, checkpoint }).done;
      assert.deepEqual([status, exception, output], ['Completed', null, [wanted]], name);
      // Two threads, which begin with nothing: one that has the object in common, and a job, which gets what serialisation makes of it.
      assert.deepEqual(await run(`$x = ${make}; 1 | ForEach-Object -Parallel { $x = $using:x; ${use} }; Start-Job { $x = $using:x; ${use} } | Receive-Job -Wait`), { output: [wanted, wanted], status: 'Completed', exception: null }, name);
    }
  });
  it('have all types that the whole engine has, with all their members, each found by its name alone', async () => {
    assert.ok(cmdlets.length > 200);
    const script = `$ErrorActionPreference = 'Stop'; foreach ($name in '${allNames().filter((name) => /^[\w.+]+$/.test(name)).join(' ')}'.Split(' ')) { $type = $name -as [type]; if ($null -eq $type) { "$name is not found" } else { "$($type.FullName) $(($type | Get-Member -Static).Name)" } }`;
    const whole = runWhole(script), parts = await run(script);
    assert.deepEqual(whole.errors, []);
    assert.ok(whole.output.length > 1000);
    assert.deepEqual(parts.output.filter((line) => !whole.output.includes(line)), []);
    assert.deepEqual(parts, { output: [...whole.output], status: 'Completed', exception: null });
    // Without the others that may have read a part before it.
    assert.deepEqual(await run('[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(@{ a = 1 })).a'), { output: ['1'], status: 'Completed', exception: null });
  });
  it('are web requests', async () => {
    assert.deepEqual(await run(`
      try { Invoke-RestMethod 'http://127.0.0.1:1/' } catch { $_.Exception.GetType().Name }; (Get-Command Invoke-WebRequest).Parameters.ContainsKey('Uri'); [Microsoft.PowerShell.Commands.WebResponseObject].Name`),
    { output: ['HttpRequestException', 'True', 'WebResponseObject'], status: 'Completed', exception: null });
  });
  it('are what makes the plans of workflows, whichever way one is called', async () => {
    assert.deepEqual(await run('workflow w { param($n) $r = foreach -parallel ($p in 1..$n) { $p }; ($r | Measure-Object -Sum).Sum }; w 3; $j = w 4 -AsJob; Receive-Job $j -Wait'), { output: ['6', '10'], status: 'Completed', exception: null });
  });
  it('are not there for a script that needs none of them', async () => {
    const files = ['later.cjs', 'sma.cjs', 'workflow.cjs'].map((name) => join(folder, name));
    for (const file of files) renameSync(file, `${file}.away`);
    try {
      assert.deepEqual(await run('function f([Parameter(Mandatory)] [int] $n) { $n * 2 }; 1..3 | ForEach-Object { f $_ } | Measure-Object -Sum | Select-Object -ExpandProperty Sum; @{ a = 1 } | ConvertTo-Json -Compress; Get-Date | Out-Null; try { throw "x" } catch { "$_" }; [pscustomobject]@{ b = 2 } | Format-Table | Out-String | ForEach-Object Length; sort -InputObject 1; Write-Error "e" -ErrorAction SilentlyContinue'),
        { output: ['12', '{"a":1}', 'x', '8', '1'], status: 'Completed', exception: null });
    } finally {
      for (const file of files) renameSync(`${file}.away`, file);
    }
  });
  it('are not there for a script that asks for no command, the cmdlets among them', async () => {
    const files = ['commands.cjs', 'later.cjs', 'sma.cjs', 'workflow.cjs'].map((name) => join(folder, name));
    for (const file of files) renameSync(file, `${file}.away`);
    try {
      for (const [script, output] of [['', []], ['$n = 0; foreach ($i in 1..3) { $n += $i }; $n; "$([math]::Pow(2, 3)) $($PSVersionTable.PSVersion.Major)"', ['6', '8 7']]] as const) assert.deepEqual(await run(script), { output, status: 'Completed', exception: null });
    } finally {
      for (const file of files) renameSync(`${file}.away`, file);
    }
  });
  it('are asked for by an alias, a module, the session state and a type that only cmdlets describe, each the first to need them', async () => {
    for (const [script, wanted] of [
      ["'b', 'a' | sort", 'a b'], ['& { $ExecutionContext.SessionState.Path.Combine("a", "b") }', 'a/b'], ['$ExecutionContext.SessionState.Module', ''], ['$ExecutionContext.InvokeCommand.GetCommand("Get-Date", "Cmdlet").Name', 'Get-Date'],
      ['[System.Management.Automation.CommandInfo].Name', 'CommandInfo'], ['[System.IO.FileInfo].Name', 'FileInfo'], ['${alias:gci}', 'Get-ChildItem'], ['$env:NOTHING_HERE; Test-Path variable:home', 'True'], ['[System.Management.Automation.VerbInfo].Name', 'VerbInfo'],
    ] as const) assert.deepEqual([script, (await run(script)).output.join(' ')], [script, wanted]);
  });
});
