import assert from 'node:assert/strict';
import { pack, PACKED, unpack } from '../../../../src/powershell/workflow/state/packing.ts';
import { checkpointLine, checkpointNumber, isCheckpointLine, readLine } from '../../../../src/worker/wire/checkpointLine.ts';

describe('worker: a checkpoint as a line', () => {
  const large = JSON.stringify(Array.from({ length: 5000 }, (_, i) => `text ${i} ü \u{1F600} "quoted"`));
  for (const [what, state, secrets] of [
    ['a small state', '{"a":"ü \\"q\\" \\n","b":1}', []], ['a packed one', pack(large), []], ['secrets of any letters', pack(large), ['pässwörd', '"', `,"state":"${PACKED}x"}`, '\u{1F511}']],
  ] as const) {
    it(`is read as it was written: ${what}`, () => {
      const message = { type: 'checkpoint' as const, number: 3, errors: 1, warnings: 2, state, secrets };
      const line = checkpointLine('11111111-0000-0000-0000-000000000001', message), whole = line.subarray(0, -1);
      assert.deepEqual([line.at(-1), line.indexOf('\n'), isCheckpointLine(whole), checkpointNumber(whole)], [10, line.length - 1, true, 3]);
      const expected = { jobId: '11111111-0000-0000-0000-000000000001', ...message };
      assert.deepEqual(JSON.parse(whole.toString('utf8')), expected);
      assert.deepEqual(readLine(whole), expected);
    });
  }
  it('packs and unpacks what no single letter is a byte of', () => { assert.equal(unpack(pack(large), 1e9), large); });
  it('other lines are JSON', () => { assert.deepEqual(readLine(Buffer.from('{"type":"lost","jobId":"ü","reason":"r"}')), { type: 'lost', jobId: 'ü', reason: 'r' }); });
});
