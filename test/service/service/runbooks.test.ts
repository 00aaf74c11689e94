import assert from 'node:assert/strict';
import { act, body, errorOf, importRunbook, job, publishNew, rows, save, start } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import { zip } from '../support/moduleZips.ts';
import { serve, USER, type UnderTest } from '../support/serviceUnderTest.ts';

const WORKFLOW = (name: string, text = "'hello'"): string => `workflow ${name} {\n  param([string]$Who, [Parameter(Mandatory=$true)][int]$Count)\n  ${text}\n}\n`;

describe('runbooks on the wire', () => {
  let under: UnderTest;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());
  const runbook = async (id: string) => body(await under.http.get(`Runbooks(guid'${id}')`));
  const text = async (version: string): Promise<unknown> => (await under.http.get(`RunbookVersions(guid'${version}')/$value`)).data;

  it('makes runbook, draft and parameters from script bytes; the workflow gives the name', async () => {
    const imported = await importRunbook(under.http, WORKFLOW('Import-One'));
    const made = await runbook(imported.runbook);
    assert.deepEqual(
      [made['RunbookName'], made['DraftRunbookVersionID'], made['PublishedRunbookVersionID'], made['RunbookType'], made['LastModifiedBy']],
      ['Import-One', imported.version, null, 'Script', USER.name],
    );
    const parameters = rows(await under.http.get(`RunbookVersions(guid'${imported.version}')/RunbookParameters?$orderby=Position`));
    assert.deepEqual(parameters.map((p) => [p['Name'], p['Type'], p['IsMandatory'], p['Position']]), [['Who', 'System.String', false, 0], ['Count', 'System.Int32', true, 1]]);
    assert.equal(await text(imported.version), WORKFLOW('Import-One'));
  });

  it('takes the name of a script from Slug, with its ending or without, and keeps the bytes as they are', async () => {
    const bytes = '\uFEFFparam([string[]]$Names)\r\n"grüße"\r\n';
    const imported = await importRunbook(under.http, bytes, 'Say-Hello.ps1');
    const made = await runbook(imported.runbook);
    assert.deepEqual([made['RunbookName'], made['RunbookType']], ['Say-Hello', 'PowerShellScript']);
    const raw = await under.http.get(`Runbooks(guid'${imported.runbook}')/DraftRunbookVersion/$value`, { responseType: 'arraybuffer' });
    assert.deepEqual(Buffer.from(raw.data as ArrayBuffer), Buffer.from(bytes));
  });

  it('refuses parameters that $metadata has no room for, or whose names nobody can see: at the import, when it is saved', async () => {
    await using under = await serve();
    const long = 'q'.repeat(65), longest = 'q'.repeat(64), deep = `${'System.Collections.Generic.Dictionary[string,'.repeat(12)}int${']'.repeat(12)}`;
    const { version } = await importRunbook(under.http, `workflow Lengths { param([string]$${longest}) }`);
    for (const [parameter, code, message] of [
      [`[string]$${long}`, 'PropertyTooLong', `The property 'Name' of RunbookParameter takes at most 64 characters, and that of '${'q'.repeat(40)}…' has more.`],
      [`[${deep}]$deep`, 'PropertyTooLong', "The property 'Type' of RunbookParameter takes at most 512 characters, and that of 'deep' has more."],
      ['${a\u0001b}', 'PropertyInvalid', "The property 'Name' of RunbookParameter is not valid: the name 'a\uFFFDb' holds the character U+0001, which nobody can see; leave it out."],
    ] as const) {
      const made = await under.http.post('RunbookVersions', `workflow Other { param(${parameter}) }`, { headers: { 'Content-Type': 'application/octet-stream' } });
      assert.deepEqual([made.status, errorOf(made)], [400, { code, message }]);
      const saved = await save(under.http, version, `workflow Lengths { param(${parameter}) }`);
      assert.deepEqual([saved.status, errorOf(saved)], [400, { code, message }]);
    }
    assert.deepEqual(rows(await under.http.get('RunbookParameters')).map((row) => row['Name']), [longest]);
    assert.equal(rows(await under.http.get('Runbooks')).length, 1);
    checkInvariants(under.folder);
  });

  it('tells parameters apart as PowerShell does: the sign of Kelvin is no k', async () => {
    await using under = await serve();
    const { runbook: id } = await publishNew(under.http, 'param([Parameter(Mandatory)][string]$k, [Parameter(Mandatory)][string]${\u212A})', 'Signs');
    const missing = await act(under.http, 'Runbooks', id, 'Start', { parameters: [{ Name: 'K', Value: '"a"' }] });
    assert.deepEqual([missing.status, errorOf(missing)], [400, { code: 'ParameterMissing', message: "The mandatory parameter '\u212A' has no value." }]);
    const started = await start(under.http, id, { K: '"a"', '\u212A': '"b"' });
    const parameters = rows(await under.http.get(`JobContexts(guid'${String((await job(under.http, started))['JobContextID'])}')/JobParameters`));
    assert.deepEqual(parameters.map((row) => [row['Name'], row['Value']]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)), [['k', '"a"'], ['\u212A', '"b"']]);
  });

  it('reads a Slug in every way that clients write it: percent-encoded, raw UTF-8, Latin-1', async () => {
    for (const [slug, name] of [['%C3%9Cmlaut-One.ps1', 'Ümlaut-One'], [Buffer.from('Ümlaut-Two').toString('latin1'), 'Ümlaut-Two'], ['Ümlaut-Three', 'Ümlaut-Three']] as const) {
      const made = await under.http.post('RunbookVersions', "'x'", { headers: { 'Content-Type': 'application/octet-stream', Slug: slug } });
      assert.equal(made.status, 201, JSON.stringify(made.data));
      assert.equal((await runbook((made.data as { d: { RunbookID: string } }).d.RunbookID))['RunbookName'], name);
    }
  });

  it('goes the way of authoring: New, Published, In Edit, saved, published again', async () => {
    const { runbook: id, version } = await importRunbook(under.http, WORKFLOW('Authoring'));
    assert.equal(body(await act(under.http, 'Runbooks', id, 'Publish'))['Publish'], version);
    let now = await runbook(id);
    assert.deepEqual([now['PublishedRunbookVersionID'], now['DraftRunbookVersionID']], [version, null]);
    const draft = String(body(await act(under.http, 'Runbooks', id, 'Edit'))['Edit']);
    now = await runbook(id);
    assert.deepEqual([now['PublishedRunbookVersionID'], now['DraftRunbookVersionID']], [version, draft]);
    assert.equal(await text(draft), WORKFLOW('Authoring'));
    assert.equal((await save(under.http, draft, 'workflow Authoring { param($Only) }')).status, 204);
    assert.deepEqual(rows(await under.http.get(`RunbookVersions(guid'${draft}')/RunbookParameters`)).map((p) => p['Name']), ['Only']);
    assert.equal(await text(version), WORKFLOW('Authoring'));
    await act(under.http, 'Runbooks', id, 'Publish');
    const versions = rows(await under.http.get(`RunbookVersions?$filter=RunbookID%20eq%20guid'${id}'&$orderby=VersionNumber`));
    assert.deepEqual(versions.map((v) => [v['RunbookVersionID'], v['VersionNumber'], v['IsDraft']]), [[version, 1, false], [draft, 2, false]]);
  });

  it('counts the versions of each runbook for itself', async () => {
    const [busy, other] = [await importRunbook(under.http, WORKFLOW('Busy')), await importRunbook(under.http, WORKFLOW('Other'))];
    const number = async (version: string): Promise<unknown> => body(await under.http.get(`RunbookVersions(guid'${version}')`))['VersionNumber'];
    for (const { runbook: id } of [busy, other]) await act(under.http, 'Runbooks', id, 'Publish');
    for (const expected of [2, 3, 4]) {
      assert.equal(await number(String(body(await act(under.http, 'Runbooks', busy.runbook, 'Edit'))['Edit'])), expected);
      await act(under.http, 'Runbooks', busy.runbook, 'Publish');
    }
    assert.equal(await number(String(body(await act(under.http, 'Runbooks', other.runbook, 'Edit'))['Edit'])), 2);
  });

  it('guards a draft by its media ETag', async () => {
    const { version } = await importRunbook(under.http, WORKFLOW('Guarded'));
    const read = await under.http.get(`RunbookVersions(guid'${version}')/$value`);
    const etag = String(read.headers['etag']);
    assert.match(etag, /^"\d{18}"$/);
    assert.equal((await save(under.http, version, WORKFLOW('Guarded', '1'), { 'If-Match': etag })).status, 204);
    const late = await save(under.http, version, WORKFLOW('Guarded', '2'), { 'If-Match': etag });
    assert.deepEqual([late.status, errorOf(late).code], [412, 'EtagMismatch']);
    assert.equal(await text(version), WORKFLOW('Guarded', '1'));
    assert.equal((await save(under.http, version, WORKFLOW('Guarded', '3'), { 'If-Match': '*' })).status, 204);
  });

  it('discards a draft, but not the only version, nor a published one', async () => {
    const { runbook: id, version } = await importRunbook(under.http, WORKFLOW('Discard'));
    const only = await under.http.delete(`RunbookVersions(guid'${version}')`);
    assert.deepEqual([only.status, errorOf(only).code], [409, 'OnlyVersion']);
    await act(under.http, 'Runbooks', id, 'Publish');
    assert.equal(errorOf(await under.http.delete(`RunbookVersions(guid'${version}')`)).code, 'PublishedVersionIsFixed');
    assert.equal(errorOf(await save(under.http, version, WORKFLOW('Discard'))).code, 'PublishedVersionIsFixed');
    const draft = String(body(await act(under.http, 'Runbooks', id, 'Edit'))['Edit']);
    assert.equal((await under.http.delete(`RunbookVersions(guid'${draft}')`)).status, 204);
    assert.equal((await runbook(id))['DraftRunbookVersionID'], null);
  });

  it('does not publish a workflow that calls a command without an activity, unless the text or a module has one of that name', async () => {
    const { runbook: id, version } = await importRunbook(under.http, 'workflow Excluded {\n  Get-Process | Out-Null\n}');
    const refused = await act(under.http, 'Runbooks', id, 'Publish');
    assert.deepEqual([refused.status, errorOf(refused).code], [400, 'RunbookSyntax']);
    assert.equal(errorOf(refused).message, "The runbook has a syntax error at line 2, column 17: The command 'Out-Null' is not supported in a workflow: it has no activity. Put it into an InlineScript block. (CommandActivityExcluded)");
    assert.equal((await runbook(id))['PublishedRunbookVersionID'], null);
    assert.equal((await save(under.http, version, 'workflow Excluded {\n  function Out-Null { }\n  Out-Null\n  InlineScript { 1 | Out-Null }\n}')).status, 204);
    assert.equal((await act(under.http, 'Runbooks', id, 'Publish')).status, 200);
    // Others have modules with a Get-TimeZone of their own.
    const { runbook: other } = await importRunbook(under.http, 'workflow OfModule { get-timezone -Name x }');
    assert.equal((await act(under.http, 'Runbooks', other, 'Publish')).status, 400);
    const zones = zip({ 'Zones/Zones.psm1': 'function Get-TimeZone([string]$Name) { }' });
    assert.equal((await under.http.post('Modules', zones, { headers: { 'Content-Type': 'application/octet-stream' } })).status, 201);
    assert.equal((await act(under.http, 'Runbooks', other, 'Publish')).status, 200);
  });

  it('changes tags, description and log settings by MERGE, in Atom and JSON, and never the name', async () => {
    const { runbook: id } = await importRunbook(under.http, WORKFLOW('Settings'));
    const atom = `<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><id>x</id><category term="Orchestrator.ResourceModel.Runbook" scheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme"/><title/><updated/><author><name/></author><content type="application/xml"><m:properties><d:Tags>a,b</d:Tags></m:properties></content></entry>`;
    const merged = await under.http.request({ method: 'MERGE', url: `Runbooks(guid'${id}')`, data: atom, headers: { 'Content-Type': 'application/atom+xml' } });
    assert.equal(merged.status, 204, JSON.stringify(merged.data));
    assert.equal((await under.http.put(`Runbooks(guid'${id}')`, { RunbookName: 'Other', RunbookID: id, Description: 'd', LogVerbose: true })).status, 204);
    const now = await runbook(id);
    assert.deepEqual([now['RunbookName'], now['Tags'], now['Description'], now['LogVerbose'], now['LogProgress']], ['Settings', 'a,b', 'd', true, false]);
  });

  it('deletes a runbook with its versions, keeps its jobs, and not while one is unfinished', async () => {
    const { runbook: id, version } = await publishNew(under.http, 'workflow Doomed { }');
    const jobId = await start(under.http, id);
    const refused = await under.http.delete(`Runbooks(guid'${id}')`);
    assert.deepEqual([refused.status, errorOf(refused).code], [409, 'InUse']);
    assert.match(errorOf(refused).message, /Doomed.*1 unfinished job/);
    assert.equal((await act(under.http, 'Jobs', jobId, 'Stop')).status, 204);
    assert.equal((await under.http.delete(`Runbooks(guid'${id}')`)).status, 204);
    assert.equal((await under.http.get(`RunbookVersions(guid'${version}')`)).status, 404);
    assert.equal((await job(under.http, jobId))['JobStatus'], 'Stopped');
    assert.equal((await under.http.get(`Jobs(guid'${jobId}')/JobContext/RunbookVersion`)).status, 404);
    // The name is free again.
    await importRunbook(under.http, 'workflow Doomed { }');
  });

  it('starts with parameters matched without case, kept as declared, with the note of who started', async () => {
    const { runbook: id } = await publishNew(under.http, WORKFLOW('Started'));
    const jobId = await start(under.http, id, { count: '3', WHO: '"me"', MicrosoftApplicationManagementStartedBy: 'portal' });
    const entity = await job(under.http, jobId);
    assert.deepEqual([entity['JobStatus'], entity['StartTime'], entity['EndTime'], entity['ErrorCount']], ['New', null, null, 0]);
    const given = rows(await under.http.get(`JobContexts(guid'${String(entity['JobContextID'])}')/JobParameters`));
    assert.deepEqual(given.map((p) => [p['Name'], p['Value'], p['Type']]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))), [
      ['Count', '3', 'System.Int32'], ['MicrosoftApplicationManagementStartedBy', 'portal', 'System.String'], ['Who', '"me"', 'System.String'],
    ]);
    const statistics = body(await under.http.get(`Runbooks(guid'${id}')/Statistics`));
    assert.equal(statistics['TotalJobCount'], 1);
    const counted = await act(under.http, 'Runbooks', id, 'GetStatistics', { parameters: null });
    assert.deepEqual([rows(counted)[0]?.['RunbookID'], counted.headers['dataserviceversion']], [id, '3.0;']);
    assert.match(String((await under.http.get(`Jobs(guid'${jobId}')/$value`)).data), /^workflow Started/);
  });

  it('writes an audit row for every write, and for nothing else', async () => {
    await using own = await serve();
    const { runbook: id } = await publishNew(own.http, 'workflow Audited { }');
    await start(own.http, id);
    const draft = String(body(await act(own.http, 'Runbooks', id, 'Edit'))['Edit']);
    assert.equal((await own.http.delete(`RunbookVersions(guid'${draft}')`)).status, 204);
    await own.http.get('Runbooks');
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(`${own.folder}/sma.db`, { readOnly: true });
    const audited = database.prepare('select action, target, user_name from audit order by sequence').all();
    database.close();
    assert.deepEqual(audited.map((row) => [row['action'], row['target'], row['user_name']]), [
      ['Import', 'Runbooks/Audited', USER.name], ['Publish', 'Runbooks/Audited', USER.name], ['Start', 'Runbooks/Audited', USER.name],
      ['Edit', 'Runbooks/Audited', USER.name], ['Discard', 'Runbooks/Audited', USER.name],
    ]);
  });
});
