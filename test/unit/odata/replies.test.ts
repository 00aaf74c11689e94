/** What a client reads: the replies of the golden files, and those of servers that are not ours. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readAtomEntity, readAtomFeed, readAtomServiceDocument, readAtomValue } from '../../../src/odata/client/atomReply.ts';
import { readErrorReply } from '../../../src/odata/client/errorReply.ts';
import { readJsonEntity, readJsonFeed, readJsonServiceDocument, readJsonValue } from '../../../src/odata/client/jsonReply.ts';
import type { ReceivedEntity } from '../../../src/odata/client/received.ts';
import { modelsFor } from '../../../src/sma/models.ts';
import * as sample from '../../golden/samples.ts';

const { main, jobStreams } = modelsFor('2016');
const golden = (name: string): string => readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8');
const single = (entity: ReceivedEntity | object | null | undefined): ReceivedEntity => {
  assert.ok(entity && 'values' in entity);
  return entity;
};

describe('replies', () => {
  it('reads the same entity from Atom and from JSON', () => {
    const atom = readAtomEntity(golden('runbook-entry-2016.xml'), main);
    const json = readJsonEntity(golden('runbook-entry-2016.json'), main);
    assert.deepEqual(atom.values, sample.runbook.values);
    assert.deepEqual(json.values, sample.runbook.values);
    assert.equal(atom.type, 'Orchestrator.ResourceModel.Runbook');
    assert.equal(atom.uri, `Runbooks(guid'${sample.RUNBOOK_ID}')`);
  });

  it('reads media entries with their etag, and what is inline', () => {
    assert.equal(readAtomEntity(golden('runbookVersion-entry.xml'), main).mediaEtag, '"636977494209700000"');
    assert.deepEqual(readAtomEntity(golden('job-entry.xml'), main).values, sample.job.values);
    assert.deepEqual(readJsonEntity(golden('runbookVersion-entry.json'), main).values, sample.runbookVersion.values);
    for (const entity of [readAtomEntity(golden('runbook-expanded.xml'), main), readJsonEntity(golden('runbook-expanded.json'), main)]) {
      assert.deepEqual(single(entity.inline.get('PublishedRunbookVersion')).values, sample.runbookVersion.values);
      assert.equal(single(entity.inline.get('PublishedRunbookVersion')).mediaEtag, '"636977494209700000"');
      assert.equal(entity.inline.get('DraftRunbookVersion'), null);
      assert.deepEqual(entity.inline.get('Schedules'), { entities: [], count: undefined, next: undefined });
    }
  });

  it('reads feeds with count and next link', () => {
    for (const feed of [readAtomFeed(golden('variable-feed.xml'), main), readJsonFeed(golden('variable-feed.json'), main)]) {
      assert.deepEqual([feed.count, feed.entities.length], [51, 1]);
      assert.match(feed.next ?? '', /Variables\?\$skiptoken=guid'3f0c/);
    }
    // The form of version 1 carries milliseconds only.
    assert.equal(readJsonFeed(golden('variable-feed-v1.json'), main).entities[0]?.values['CreationTime'], '2014-04-02T21:39:06.919');
    assert.deepEqual(readAtomFeed(golden('empty-feed.xml'), main).entities, []);
  });

  it('reads stream items with their structured part', () => {
    const nested = [{ NameValueInner: [{ Name: 'Activity', Value: 'Copy' }] }];
    const json = readJsonFeed(golden('streamItems-feed.json'), jobStreams).entities[0]?.values;
    assert.deepEqual(json, sample.streamItem.values);
    assert.deepEqual(json?.['NameValues'], nested);
    assert.deepEqual(readAtomFeed(golden('streamItems-feed.xml'), jobStreams).entities[0]?.values, { ...sample.streamItem.values, StreamText: 'Hello\uFFFD\n' });
  });

  it('survives the NUL characters a real server puts into streams', () => {
    const raw = golden('streamItems-feed.xml').replace('\uFFFD', '\0a&#x0;b');
    assert.equal(readAtomFeed(raw, jobStreams).entities[0]?.values['StreamText'], 'Helloab\n');
  });

  it('keeps what it does not know, and reads other spellings', () => {
    const json = readJsonEntity('{"d":{"__metadata":{"type":"Orchestrator.ResourceModel.Job","uri":"u"},"JobStatus":"Hibernating","ErrorCount":"3","NewProperty":"/Date(0)/","Deep":{"a":1},"EndTime":"\\/Date(0)\\/"}}', main);
    assert.deepEqual(json.values, { JobStatus: 'Hibernating', ErrorCount: 3, NewProperty: '/Date(0)/', Deep: '{"a":1}', EndTime: '1970-01-01T00:00:00' });
    const atom = readAtomEntity(golden('job-entry.xml').replace('<d:JobStatus>', '<d:NewNumber m:type="Edm.Int32">7</d:NewNumber><d:NewText>t</d:NewText><d:JobStatus>'), main);
    assert.deepEqual([atom.values['NewNumber'], atom.values['NewText']], [7, 't']);
    assert.equal(readJsonFeed('{"d":{"results":[],"__count":7}}', main).count, 7);
  });

  it('reads results of actions and service documents', () => {
    assert.equal(readAtomValue(golden('action-start.xml'), 'Start'), sample.JOB_ID);
    assert.equal(readJsonValue(golden('action-start.json'), 'Start'), sample.JOB_ID);
    assert.deepEqual(readAtomServiceDocument(golden('serviceDocument.xml')), readJsonServiceDocument(golden('serviceDocument.json')));
    assert.equal(readAtomServiceDocument(golden('serviceDocument.xml')).length, 22);
  });

  it('says why a reply cannot be read', () => {
    assert.throws(() => readJsonFeed('<html>', main), { code: 'Reply', message: 'it is not JSON' });
    assert.throws(() => readJsonFeed('{"value":[]}', main), { message: "it is JSON without 'd'" });
    assert.throws(() => readJsonFeed('{"d":{}}', main), { message: 'it holds no list of entities' });
    assert.throws(() => readJsonEntity('{"d":[]}', main), { message: 'it holds no entity' });
    assert.throws(() => readAtomFeed(golden('variable-entry.xml'), main), { message: 'it begins with <entry>, not with <feed>' });
    for (const [attribute, where] of [['', 'in no namespace'], [' xmlns="urn:other"', "in the namespace 'urn:other'"]]) {
      assert.throws(() => readAtomFeed(`<feed${attribute}/>`, main), { message: `its <feed> is ${where}, not in 'http://www.w3.org/2005/Atom'` });
    }
    assert.throws(() => readAtomFeed('<!DOCTYPE html><html></html>', main), { code: 'Reply' });
    assert.throws(() => readAtomFeed('', main), { code: 'Reply' });
  });

  it('reads errors of every form, and takes nothing else for one', () => {
    const expected = { code: 'JobNotFound', message: `job id '${sample.JOB_ID}' not found`, inner: undefined };
    assert.deepEqual(readErrorReply(golden('error.xml')), expected);
    assert.deepEqual(readErrorReply(golden('error.json')), expected);
    assert.equal(readErrorReply(golden('error-inner.json'))?.inner, '"quoted"');
    assert.deepEqual(readErrorReply('{"odata.error":{"code":"","message":{"lang":"en-US","value":"m"}}}'), { code: '', message: 'm', inner: undefined });
    assert.deepEqual(
      readErrorReply('<?xml version="1.0" encoding="utf-8"?><error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><code></code><message xml:lang="en-US">m</message><innererror><message>i</message><type>T</type></innererror></error>'),
      { code: '', message: 'm', inner: 'i' },
    );
    for (const other of ['', 'oops', '<html><body>404</body></html>', '<!DOCTYPE html><html>', '{"error":1}', '{', '[]', '<error/>']) assert.equal(readErrorReply(other), undefined, other);
  });
});
