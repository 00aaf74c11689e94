import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosResponse } from 'axios';
import { errorOf, rows } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

/** Names, and the same in another case; each way round. */
const PAIRS = [['Größe', 'GRÖßE'], ['ΟΔΟΣ', 'οδος'], ['Ёлка-1', 'ёЛКА-1'], ['ascii', 'ASCII']] as const;
const OCTETS = { headers: { 'Content-Type': 'application/octet-stream' } };

describe('names that differ in the case of letters only are one', () => {
  let under: UnderTest;
  beforeEach(async () => { under = await serve(); });
  afterEach(() => under[Symbol.asyncDispose]());
  const get = (url: string): Promise<AxiosResponse> => under.http.get(encodeURI(url));
  const found = async (filter: string): Promise<readonly string[]> => rows(await get(`Variables?$orderby=Name&$filter=${filter}`)).map((row) => String(row['Name']));

  it('in $filter, however it is put', async () => {
    for (const [name] of PAIRS) assert.equal((await under.http.post('Variables', { Name: name, Value: '1', Description: name })).status, 201);
    assert.equal((await under.http.post('Variables', { Name: 'Grosse', Value: '1', Description: 'other' })).status, 201);
    for (const [name, other] of PAIRS) {
      for (const wanted of [name, other]) {
        for (const filter of [
          `Name eq '${wanted}'`, `'${wanted}' eq Name`, `not (Name ne '${wanted}')`, `tolower(Name) eq tolower('${wanted}')`, `toupper(Name) eq toupper('${wanted}')`, `tolower(Name) eq '${wanted}'`,
          `Name eq Description and Description eq '${wanted}'`, `startswith(Name,'${wanted}')`, `substringof('${wanted}',Name)`, `endswith(Name,'${wanted}') and length(Name) eq ${wanted.length}`, `(Name eq '${wanted}') eq true`,
        ]) assert.deepEqual(await found(filter), [name], filter);
        assert.equal((await get(`Variables/$count?$filter=Name eq '${wanted}'`)).data, 1);
      }
      assert.equal((await found(`Name ne '${other}'`)).length, PAIRS.length);
    }
    assert.deepEqual(await found("Name eq 'GROSSE'"), ['Grosse']);
    // Two literals are compared as a literal and a property are.
    for (const filter of ["'Run' gt 'b'", "'a' lt 'B'", "'Run' eq 'rUN'", "not ('A' ne 'a')"]) assert.deepEqual(await found(`(${filter}) and Name eq 'Grosse'`), ['Grosse'], filter);
    // The sign of Kelvin is no letter k.
    assert.equal((await under.http.post('Variables', { Name: '\u212A', Value: '1' })).status, 201);
    assert.deepEqual([await found("Name eq 'k'"), await found("tolower(Name) eq 'k'"), await found("Name eq '\u212A'")], [[], [], ['\u212A']]);
  });

  it('where names must be unique, made or changed', async () => {
    for (const [name, other] of PAIRS) {
      const bodies = { Variables: { Value: '1' }, Credentials: { UserName: 'u', RawValue: 'p' }, Schedules: { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, StartTime: '2030-01-01T00:00:00' } };
      for (const [set, body] of Object.entries(bodies)) {
        assert.equal((await under.http.post(set, { ...body, Name: name })).status, 201, set);
        const second = await under.http.post(set, { ...body, Name: other });
        assert.deepEqual([second.status, errorOf(second).code], [409, 'NameTaken'], `${set} ${other}`);
        const free = await under.http.post(set, { ...body, Name: `${name}2` });
        const uri = (free.data as { d: { __metadata: { uri: string } } }).d.__metadata.uri;
        const renamed = await under.http.request({ method: 'MERGE', url: uri, data: { Name: other } });
        assert.deepEqual([renamed.status, errorOf(renamed).code], [409, 'NameTaken'], `${set} ${other}`);
        await under.http.delete(uri);
      }
      const made = await under.http.post('RunbookVersions', `workflow ${name} { }`, OCTETS);
      assert.equal(made.status, 201, JSON.stringify(made.data));
      assert.equal(errorOf(await under.http.post('RunbookVersions', `workflow ${other} { }`, OCTETS)).code, 'RunbookNameTaken');
      // Its text may write the name as it likes.
      const { d } = made.data as { d: { RunbookVersionID: string } };
      assert.equal((await under.http.put(`RunbookVersions(guid'${d.RunbookVersionID}')/$value`, `workflow ${other} { "x" }`, OCTETS)).status, 204);
    }
  });

  it('in keys', async () => {
    const made = await under.http.post('RunbookVersions', 'workflow Keys { param([string]$Größe, [string]$Plain) }', OCTETS);
    const id = (made.data as { d: { RunbookVersionID: string } }).d.RunbookVersionID;
    for (const [wanted, name] of [['größe', 'Größe'], ['GRÖßE', 'Größe'], ['Größe', 'Größe'], ['PLAIN', 'Plain']]) {
      // One after the other, so that what is kept of an earlier question is asked for too.
      const one = await get(`RunbookParameters(RunbookVersionID=guid'${id}',Name='${wanted}')`);
      assert.deepEqual([one.status, (one.data as { d?: { Name: string } }).d?.Name], [200, name], wanted);
    }
    assert.equal((await get(`RunbookParameters(RunbookVersionID=guid'${id}',Name='Grösse')`)).status, 404);
  });

  it('and where an earlier version let two in, both are found', async () => {
    for (const name of ['Ä1', 'other']) assert.equal((await under.http.post('Variables', { Name: name, Value: '1' })).status, 201);
    const database = new DatabaseSync(join(under.folder, 'sma.db'));
    database.exec("update Variables set Name = 'ä1' where Name = 'other'");
    database.close();
    assert.deepEqual((await found("Name eq 'Ä1'")).toSorted(), ['Ä1', 'ä1'].toSorted());
  });
});
