import assert from 'node:assert/strict';
import { isSmaClientError } from '../../../src/client/errors.ts';
import { isLoopback, normalizeRoot } from '../../../src/client/root.ts';

const ZERO = '00000000-0000-0000-0000-000000000000';

describe('client: the service root of what a person typed', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['https://sma.contoso.com', `https://sma.contoso.com:9090/${ZERO}/`],
    ['sma.contoso.com', `https://sma.contoso.com:9090/${ZERO}/`],
    ['  https://sma.contoso.com/  ', `https://sma.contoso.com:9090/${ZERO}/`],
    ['https://sma.contoso.com:8443', `https://sma.contoso.com:8443/${ZERO}/`],
    ['sma.contoso.com:8443', `https://sma.contoso.com:8443/${ZERO}/`],
    ['https://sma.contoso.com:443', `https://sma.contoso.com/${ZERO}/`],
    [`https://sma.contoso.com:9090/${ZERO}`, `https://sma.contoso.com:9090/${ZERO}/`],
    [`https://sma.contoso.com/${ZERO}/JobStreams/`, `https://sma.contoso.com/${ZERO}/`],
    [`https://gate.contoso.com:9090/sma/${ZERO}/`, `https://gate.contoso.com:9090/sma/${ZERO}/`],
    ['https://gate.contoso.com:9090/sma', `https://gate.contoso.com:9090/sma/${ZERO}/`],
    ['https://[2001:db8::1]', `https://[2001:db8::1]:9090/${ZERO}/`],
    ['https://[2001:db8::1]:5000', `https://[2001:db8::1]:5000/${ZERO}/`],
    ['http://127.0.0.1:4711', `http://127.0.0.1:4711/${ZERO}/`],
    ['http://localhost:4711', `http://localhost:4711/${ZERO}/`],
  ];
  for (const [typed, root] of cases) it(`${typed} is ${root}`, () => assert.equal(normalizeRoot(typed), root));

  for (const typed of ['', '   ', 'https://', 'https://a b', 'ftp://sma.contoso.com', 'file:///etc/passwd', 'https://user:pass@sma.contoso.com']) {
    it(`refuses "${typed}"`, () => assert.throws(() => normalizeRoot(typed), (error) => isSmaClientError(error, 'BadOptions')));
  }
  it('never repeats a password that was typed into the address', () => {
    assert.throws(() => normalizeRoot('https://user:s3cret@sma.contoso.com'), (error) => error instanceof Error && !error.message.includes('s3cret'));
  });
  it('sends no password over plain HTTP to another machine, unless allowed', () => {
    assert.throws(() => normalizeRoot('http://sma.contoso.com:9090'), (error) => isSmaClientError(error, 'BadOptions') && error.message.endsWith('over the network; use https.'));
    assert.equal(normalizeRoot('http://sma.contoso.com:9090', true), `http://sma.contoso.com:9090/${ZERO}/`);
  });
  it('knows this machine\'s own names', () => {
    for (const name of ['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '[::1]', '::1']) assert.equal(isLoopback(name), true, name);
    for (const name of ['localhost.evil.com', '127.0.0.1.evil.com', '10.0.0.1', '128.0.0.1', '[::2]']) assert.equal(isLoopback(name), false, name);
  });
});
