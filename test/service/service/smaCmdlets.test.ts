/** Every cmdlet of SMA's module in jobs of a real service: what it does, and what it says to bad input. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { job, publishNew, rows, start, streamItems, type Imported, type Wire } from '../support/conversation.ts';
import { zip } from '../support/moduleZips.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);
const NOBODY = '11111111-2222-3333-4444-555555555555';

describe('the cmdlets of SMA\'s module in jobs', function () {
  this.timeout(120_000);
  let under: UnderTest, made = 0, seen: Imported;
  before(async () => {
    under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') } });
    seen = await publishNew(under.http, "workflow Seen-Runbook { 'seen' }", 'Seen-Runbook');
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
      assert.ok(seen.runbook.length === 36);
    });

    it('what the web service does not tell is said', async () => {
      assert.deepEqual(await errors('Get-SmaLicense'), ['Output: SmaLicenseNotAvailable NotImplemented: The web service does not tell of its license. In SMA itself look at it with the original module on the web service machine; a service of SMA Runbooks needs none.']);
    });

    it('more than a page', async () => {
      for (let i = 0; i < 120; i++) assert.equal((await under.http.post('Credentials', { Name: `Many${i}`, UserName: 'u', RawValue: 'p' })).status, 201);
      assert.deepEqual(await run("@(Get-SmaCredential | Where-Object Name -like 'Many*').Count"), ['Output: 120']);
    });
  });
});
