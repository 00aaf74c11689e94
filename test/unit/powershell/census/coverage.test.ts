import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COVERAGE_FILE, coverage } from '../../../census/coverage.ts';

describe('Coverage of what runbooks use', () => {
  it('is told as it is (node test/census/coverage.ts makes it anew)', function () {
    this.timeout(30_000);
    assert.equal(readFileSync(COVERAGE_FILE, 'utf8'), coverage());
  });
});
