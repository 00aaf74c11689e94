import assert from 'node:assert/strict';
import { explainDeath } from '../../../../src/worker/processes/sandboxDeath.ts';

const death = { code: null, signal: null, stderr: '', memoryMb: 512 };

describe('Why a sandbox is gone', () => {
  it('out of memory, told by what V8 wrote', () => {
    const stderr = '<--- Last few GCs --->\nFATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory\n';
    assert.equal(explainDeath({ ...death, signal: 'SIGABRT', stderr }), 'ran out of memory (limit 512 MB) and was ended');
  });
  it('an abort without words', () => {
    assert.match(explainDeath({ ...death, code: 134 }), /^aborted \(exit code 134\), most often because memory ran out \(limit 512 MB\)$/);
  });
  it('killed from outside', () => {
    assert.match(explainDeath({ ...death, signal: 'SIGKILL' }), /^was killed from outside \(signal SIGKILL\)/);
  });
  it('any other end: the code and the line of the error output that says most', () => {
    const stderr = 'node:internal/modules:1\n  throw err;\nError: Cannot find module x\n    at y\n';
    assert.equal(explainDeath({ ...death, code: 1, stderr }), 'ended unexpectedly (exit code 1): Error: Cannot find module x');
    assert.equal(explainDeath({ ...death, signal: 'SIGSEGV' }), 'ended unexpectedly (signal SIGSEGV)');
  });
});
