import assert from 'node:assert/strict';
import { recordsHeader, recordsPrefix } from '../../../../src/worker/sandbox/protocol.ts';

describe('The head of a records line', () => {
  it('is read without parsing the records', () => {
    const line = Buffer.from(`${recordsPrefix('0f5a', 17, 2, 3)}[{"text":"\\"batch\\":99"}]}`);
    assert.deepEqual(recordsHeader(line), { batch: 17, errors: 2, warnings: 3 });
    assert.deepEqual(JSON.parse(line.toString()), { type: 'records', jobId: '0f5a', batch: 17, errors: 2, warnings: 3, records: [{ text: '"batch":99' }] });
  });
  it('is told from other messages', () => {
    assert.equal(recordsHeader(Buffer.from('{"type":"finished","x":{"type":"records","batch":1}}')), undefined);
    assert.equal(recordsHeader(Buffer.from('{"type":"records","jobId":1}')), undefined);
    assert.equal(recordsHeader(Buffer.from('{}')), undefined);
  });
});
