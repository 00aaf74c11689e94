import assert from 'node:assert/strict';
import { MASK, Masker } from '../../../src/worker/masking.ts';

const masked = (secrets: readonly string[], text: string): string => {
  const masker = new Masker();
  masker.add(secrets);
  return masker.mask(text);
};

describe('Masking of secrets', () => {
  it('replaces every occurrence, also inside words', () => {
    assert.equal(masked(['s3cret'], 'user:s3cret@host s3crets3cret'), `user:${MASK}@host ${MASK}${MASK}`);
  });
  it('leaves values of three characters and less alone', () => {
    assert.equal(masked(['abc', ''], 'abc'), 'abc');
    assert.equal(masked(['abcd'], 'abcd'), MASK);
  });
  it('takes secrets as text, not as patterns', () => {
    assert.equal(masked(['a.*b|c^$[]{}()\\-'], 'aXXb a.*b|c^$[]{}()\\- end'), `aXXb ${MASK} end`);
  });
  it('masks the longer secret where one contains the other', () => {
    assert.equal(masked(['pass', 'password1'], 'password1 pass'), `${MASK} ${MASK}`);
  });
  it('finds a secret in JSON text, where it is escaped', () => {
    const secret = 'p"a\\ss\nword';
    assert.equal(masked([secret], JSON.stringify({ secret })), `{"secret":"${MASK}"}`);
  });
  it('collects secrets as they become known', () => {
    const masker = new Masker();
    assert.equal(masker.isEmpty, true);
    masker.add(['first']);
    masker.add(['second']);
    assert.equal(masker.mask('first second'), `${MASK} ${MASK}`);
  });
});
