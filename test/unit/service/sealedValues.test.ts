import assert from 'node:assert/strict';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely } from 'kysely';
import { parseRequestUri } from '../../../src/odata/uri/requestUri.ts';
import { NodeSqliteDialect } from '../../../src/service/store/dialect.ts';
import { selectEntities } from '../../../src/service/store/query/readEntities.ts';
import { MIGRATIONS } from '../../../src/service/store/schema/migrations.ts';
import type { Tables } from '../../../src/service/store/schema/tables.ts';
import { defineSealed } from '../../../src/service/store/sealedValues.ts';
import { defineCodeUnits } from '../../../src/service/store/text/codeUnits.ts';
import { defineLetterCase } from '../../../src/service/store/text/letterCase.ts';
import { modelsFor, TENANT_ID } from '../../../src/sma/models.ts';

const ROWS = 200;
const idOf = (row: number): string => `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`;

describe('sealed values', () => {
  const database = new DatabaseSync(':memory:');
  let opened: string[] = [];
  before(() => {
    for (const { statements } of MIGRATIONS) for (const statement of statements()) database.exec(statement);
    database.exec('pragma foreign_keys = off');
    defineLetterCase(database);
    defineCodeUnits(database);
    defineSealed(database, (sealed, owner) => {
      opened.push(owner);
      return sealed.startsWith('s:') ? sealed.slice(2) : undefined;
    });
    const insert = database.prepare(`insert into main."JobParameters" ("JobContextID", "Name", "Value", "Type", secret) values (?, 'A', null, 'System.String', ?)`);
    // Two of each: the same sealed text is another's value too.
    for (let row = 0; row < ROWS; row += 1) insert.run(idOf(row), row === 7 ? 'broken' : `s:v${Math.floor(((row * 83) % ROWS) / 2)}`);
  });
  after(() => database.close());

  function read(address: string): readonly unknown[] {
    const { model, resource, options } = parseRequestUri(`/${TENANT_ID}/${address}`, modelsFor('2016'));
    assert.ok(resource.kind === 'entities', address);
    const { sql, parameters } = selectEntities(model, { path: resource.path, filter: options.filter, orderBy: options.orderBy, after: options.skipToken, limit: 50 }).compile(new Kysely<Tables>({ dialect: new NodeSqliteDialect(database, { mode: 'read', milliseconds: 0 }) }));
    opened = [];
    return database.prepare(sql).all(...parameters as SQLInputValue[]).map((row) => row['Value']);
  }

  for (const address of [
    'JobParameters?$orderby=Value', 'JobParameters?$orderby=Value desc', "JobParameters?$orderby=Value&$filter=Value ne 'v3'", 'JobParameters?$orderby=tolower(Value),length(Value) desc',
    `JobParameters?$orderby=Value&$skiptoken='v4',guid'${idOf(3)}','A'`, `JobParameters?$orderby=length(Value),Value&$skiptoken=2,'v4',guid'${idOf(3)}','A'`, "JobParameters?$filter=startswith(Value,'v1') and endswith(Value,'7')",
  ]) {
    it(`are opened once a row: ${address}`, () => {
      const values = read(address);
      assert.ok(values.length > 1);
      const each = Map.groupBy(opened, (owner) => owner);
      assert.ok(each.size >= ROWS / 2);
      // One that cannot be opened is tried each time: there is nothing to remember.
      assert.deepEqual([...each].filter(([owner, { length }]) => length > 1 && !owner.includes(idOf(7))).map(([owner]) => owner), []);
    });
  }

  it('are each row’s own, also where the next has the same text or cannot be opened', () => {
    const expected = Array.from({ length: ROWS }, (_, row) => (row === 7 ? null : `v${Math.floor(((row * 83) % ROWS) / 2)}`));
    assert.deepEqual(database.prepare('select "Value" from "JobParameters" order by "JobContextID"').all().map((row) => row['Value']), expected);
  });
});
