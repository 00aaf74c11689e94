import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { body, rows } from '../support/conversation.ts';
import { serve } from '../support/serviceUnderTest.ts';

describe('replies that are kept', () => {
  it('are those of the data as they are, whoever wrote, in the format asked for', async () => {
    await using under = await serve();
    const { http } = under;
    const made = body(await http.post('Variables', { Name: 'kept', Value: '0' }));
    const url = `Variables(guid'${String(made['VariableID'])}')`;
    const atom = { headers: { Accept: 'application/atom+xml' } };
    for (let value = 1; value <= 20; value += 1) {
      assert.equal((await http.patch(url, { Value: String(value) })).status, 204);
      // Asked for again and again, in two formats, while it stays as it is.
      for (let time = 0; time < 4; time += 1) {
        assert.equal(body(await http.get(url))['Value'], String(value));
        assert.match(String((await http.get(url, atom)).data), new RegExp(`<d:Value>${value}</d:Value>`));
      }
    }
    const database = new DatabaseSync(`${under.folder}/sma.db`, { timeout: 5_000 });
    database.exec("update Variables set Value = 'by another program'");
    database.close();
    assert.equal(body(await http.get(url))['Value'], 'by another program');
    const [first, again] = [await http.get(url), await http.get(url)];
    const { 'x-request-id': one, date: _date, ...same } = first.headers as Record<string, string>;
    const { 'x-request-id': other, date: _other, ...also } = again.headers as Record<string, string>;
    assert.notEqual(one, other);
    assert.deepEqual(also, same);
    assert.equal((await http.get(url, { headers: { 'If-None-Match': String(first.headers['etag']) } })).status, 304);
    assert.equal((await http.head(url)).data, '');
    assert.equal((await http.get(url, { auth: { username: 'nobody', password: 'x' } })).status, 401);
  });

  it('never go back behind what a client was told, however many write and read at once', async () => {
    await using under = await serve();
    await Promise.all(Array.from({ length: 6 }, async (_, client) => {
      const made = body(await under.http.post('Variables', { Name: `own-${client}`, Value: '0' }));
      for (let value = 1; value <= 25; value += 1) {
        await under.http.patch(`Variables(guid'${String(made['VariableID'])}')`, { Value: String(value) });
        const all = await Promise.all([1, 2, 3].map(() => under.http.get('Variables')));
        for (const reply of all) assert.equal(rows(reply).find((row) => row['Name'] === `own-${client}`)?.['Value'], String(value));
      }
    }));
  });
});
