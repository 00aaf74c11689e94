import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { act, job, publishNew, rows, start, streamItems, type Wire } from '../support/conversation.ts';
import { greetings, zip } from '../support/moduleZips.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const SAMPLES = join(import.meta.dirname, '../../../media/samples');
const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);

describe('the service with its own worker', () => {
  let under: UnderTest;
  before(async () => { under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') } }); });
  after(() => under[Symbol.asyncDispose]());
  const ended = (id: string): Promise<Wire> => eventually(async () => {
    const entity = await job(under.http, id);
    return FINAL.has(entity['JobStatus']) ? entity : undefined;
  }, 20_000, 'the end of the job');
  const texts = async (id: string): Promise<readonly unknown[]> => rows(await streamItems(under.http, id)).map((item) => `${String(item['StreamTypeName'])}: ${String(item['StreamText'])}`);

  it('start and wait, as sma-rest-api.md 5.7 has it', async () => {
    await publishNew(under.http, "workflow Demo {\n  param([string]$Who = 'nobody')\n  Write-Output \"hello $Who\"\n  Write-Warning 'careful'\n}");
    const [found] = rows(await under.http.get("Runbooks?$filter=RunbookName%20eq%20'Demo'"));
    assert.ok(found !== undefined);
    const parameters = rows(await under.http.get(`RunbookVersions(guid'${String(found['PublishedRunbookVersionID'])}')/RunbookParameters`));
    assert.deepEqual(parameters.map((p) => [p['Name'], p['Type'], p['IsMandatory']]), [['Who', 'System.String', false]]);
    const id = await start(under.http, String(found['RunbookID']), { Who: '"world"' });
    const done = await ended(id);
    assert.deepEqual([done['JobStatus'], done['JobException'], done['WarningCount']], ['Completed', null, 1]);
    assert.deepEqual(await texts(id), ['Output: hello world', 'Warning: careful']);
  });

  for (const file of readdirSync(SAMPLES).filter((name) => name.endsWith('.ps1'))) {
    it(`imports, publishes and runs the sample ${file}`, async () => {
      const { runbook } = await publishNew(under.http, readFileSync(join(SAMPLES, file), 'utf8'), file);
      const done = await ended(await start(under.http, runbook));
      assert.deepEqual([done['JobStatus'], done['JobException']], ['Completed', null]);
    });
  }

  it('reads a parameter by its type, however its runbook writes that', async () => {
    await under.http.post('Credentials', { Name: 'By-Name', UserName: 'ann', RawValue: 'hunter33' });
    const types = ['Management.Automation.PSCredential', 'system.management.automation.pscredential', 'PSCredential'];
    for (const [at, type] of types.entries()) {
      const head = `param([${type}]$C, [Collections.Hashtable]$T, [Management.Automation.SwitchParameter]$S) "$($C.GetType().FullName) $($C.UserName) $($T.GetType().Name) $($T.a)"`;
      const { runbook } = await publishNew(under.http, head, `Typed-${at}`);
      const done = await ended(await start(under.http, runbook, { C: 'By-Name', T: '{"a":1}' }));
      assert.deepEqual([done['JobStatus'], done['JobException']], ['Completed', null]);
      const [line] = await texts(String(done['JobID']));
      assert.equal(line, 'Output: System.Management.Automation.PSCredential ann Hashtable 1', type);
      const refused = await act(under.http, 'Runbooks', runbook, 'Start', { parameters: [{ Name: 'S', Value: '"maybe"' }] });
      assert.equal(refused.status, 400, 'a switch is asked for');
    }
  });

  it('gives jobs modules at once, and assets of every kind', async () => {
    const module = await under.http.post('Modules', greetings(), { headers: { 'Content-Type': 'application/octet-stream' } });
    assert.equal(module.status, 201, JSON.stringify(module.data));
    await under.http.post('Credentials', { Name: 'Service', UserName: 'CONTOSO\\svc', RawValue: 'hunter22' });
    await under.http.post('Certificates', { Name: 'Signing', RawValue: readFileSync(join(import.meta.dirname, '../../fixtures/certificates/certificate.pem'), 'utf8') });
    await under.http.post('Certificates', { Name: 'Client', RawValue: JSON.stringify({ Pfx: readFileSync(join(import.meta.dirname, '../../fixtures/certificates/password.pfx')).toString('base64'), Password: 'pä ss' }) });
    const type = rows(await under.http.get('ConnectionTypes'))[0]?.['ConnectionTypeID'];
    const connection = (await under.http.post('Connections', { Name: 'Main', ConnectionTypeID: type })).data as { d: Wire };
    for (const field of rows(await under.http.get('ConnectionFields'))) {
      await under.http.post('ConnectionFieldValues', { ConnectionID: connection.d['ConnectionID'], ConnectionFieldID: field['ConnectionFieldID'], Value: field['Name'] === 'Port' ? '8080' : `the ${String(field['Name'])}` });
    }
    const { runbook } = await publishNew(under.http, `Get-Greeting 'world'
$credential = Get-AutomationPSCredential -Name 'Service'
"$($credential.UserName) $($credential.GetNetworkCredential().Password)"
$connection = Get-AutomationConnection -Name 'Main'
"$($connection.Server) $($connection['Port'] + 1) $($connection.Password)"
(Get-AutomationCertificate -Name 'Signing').Subject
$client = Get-AutomationCertificate -Name 'Client'
"$($client.GetType().Name) $($client.HasPrivateKey) $($client.FriendlyName)"`, 'Uses-Assets');
    const done = await ended(await start(under.http, runbook));
    assert.deepEqual([done['JobStatus'], done['JobException']], ['Completed', null]);
    assert.deepEqual(await texts(String(done['JobID'])), ['Output: hello world', 'Output: CONTOSO\\svc ********', 'Output: the Server 8081 ********', 'Output: O=Contoso, CN=runbooks.example', 'Output: X509Certificate2 True Client']);
    const flow = await publishNew(under.http, "workflow Greets { Get-Greeting -Name 'flow'; InlineScript { Get-Greeting 'inline' } }");
    const greeted = await ended(await start(under.http, flow.runbook));
    assert.deepEqual([greeted['JobStatus'], await texts(String(greeted['JobID']))], ['Completed', ['Output: hello flow', 'Output: hello inline']]);
  });

  it('gives workflows and scripts the commands of a module with a prefix by the names that its activities have', async () => {
    const fleet = zip({ 'Fleet/Fleet.psd1': "@{ RootModule = 'Fleet.psm1'; ModuleVersion = '1.2.0'; DefaultCommandPrefix = 'Za'; FunctionsToExport = '*' }", 'Fleet/Fleet.psm1': 'function Get-Ship($Name) { "ship $Name" }\n' });
    const made = await under.http.post('Modules', fleet, { headers: { 'Content-Type': 'application/octet-stream' } });
    assert.equal(made.status, 201, JSON.stringify(made.data));
    const activities = rows(await under.http.get(`Modules(guid'${String((made.data as { d: Wire }).d['ModuleID'])}')/Activities`)).map((row) => row['Name']);
    assert.deepEqual(activities, ['Get-ZaShip']);
    for (const [name, text] of [['Flow-Of-Fleet', 'workflow Flow-Of-Fleet { Get-ZaShip -Name 5 }'], ['Script-Of-Fleet', 'Get-ZaShip 5']] as const) {
      const { runbook } = await publishNew(under.http, text, name);
      const done = await ended(await start(under.http, runbook));
      assert.deepEqual([done['JobStatus'], done['JobException'], await texts(String(done['JobID']))], ['Completed', null, ['Output: ship 5']], name);
    }
  });

  it('takes 10 MB of output from one job', async () => {
    const { runbook } = await publishNew(under.http, '1..20000 | ForEach-Object { "line $_ " + ("x" * 500) }', 'Ten-MB');
    const id = await start(under.http, runbook);
    assert.equal((await ended(id))['JobStatus'], 'Completed');
    const items = rows(await streamItems(under.http, id));
    assert.deepEqual(items.map((item) => Number.parseInt(String(item['StreamText']).slice(5), 10)), Array.from({ length: 20_000 }, (_, index) => index + 1));
  });

  it('keeps the environment of the service from a runbook', async () => {
    process.env['SMA_PASSWORD'] = 'not for runbooks';
    process.env['SOME_TOKEN'] = 'nor this';
    try {
      await using own = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') } });
      const { runbook } = await publishNew(own.http, '"[$env:SMA_PASSWORD$env:SOME_TOKEN]"; ($env:PATH).Length -gt 0', 'Environment');
      const id = await start(own.http, runbook);
      await eventually(async () => FINAL.has((await job(own.http, id))['JobStatus']), 20_000, 'the end of the job');
      assert.deepEqual(rows(await streamItems(own.http, id)).map((item) => item['StreamText']), ['[]', 'True']);
    } finally {
      delete process.env['SMA_PASSWORD'];
      delete process.env['SOME_TOKEN'];
    }
  });

  it('stops an endless loop, and says which command it does not know', async () => {
    const loop = await start(under.http, (await publishNew(under.http, 'while ($true) { $i++ }', 'Endless')).runbook);
    await eventually(async () => (await job(under.http, loop))['JobStatus'] === 'Running');
    assert.equal((await act(under.http, 'Jobs', loop, 'Stop')).status, 204);
    assert.equal((await ended(loop))['JobStatus'], 'Stopped');
    const unknown = await ended(await start(under.http, (await publishNew(under.http, "'first'\nGet-NoSuchThing -Now\n", 'Unknown')).runbook));
    assert.equal(unknown['JobStatus'], 'Failed');
    assert.match(String(unknown['JobException']), /Get-NoSuchThing/);
  });
});
