/** Every cmdlet of SMA's module in jobs of a real service: what it does, and what it says to bad input. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { importRunbook, job, publishNew, rows, start, streamItems, type Wire } from '../support/conversation.ts';
import { zip } from '../support/moduleZips.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);
const NOBODY = '11111111-2222-3333-4444-555555555555';

describe('the cmdlets of SMA\'s module in jobs', function () {
  this.timeout(120_000);
  let under: UnderTest, made = 0;
  before(async () => {
    under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') } });
    await publishNew(under.http, "workflow Seen-Runbook { 'seen' }", 'Seen-Runbook');
    const connectionType = { ConnectionFields: [{ Name: 'Server', TypeName: 'System.String', IsOptional: false, IsEncrypted: false }, { Name: 'Word', TypeName: 'System.String', IsOptional: true, IsEncrypted: true }], ConnectionTypeName: 'Sample', IntegrationModuleName: 'Contoso.Sample' };
    const files = zip({ 'Contoso.Sample/Contoso.Sample.psm1': 'function Get-Sample { param([string]$Of) $Of }', 'Contoso.Sample/Contoso.Sample-Automation.json': JSON.stringify(connectionType) });
    assert.equal((await under.http.post('Modules', files, { headers: { 'Content-Type': 'application/octet-stream', Slug: 'Contoso.Sample' } })).status, 201);
  });
  after(() => under[Symbol.asyncDispose]());

  const texts = async (id: string): Promise<readonly string[]> => rows(await streamItems(under.http, id)).map((item) => `${String(item['StreamTypeName'])}: ${String(item['StreamText'])}`);
  const ended = (id: string): Promise<Wire> => eventually(async () => {
    const entity = await job(under.http, id);
    return FINAL.has(entity['JobStatus']) ? entity : undefined;
  }, 60_000, 'the end of the job');
  /** What a script writes as a job: objects as texts, errors by their ids. */
  const run = async (script: string, http = under.http): Promise<readonly string[]> => {
    const { runbook } = await publishNew(under.http, script, `Script-${++made}`), id = await start(http, runbook), end = await ended(id);
    assert.equal(end['JobException'], null);
    return texts(id);
  };
  /** The ids and words of the errors of each line. */
  const errors = (...lines: readonly string[]): Promise<readonly string[]> => run(lines.map((line) => `try { ${line} -ErrorAction Stop; 'no error' } catch { "$($_.FullyQualifiedErrorId -replace ',.*') $($_.CategoryInfo.Category): $($_.Exception.Message)" }`).join('\n'));

  describe('that read', () => {
    it('settings and workers', async () => {
      assert.deepEqual(await run("$all = Get-SmaAdminConfiguration; ($all | Where-Object Name -eq 'DrainTimeInSeconds').Value; $all[0].PSObject.TypeNames[0]; $all[0].LastModifiedTime.Kind; $w = Get-SmaRunbookWorkerDeployment; \"$($w.InstanceId) $($w.LowKey) $($w.ComputerName -eq [Environment]::MachineName) $($w.PSObject.TypeNames[0])\""),
        ['Output: 900', 'Output: Orchestrator.ResourceModel.AdminConfiguration', 'Output: Utc', 'Output: 1 0 True Orchestrator.ResourceModel.Deployment']);
    });

    it('credentials and certificates, without what is secret of them', async () => {
      for (const one of ['First', 'Second']) assert.equal((await under.http.post('Credentials', { Name: one, UserName: `CONTOSO\\${one}`, RawValue: 'hidden-1' })).status, 201);
      assert.deepEqual(await run("$c = Get-SmaCredential -Name first; \"$($c.Name) $($c.UserName) [$($c.RawValue)] [$($c.Value)] $($c.CredentialID.GetType().Name) $($c.PSObject.TypeNames[0])\"; (Get-SmaCredential | Sort-Object Name).Name -join ','; ('second', 'FIRST' | Get-SmaCredential).Name -join ','; @(Get-SmaCertificate).Count"),
        ['Output: First CONTOSO\\First [] [] Guid Orchestrator.ResourceModel.Credential', 'Output: First,Second', 'Output: Second,First', 'Output: 0']);
      assert.deepEqual(await errors("Get-SmaCredential -Name Nobody", "Get-SmaCertificate -Name \"it's\""), ["Output: SmaNotFound ObjectNotFound: The credential 'Nobody' was not found.", "Output: SmaNotFound ObjectNotFound: The certificate 'it's' was not found."]);
    });

    it('types of connections, their fields, and connections by name and type', async () => {
      const type = rows(await under.http.get("ConnectionTypes?$filter=Name eq 'Sample'"))[0], fields = rows(await under.http.get('ConnectionFields'));
      const connection = await under.http.post('Connections', { Name: 'Main', Description: 'the first', ConnectionTypeID: type?.['ConnectionTypeID'] });
      assert.equal(connection.status, 201, JSON.stringify(connection.data));
      for (const [name, Value] of [['Server', 'srv1'], ['Word', 'hidden-2']]) assert.equal((await under.http.post('ConnectionFieldValues', { ConnectionID: (connection.data as { d: Wire }).d['ConnectionID'], ConnectionFieldID: fields.find(({ Name }) => Name === name)?.['ConnectionFieldID'], Value })).status, 201);
      assert.deepEqual(await run(`(Get-SmaConnectionType).Name; (Get-SmaConnectionField -ConnectionTypeName sample | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.IsEncrypted)" }) -join ','; $c = Get-SmaConnection -Name MAIN
"$($c.Name) $($c.Description) $($c.ConnectionType.Name) $($c.PSObject.TypeNames[0])"; ($c.ConnectionFieldValues | Sort-Object ConnectionFieldName | ForEach-Object { "$($_.ConnectionFieldName)=$($_.Value)" }) -join ','; @(Get-SmaConnection -ConnectionTypeName Sample).Count; @(Get-SmaConnection).Count`),
      ['Output: Sample', 'Output: Server False,Word True', 'Output: Main the first Sample Orchestrator.ResourceModel.Connection', 'Output: Server=srv1,Word=', 'Output: 1', 'Output: 1']);
      assert.deepEqual(await errors('Get-SmaConnection -Name Nobody', 'Get-SmaConnection -ConnectionTypeName Nobody', 'Get-SmaConnectionField -ConnectionTypeName Nobody'),
        ["Output: SmaNotFound ObjectNotFound: The connection 'Nobody' was not found.", "Output: SmaNotFound ObjectNotFound: The connection type 'Nobody' was not found.", "Output: SmaNotFound ObjectNotFound: The connection type 'Nobody' was not found."]);
    });

    it('modules with their activities, by name and id', async () => {
      assert.deepEqual(await run("$m = Get-SmaModule -Name contoso.sample; \"$($m.ModuleName) $($m.Version) $($m.Activities.Name -join ',') $($m.PSObject.TypeNames[0])\"; (Get-SmaModule -Id $m.ModuleID).ModuleName; (Get-SmaModule | Where-Object ModuleName -eq 'Contoso.Sample').ModuleName"),
        ['Output: Contoso.Sample 1 Get-Sample Orchestrator.ResourceModel.Module', 'Output: Contoso.Sample', 'Output: Contoso.Sample']);
      assert.deepEqual(await errors('Get-SmaModule -Name Nobody', `Get-SmaModule -Id ${NOBODY}`, 'Get-SmaModule -Id nonsense'),
        ["Output: SmaNotFound ObjectNotFound: The module 'Nobody' was not found.", `Output: SmaNotFound ObjectNotFound: The module '${NOBODY}' was not found.`, "Output: SmaInvalidId InvalidArgument: 'nonsense' is no id of a module: an id is a GUID."]);
    });

    it('schedules of both kinds', async () => {
      for (const [kind, more] of [['OneTime', {}], ['Daily', { DayInterval: 3 }]] as const) assert.equal((await under.http.post('Schedules', { __metadata: { type: `Orchestrator.ResourceModel.${kind}Schedule` }, Name: `${kind}One`, StartTime: '2099-01-01T08:30:00', IsEnabled: true, ...more }, { headers: { 'Content-Type': 'application/json;odata=verbose' } })).status, 201);
      assert.deepEqual(await run("foreach ($s in Get-SmaSchedule -Name DailyOne, OneTimeOne) { \"$($s.Name) [$($s.DayInterval)] $($s.StartTime.ToString('s')) $($s.StartTime.Kind) $(($s.PSObject.TypeNames | Select-Object -First 2) -join ' ')\" }; @(Get-SmaSchedule).Count"), [
        'Output: DailyOne [3] 2099-01-01T08:30:00 Utc Orchestrator.ResourceModel.DailySchedule Orchestrator.ResourceModel.Schedule', 'Output: OneTimeOne [] 2099-01-01T08:30:00 Utc Orchestrator.ResourceModel.OneTimeSchedule Orchestrator.ResourceModel.Schedule', 'Output: 2']);
      assert.deepEqual(await errors('Get-SmaSchedule -Name Nobody'), ["Output: SmaNotFound ObjectNotFound: The schedule 'Nobody' was not found."]);
    });

    it('texts of runbooks, published and draft, by name, id and version; in a workflow too', async () => {
      const script = "$d = Get-SmaRunbookDefinition -Name 'seen-runbook' -Type Published; \"$($d.Content) $($d.RunbookVersion.VersionNumber) $($d.RunbookVersion.PSObject.TypeNames[0])\"; $r = Get-SmaRunbook -Name 'Seen-Runbook'; (Get-SmaRunbookDefinition -Id $r.RunbookID -Type Published).Content; (Get-SmaRunbookDefinition -VersionId $r.PublishedRunbookVersionID).Content; @(Get-SmaRunbookDefinition -Type Published).Count -ge 2; @(Get-SmaRunbookDefinition -Type Draft).Count";
      const text = "Output: workflow Seen-Runbook { 'seen' }";
      assert.deepEqual(await run(script), [`${text} 1 Orchestrator.ResourceModel.RunbookVersion`, text, text, 'Output: True', 'Output: 0']);
      const { runbook } = await publishNew(under.http, "workflow Flow-Reads { $d = Get-SmaRunbookDefinition -Name 'Seen-Runbook' -Type Published; $d.Content; parallel { (Get-SmaSchedule).Count\n InlineScript { @(Get-SmaModule).Count } } }"), id = await start(under.http, runbook);
      assert.equal((await ended(id))['JobException'], null);
      assert.deepEqual([...await texts(id)].toSorted(), ['Output: 1', 'Output: 2', text]);
      assert.deepEqual(await errors("Get-SmaRunbookDefinition -Name 'Seen-Runbook' -Type Draft", "Get-SmaRunbookDefinition -Name Nobody -Type Draft", `Get-SmaRunbookDefinition -VersionId ${NOBODY}`, "Get-SmaRunbookDefinition -Name a -Type Nothing"), [
        "Output: SmaRunbookDefinitionNotFound ObjectNotFound: The runbook 'Seen-Runbook' has no draft. Edit-SmaRunbook makes one; -Type Published gives the published text.", "Output: SmaNotFound ObjectNotFound: The runbook 'Nobody' was not found.",
        `Output: SmaNotFound ObjectNotFound: There is no RunbookVersion with the key ${NOBODY}.`, "Output: ParameterArgumentValidationError InvalidData: Cannot validate argument on parameter 'Type'. The argument \"Nothing\" does not belong to the set \"Published,Draft\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.",
      ]);
    });

    it('the licence', async () => {
      assert.deepEqual(await run("$l = Get-SmaLicense; \"[$($l.Value)] $($l.PSObject.TypeNames[0])\"; Set-SmaLicense AAAAA-BBBBB-CCCCC-DDDDD-EEEEE; (Get-SmaLicense).Value"), ['Output: [] Orchestrator.ResourceModel.AdminConfiguration', 'Output: AAAAA-BBBBB-CCCCC-DDDDD-EEEEE']);
      assert.match((await errors('Set-SmaLicense -ProductKey 1'))[0] ?? '', /^Output: SmaInvalidInput InvalidArgument: .*five groups of five letters/);
    });

    it('more than a page', async () => {
      for (let i = 0; i < 120; i++) assert.equal((await under.http.post('Credentials', { Name: `Many${i}`, UserName: 'u', RawValue: 'p' })).status, 201);
      assert.deepEqual(await run("@(Get-SmaCredential | Where-Object Name -like 'Many*').Count"), ['Output: 120']);
    });
  });

  describe('that change', () => {
    it('settings of the service, those that are given', async () => {
      assert.deepEqual(await run("Set-SmaAdminConfiguration -MaxJobRecords 5000 -Telemetry $true -ScriptExecutionPolicy Unrestricted -ChartTimeSliceSampleSize Large -PurgeJobsOlderThanCountDays 7; Set-SmaAdminConfiguration -DrainTimeInSeconds 1 -WhatIf; (Get-SmaAdminConfiguration | Sort-Object Name | Where-Object Name -ne ProductKey | ForEach-Object { \"$($_.Name)=$($_.Value)\" }) -join ' '"),
        ['Output: ChartTimeSliceSampleSize=Large DrainTimeInSeconds=900 MaxJobRecords=5000 PurgeJobsOlderThanCountDays=7 ScriptExecutionPolicy=Unrestricted Telemetry=True']);
      const [none = '', wrong = ''] = await errors('Set-SmaAdminConfiguration', 'Set-SmaAdminConfiguration -MaxJobRecords 0');
      assert.match(none, /^Output: SmaNothingToSet InvalidArgument: Nothing is to be set: add -Telemetry/);
      assert.match(wrong, /^Output: SmaInvalidInput InvalidArgument: .*MaxJobRecords a whole number from 1/);
    });

    it('credentials: made, changed, used, removed', async () => {
      assert.deepEqual(await run("$c = [pscredential]::new('CONTOSO\\me', (ConvertTo-SecureString 'first-word-1' -AsPlainText -Force)); Set-SmaCredential -Name Mine -Value $c -Description 'of a job'; $g = Get-SmaCredential -Name mine; \"$($g.UserName) $($g.Description) [$($g.RawValue)]\"; (Get-AutomationPSCredential -Name Mine).GetNetworkCredential().Password.Length; Set-SmaCredential -Name MINE -Value ([pscredential]::new('you', (ConvertTo-SecureString 'second' -AsPlainText -Force))); $g = Get-SmaCredential -Name mine; \"$($g.UserName) $($g.Description)\"; Set-SmaCredential -Name Never -Value $c -WhatIf; Remove-SmaCredential -Name Mine -WhatIf; @(Get-SmaCredential | Where-Object Name -in Mine, Never).Count; Get-SmaCredential -Name Mine | Remove-SmaCredential; @(Get-SmaCredential | Where-Object Name -eq Mine).Count"),
        ['Output: CONTOSO\\me of a job []', 'Output: 12', 'Output: you of a job', 'Output: 1', 'Output: 0']);
      assert.deepEqual(await errors('Remove-SmaCredential -Name Mine', "Set-SmaCredential -Name (' ') -Value ([pscredential]::new('u', [securestring]::new()))"), ["Output: SmaNotFound ObjectNotFound: The credential 'Mine' was not found.", "Output: SmaInvalidInput InvalidArgument: The property 'Name' of Credential is not valid: a name must not be empty."]);
    });

    it('variables and certificates are removed', async () => {
      assert.deepEqual(await run("Set-SmaVariable -Name Short -Value 1; Remove-SmaVariable -Name short; @(Get-SmaVariable | Where-Object Name -eq Short).Count"), ['Output: 0']);
      assert.deepEqual(await errors('Remove-SmaVariable -Name Short', 'Remove-SmaCertificate -Name Nobody'), ["Output: SmaNotFound ObjectNotFound: The variable 'Short' was not found.", "Output: SmaNotFound ObjectNotFound: The certificate 'Nobody' was not found."]);
    });

    it('connections: made with their values, changed, removed; encrypted values come back to nobody', async () => {
      assert.deepEqual(await run(`$c = New-SmaConnection -Name Built -ConnectionTypeName Sample -ConnectionFieldValues @{ server = 'srv2'; Word = 'hidden-3' } -Description made; "$($c.Name) $($c.Description) $($c.ConnectionFieldValues.Count) $($c.PSObject.TypeNames[0])"
Set-SmaConnectionFieldValue -ConnectionName built -ConnectionFieldName SERVER -Value 42; Set-SmaConnectionFieldValue -ConnectionName Built -ConnectionFieldName Word -Value 'hidden-4'; Set-SmaConnectionFieldValue -ConnectionName Built -ConnectionFieldName Server -Value never -WhatIf
((Get-SmaConnection -Name Built).ConnectionFieldValues | Sort-Object ConnectionFieldName | ForEach-Object { "$($_.ConnectionFieldName)=$($_.Value)" }) -join ','; (Get-AutomationConnection -Name Built).Word.Length
$d = New-SmaConnection -Name Bare -ConnectionTypeName Sample -ConnectionFieldValues @{ Server = 'x' }; Set-SmaConnectionFieldValue -ConnectionName Bare -ConnectionFieldName Word -Value 'new'; (Get-AutomationConnection -Name Bare).Word.Length; 'Bare', 'Built' | Remove-SmaConnection; @(Get-SmaConnection | Where-Object Name -in Bare, Built).Count`),
      ['Output: Built made 2 Orchestrator.ResourceModel.Connection', 'Output: Server=42,Word=', 'Output: 8', 'Output: 3', 'Output: 0']);
      assert.deepEqual(await errors('New-SmaConnection -Name a -ConnectionTypeName Nobody', "New-SmaConnection -Name a -ConnectionTypeName Sample -ConnectionFieldValues @{ Server = 's'; Other = 1 }", 'New-SmaConnection -Name a -ConnectionTypeName Sample', "New-SmaConnection -Name Main -ConnectionTypeName Sample -ConnectionFieldValues @{ Server = 's' }", 'Set-SmaConnectionFieldValue -ConnectionName Nobody -ConnectionFieldName a -Value 1', 'Set-SmaConnectionFieldValue -ConnectionName Main -ConnectionFieldName Other -Value 1', 'Remove-SmaConnection -Name Built'), [
        "Output: SmaNotFound ObjectNotFound: The connection type 'Nobody' was not found.", "Output: SmaConnectionFieldNotFound ObjectNotFound: Connections of this type have no field 'Other'. They have Server, Word.",
        "Output: SmaConnectionFieldRequired InvalidArgument: A connection of the type 'Sample' needs values of Server: give them with -ConnectionFieldValues.", "Output: SmaConflict ResourceExists: A Connection named 'Main' already exists.",
        "Output: SmaNotFound ObjectNotFound: The connection 'Nobody' was not found.", "Output: SmaConnectionFieldNotFound ObjectNotFound: Connections of this type have no field 'Other'. They have Server, Word.", "Output: SmaNotFound ObjectNotFound: The connection 'Built' was not found.",
      ]);
      assert.deepEqual(await run("@(Get-SmaConnection).Name -join ','"), ['Output: Main'], 'nothing of what was refused is left');
    });

    it('schedules: made once or daily, described anew, removed', async () => {
      assert.deepEqual(await run(`$at = [datetime]::new(2098, 1, 2, 3, 4, 5, [DateTimeKind]::Utc); Set-SmaSchedule -Name Nightly -ScheduleType DailySchedule -StartTime $at -ExpiryTime $at.AddYears(1) -DayInterval 2 -Description first; Set-SmaSchedule -Name Plain -ScheduleType dailyschedule -StartTime $at -ExpiryTime $at.AddYears(1); Set-SmaSchedule -Name Once -ScheduleType OneTimeSchedule -StartTime $at -ExpiryTime $at.AddDays(1)
Set-SmaSchedule -Name NIGHTLY -ScheduleType DailySchedule -StartTime $at.AddHours(1) -ExpiryTime $at.AddYears(2) -Description second; foreach ($n in 'Nightly', 'Plain', 'Once') { $s = Get-SmaSchedule -Name $n; "$($s.Description) [$($s.DayInterval)] $($s.StartTime.ToString('s')) $($s.ExpiryTime.ToString('s')) $($s.IsEnabled)" }
'Plain', 'Once' | Remove-SmaSchedule -Force; Remove-SmaSchedule -Name Nightly; @(Get-SmaSchedule | Where-Object Name -in Nightly, Plain, Once).Count`),
      ['Output: second [2] 2098-01-02T03:04:05 2099-01-02T03:04:05 True', 'Output:  [1] 2098-01-02T03:04:05 2099-01-02T03:04:05 True', 'Output:  [] 2098-01-02T03:04:05 2098-01-03T03:04:05 True', 'Output: 0']);
      const at = "-StartTime '2098-01-01' -ExpiryTime '2098-02-01'";
      assert.deepEqual(await errors(`Set-SmaSchedule -Name a -ScheduleType OneTimeSchedule ${at} -DayInterval 1`, `Set-SmaSchedule -Name DailyOne -ScheduleType DailySchedule ${at}`, 'Remove-SmaSchedule -Name Nightly'), [
        'Output: SmaDayIntervalNotAllowed InvalidArgument: -DayInterval is for a DailySchedule: a OneTimeSchedule runs once.',
        "Output: SmaScheduleIsFixed InvalidArgument: The schedule 'DailyOne' is there: of it the description alone can be changed, with -Description. Remove it first to have it at other times.", "Output: SmaNotFound ObjectNotFound: The schedule 'Nightly' was not found.",
      ]);
    });

    it('how runbooks are run; they are published and removed', async () => {
      for (const name of ['Draft-A', 'Draft-B']) await importRunbook(under.http, `workflow ${name} { 1 }`);
      assert.deepEqual(await run("Set-SmaRunbookConfiguration -Name draft-a -LogVerbose $true -LogProgress $true -Description 'told' -RunbookWorker w1; $r = Get-SmaRunbook -Name Draft-A; \"$($r.LogVerbose) $($r.LogProgress) $($r.LogDebug) $($r.Description) $($r.RunbookWorker)\"; Set-SmaRunbookConfiguration -Id $r.RunbookID -LogVerbose $false -RunbookWorker ''; $r = Get-SmaRunbook -Name Draft-A; \"$($r.LogVerbose) [$($r.RunbookWorker)]\"; $v = Publish-SmaRunbook -Name Draft-A; ($v -eq (Get-SmaRunbook -Name Draft-A).PublishedRunbookVersionID); $null = Get-SmaRunbook -Name Draft-B | Publish-SmaRunbook; Set-SmaRunbookConfiguration -LogDebug $true; (Get-SmaRunbook -Name Draft-A, Draft-B).LogDebug -join ','; Set-SmaRunbookConfiguration -LogDebug $false; Remove-SmaRunbook -Name Draft-A -WhatIf; Remove-SmaRunbook -Id $r.RunbookID; Get-SmaRunbook -Name Draft-B | Remove-SmaRunbook; @(Get-SmaRunbook | Where-Object RunbookName -like 'Draft-*').Count"),
        ['Output: True True False told w1', 'Output: False []', 'Output: True', 'Output: True,True', 'Output: 0']);
      assert.deepEqual(await errors('Publish-SmaRunbook', "Publish-SmaRunbook -Name 'Seen-Runbook'", 'Publish-SmaRunbook -Name Nobody', `Remove-SmaRunbook -Id ${NOBODY}`, 'Remove-SmaRunbook', "Set-SmaRunbookConfiguration -Name 'Seen-Runbook'"), [
        'Output: SmaNameOrIdRequired InvalidArgument: Say which runbook, by -Name or -Id.', "Output: SmaNotFound ObjectNotFound: The runbook 'Seen-Runbook' has no draft. Use Edit to make one.", "Output: SmaNotFound ObjectNotFound: The runbook 'Nobody' was not found.",
        `Output: SmaNotFound ObjectNotFound: The runbook '${NOBODY}' was not found.`, 'Output: SmaNameOrIdRequired InvalidArgument: Say which runbook, by -Name or -Id.', 'Output: SmaNothingToSet InvalidArgument: Nothing is to be set: add -LogVerbose, -LogProgress, -LogDebug, -Description or -RunbookWorker.',
      ]);
    });

    it('workers: those that are there, and no others', async () => {
      assert.deepEqual(await run("New-SmaRunbookWorkerDeployment ([Environment]::MachineName); Get-SmaRunbookWorkerDeployment | ForEach-Object { New-SmaRunbookWorkerDeployment -RunbookWorkers $_ }; 'same'"), ['Output: same']);
      assert.match((await errors('New-SmaRunbookWorkerDeployment -ComputerName other1, other2 -Force'))[0] ?? '', /^Output: SmaDeploymentIsFixed NotImplemented: The workers are .*, and the web service lets nobody change that/);
    });
  });

  describe('that bring files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-cmdlets-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const put = (name: string, content: string | Uint8Array): string => { const path = join(folder, name); writeFileSync(path, content); return path; };

    it('runbooks of both kinds: imported with tags, edited, published', async () => {
      const flow = put('Brought-Flow.ps1', "workflow Brought-Flow { 'one' }"), script = put('Brought-Script.ps1', 'param([int]$N) $N * 2'), second = put('second.ps1', "workflow Brought-Flow { 'two' }");
      assert.deepEqual(await run(`$r = Import-SmaRunbook -Path '${flow}' -Tags 'a,b'; "$($r.RunbookName) $($r.Tags) $($r.RunbookType) $($r.PSObject.TypeNames[0])"; $null = Publish-SmaRunbook -Id $r.RunbookID; $s = Import-SmaRunbook -Path '${script}'; "$($s.RunbookName) $($s.RunbookType)"
$d = Edit-SmaRunbook -Name 'brought-flow' -Path '${second}'; $d.GetType().Name; (Get-SmaRunbookDefinition -Name Brought-Flow -Type Draft).Content; $e = Edit-SmaRunbook -Id $r.RunbookID -Path '${flow}' -Overwrite; $d -eq $e; (Get-SmaRunbookDefinition -Name Brought-Flow -Type Draft).Content; Import-SmaRunbook -Path '${second}' -WhatIf`), [
        'Output: Brought-Flow a,b Script Orchestrator.ResourceModel.Runbook', 'Output: Brought-Script PowerShellScript', 'Output: Guid', "Output: workflow Brought-Flow { 'two' }", 'Output: True', "Output: workflow Brought-Flow { 'one' }"]);
      const broken = put('Broken.ps1', 'workflow Broken {'), text = put('a.txt', '1');
      const said = await errors(`Import-SmaRunbook -Path '${flow}'`, `Import-SmaRunbook -Path '${folder}/none.ps1'`, `Import-SmaRunbook -Path '${text}'`, `Edit-SmaRunbook -Name 'Brought-Flow' -Path '${second}'`, `Edit-SmaRunbook -Name Nobody -Path '${second}'`, `Edit-SmaRunbook -Path '${second}'`, `Edit-SmaRunbook -Name 'Seen-Runbook' -Path '${second}'`, `Import-SmaRunbook -Path '${broken}'`, "Get-SmaRunbookDefinition -Name 'Seen-Runbook' -Type Draft");
      assert.match(said[0] ?? '', /^Output: SmaConflict ResourceExists: /);
      assert.deepEqual(said.slice(1, 6), [
        `Output: SmaFileNotFound ObjectNotFound: The file '${folder}/none.ps1' was not found.`, `Output: SmaFileKindInvalid InvalidArgument: '${text}' does not end with .ps1.`, "Output: SmaDraftExists ResourceExists: The runbook 'Brought-Flow' has a draft already. Add -Overwrite to replace it, or publish it first.",
        "Output: SmaNotFound ObjectNotFound: The runbook 'Nobody' was not found.", 'Output: SmaNameOrIdRequired InvalidArgument: Say which runbook, by -Name or -Id.',
      ]);
      assert.match(said[6] ?? '', /^Output: Sma(?:Conflict|InvalidInput) /, 'the text of another workflow');
      assert.match(said[8] ?? '', /SmaRunbookDefinitionNotFound/, 'and the draft that was made for it is gone');
    });

    it('modules: imported, imported again, removed', async () => {
      const path = put('Brought.Module.zip', zip({ 'Brought.Module/Brought.Module.psm1': 'function Get-Brought { 1 }' })), empty = put('Empty.zip', 'no zip');
      assert.deepEqual(await run(`$m = Import-SmaModule -Path '${path}'; "$($m.ModuleName) $($m.Version) $($m.PSObject.TypeNames[0])"; (Import-SmaModule -Path '${path}').Version; Get-SmaModule -Name Brought.Module | Remove-SmaModule; @(Get-SmaModule | Where-Object ModuleName -eq Brought.Module).Count`), ['Output: Brought.Module 1 Orchestrator.ResourceModel.Module', 'Output: 2', 'Output: 0']);
      const said = await errors(`Import-SmaModule -Path '${empty}'`, `Import-SmaModule -Path '${folder}'`, 'Remove-SmaModule -Name Brought.Module', 'Remove-SmaModule');
      assert.match(said[0] ?? '', /^Output: SmaInvalidInput InvalidArgument: /);
      assert.deepEqual(said.slice(1), [`Output: SmaFileKindInvalid InvalidArgument: '${folder}' does not end with .zip.`, "Output: SmaNotFound ObjectNotFound: The module 'Brought.Module' was not found.", 'Output: SmaNameOrIdRequired InvalidArgument: Say which module, by -Name or -Id.']);
    });

    it('certificates: made of a PFX, changed, used, removed', async () => {
      const path = join(import.meta.dirname, '../../fixtures/certificates/password.pfx');
      const word = "(ConvertTo-SecureString 'pä ss' -AsPlainText -Force)";
      assert.deepEqual(await run(`Set-SmaCertificate -Name Held -Path '${path}' -Password ${word} -Description first; $c = Get-SmaCertificate -Name held; $a = Get-AutomationCertificate -Name Held; "$($c.Description) $($c.Thumbprint -eq $a.Thumbprint) $($a.HasPrivateKey) [$($c.RawValue)] $($c.ExpiryTime.GetType().Name) $($c.PSObject.TypeNames[0])"
Set-SmaCertificate -Name HELD -Path '${path}' -Password ${word} -Description second; (Get-SmaCertificate -Name Held).Description; Remove-SmaCertificate -Name Held; @(Get-SmaCertificate).Count`), ['Output: first True True [] DateTime Orchestrator.ResourceModel.Certificate', 'Output: second', 'Output: 0']);
      const [wrong = '', none = ''] = await errors(`Set-SmaCertificate -Name a -Path '${path}' -Password (ConvertTo-SecureString 'no' -AsPlainText -Force)`, `Set-SmaCertificate -Name a -Path '${folder}/none.pfx' -Password ${word}`);
      assert.match(wrong, /^Output: SmaCertificateUnreadable InvalidData: The certificate in '.*password\.pfx' cannot be read: .*password/);
      assert.match(none, /^Output: SmaFileNotFound /);
    });
  });
});
