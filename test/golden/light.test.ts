/** JSON light, byte for byte; the texts were composed by hand from the OData v3 JSON format. */
import assert from 'node:assert/strict';
import { PAYLOAD_WRITERS } from '../../src/odata/payloadWriter.ts';
import type { EntityData, FeedData, WriteContext } from '../../src/odata/payload.ts';
import { FULL_PROJECTION, parseSelectExpand } from '../../src/odata/query/selectExpand.ts';
import { TENANT_ID, modelsFor } from '../../src/sma/models.ts';
import * as sample from './samples.ts';

const ROOT = `https://sma.example:9090/${TENANT_ID}/`;
const { main } = modelsFor('2016');
const context: WriteContext = { root: ROOT, model: main, projection: FULL_PROJECTION, version: '3.0', updated: '2019-07-03T11:20:00Z' };
const { lightMinimal, lightFull, lightNone } = PAYLOAD_WRITERS;
const VARIABLE = `"VariableID":"${sample.VARIABLE_ID}","TenantID":"${TENANT_ID}","Name":"Greeting","Value":"\\"a <b> & c\\"","Description":null,"IsEncrypted":false,"CreationTime":"2014-04-02T21:39:06.9191596","LastModifiedTime":"2014-04-02T21:39:06.92"`;
const SCHEDULE = `"ScheduleID":"${sample.SCHEDULE_ID}","TenantID":"${TENANT_ID}","Name":"Nightly","Description":"","StartTime":"2019-07-04T02:00:00","ExpiryTime":null,"CreationTime":"2019-07-03T11:17:00","LastModifiedTime":"2019-07-03T11:17:00","IsEnabled":true,"NextRun":"2019-07-04T02:00:00","DayInterval":2`;

