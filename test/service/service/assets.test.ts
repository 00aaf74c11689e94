import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosResponse } from 'axios';
import { answerAsset } from '../../../src/service/dispatch/assets.ts';
import type { AssignedJob } from '../../../src/service/dispatch/assignment.ts';
import { systemClock, Ticker } from '../../../src/service/clock.ts';
import { Changes } from '../../../src/service/domain/change.ts';
import { openCipher } from '../../../src/service/secrets/cipher.ts';
import { silentLogger } from '../../../src/service/log.ts';
import { Store } from '../../../src/service/store/store.ts';
import type { AssetReply, AssetRequest } from '../../../src/worker/protocol.ts';
import { body, errorOf, rows, type Wire } from '../support/conversation.ts';
import { greetings } from '../support/moduleZips.ts';
import { client, serve, temporaryFolder } from '../support/serviceUnderTest.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures/certificates', name));
const pem = fixture('certificate.pem').toString();
const certificate = new X509Certificate(pem);
const serialised = Buffer.concat([Buffer.from(Uint32Array.of(32, 1, certificate.raw.length).buffer), certificate.raw]);
const withPassword = JSON.stringify({ Pfx: fixture('password.pfx').toString('base64'), Password: 'pä ss' });

describe('assets', () => {
  it('reach jobs, whole and decrypted, and the wire never', async () => {
    const folder = temporaryFolder();
    {
      await using under = await serve({ dataFolder: folder });
      const { http } = under;
      const make = async (set: string, values: object): Promise<Wire> => {
        const made = await http.post(set, values);
        assert.equal(made.status, 201, JSON.stringify(made.data));
        return body(made);
      };
      await make('Credentials', { Name: 'Service', UserName: 'CONTOSO\\svc', RawValue: 'hunter22' });
      await make('Variables', { Name: 'Secret', Value: '"s3cret"', IsEncrypted: true });
      await make('Certificates', { Name: 'Signing', RawValue: withPassword, Thumbprint: 'whatever the client says', ExpiryTime: '2000-01-01T00:00:00' });
      assert.equal((await http.post('Modules', greetings(), { headers: { 'Content-Type': 'application/octet-stream' } })).status, 201);
      const type = rows(await http.get('ConnectionTypes'))[0]?.['ConnectionTypeID'];
      const fields = new Map(rows(await http.get('ConnectionFields')).map((row) => [row['Name'], row['ConnectionFieldID']]));
      const connection = (await make('Connections', { Name: 'Main', ConnectionTypeID: type }))['ConnectionID'];
      const server = await make('ConnectionFieldValues', { ConnectionID: connection, ConnectionFieldID: fields.get('Server'), Value: 'first', ConnectionName: null, IsEncrypted: false, ConnectionTypeID: '00000000-0000-0000-0000-000000000000' });
      assert.deepEqual([server['ConnectionName'], server['ConnectionFieldName'], server['ConnectionTypeName'], server['Type']], ['Main', 'Server', 'GreetingServer', 'System.String']);
      await make('ConnectionFieldValues', { ConnectionID: connection, ConnectionFieldID: fields.get('Password'), Value: 'opensesame' });
      // Before it is stored, and without repeating what may be a secret.
      const unfit = await http.post('ConnectionFieldValues', { ConnectionID: connection, ConnectionFieldID: fields.get('Port'), Value: 'eighty' });
      assert.deepEqual([unfit.status, errorOf(unfit)], [400, { code: 'PropertyInvalid', message: "The property 'Value' of ConnectionFieldValue is not valid: the field 'Port' is System.Int32, and the text is no such value." }]);
      const port = await make('ConnectionFieldValues', { ConnectionID: connection, ConnectionFieldID: fields.get('Port'), Value: '8080' });
      assert.equal((await http.patch(`ConnectionFieldValues(guid'${String(port['ConnectionFieldValueID'])}')`, { Value: '99999999999' })).status, 400);
      const twice = await http.post('ConnectionFieldValues', { ConnectionID: connection, ConnectionFieldID: fields.get('Port'), Value: '1' });
      assert.deepEqual([twice.status, errorOf(twice).code], [409, 'NameTaken']);
      assert.equal((await http.patch(`Connections(guid'${String(connection)}')`, { Name: 'Renamed' })).status, 204);
      assert.ok(rows(await http.get(`Connections(guid'${String(connection)}')/ConnectionFieldValues`)).every((row) => row['ConnectionName'] === 'Renamed'));
      const everything = JSON.stringify(await Promise.all(['Credentials', 'Variables', 'Certificates', 'ConnectionFieldValues'].map(async (set) => (await http.get(set)).data as unknown)));
      for (const secret of ['hunter22', 's3cret', 'opensesame', fixture('password.pfx').toString('base64').slice(0, 40)]) assert.ok(!everything.includes(secret), secret);
    }
    const store = Store.open({ folder });
    const changes = new Changes(store, new Ticker(systemClock), silentLogger);
    const source = { changes, cipher: openCipher(join(folder, 'secret.key'), []) };
    const ask = (asset: AssetRequest): Promise<AssetReply> => answerAsset(source, { type: 'asset', request: 1, jobId: 'j', asset }, { assignment: { jobId: 'j' } } as AssignedJob, silentLogger, () => {});
    const get = async (kind: 'variable' | 'credential' | 'certificate' | 'connection', name: string): Promise<readonly [unknown, readonly string[]]> => {
      const reply = await ask({ kind, operation: 'get', name });
      assert.ok(reply.found, JSON.stringify(reply));
      return [JSON.parse(reply.value), reply.secrets];
    };
    assert.deepEqual(await get('credential', 'service'), [{ userName: 'CONTOSO\\svc', password: 'hunter22' }, ['hunter22']]);
    assert.deepEqual(await get('variable', 'Secret'), ['s3cret', ['s3cret']]);
    const [connection, secrets] = await get('connection', 'Renamed');
    assert.deepEqual([connection, secrets], [{ Server: 'first', Password: 'opensesame', Port: 8080 }, ['opensesame']]);
    const [facts] = await get('certificate', 'signing');
    const { RawData, Thumbprint, Subject, HasPrivateKey } = facts as Record<string, unknown>;
    assert.deepEqual([RawData, Thumbprint, Subject, HasPrivateKey], [certificate.raw.toString('base64'), certificate.fingerprint.replaceAll(':', ''), 'O=Contoso, CN=runbooks.example', true]);
    for (const kind of ['variable', 'credential', 'certificate', 'connection'] as const) {
      assert.deepEqual(await ask({ kind, operation: 'get', name: 'nothing' }), { found: false, message: `The ${kind} 'nothing' was not found.` });
    }
    await store.close();
  });

  it('refuses a secret in the place where SMA does not read it', async () => {
    await using one = await serve();
    const refused = await one.http.post('Credentials', { Name: 'wrong', UserName: 'u', Value: 'hunter22' });
    assert.deepEqual([refused.status, refused.data], [400, { error: { code: 'PropertyInvalid', message: { lang: 'en-US', value: "The property 'Value' of Credential is not valid: it is never written; give the secret as RawValue." } } }]);
    assert.equal((await one.http.post('Credentials', { Name: 'right', UserName: 'u', RawValue: 'hunter22', Value: null })).status, 201);
  });

  it('a secret is emptied by DELETE of its property, or by null put there, and by no null that is sent back with the rest', async () => {
    const folder = temporaryFolder();
    {
      await using under = await serve({ dataFolder: folder });
      const { http } = under;
      const make = async (set: string, values: object, key: string): Promise<string> => {
        const made = await http.post(set, values);
        assert.equal(made.status, 201, JSON.stringify(made.data));
        return `${set}(guid'${String(body(made)[key])}')`;
      };
      assert.equal((await http.post('Modules', greetings(), { headers: { 'Content-Type': 'application/octet-stream' } })).status, 201);
      const type = rows(await http.get('ConnectionTypes'))[0]?.['ConnectionTypeID'], [field] = rows(await http.get("ConnectionFields?$filter=Name eq 'Password'"));
      const connection = body(await http.post('Connections', { Name: 'c', ConnectionTypeID: type }))['ConnectionID'];
      const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
      const isKept = (set: string): boolean => database.prepare(`select secret from "${set}"`).get()?.['secret'] !== null;
      try {
        for (const [set, url, property] of [
          ['Variables', await make('Variables', { Name: 'v', IsEncrypted: true, Value: 'secret' }, 'VariableID'), 'Value'], ['Credentials', await make('Credentials', { Name: 'k', UserName: 'u', RawValue: 'secret' }, 'CredentialID'), 'RawValue'],
          ['ConnectionFieldValues', await make('ConnectionFieldValues', { ConnectionID: connection, ConnectionFieldID: field?.['ConnectionFieldID'], Value: 'secret' }, 'ConnectionFieldValueID'), 'Value'],
        ] as const) {
          const again = async (): Promise<void> => assert.equal((await http.patch(url, { [property]: 'secret' })).status, 204);
          assert.equal((await http.patch(url, { [property]: null })).status, 204);
          assert.equal(isKept(set), true, `${set}: sent back`);
          assert.equal((await http.delete(`${url}/${property}`)).status, 204);
          assert.equal(isKept(set), false, `${set}: DELETE`);
          await again();
          assert.equal((await http.delete(`${url}/${property}/$value`)).status, 204);
          assert.equal(isKept(set), false, `${set}: DELETE of $value`);
          await again();
          assert.equal((await http.put(`${url}/${property}`, { [property]: null })).status, 204);
          assert.equal(isKept(set), false, `${set}: null put`);
          await again();
          assert.equal((await http.delete(`${url}/${set === 'ConnectionFieldValues' ? 'Value' : 'Description'}`)).status, 204);
          assert.equal(isKept(set), set !== 'ConnectionFieldValues', `${set}: another property`);
        }
        const certified = await make('Certificates', { Name: 'x', RawValue: pem }, 'CertificateID');
        const refused = await http.delete(`${certified}/RawValue`);
        assert.deepEqual([refused.status, errorOf(refused).code, isKept('Certificates')], [400, 'PropertyRequired', true]);
      } finally {
        database.close();
      }
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('certificates are read in every form, and tell their thumbprint and end themselves', async () => {
    await using under = await serve();
    const post = (RawValue: string | null, Name: string): Promise<AxiosResponse> => under.http.post('Certificates', { Name, RawValue });
    for (const [index, raw] of [pem, certificate.raw.toString('base64'), serialised.toString('base64'), fixture('empty.pfx').toString('base64'), withPassword, `Bag Attributes\n    localKeyID: 01 02\nsubject=/CN=x\n${pem}`, `Certificate:\n    Data:\n${pem}\n${pem}`, pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE').replaceAll('\n', '\r\n')].entries()) {
      const made = await post(raw, `form-${index}`);
      assert.equal(made.status, 201, `${index}: ${JSON.stringify(made.data)}`);
      assert.deepEqual([body(made)['Thumbprint'], body(made)['RawValue'], body(made)['Value']], [certificate.fingerprint.replaceAll(':', ''), null, null]);
      assert.match(String(body(made)['ExpiryTime']), new RegExp(String(Date.parse(certificate.validTo))));
    }
    const refused: readonly (readonly [string | null, RegExp])[] = [
      ['hello world!', /in base64/], [Buffer.from('no certificate').toString('base64'), /no X\.509/], [JSON.stringify({ Pfx: fixture('password.pfx').toString('base64'), Password: 'wrong' }), /password does not open/],
      [fixture('password.pfx').toString('base64'), /password does not open/], [JSON.stringify({ Pfx: fixture('legacy.pfx').toString('base64'), Password: 'x' }), /old way.*Export it again/],
      // The rounds that it says of its mac would hold the service for an hour.
      [Buffer.from('301702010330123000040 81122334455667788 02047fffffff'.replaceAll(' ', ''), 'hex').toString('base64'), /takes 2147483647 rounds of key derivation, and 2000000 are allowed\. Export it again with fewer/],
      ['{"Pfx":3}', /write \{"Pfx"/], ['{', /JSON/], [JSON.stringify({ Pfx: fixture('empty.pfx').subarray(0, 500).toString('base64') }), /no PFX/], [fixture('weak.pfx').toString('base64'), /too weak to be used \(ee key too small\)\. Use one with an RSA key of 2048 bits/], [fixture('curve.pfx').toString('base64'), /of a kind that cannot be used here: RSA can, and the curves P-256/],
      [`${pem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`, /holds a private key as PEM, which would be lost/], [`Bag Attributes\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n${pem}`, /holds a private key as PEM/], ['-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----', /is PEM and holds no certificate/], [pem.slice(0, 200), /holds no certificate/], [null, /^The property 'RawValue' of Certificate needs a value\.$/], ['A'.repeat(600_000), /larger than/],
    ];
    for (const [raw, message] of refused) {
      const reply = await post(raw, 'refused');
      assert.equal(reply.status, 400, String(raw).slice(0, 40));
      assert.match(errorOf(reply).message, message);
    }
    for (const given of [{}, { Thumbprint: 'AA' }, { Thumbprint: 'AA', ExpiryTime: '2030-01-01T00:00:00' }]) assert.equal(errorOf(await under.http.post('Certificates', { Name: 'none', ...given })).message, "The property 'RawValue' of Certificate needs a value.");
    assert.match(errorOf(await under.http.post('Certificates', { Name: 'none', Value: pem })).message, /give the secret as RawValue/);
    const [first] = rows(await under.http.get('Certificates?$top=1'));
    const url = `Certificates(guid'${String(first?.['CertificateID'])}')`;
    assert.equal((await under.http.patch(url, { Description: 'changed', Thumbprint: 'forged' })).status, 204);
    assert.deepEqual([body(await under.http.get(url))['Description'], body(await under.http.get(url))['Thumbprint']], ['changed', certificate.fingerprint.replaceAll(':', '')]);
  });

  it('names are unique without case, texts have their lengths, what is needed is asked for', async () => {
    await using under = await serve();
    const { http } = under;
    const refuse = async (set: string, values: object): Promise<readonly unknown[]> => {
      const reply = await http.post(set, values);
      return [reply.status, errorOf(reply).code];
    };
    assert.equal((await http.post('Credentials', { Name: 'One', UserName: 'u' })).status, 201);
    assert.deepEqual(await refuse('Credentials', { Name: 'ONE', UserName: 'u' }), [409, 'NameTaken']);
    assert.deepEqual(await refuse('Credentials', { Name: 'x'.repeat(129), UserName: 'u' }), [400, 'PropertyTooLong']);
    assert.deepEqual(await refuse('Credentials', { Name: 'Two' }), [400, 'PropertyRequired']);
    assert.deepEqual(await refuse('Connections', { Name: 'c' }), [400, 'PropertyRequired']);
    assert.deepEqual(await refuse('Connections', { Name: 'c', ConnectionTypeID: '00000000-0000-0000-0000-000000000001' }), [400, 'PropertyInvalid']);
    const plain = body(await http.post('Variables', { Name: 'plain', Value: '1' }));
    const encrypt = await http.patch(`Variables(guid'${String(plain['VariableID'])}')`, { IsEncrypted: true });
    assert.deepEqual([encrypt.status, errorOf(encrypt).code], [409, 'EncryptionIsFixed']);
  });

  it('settings of the administrator are checked', async () => {
    await using under = await serve();
    const set = (name: string, Value: string): Promise<AxiosResponse> => under.http.request({ method: 'MERGE', url: `AdminConfigurations('${name}')`, data: { Name: name, Value } });
    for (const [name, value] of [['MaxJobRecords', '500'], ['Telemetry', 'true'], ['ScriptExecutionPolicy', 'AllSigned'], ['ChartTimeSliceSampleSize', 'ExtraLarge'], ['ProductKey', 'ABCDE-12345-ABCDE-12345-ABCDE'], ['DrainTimeInSeconds', '0']] as const) {
      assert.equal((await set(name, value)).status, 204, name);
    }
    for (const [name, value] of [['MaxJobRecords', '0'], ['MaxJobRecords', 'many'], ['Telemetry', 'maybe'], ['PurgeJobsOlderThanCountDays', '-1'], ['ScriptExecutionPolicy', 'x'], ['ProductKey', 'x']] as const) {
      const reply = await set(name, value);
      assert.deepEqual([reply.status, errorOf(reply).code], [400, 'PropertyInvalid'], name);
      assert.match(errorOf(reply).message, new RegExp(`for ${name}`));
    }
    assert.equal((await set('Nothing', '1')).status, 404);
    const { agent } = client(under.service);
    agent.destroy();
  });
});
