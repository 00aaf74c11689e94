import assert from 'node:assert/strict';
import { checkNewServer, checkServerUrl, hostOf, LOCAL_INFO, nameOfServer, readServerRecords } from '../../../../src/app/connections/connectionInfo.ts';
import { stateOfFailure } from '../../../../src/app/connections/connectionState.ts';
import { AppError } from '../../../../src/app/errors.ts';
import { SMA_CLIENT_ERROR_CODES, SmaClientError } from '../../../../src/client/errors.ts';

describe('the address of a server', () => {
  for (const good of ['https://sma01:9090', 'https://sma01.example.com', ' https://10.0.0.1:9090/00000000-0000-0000-0000-000000000000/ ', 'http://127.0.0.1:8080', 'http://localhost:1', 'HTTPS://SMA01']) {
    it(`takes ${good}`, () => assert.equal(checkServerUrl(good), undefined));
  }
  const bad: readonly [string, RegExp][] = [
    ['', /Type the address/], ['sma01:9090', /must begin with https/], ['ftp://sma01', /must begin with https/], ['https://', /not an address/],
    ['https://ada:secret@sma01', /Leave user name and password out/], ['http://sma01:9090', /over plain HTTP the password/], ['https://sma01/?x=1', /Leave out everything from \?/],
  ];
  for (const [text, reason] of bad) it(`explains what is wrong with "${text}"`, () => assert.match(checkServerUrl(text) ?? '', reason));

  it('names two users of one server apart', () => {
    const server = { url: 'https://sma01:9090', user: 'DOMAIN\\ada' };
    assert.equal(nameOfServer(server, [{ name: 'sma02:9090' }]), 'sma01:9090');
    assert.equal(nameOfServer(server, [{ name: 'sma01:9090' }]), 'sma01:9090 (DOMAIN\\ada)');
  });
  it('knows the same server again, with the path that all have or without, and the user in any case', () => {
    const server = { kind: 'server', id: '1', name: 'the first', url: 'https://sma01:9090', user: 'DOMAIN\\ada' } as const;
    const check = (url: string, user: string): string | undefined => checkNewServer({ url, user }, [LOCAL_INFO, server]);
    for (const url of ['https://sma01:9090/', 'https://SMA01:9090/00000000-0000-0000-0000-000000000000/']) assert.match(check(url, 'domain\\Ada') ?? '', /already with this user, as the first/, url);
    for (const [url, user] of [['https://sma01:9091', server.user], ['https://sma01:9090/other', server.user], [server.url, 'ada']] as const) assert.equal(check(url, user), undefined, url);
  });
  it('names a connection by host and port', () => assert.equal(hostOf('https://sma01.example.com:9090/x/'), 'sma01.example.com:9090'));
  it('tells the two schemes of one host and port apart', () => assert.deepEqual(['http://127.0.0.1:1', 'https://127.0.0.1:1'].map(hostOf), ['http://127.0.0.1:1', '127.0.0.1:1']));
});

describe('remembered connections', () => {
  it('come back as they were stored', () => {
    const record = { id: '1', name: 'Prod', url: 'https://sma01', user: 'ada', pinnedCertificate: 'PEM' };
    assert.deepEqual(readServerRecords([record]), [record]);
  });

  it('are dropped one by one where they make no sense, and the good ones stay', () => {
    const good = { id: '2', name: '', url: 'https://sma02:9090', user: 'ada' };
    const stored: unknown = [null, 'x', { id: '1' }, { id: 'local', url: 'https://x', user: 'u' }, good, { ...good, url: 'https://twice' }];
    assert.deepEqual(readServerRecords(stored), [{ ...good, name: 'sma02:9090' }]);
    for (const nothing of [undefined, null, {}, 'text']) assert.deepEqual(readServerRecords(nothing), []);
  });
});

describe('the state a failure leaves', () => {
  it('tells apart what a person must do', () => {
    const states = Object.fromEntries(SMA_CLIENT_ERROR_CODES.map((code) => [code, stateOfFailure(new SmaClientError(code, 'x'))?.name]));
    assert.deepEqual(states, {
      Unreachable: 'unreachable', Timeout: 'unreachable', Untrusted: 'unreachable', Unauthorized: 'unauthorized', Forbidden: 'unauthorized', NotSma: 'notSma', BadOptions: 'notSma',
      NotFound: undefined, Conflict: undefined, BadRequest: undefined, ServerError: undefined, Aborted: undefined,
    });
    assert.equal(stateOfFailure(new AppError('SecretLost', 'x'))?.name, 'unauthorized');
    assert.equal(stateOfFailure(new Error('x')), undefined);
  });
});
