/**
 * The wire, byte for byte. The files beside this one were composed by hand from the protocol reference, sections 2, 5
 * and 8.3, not written by the code under test.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeActionResult, writeErrorDocument, writeLink, writeLinks, writePropertyDocument, writeServiceDocument } from '../../src/odata/atom/documents.ts';
import { writeAtomEntry, writeAtomFeed } from '../../src/odata/atom/entry.ts';
import { writeMetadata } from '../../src/odata/csdl/metadata.ts';
import {
  writeJsonActionResult, writeJsonEntry, writeJsonError, writeJsonFeed, writeJsonLinks, writeJsonProperty, writeJsonServiceDocument,
} from '../../src/odata/json/verbose.ts';
import type { EntityData, FeedData, WriteContext } from '../../src/odata/payload.ts';
import { FULL_PROJECTION, parseSelectExpand } from '../../src/odata/query/selectExpand.ts';
import { TENANT_ID, modelsFor } from '../../src/sma/models.ts';
import { mediaEtag } from '../../src/sma/values/dateTime.ts';
import { entityType, streams } from './samples.ts';
import * as sample from './samples.ts';

const ROOT = `https://sma.example:9090/${TENANT_ID}/`;
const golden = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const check = (name: string, written: string): void => assert.equal(written, golden(name), name);
const context = (change: Partial<WriteContext> = {}): WriteContext =>
  ({ root: ROOT, model: modelsFor('2016').main, projection: FULL_PROJECTION, version: '3.0', updated: '2019-07-03T11:20:00Z', ...change });

describe('golden files', () => {
  const v1 = context({ version: '1.0', updated: '2014-04-02T21:39:07Z' });
  const next = `${ROOT}Variables?$skiptoken=guid'${sample.VARIABLE_ID}'`;
  const variables = { title: 'Variables', path: 'Variables' };
  const runbook2012: EntityData = { ...sample.runbook, type: entityType('Runbook', '2012R2') };
  const expanded: EntityData = {
    ...sample.runbook,
    expanded: new Map<string, EntityData | FeedData | null>([['DraftRunbookVersion', null], ['PublishedRunbookVersion', sample.runbookVersion], ['Schedules', { entities: [] }]]),
  };
  const expansion = context({ projection: parseSelectExpand(undefined, 'DraftRunbookVersion,PublishedRunbookVersion,Schedules', sample.runbook.type, modelsFor('2016').main) });

  it('Atom entries of plain entities', () => {
    check('variable-entry.xml', writeAtomEntry(sample.variable, v1));
    check('jobParameter-entry.xml', writeAtomEntry(sample.jobParameter, context()));
    check('dailySchedule-entry.xml', writeAtomEntry(sample.dailySchedule, context()));
  });

  it('Atom entries with actions, in both generations, and without actions for an old client', () => {
    check('runbook-entry-2016.xml', writeAtomEntry(sample.runbook, context()));
    check('runbook-entry-2012R2.xml', writeAtomEntry(runbook2012, context({ model: modelsFor('2012R2').main })));
    check('runbook-entry-v1.xml', writeAtomEntry(runbook2012, context({ version: '1.0' })));
  });

  it('Atom media link entries: properties beside the content', () => {
    assert.equal(mediaEtag('2019-07-03T11:17:00.97'), '"636977494209700000"');
    check('runbookVersion-entry.xml', writeAtomEntry(sample.runbookVersion, context()));
    check('job-entry.xml', writeAtomEntry(sample.job, context()));
  });

  it('Atom feeds with count and next link, empty feeds, feeds inside entries', () => {
    check('variable-feed.xml', writeAtomFeed({ entities: [sample.variable], count: 51, next }, variables, v1));
    check('empty-feed.xml', writeAtomFeed({ entities: [] }, variables, v1));
    check('runbook-expanded.xml', writeAtomEntry(expanded, expansion));
  });

  it('verbose JSON of entities', () => {
    check('variable-entry.json', writeJsonEntry(sample.variable, v1));
    check('runbook-entry-2016.json', writeJsonEntry(sample.runbook, context()));
    check('runbookVersion-entry.json', writeJsonEntry(sample.runbookVersion, context({ version: '1.0' })));
    check('runbook-expanded.json', writeJsonEntry(expanded, expansion));
  });

  it('verbose JSON of feeds, in version 2 and 1', () => {
    check('variable-feed.json', writeJsonFeed({ entities: [sample.variable], count: 51, next }, { ...v1, version: '2.0' }));
    check('variable-feed-v1.json', writeJsonFeed({ entities: [sample.variable] }, v1));
  });

  it('stream items in both formats, with a character that XML cannot carry', () => {
    const streamContext = context({ root: `${ROOT}JobStreams/`, model: streams });
    check('streamItems-feed.xml', writeAtomFeed({ entities: [sample.streamItem] }, { title: 'GetStreamItems', path: 'GetStreamItems' }, streamContext));
    check('streamItems-feed.json', writeJsonFeed({ entities: [sample.streamItem] }, streamContext));
  });

  it('errors', () => {
    const error = { code: 'JobNotFound', message: `job id '${sample.JOB_ID}' not found` };
    check('error.xml', writeErrorDocument(error));
    check('error.json', writeJsonError(error));
    check('error-inner.json', writeJsonError({ code: 'Internal', message: 'An error occurred while processing this request.', inner: '"quoted"' }));
  });

  it('results of actions, single properties and links', () => {
    const { main } = modelsFor('2016');
    const name = main.entityType('Runbook')?.property('RunbookName');
    assert.ok(name);
    const schedule = `${ROOT}Schedules(guid'${sample.SCHEDULE_ID}')`;
    check('action-start.xml', writeActionResult('Start', 'Edm.Guid', sample.JOB_ID, main));
    check('action-start.json', writeJsonActionResult('Start', 'Edm.Guid', sample.JOB_ID, main));
    check('property.xml', writePropertyDocument(name, 'Demo', main));
    check('property.json', writeJsonProperty(name, 'Demo', main, '1.0'));
    check('links.xml', writeLinks([schedule]));
    check('links.json', writeJsonLinks([schedule], '2.0'));
    check('link.xml', writeLink(`${ROOT}JobContexts(guid'${sample.CONTEXT_ID}')`));
  });

  it('service document', () => {
    check('serviceDocument.xml', writeServiceDocument(modelsFor('2012R2').main, ROOT));
    check('serviceDocument.json', writeJsonServiceDocument(modelsFor('2016').main));
  });

  it('$metadata of both generations and of the streams', () => {
    check('metadata-2012R2.xml', writeMetadata(modelsFor('2012R2').main));
    check('metadata-2016.xml', writeMetadata(modelsFor('2016').main));
    check('metadata-jobStreams.xml', writeMetadata(streams));
  });
});
