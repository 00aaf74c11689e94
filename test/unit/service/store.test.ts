import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from '../../../src/service/store/schema/migrations.ts';
import { migrate, type Migration } from '../../../src/service/store/schema/migrate.ts';
import { sqliteFailure } from '../../../src/service/store/sqliteFailure.ts';
import { ServiceStartError } from '../../../src/service/startError.ts';

describe('the schema', () => {
  it('of step 1 is what was released: a change of the model needs a step of its own', () => {
    const golden = readFileSync(join(import.meta.dirname, '../../golden/service/schema-1.sql'), 'utf8');
    assert.equal(`${MIGRATIONS[0]?.statements().join(';\n')};\n`, golden);
  });

  it('is brought up to date step by step, whole or not at all', () => {
    const database = new DatabaseSync(':memory:');
    const steps: Migration[] = [{ version: 1, name: 'a', statements: () => ['create table a (x)'] }];
    migrate(database, steps, 'p');
    database.exec('insert into a values (1)');
    steps.push({ version: 2, name: 'b', statements: () => ['alter table a add column y default 5', 'create table b (x)'] });
    assert.throws(() => migrate(database, [...steps, { version: 3, name: 'c', statements: () => ['create table b (x)'] }], 'p'), /already exists/);
    assert.equal(database.prepare('pragma user_version').get()?.['user_version'], 1);
    migrate(database, steps, 'p');
    migrate(database, steps, 'p');
    assert.deepEqual({ ...database.prepare('select * from a').get() }, { x: 1, y: 5 });
    assert.throws(() => migrate(database, steps.slice(0, 1), 'p'), (error) => ServiceStartError.is(error, 'DatabaseNewer'));
    database.close();
  });

  it('holds what secrets must not break: their columns stay empty', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, MIGRATIONS, 'p');
    const insert = "insert into Variables (VariableID, TenantID, Name, Value, IsEncrypted, CreationTime, LastModifiedTime) values ('a', 'b', 'c', 'clear text', 1, '', '')";
    assert.throws(() => database.exec(insert), (error) => sqliteFailure(error) === 'Constraint');
    database.close();
  });
});
