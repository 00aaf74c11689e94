import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ODataError } from '../../../src/odata/errors.ts';
import { SideReader } from '../../../src/service/store/sideReader.ts';
import { holdAtMost, letGo } from '../../../src/service/store/text/heldText.ts';
import { WorkTime } from '../../../src/service/store/workTime.ts';

/** Longer than a busy machine keeps a thread from its work. */
const LIMIT = 500;
const count = (rows: string): string => `with recursive n(i) as (select 1 union all select i + 1 from n${rows}) select count(*) from n where sma_in_time(i)`;
const [FOREVER, SHORT] = [count(''), count(' where i < 10')];
const isTooLong = (error: unknown): boolean => ODataError.is(error, 'TooComplex') && /^The query is too complex: more than 0\.5 seconds of work\.$/.test(error.message);

describe('a question that would keep the database busy for ever', () => {
  it('ends after its time, and the next one has its own', async () => {
    const database = new DatabaseSync(':memory:');
    new WorkTime(LIMIT).define(database);
    // The time is to end it, however many calls a quick machine counts meanwhile.
    holdAtMost(4096);
    for (let time = 0; time < 2; time += 1) {
      letGo();
      assert.throws(() => database.prepare(FOREVER).all(), isTooLong);
      await new Promise((resolve) => { setImmediate(resolve); });
      assert.deepEqual(database.prepare(SHORT).all().map((row) => Object.values(row)), [[10]]);
    }
    holdAtMost(64);
    letGo();
    database.close();
  });

  it('ends in the thread for long questions too, which goes on with those behind it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-work-'));
    const path = join(folder, 'a.db');
    new DatabaseSync(path).close();
    const side = new SideReader(path, LIMIT);
    try {
      const ask = (sql: string): Promise<unknown> => side.read([{ sql, parameters: [] }]);
      const answers = await Promise.allSettled([ask(FOREVER), ask(SHORT), ask(FOREVER), ask(SHORT)]);
      assert.deepEqual(answers.map((one) => (one.status === 'fulfilled' ? (one.value as readonly { readonly rows: unknown }[]).map(({ rows }) => rows) : isTooLong(one.reason))), [true, [[[10]]], true, [[[10]]]]);
    } finally {
      await side.close();
      rmSync(folder, { recursive: true });
    }
  });
});
