import assert from 'node:assert/strict';
import { fingerprintOfPem, normalizeFingerprint } from '../../../src/client/index.ts';
import { createSmaClient, isSmaClientError } from '../../../src/client/index.ts';

describe('client: fingerprints', () => {
  const hex = 'ab'.repeat(32);
  const colons = Array.from({ length: 32 }, () => 'AB').join(':');
  for (const text of [hex, hex.toUpperCase(), colons, `sha256:${hex}`, `SHA-256=${colons}`, `sha256 ${colons.toLowerCase()}`]) it(`${text.slice(0, 20)}… is one`, () => assert.equal(normalizeFingerprint(text), colons));
  for (const text of ['', 'ab', `${hex}00`, 'zz'.repeat(32), `sha1:${hex}`]) it(`${text === '' ? '(nothing)' : text.slice(0, 20)} is none`, () => assert.equal(normalizeFingerprint(text), undefined));
  it('finds none in what is no certificate', () => assert.equal(fingerprintOfPem('-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----'), undefined));
  it('refuses a pin that is nothing, before anything is sent', () => {
    for (const certificate of ['', 'nonsense', '-----BEGIN CERTIFICATE-----']) {
      assert.throws(() => createSmaClient({ url: 'https://sma.test', authentication: { kind: 'none' }, trust: { kind: 'pinned', certificate } }), (error) => isSmaClientError(error, 'BadOptions'));
    }
  });
});
