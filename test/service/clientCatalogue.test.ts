import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SmaApi } from '../../src/client/index.ts';
import type { RunningService } from '../../src/service/options.ts';
import { insertRow } from './support/insertRow.ts';
import { clientOf, collect, serve, temporaryFolder } from './clientSupport.ts';

describe('client: what a server offers to runbooks', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>, service: RunningService, client: SmaApi;
  before(async () => {
    folder = await temporaryFolder();
    service = await serve(folder.path);
    client = clientOf(service);
  });
  after(async () => {
    client.dispose();
    await service.stop();
    await folder[Symbol.asyncDispose]();
  });

  it('lists assets of every kind, over pages, without values', async () => {
    for (let i = 0; i < 60; i++) await client.variables.create({ name: `V${String(i).padStart(2, '0')}`, value: '"secret"', isEncrypted: i === 0 });
    const variables = await collect(client.catalogue.assets('Variables'));
    assert.equal(variables.length, 60);
    assert.deepEqual(variables.filter(({ isEncrypted }) => isEncrypted).map(({ name }) => name), ['V00']);
    assert.ok(!JSON.stringify(variables).includes('secret'));
    for (const set of ['Credentials', 'Certificates', 'Connections', 'Schedules'] as const) assert.deepEqual(await collect(client.catalogue.assets(set)), [], set);
  });

  it('lists activities with their parameters, and the fields of connection types', async () => {
    const activity = randomUUID(), set = randomUUID(), module = randomUUID(), type = randomUUID(), database = new DatabaseSync(join(folder.path, 'sma.db'));
    database.exec('PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 5000;');
    insertRow(database, 'Modules', { ModuleID: module, ModuleName: 'Mail', IsGlobal: 0 });
    insertRow(database, 'Activities', { ActivityID: activity, ModuleID: module, Name: 'Send-Note', ModuleName: 'Mail', Description: 'Sends.' });
    insertRow(database, 'ActivityParameterSets', { ActivityParameterSetID: set, ActivityID: activity, Name: 'All', IsDefault: 1 });
    insertRow(database, 'ActivityParameters', { ActivityParameterID: randomUUID(), ActivityParameterSetID: set, Name: 'To', Type: 'System.String', IsMandatory: 1, Position: 0 });
    insertRow(database, 'ConnectionTypes', { ConnectionTypeID: type, Name: 'MailServer', IsBeingCreated: 0 });
    insertRow(database, 'ConnectionFields', { ConnectionFieldID: randomUUID(), ConnectionTypeID: type, Name: 'Host', Type: 'System.String', IsEncrypted: 0, IsOptional: 1 });
    database.close();
    assert.deepEqual(await collect(client.catalogue.activities()), [{ id: activity, name: 'Send-Note', moduleName: 'Mail', description: 'Sends.' }]);
    assert.deepEqual(await client.catalogue.activityParameters(activity), [{ set: 'All', isDefault: true, name: 'To', type: 'System.String', isMandatory: true, position: 0 }]);
    assert.deepEqual((await client.catalogue.connectionTypes()).find(({ name }) => name === 'MailServer')?.fields, [{ name: 'Host', type: 'System.String', isEncrypted: false, isOptional: true }]);
  });
});
