import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SmaApi } from '../../src/client/index.ts';
import { ServerCatalogue } from '../../src/features/language/serverCatalogue.ts';
import type { RunningService } from '../../src/service/options.ts';
import { clientOf, serve, temporaryFolder } from './clientSupport.ts';
import { insertRow } from './support/insertRow.ts';

describe('names that a connection offers to the editor', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>, service: RunningService, client: SmaApi, state: string;
  let problems: string[];
  const catalogue = (connected: SmaApi | undefined, now: () => number = Date.now, id = 'one'): ServerCatalogue =>
    new ServerCatalogue({ connection: () => ({ id, client: connected }), folder: state, onChange: () => undefined, onProblem: (what) => problems.push(what), now });
  const names = (made: ServerCatalogue): string[] | undefined => made.assets('Variable')?.map(({ name }) => name).sort();

  before(async () => {
    folder = await temporaryFolder();
    state = join(folder.path, 'state');
    service = await serve(folder.path);
    client = clientOf(service);
    await client.variables.create({ name: 'First', value: '"the value"' });
  });
  beforeEach(() => {
    problems = [];
  });
  after(async () => {
    client.dispose();
    await service.stop();
    await folder[Symbol.asyncDispose]();
  });

  it('knows nothing before it was connected, and asks once', async () => {
    const offline = catalogue(undefined);
    await offline.settled();
    assert.deepEqual([names(offline), offline.commands, offline.isFresh], [undefined, [], false]);
    let time = 1_000_000, asked = 0;
    const counting = { ...client, catalogue: { ...client.catalogue, connectionTypes: async () => {
      asked++;
      return await client.catalogue.connectionTypes();
    } } };
    const made = catalogue(counting, () => time);
    await made.settled();
    assert.deepEqual([names(made), made.isFresh, asked], [['First'], true, 1]);
    await client.variables.create({ name: 'Second', value: '1' });
    await made.settled();
    assert.deepEqual([names(made), asked], [['First'], 1]);
    time += 31_000;
    names(made);
    await made.settled();
    assert.deepEqual([names(made), asked], [['First', 'Second'], 2]);
  });

  it('is there after a restart without a connection, holds no values, and is another for another connection', async () => {
    const again = catalogue(undefined);
    await again.settled();
    assert.deepEqual([names(again), again.isFresh, again.assets('Credential')], [['First', 'Second'], false, []]);
    assert.ok(!readdirSync(state).some((file) => readFileSync(join(state, file), 'utf8').includes('the value')));
    const other = catalogue(undefined, Date.now, 'two');
    await other.settled();
    assert.equal(names(other), undefined);
  });

  it('knows the cmdlets of the server’s modules, their parameters once looked at, and connections’ fields, offline too', async () => {
    const activity = randomUUID(), set = randomUUID(), type = randomUUID(), connection = randomUUID(), database = new DatabaseSync(join(folder.path, 'sma.db'));
    database.exec('PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 5000;');
    insertRow(database, 'Activities', { ActivityID: activity, Name: 'Send-Note', ModuleName: 'Mail', Description: 'Sends.' });
    insertRow(database, 'ActivityParameterSets', { ActivityParameterSetID: set, ActivityID: activity, Name: 'All', IsDefault: 1 });
    for (const [name, mandatory] of [['To', 1], ['Body', 0]] as const) insertRow(database, 'ActivityParameters', { ActivityParameterID: randomUUID(), ActivityParameterSetID: set, Name: name, Type: 'System.String', IsMandatory: mandatory, Position: 0 });
    insertRow(database, 'ConnectionTypes', { ConnectionTypeID: type, Name: 'MailServer', IsBeingCreated: 0 });
    insertRow(database, 'ConnectionFields', { ConnectionFieldID: randomUUID(), ConnectionTypeID: type, Name: 'Host', Type: 'System.String', IsEncrypted: 0, IsOptional: 0 });
    insertRow(database, 'Connections', { ConnectionID: connection, ConnectionTypeID: type, Name: 'Mail' });
    database.close();
    const made = catalogue(client);
    await made.settled();
    assert.deepEqual([made.command('send-note')?.module, made.command('Send-Note')?.synopsis, made.command('Send-Note')?.parameters], ['Mail', 'Sends.', []]);
    await made.settled();
    assert.deepEqual(made.command('Send-Note')?.parameters.map(({ name, isMandatory }) => [name, isMandatory]).sort(), [['Body', false], ['To', true]]);
    const offline = catalogue(undefined);
    await offline.settled();
    assert.deepEqual([offline.command('Send-Note')?.parameters.length, offline.fields({ connection: 'mail' }), offline.fields({ type: 'MAILSERVER' }), offline.assets('Connection')?.[0]?.typeName], [2, ['Host'], ['Host'], 'MailServer']);
  });

  it('takes what another part was just told, before and after it asked itself', async () => {
    const told = { name: 'Told', description: null, modifiedAt: '', isEncrypted: false, typeName: undefined };
    const made = catalogue(undefined);
    made.note('Variable', [told]);
    assert.deepEqual(names(made), ['Told']);
    await made.settled();
    assert.deepEqual([names(made), made.fields({ type: 'MailServer' }), made.isFresh], [['Told'], ['Host'], false]);
    const connected = catalogue(client);
    await connected.settled();
    connected.note('Variable', [told]);
    assert.deepEqual([names(connected), connected.isFresh, connected.command('Send-Note')?.parameters.length], [['Told'], true, 2]);
  });

  it('takes what is damaged for not there', async () => {
    const [file] = readdirSync(state);
    for (const text of ['{', '[]', '{"version":1,"assets":{"Variable":[{}]},"activities":[],"connectionTypes":[]}', '{"version":2}']) {
      writeFileSync(join(state, file!), text);
      const made = catalogue(undefined);
      await made.settled();
      assert.equal(names(made), undefined, text);
    }
    assert.deepEqual(problems, []);
  });

  it('keeps what it knows where the server fails', async () => {
    let time = 1_000_000, fails = false;
    const failing = { ...client, catalogue: { ...client.catalogue, connectionTypes: async () => {
      if (fails) throw new Error('gone');
      return await client.catalogue.connectionTypes();
    } } };
    const made = catalogue(failing, () => time);
    await made.settled();
    fails = true;
    time += 31_000;
    await made.settled();
    assert.deepEqual([names(made)?.length, problems.length], [2, 1]);
  });
});
