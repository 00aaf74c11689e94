import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRequestUri } from '../../../src/odata/uri/requestUri.ts';
import { isCostly } from '../../../src/service/store/query/cost.ts';
import { selectCount, selectEntities } from '../../../src/service/store/query/readEntities.ts';
import { Store } from '../../../src/service/store/store.ts';
import { modelsFor, TENANT_ID } from '../../../src/sma/models.ts';

const ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';

/** How the database goes about a page: what sorts, or looks at every row, costs more with every job. Times are a matter of `npm run bench`. */
describe('pages of large sets', () => {
  let folder: string;
  let store: Store;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-plans-'));
    store = Store.open({ folder });
  });
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  function planOf(address: string): readonly string[] {
    const models = modelsFor('2016');
    const { model, resource, options } = parseRequestUri(`/${TENANT_ID}/${address}`, models);
    assert.ok(resource.kind === 'entities' || resource.kind === 'entity', address);
    const { sql, parameters } = store.quick.compile(selectEntities(model, { path: resource.path, filter: options.filter, orderBy: options.orderBy, after: options.skipToken, limit: options.top ?? 50 }));
    return store.quick.rows(`explain query plan ${sql}`, parameters).map((row) => String(row[3]));
  }

  for (const address of [
    'Jobs', `Jobs?$skiptoken=guid'${ID}'`, `Jobs(guid'${ID}')`, 'Jobs?$orderby=CreationTime desc', `Jobs?$orderby=CreationTime desc&$skiptoken=datetime'2026-01-01T00:30:00',guid'${ID}'`,
    "Jobs?$filter=JobStatus eq 'Failed'&$orderby=CreationTime desc&$top=10", `Jobs?$filter=JobContextID eq guid'${ID}'`, "Jobs?$filter=JobStatus eq 'Running'", "Jobs?$orderby=StartTime desc&$top=1", 'Jobs?$orderby=LastModifiedTime',
    `JobContexts?$filter=RunbookVersionID eq guid'${ID}'`, `RunbookVersions(guid'${ID}')/JobContexts`, `JobParameters?$filter=JobContextID eq guid'${ID}'`, `JobContexts(guid'${ID}')/JobParameters`, `JobParameters?$filter=Name eq 'Who' and (JobContextID eq guid'${ID}' or JobContextID eq guid'${ID.replace('2', '3')}')`, `Schedules(guid'${ID}')/JobContexts`,
  ]) {
    it(`are found by an index, in order: ${address.replaceAll(ID, '…')}`, () => {
      const plan = planOf(address).join('\n');
      // Those that are found may be sorted, and always those that are the same by the order asked for; never a whole table.
      if (/^SCAN t1/m.test(plan)) assert.match(plan, /^SCAN t1 USING INDEX .*(?:\nUSE TEMP B-TREE FOR LAST TERM OF ORDER BY)?$/);
      else assert.match(plan, /^SEARCH (?:t1|main\.JobParameters) USING INDEX /m);
    });
  }

  it('are asked beside the others only where an index does not find what is asked for', () => {
    const costs = (address: string): boolean => {
      const { resource, options } = parseRequestUri(`/${TENANT_ID}/${address}`, modelsFor('2016'));
      assert.ok(resource.kind === 'entities', address);
      return isCostly({ path: resource.path, filter: options.filter, orderBy: options.orderBy, counts: false });
    };
    const ofThree = [1, 2, 3].map((digit) => `JobContextID eq guid'${digit}${ID.slice(1)}'`).join(' or ');
    for (const filter of [ofThree, `Name eq 'Who' and (${ofThree})`, `(${ofThree}) and length(Value) gt 3`]) assert.equal(costs(`JobParameters?$filter=${filter}`), false, filter);
    for (const filter of [`${ofThree} or Name eq 'Who'`, `JobContextID ne guid'${ID}'`, "Name eq 'Who'", `not (${ofThree})`]) assert.equal(costs(`JobParameters?$filter=${filter}`), true, filter);
    assert.equal(costs(`Jobs?$filter=${ofThree}`), true);
  });

  it('tell long texts of records by a size that is not read with them', () => {
    const { model, resource } = parseRequestUri(`/${TENANT_ID}/JobStreams/Stream`, modelsFor('2016'));
    assert.ok(resource.kind === 'entities');
    const { sql, parameters } = store.quick.compile(selectEntities(model, { path: resource.path, limit: 50 }));
    const plan = store.quick.rows(`explain ${sql}`, parameters), at = plan.findIndex((row) => String(row[5]).startsWith('octet_length('));
    const register = Number(plan[at]?.[3]), read = plan.slice(0, at).findLast((row) => row[1] === 'Column' && row[4] === register);
    // OPFLAG_BYTELENARG (sqliteInt.h): of such a column the head of the row is enough.
    assert.equal(Number(read?.[6]) & 0xc0, 0xc0, JSON.stringify(plan.slice(Math.max(0, at - 4), at + 1)));
  });

  it('watch the clock wherever rows of other sets are looked at', () => {
    const { model, resource, options } = parseRequestUri(`/${TENANT_ID}/RunbookVersions?$filter=JobContexts/any(a:a/RunbookVersion/JobContexts/all(b:b/JobParameters/any()))`, modelsFor('2016'));
    assert.ok(resource.kind === 'entities');
    const { sql } = store.quick.compile(selectEntities(model, { path: resource.path, filter: options.filter, limit: 50 }));
    assert.equal(sql.split('sma_in_time(').length - 1, 3);
  });

  it('watch the clock with every row where that is asked for', () => {
    const { model, resource, options } = parseRequestUri(`/${TENANT_ID}/Jobs?$filter=length(JobException) gt 5&$orderby=ErrorCount`, modelsFor('2016'));
    assert.ok(resource.kind === 'entities');
    const query = { path: resource.path, filter: options.filter, orderBy: options.orderBy, limit: 50, isWatched: true };
    for (const one of [selectEntities(model, query), selectCount(query)]) assert.match(store.quick.compile(one).sql, / where sma_in_time\("t1"\."JobID"\) and /);
  });

  it('of which every row is looked at are told from others by their plan', () => {
    assert.match(planOf('Jobs?$orderby=ErrorCount').join('\n'), /^SCAN t1\nUSE TEMP B-TREE FOR ORDER BY$/);
  });
});