describe('JSON light', () => {
  const feed = (writer: typeof lightNone, entities: Parameters<typeof lightNone.feed>[0], type = sample.variable.type, change: Partial<WriteContext> = {}): string =>
    [...writer.feed(entities, type, { title: 'x', path: 'x' }, { ...context, ...change })].join('');

  it('writes an entry with as much as was asked for', () => {
    assert.equal(lightNone.entry(sample.variable, context), `{${VARIABLE}}`);
    assert.equal(lightMinimal.entry(sample.variable, context), `{"odata.metadata":"${ROOT}$metadata#Variables/@Element",${VARIABLE}}`);
    assert.equal(lightMinimal.entry(sample.dailySchedule, context), `{"odata.metadata":"${ROOT}$metadata#Schedules/Orchestrator.ResourceModel.DailySchedule/@Element",${SCHEDULE}}`);
    assert.equal(lightMinimal.entry(sample.runbookVersion, context), `{"odata.metadata":"${ROOT}$metadata#RunbookVersions/@Element","odata.mediaETag":"\\"636977494209700000\\"","TenantID":"${TENANT_ID}","RunbookVersionID":"${sample.VERSION_ID}","RunbookID":"${sample.RUNBOOK_ID}","VersionNumber":18,"IsDraft":false,"CreationTime":"2019-07-03T11:17:00","LastModifiedTime":"2019-07-03T11:17:00.97"}`);
    const self = `Jobs(guid'${sample.JOB_ID}')`;
    assert.equal(lightFull.entry(sample.job, context), `{"odata.metadata":"${ROOT}$metadata#Jobs/@Element","odata.type":"Orchestrator.ResourceModel.Job","odata.id":"${ROOT}${self}","odata.editLink":"${self}","odata.mediaEditLink":"${self}/$value","odata.mediaReadLink":"${self}/$value","odata.mediaContentType":"application/octet-stream","JobContext@odata.navigationLinkUrl":"${self}/JobContext","JobID@odata.type":"Edm.Guid","JobID":"${sample.JOB_ID}","JobContextID@odata.type":"Edm.Guid","JobContextID":"${sample.CONTEXT_ID}","TenantID@odata.type":"Edm.Guid","TenantID":"${TENANT_ID}","JobStatus":"Running","StartTime@odata.type":"Edm.DateTime","StartTime":"2014-02-07T18:30:50.087","EndTime":null,"CreationTime@odata.type":"Edm.DateTime","CreationTime":"2014-02-07T18:30:49","LastModifiedTime@odata.type":"Edm.DateTime","LastModifiedTime":"2014-02-07T18:30:50.087","ErrorCount@odata.type":"Edm.Int16","ErrorCount":0,"WarningCount":null,"JobException":null,"#OrchestratorApi.Resume":{"title":"Resume","target":"${ROOT}${self}/Resume"},"#OrchestratorApi.Stop":{"title":"Stop","target":"${ROOT}${self}/Stop"},"#OrchestratorApi.Suspend":{"title":"Suspend","target":"${ROOT}${self}/Suspend"}}`);
  });

  it('writes feeds with count and next link, and the type of what the set does not tell', () => {
    const next = `${ROOT}Variables?$skiptoken=1`;
    assert.equal(feed(lightMinimal, { entities: [sample.variable], count: 51, next }), `{"odata.metadata":"${ROOT}$metadata#Variables","odata.count":"51","value":[{${VARIABLE}}],"odata.nextLink":"${next}"}`);
    assert.equal(feed(lightNone, { entities: [] }), '{"value":[]}');
    assert.equal(feed(lightMinimal, { entities: [sample.dailySchedule] }, sample.entityType('Schedule')), `{"odata.metadata":"${ROOT}$metadata#Schedules","value":[{"odata.type":"Orchestrator.ResourceModel.DailySchedule",${SCHEDULE}}]}`);
  });

  it('writes chosen properties and what is expanded', () => {
    const { type } = sample.runbook;
    const projection = parseSelectExpand('RunbookName,PublishedRunbookVersion/VersionNumber,Schedules,DraftRunbookVersion', 'PublishedRunbookVersion,Schedules,DraftRunbookVersion', type, main);
    const runbook = { ...sample.runbook, expanded: new Map<string, EntityData | FeedData | null>([['PublishedRunbookVersion', sample.runbookVersion], ['Schedules', { entities: [sample.dailySchedule], next: 'n' }], ['DraftRunbookVersion', null]]) };
    assert.equal(lightNone.entry(runbook, { ...context, projection }), `{"DraftRunbookVersion":null,"PublishedRunbookVersion":{"VersionNumber":18},"Schedules@odata.nextLink":"n","Schedules":[{${SCHEDULE}}],"RunbookName":"Demo"}`);
    assert.ok(lightMinimal.entry(runbook, { ...context, projection }).startsWith(`{"odata.metadata":"${ROOT}$metadata#Runbooks/@Element&$select=RunbookName,Schedules,DraftRunbookVersion",`));
  });

  it('writes the small documents', () => {
    const document = { model: main, root: ROOT, version: '3.0' as const };
    const name = sample.runbook.type.property('RunbookName');
    assert.ok(name);
    assert.equal(lightMinimal.property(name, 'Demo', document), `{"odata.metadata":"${ROOT}$metadata#Edm.String","value":"Demo"}`);
    assert.equal(lightMinimal.property(name, null, document), `{"odata.metadata":"${ROOT}$metadata#Edm.Null","odata.null":true}`);
    assert.equal(lightMinimal.actionResult('Start', 'Edm.Guid', sample.JOB_ID, document), `{"odata.metadata":"${ROOT}$metadata#Edm.Guid","value":"${sample.JOB_ID}"}`);
    assert.equal(lightMinimal.links({ uris: ['u'], many: true, source: 'Runbooks/$links/Schedules', count: 1 }, document), `{"odata.metadata":"${ROOT}$metadata#Runbooks/$links/Schedules","odata.count":"1","value":[{"url":"u"}]}`);
    assert.equal(lightNone.links({ uris: ['u'], many: false, source: 's' }, document), '{"url":"u"}');
    assert.ok(lightMinimal.serviceDocument(document).startsWith(`{"odata.metadata":"${ROOT}$metadata","value":[{"name":"Jobs","url":"Jobs"},`));
    assert.equal(lightNone.error({ code: 'C', message: '"m"' }), '{"odata.error":{"code":"C","message":{"lang":"en-US","value":"\\"m\\""}}}');
  });
});
