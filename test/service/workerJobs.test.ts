import assert from 'node:assert/strict';
import { MASK } from '../../src/worker/masking/masking.ts';
import { WorkerDriver } from '../support/workerDriver.ts';

describe('Jobs in a worker', () => {
  let worker: WorkerDriver;
  before(async () => { worker = await WorkerDriver.start('--capacity', '4', '--prepared', '1'); });
  after(async () => { await worker[Symbol.asyncDispose](); });

  it('run a script to its end: output in order, times that go up, no error', async () => {
    const job = await worker.run('1..5 | ForEach-Object { "line $_" }');
    assert.deepEqual(job.texts('Output'), ['line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
    const { usage, ...result } = job.result;
    assert.ok(usage !== undefined && usage.cpuMilliseconds > 0 && usage.peakMemoryKb > 10_000, JSON.stringify(usage));
    assert.deepEqual({ ...result, jobId: '' }, { type: 'finished', jobId: '', status: 'Completed', exception: null, errorCount: 0, warningCount: 0 });
    const times = job.records.map((record) => record.time);
    assert.deepEqual(times, [...new Set(times)].sort());
  });

  it('get their parameters by declared type', async () => {
    const script = 'param([int]$N, [string]$Text, [bool]$Flag, [string[]]$List, [object]$Thing, [datetime]$When = "2020-01-02")\n' +
      '"$($N + 1)|$Text|$Flag|$($List.Count)|$($Thing.Name)|$($When.Year)"';
    const job = await worker.run(script, {
      parameters: [
        { name: 'N', value: '41', type: 'System.Int32' }, { name: 'Text', value: '007', type: 'System.String' },
        { name: 'Flag', value: 'true', type: 'System.Boolean' }, { name: 'List', value: "['a','b']", type: 'System.String[]' },
        { name: 'Thing', value: '{"Name":"x"}', type: 'System.Object' },
      ],
    });
    assert.deepEqual(job.texts(), ['42|007|True|2|x|2020']);
  });

  it('fail with a clear text when a parameter does not fit or is not there', async () => {
    const wrong = await worker.run('param([int]$N)\n$N', { parameters: [{ name: 'N', value: 'many', type: 'System.Int32' }] });
    assert.equal(wrong.result.status, 'Failed');
    assert.match(wrong.result.exception ?? '', /parameter 'N'.*"many".*System\.Int32/s);
    const missing = await worker.run('param([Parameter(Mandatory)][string]$Name)\n$Name');
    assert.equal(missing.result.status, 'Failed');
    assert.match(missing.result.exception ?? '', /Name/);
  });

  it('know their own id', async () => {
    const job = await worker.run('"$($PSPrivateMetadata.JobId)"');
    assert.deepEqual(job.texts(), [job.assignment.jobId]);
  });

  it('keep what the log settings and preferences say', async () => {
    const script = 'Write-Verbose "v"; Write-Debug "d"; Write-Progress -Activity "a" -Status "s" -PercentComplete 50; Write-Warning "w"; Write-Host "h"; "o"';
    const streams = async (settings: object): Promise<string[]> => (await worker.run(script, settings)).records.map((record) => record.streamTypeName);
    assert.deepEqual(await streams({}), ['Warning', 'Output']);
    assert.deepEqual(await streams({ logVerbose: true, logProgress: true, logDebug: true }), ['Verbose', 'Debug', 'Progress', 'Warning', 'Output']);
    assert.deepEqual(await streams({ isTest: true, logProgress: true }), ['Warning', 'Output']);
  });

  it('write progress as a list of names and values', async () => {
    const job = await worker.run('Write-Progress -Activity "Copy" -Status "half" -PercentComplete 50', { logProgress: true });
    assert.match(job.texts()[0] ?? '', /^Activity\s+: Copy$/m);
    assert.match(job.texts()[0] ?? '', /^PercentComplete\s+: 50$/m);
  });

  it('write objects as a person sees them, one record each', async () => {
    const job = await worker.run('[pscustomobject]@{ Name = "a"; Size = 1 }; 1.5; $true; $null; "";');
    assert.equal(job.records.length, 4);
    assert.match(job.texts()[0] ?? '', /^Name Size\n---- ----\na +1$/);
    assert.deepEqual(job.texts().slice(1), ['1.5', 'True', '']);
  });

  it('write what Format-Table and Format-List make as one text', async () => {
    const job = await worker.run('$t = [pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ A = 3; B = 4 }\n"before"\n$t | Format-Table\n$t | Format-List A\n"after"');
    assert.equal(job.records.length, 4);
    assert.match(job.texts()[1] ?? '', /^A B\n- -\n1 2\n3 4$/);
    assert.match(job.texts()[2] ?? '', /^A : 1\n\nA : 3$/);
  });

  it('count errors that do not end them; each tells id, category and line', async () => {
    const job = await worker.run('"before"\nWrite-Error "trouble" -ErrorId My.Id -Category InvalidData\nWrite-Warning "w"\n"after"');
    assert.deepEqual(job.records.map((record) => `${record.streamTypeName}:${record.text}`), ['Output:before', 'Error:trouble', 'Warning:w', 'Output:after']);
    assert.deepEqual([job.result.status, job.result.errorCount, job.result.warningCount], ['Completed', 1, 1]);
    const values = new Map(job.records[1]?.nameValues?.map(({ name, value }) => [name, value]));
    assert.match(values.get('FullyQualifiedErrorId') ?? '', /^My\.Id/);
    assert.equal(values.get('Category'), 'InvalidData');
    assert.equal(values.get('Line'), '2');
  });

  it('errors tell which runbook or script the line is of', async () => {
    const job = await worker.run('function F {\n  $null.Go()\n}\nF\nfunction G { Write-Error no }\nG');
    const places = job.records.map((record) => { const values = new Map(record.nameValues?.map(({ name, value }) => [name, value])); return [values.get('ScriptName'), values.get('Line')]; });
    assert.deepEqual(places, [['Test-Runbook', '2'], ['Test-Runbook', '6']]);
  });

  it('a script that throws fails with message and line; what it wrote before is kept', async () => {
    const job = await worker.run('"before"\nthrow "It broke."\n"after"');
    assert.deepEqual(job.records.map((record) => `${record.streamTypeName}:${record.text}`), ['Output:before', 'Error:It broke.']);
    assert.deepEqual([job.result.status, job.result.errorCount], ['Failed', 1]);
    assert.match(job.result.exception ?? '', /^It broke\.\r?\nAt Test-Runbook:2 char:1/);
  });

  it('a workflow that throws is suspended, since it may be resumed', async () => {
    const job = await worker.run('workflow Test-Runbook {\n  Write-Output -InputObject "one"\n  throw "It broke."\n}', { runbookType: 'Script' });
    assert.equal(job.result.status, 'Suspended');
    assert.match(job.result.exception ?? '', /It broke\./);
    assert.deepEqual(job.texts('Output'), ['one']);
  });

  it('a workflow gets its parameters', async () => {
    const script = 'workflow Test-Runbook { param([string]$Name = "nobody", [int]$Count = 1)\n  foreach ($i in 1..$Count) { Write-Output -InputObject "$i $Name" } }';
    const job = await worker.run(script, {
      runbookType: 'Script', parameters: [{ name: 'Name', value: 'Ada', type: 'System.String' }, { name: 'Count', value: '2', type: 'System.Int32' }],
    });
    assert.deepEqual(job.texts(), ['1 Ada', '2 Ada']);
    assert.equal(job.result.status, 'Completed');
  });

  for (const [runbookType, script] of [['PowerShellScript', '"a"\nif ($true) {\n'], ['Script', 'workflow Test-Runbook {\n  if ($true) {\n']] as const) {
    it(`a ${runbookType} with a syntax error fails before it begins, with line and column`, async () => {
      const job = await worker.run(script, { runbookType });
      assert.equal(job.result.status, 'Failed');
      assert.match(job.result.exception ?? '', /Missing closing '}'.*\nAt Test-Runbook:2 char:/s);
      assert.deepEqual(job.records, []);
    });
  }

  it('an unknown command ends the job as Failed and names command and line', async () => {
    const job = await worker.run('"one"\nGet-Flurble -Name x\n"two"');
    assert.equal(job.result.status, 'Failed');
    assert.match(job.result.exception ?? '', /'Get-Flurble'.*\nAt Test-Runbook:2 char:1/s);
    const workflow = await worker.run('workflow Test-Runbook {\n  Get-Flurble\n}', { runbookType: 'Script' });
    assert.equal(workflow.result.status, 'Failed');
    assert.match(workflow.result.exception ?? '', /'Get-Flurble'.*\nAt Test-Runbook:2 char:3/s);
  });

  for (const [what, body] of [
    ['in a function of it', 'function Get-Thing { Get-Flurble -Name x }\n  Get-Thing'],
    ['by a variable', "$name = 'Get-Flurble'\n  InlineScript { $ErrorActionPreference = 'Stop'; & $using:name }"],
    ['in an InlineScript', "InlineScript { $ErrorActionPreference = 'Stop'; Get-Flurble }"],
  ] as const) {
    it(`a workflow whose command is found missing only when it is to run, ${what}, is suspended`, async () => {
      const job = await worker.run(`workflow Test-Runbook {\n  "one"\n  ${body}\n  "two"\n}`, { runbookType: 'Script' });
      assert.equal(job.result.status, 'Suspended');
      assert.equal(job.texts()[0], 'one');
      assert.ok(!job.texts().includes('two'));
      assert.match(job.result.exception ?? '', /'Get-Flurble'/);
    });
  }

  it('an unknown command that the script expects is its own business', async () => {
    const job = await worker.run('try { Get-Flurble } catch { "caught: $($_.CategoryInfo.Category)" }');
    assert.equal(job.result.status, 'Completed');
    assert.deepEqual(job.texts(), ['caught: ObjectNotFound']);
  });

  it('read and write variables of the service', async () => {
    const asked: object[] = [];
    worker.assets = (asset) => {
      asked.push(asset);
      return asset.name === 'Counter' ? { found: true, value: '41', secrets: [] } : { found: false, message: 'no' };
    };
    const job = await worker.run('$n = Get-AutomationVariable -Name Counter\nSet-AutomationVariable -Name Counter -Value ($n + 1)\n$x = Get-AutomationVariable -Name Nope\n"$n [$x]"');
    assert.deepEqual(asked, [
      { kind: 'variable', operation: 'get', name: 'Counter' }, { kind: 'variable', operation: 'set', name: 'Counter', value: '42' },
      { kind: 'variable', operation: 'get', name: 'Nope' },
    ]);
    assert.deepEqual(job.texts('Output'), ['41 []']);
    assert.match(job.texts('Error')[0] ?? '', /variable asset 'Nope' does not exist/);
    assert.equal(job.result.status, 'Completed');
  });

  it('never show a secret: in output, errors, exceptions, or structured values', async () => {
    worker.assets = (asset) => asset.kind === 'credential'
      ? { found: true, value: JSON.stringify({ userName: 'ops', password: 'hunter22!' }), secrets: ['hunter22!'] }
      : { found: true, value: '"geheim"', secrets: ['geheim'] };
    const script = '$c = Get-AutomationPSCredential -Name Ops\n$v = Get-AutomationVariable -Name Key\n$p = $c.GetNetworkCredential().Password\n' +
      '"$($c.UserName) $p $v"\nWrite-Error "bad $v" -ErrorId "id-$v"\nthrow "fatal $p"';
    const job = await worker.run(script);
    assert.deepEqual(job.texts('Output'), [`ops ${MASK} ${MASK}`]);
    const everything = JSON.stringify([job.records, job.result]);
    assert.ok(!everything.includes('hunter22') && !everything.includes('geheim'), everything);
    assert.match(job.result.exception ?? '', /^fatal \*{8}/);
  });

  it('never show a secret that the runbook itself has put into an encrypted variable', async () => {
    worker.assets = (asset) => ({ found: true, value: '"x"', secrets: asset.kind === 'variable' && asset.operation === 'set' ? ['geheim'] : [] });
    const job = await worker.run('Set-AutomationVariable -Name Key -Value geheim\n"now it is geheim"');
    assert.deepEqual(job.texts('Output'), [`now it is ${MASK}`]);
  });

  it('never show a secret that formatting breaks, indents or cuts', async () => {
    const long = 'Abc0123456789'.repeat(16), lines = 'BEGIN geheim\n  mid dle\nEND geheim';
    worker.assets = (asset) => ({ found: true, value: JSON.stringify(asset.name === 'Long' ? long : lines), secrets: [asset.name === 'Long' ? long : lines] });
    const script = ['$l = Get-AutomationVariable -Name Long; $k = Get-AutomationVariable -Name Lines',
      '$o = [pscustomobject]@{ Name = "n"; Long = $l; Lines = $k; Number = 1; Items = @("x", $l) }',
      '$o; $o | Format-List; $o | Format-Table; $o | Format-Table -Wrap; $o | Format-Table Long; $o | Format-Wide Long; ,$o | Group-Object Long',
      '$o | Format-List | Out-String; $o | Format-Table Long, Name | Out-String; $o | Out-String',
      '$o | Format-Table @{ n = "L"; e = { $_.Long }; a = "Right"; width = 30 }, Name | Out-String',
      '$k -split "`n"; @{ Key = $l }; $o | ConvertTo-Json; Write-Warning $k; Write-Verbose $l -Verbose; Write-Error "$o"'].join('\n');
    const job = await worker.run(script);
    assert.equal(job.result.status, 'Completed', job.result.exception ?? '');
    // A time may hold the digits too.
    const everything = JSON.stringify(job.records, (key, value: unknown) => (key === 'time' ? undefined : value));
    for (const piece of ['Abc0', '0123', '6789', 'geheim', 'mid dle', 'BEGIN']) assert.ok(!everything.includes(piece), `${piece}: ${everything}`);
    assert.match(everything, /Name +: n.*Number +: 1/s);
  });

  it('never show a secret that an InlineScript or a branch writes', async () => {
    const lines = 'geheim eins\ngeheim zwei';
    worker.assets = () => ({ found: true, value: JSON.stringify(lines), secrets: [lines] });
    const script = ['workflow Test-Runbook {', '  $v = Get-AutomationVariable -Name Key',
      '  InlineScript { "inline $using:v"; [pscustomobject]@{ Inside = $using:v; Plain = 1 }; [pscustomobject]@{ Inside = $using:v } | Format-List | Out-String; Write-Warning "w $using:v" }',
      '  parallel { sequence { $a = Get-AutomationVariable -Name Key; "branch $a" } InlineScript { "both $using:v"; Write-Error "e $using:v" } }',
      '  "after"', '}'].join('\n');
    const job = await worker.run(script, { runbookType: 'Script' });
    const everything = JSON.stringify([job.records, job.result]);
    assert.ok(!everything.includes('geheim'), everything);
    for (const text of [`inline ${MASK}`, `branch ${MASK}`, `both ${MASK}`, 'after']) assert.ok(job.texts('Output').includes(text), `${text}: ${everything}`);
  });

  it('carry any Unicode, and ten megabytes in one record', async () => {
    const text = 'Grüße 😀 \u2028 zero:\0 quote:" backslash:\\ tab:\t';
    const job = await worker.run('param($Text)\n$Text\n"line1`nline2"\n"ä" * 5242880', { parameters: [{ name: 'Text', value: text, type: 'System.String' }] });
    assert.equal(job.texts()[0], text);
    assert.equal(job.texts()[1], 'line1\nline2');
    assert.ok(job.texts()[2] === 'ä'.repeat(5_242_880));
    assert.equal(job.result.status, 'Completed');
  });

  it('exit ends a script, as Completed', async () => {
    const job = await worker.run('"one"; exit 3; "two"');
    assert.deepEqual(job.texts(), ['one']);
    assert.equal(job.result.status, 'Completed');
  });
});
