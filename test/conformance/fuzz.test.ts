import assert from 'node:assert/strict';
import { fuzz } from '../fuzz/fuzz.ts';

// `npm run fuzz` goes on for an hour; this is its beginning, the same scripts each time.
describe('changed scripts', function () {
  this.timeout(180_000);

  it('end, as a failed or a finished run: no fault of the engine, no end of its thread, no hang past the stop', async () => {
    const { ran, findings } = await fuzz({ seed: 1, count: 400, limitMs: 90_000 });
    assert.deepEqual(findings.map(({ number, kind, detail }) => `${number} ${kind}: ${detail.slice(0, 300)}`), []);
    assert.ok(ran >= 100, `only ${ran} scripts ran`);
  });
});
