import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { act, job, publishNew, rows, start, streamItems, type Wire } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);

describe('runbooks that use other runbooks', function () {
  this.timeout(120_000);
  let under: UnderTest;
  before(async () => { under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') } }); });
  after(() => under[Symbol.asyncDispose]());
  const ended = (id: string): Promise<Wire> => eventually(async () => {
    const entity = await job(under.http, id);
    return FINAL.has(entity['JobStatus']) ? entity : undefined;
  }, 60_000, 'the end of the job');
  const texts = async (id: string): Promise<readonly string[]> => rows(await streamItems(under.http, id)).map((item) => `${String(item['StreamTypeName'])}: ${String(item['StreamText'])}`);
  const run = async (script: string, name?: string): Promise<string> => start(under.http, (await publishNew(under.http, script, name)).runbook);

  it('a workflow calls another by its name, in the same job, with the functions of its text', async () => {
    await publishNew(under.http, 'function Twice($n) { $n * 2 }\nworkflow Get-Double { param([int]$Of) $v = Twice $Of; Write-Verbose -Message "doubling"; $v }');
    const id = await run('workflow Parent1 { $a = Get-Double -Of 21; "got $a"; foreach -parallel ($i in 1..3) { Get-Double -Of $i } }');
    assert.equal((await ended(id))['JobException'], null);
    const all = await texts(id);
    assert.deepEqual([all[0], all.slice(1).toSorted()], ['Output: got 42', ['Output: 2', 'Output: 4', 'Output: 6']]);
  });

  it('a suspended parent goes on with the child it began with, though another one is published since', async () => {
    const child = await publishNew(under.http, "workflow Get-Part { 'old part' }");
    const id = await run('workflow Parent2 { Get-Part; Suspend-Workflow; Get-Part }');
    assert.equal((await ended(id))['JobStatus'], 'Suspended');
    const edited = await act(under.http, 'Runbooks', child.runbook, 'Edit');
    const version = (edited.data as { d: { Edit: string } }).d.Edit;
    await under.http.put(`RunbookVersions(guid'${version}')/$value`, "workflow Get-Part { 'new part' }", { headers: { 'Content-Type': 'application/octet-stream' } });
    assert.equal((await act(under.http, 'Runbooks', child.runbook, 'Publish')).status, 200);
    await act(under.http, 'Jobs', id, 'Resume');
    assert.equal((await ended(id))['JobStatus'], 'Completed');
    assert.deepEqual(await texts(id), ['Output: old part', 'Output: old part']);
    const next = await run('workflow Parent3 { Get-Part }');
    await ended(next);
    assert.deepEqual(await texts(next), ['Output: new part']);
  });

  it('a script calls .\\Child.ps1 in the same job', async () => {
    await publishNew(under.http, 'param($Name) "child of $Name"', 'Greet-Child');
    const id = await run("$r = .\\Greet-Child.ps1 -Name 'Ann'; \"[$r]\"", 'Script-Parent');
    await ended(id);
    assert.deepEqual(await texts(id), ['Output: [child of Ann]']);
  });

  it('a child that is nowhere keeps the parent from running, and names itself', async () => {
    const done = await ended(await run("workflow Parent4 { 'never'; Get-Nothing -At All }"));
    assert.equal(done['JobStatus'], 'Failed');
    assert.match(String(done['JobException']), /'Get-Nothing' cannot be found.*\nAt Parent4:1/s);
  });

  it('waits for a job it has started, by its state, and reads what it wrote; other facts of runbooks and jobs too', async () => {
    const { runbook } = await publishNew(under.http, 'param([int]$Count) Write-Warning "careful"; foreach ($i in 1..$Count) { "line $i" }', 'Watched-Child');
    const wait = "$id = Start-SmaRunbook -Name 'Watched-Child' -Parameters @{ Count = 600 }; $job = Get-SmaJob -Id $id; while ($job.JobStatus -notin 'Completed', 'Failed') { Start-Sleep -Milliseconds 50; $job = Get-SmaJob -Id $id }";
    const facts = '"$($job.JobStatus) $($job.WarningCount) $($job.EndTime -ge $job.StartTime) $($job.RunbookID)"; $out = Get-SmaJobOutput -Id $id -Stream Output; "$($out.Count) $($out[0].StreamText) $($out[599].StreamText) $($out[0].StreamTime.Kind)"; $w = Get-SmaJobOutput -Id $id -Stream warning; "$($w.StreamTypeName) $($w.StreamText)"';
    const expected = [`Output: Completed 1 True ${runbook}`, 'Output: 600 line 1 line 600 Utc', 'Output: Warning careful'];
    for (const id of [await run(`${wait}; ${facts}`, 'Script-Waits'), await run(`workflow Flow-Waits { ${wait}; ${facts} }`)]) {
      assert.equal((await ended(id))['JobException'], null);
      assert.deepEqual(await texts(id), expected);
    }
    const id = await run("$r = Get-SmaRunbook -Name 'watched-CHILD'; \"$($r.RunbookName) $($r.RunbookType) $($r.LogVerbose)\"; @(Get-SmaJob -RunbookName 'Watched-Child').Count; @(Get-SmaJob -RunbookId $r.RunbookID | Get-SmaJobOutput -Stream Warning).Count; (Get-SmaRunbook | Where-Object RunbookName -eq 'Watched-Child').RunbookID.Guid; Get-SmaRunbook -Name Nobody, Watched-Child; Get-SmaJob -Id 11111111-2222-3333-4444-555555555555; Get-SmaJobOutput -Id nonsense -Stream Any; try { Get-SmaJob -WebServiceEndpoint https://elsewhere.example } catch { 'other' }; $later = Get-SmaJobOutput -Id (@(Get-SmaJob -RunbookName 'Watched-Child')[0].JobID) -Stream Any -StartTime (Get-Date).AddHours(1); \"[$($later.Count)]\"", 'Script-Asks');
    assert.equal((await ended(id))['JobException'], null);
    assert.deepEqual(await texts(id), [
      'Output: Watched-Child PowerShellScript False', 'Output: 2', 'Output: 2', `Output: ${runbook}`, "Error: The runbook 'Nobody' was not found.",
      "Error: The job '11111111-2222-3333-4444-555555555555' was not found.", "Error: The job 'nonsense' was not found.", 'Output: other', 'Output: [0]',
    ]);
  });

  it('suspends, resumes and stops jobs by the service\'s rules', async () => {
    await publishNew(under.http, "workflow Acted-On { 'one'; while ($true) { Start-Sleep -Milliseconds 100; Checkpoint-Workflow } }", 'Acted-On');
    const until = (status: string): string => `while ((Get-SmaJob -Id $id).JobStatus -ne '${status}') { Start-Sleep -Milliseconds 50 }; '${status}'`;
    const steps = `$id = Start-SmaRunbook -Name 'Acted-On'; ${until('Running')}; Suspend-SmaJob -Id $id; ${until('Suspended')}; Suspend-SmaJob -Id $id -ErrorAction SilentlyContinue -ErrorVariable e; "$($e.Count) $($e[0].FullyQualifiedErrorId)"; Resume-SmaJob -Id $id; ${until('Running')}; Get-SmaJob -Id $id | Stop-SmaJob; ${until('Stopped')}`;
    const id = await run(`${steps}; Stop-SmaJob 11111111-2222-3333-4444-555555555555; Resume-SmaJob nonsense; Stop-SmaJob -Id $id -WhatIf`, 'Script-Acts');
    assert.equal((await ended(id))['JobException'], null);
    const [a, b, refused, c, d, ...errors] = await texts(id);
    assert.deepEqual([a, b, c, d], ['Output: Running', 'Output: Suspended', 'Output: Running', 'Output: Stopped']);
    assert.equal(refused, 'Output: 1 SmaJobActionFailed,Microsoft.PowerShell.Commands.SuspendSmaJobCommand');
    assert.deepEqual(errors, ["Error: The job '11111111-2222-3333-4444-555555555555' was not found.", "Error: 'nonsense' is no id of a job."]);
    const flow = await run("workflow Flow-Acts { $id = Start-SmaRunbook -Name 'Acted-On'; Stop-SmaJob -Id $id; $s = ''; while ($s -ne 'Stopped') { Start-Sleep -Milliseconds 50; $j = Get-SmaJob -Id $id; $s = $j.JobStatus }; $s }", 'Flow-Acts');
    assert.equal((await ended(flow))['JobException'], null);
    assert.deepEqual(await texts(flow), ['Output: Stopped']);
  });

  it('a job that is given a secret masks it too, over a checkpoint, and so does one that it starts in turn', async () => {
    assert.equal((await under.http.post('Variables', { Name: 'Handed', Value: '"hand\\"ed-99"', IsEncrypted: true })).status, 201);
    await publishNew(under.http, 'param($Words, $Plain) "last $($Words[1]) $Plain"', 'Third-Job');
    await publishNew(under.http, "workflow Second-Job { param([string]$A) \"second $A\"; Suspend-Workflow; $id = Start-SmaRunbook -Name 'Third-Job' -Parameters @{ Words = @('a', $A); Plain = 'shown' }; \"id $id\"; throw $A }");
    const first = await run("$id = Start-SmaRunbook -Name 'Second-Job' -Parameters @{ A = (Get-AutomationVariable -Name Handed) }; $id.Guid", 'First-Job');
    await ended(first);
    const second = (await texts(first))[0]?.slice('Output: '.length) ?? '';
    assert.equal((await ended(second))['JobStatus'], 'Suspended');
    await act(under.http, 'Jobs', second, 'Resume');
    const done = await eventually(async () => { const entity = await job(under.http, second); return entity['JobException'] === null ? undefined : entity; }, 60_000, 'the error of the second job');
    assert.match(String(done['JobException']), /^\*{8}/);
    const [began, id = '', thrown] = await texts(second);
    assert.deepEqual([began, thrown], ['Output: second ********', 'Error: ********']);
    const third = id.slice('Output: id '.length);
    await ended(third);
    assert.deepEqual(await texts(third), ['Output: last ******** shown']);
  });

  it('reads, sets and makes variables of the service by their cmdlets; what is encrypted stays so, and is masked', async () => {
    for (const body of [{ Name: 'Plain', Value: '{"a":[1,"two"]}', Description: 'known', IsEncrypted: false }, { Name: 'Sealed', Value: '"hidden-77"', IsEncrypted: true }]) assert.equal((await under.http.post('Variables', body)).status, 201);
    const script = `$v = Get-SmaVariable -WebServiceEndpoint https://localhost -Port 9090 -Name 'plain'; "$($v.Name) $($v.Value.a[1]) $($v.Description) $($v.IsEncrypted) $($v.VariableID.GetType().Name) $($v.CreationTime.GetType().Name)"
$s = Get-SmaVariable -Name Sealed; "[$($s.Value)] $($s.IsEncrypted)"
Set-SmaVariable -Name 'PLAIN' -Value 5; Set-SmaVariable -Name Made -Value 'new' -Description 'by a job'; Set-SmaVariable -Name Sealed -Value 'other-secret'; Set-SmaVariable -Name 'Made-Sealed' -Value 'third-secret' -Encrypted
Set-SmaVariable -Name Plain -Value 6 -WhatIf
$p = Get-SmaVariable -Name Plain; "$($p.Value + 1) $($p.Description)"; (Get-SmaVariable -Name Plain, Made | Sort-Object -Property Name | ForEach-Object { $_.Name }) -join ','
$c = Get-AutomationVariable -Name Sealed; "secret $c"; $m = Get-AutomationVariable -Name 'Made-Sealed'; "made $m"; @(Get-SmaVariable | Where-Object -FilterScript { $_.Name -like 'Made*' }).Count
Get-SmaVariable -Name NoSuch; Set-SmaVariable -Name Plain -Value 1 -Encrypted; Set-SmaVariable -Name (' ') -Value 1`;
    const expected = [
      'Output: Plain two known False Guid DateTime', 'Output: [] True', 'Output: 6 known', 'Output: Made,Plain', 'Output: secret ********', 'Output: made ********', 'Output: 2',
      "Error: The variable 'NoSuch' was not found.", "Error: The variable 'Plain' is there and not encrypted; that cannot be changed. Remove it first, or leave -Encrypted out.", 'Error: The name of a variable has 1 to 512 characters.',
    ];
    const id = await run(script, 'Script-Variables');
    assert.equal((await ended(id))['JobException'], null);
    assert.deepEqual(await texts(id), expected);
  });

  it('reads and sets variables in scripts beside the runbook too, and nothing secret there', async () => {
    assert.equal((await under.http.post('Variables', { Name: 'Beside', Value: '1', IsEncrypted: false })).status, 201);
    const within = await run(`workflow Flow-Variables { parallel { InlineScript { Set-SmaVariable -Name Beside -Value 41; $v = Get-SmaVariable -WebServiceEndpoint https://localhost -Name Beside; "in $($v.Value + 1)" }
 Start-Sleep -Milliseconds 50 } }`);
    assert.equal((await ended(within))['JobException'], null);
    assert.deepEqual(await texts(within), ['Output: in 42']);
    const id = await run("& { workflow w { $x = Get-AutomationVariable -Name Beside; $x }; w -AsJob | Receive-Job -Wait }; Start-Job { (Get-SmaVariable -Name Beside).Value; Set-SmaVariable -Name BesideSealed -Value hidden-12 -Encrypted; Get-AutomationPSCredential -Name c } | Receive-Job -Wait", 'Script-Beside');
    assert.equal((await ended(id))['JobException'], null);
    assert.deepEqual(await texts(id), [
      'Error: Get-AutomationVariable is not available in a script that runs beside the runbook. Call it in the runbook, and hand its result in with $using: or as an argument.', 'Output: 41',
      "Error: The encrypted variable 'BesideSealed' cannot be set in a script that runs beside the runbook, where its value would not be masked. Set it in the runbook itself.",
      'Error: Get-AutomationPSCredential is not available in a script that runs beside the runbook. Call it in the runbook, and hand its result in with $using: or as an argument.',
    ]);
  });

  it('Start-SmaRunbook starts a linked job of its own, from either kind; what is refused is an error record', async () => {
    await publishNew(under.http, 'param([string]$Who, [int]$Count) "$Who $Count"', 'Started-Child');
    const id = await run("workflow Parent5 { $j = Start-SmaRunbook -WebServiceEndpoint 'https://localhost' -Name 'Started-Child' -Parameters @{ Who = 'Eve'; Count = 3 }; \"$j\" }");
    assert.equal((await ended(id))['JobException'], null);
    const [output = ''] = await texts(id), child = output.replace('Output: ', '');
    assert.equal((await ended(child))['JobStatus'], 'Completed');
    assert.deepEqual(await texts(child), ['Output: Eve 3']);
    const db = new DatabaseSync(join(under.folder, 'sma.db'), { readOnly: true });
    try { assert.equal(db.prepare('select parent_job from Jobs where JobID = ?').get(child)?.['parent_job'], id); } finally { db.close(); }
    // Every client can read it.
    const noteOf = async (jobId: string): Promise<readonly unknown[]> => {
      const context = String((await job(under.http, jobId))['JobContextID']);
      return rows(await under.http.get(`JobContexts(guid'${context}')/JobParameters`)).filter(({ Name }) => Name === 'MicrosoftApplicationManagementStartedBy').map(({ Value }) => Value);
    };
    assert.deepEqual(await noteOf(child), [`Parent5 (job ${id})`]);
    const said = await run("$j = Start-SmaRunbook -Name 'Started-Child' -Parameters @{ Who = 'Eve'; Count = 3; MicrosoftApplicationManagementStartedBy = 'the night shift' }; \"$j\"", 'Says-Who');
    await ended(said);
    assert.deepEqual(await noteOf(String((await texts(said))[0]).replace('Output: ', '')), ['"the night shift"']);
    const within = await run("workflow Parent6 { parallel { InlineScript { $j = Start-SmaRunbook -Name 'Started-Child' -Parameters @{ Who = 'In'; Count = 1 }; \"id $($j.Guid.Length)\" }\n Start-Sleep -Milliseconds 50 } }");
    await ended(within);
    assert.deepEqual(await texts(within), ['Output: id 36']);
    const refused = await run("Start-SmaRunbook -Name 'Nobody-Knows'; Start-SmaRunbook -Name 'Started-Child' -Parameters @{ Nope = 1 }; 'on'", 'Refused-Starts');
    await ended(refused);
    const all = await texts(refused);
    assert.match(String(all[0]), /^Error: The runbook 'Nobody-Knows' was not found/);
    assert.match(String(all[1]), /^Error: .*Nope/);
    assert.equal(all[2], 'Output: on');
  });
});
