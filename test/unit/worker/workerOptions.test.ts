import assert from 'node:assert/strict';
import { DEFAULT_WORKER_OPTIONS, WorkerOptionError, parseWorkerOptions } from '../../../src/worker/workerOptions.ts';

describe('A worker\'s command line', () => {
  it('has defaults', () => {
    assert.deepEqual(parseWorkerOptions([]), DEFAULT_WORKER_OPTIONS);
  });
  it('sets limits; the process may use twice the heap', () => {
    const options = parseWorkerOptions(['--capacity', '7', '--prepared', '0', '--memory-mb', '900', '--cache-dir', '/tmp/x', '--engine', 'auto', '--powershell', '/opt/pwsh', '--native-commands']);
    assert.equal(options.capacity, 7);
    assert.equal(options.prepared, 0);
    assert.deepEqual({ ...options.sandbox }, { memoryMb: 900, processMemoryMb: 1800, stackMb: 64, cacheDirectory: '/tmp/x', powerShell: { engine: 'auto', path: '/opt/pwsh' }, nativeCommands: true });
  });
  for (const args of [['--capacity', '0'], ['--capacity', 'many'], ['--capacity', '1.5'], ['--nonsense'], ['word'], ['--engine', 'perl']]) {
    it(`refuses ${args.join(' ')}`, () => {
      assert.throws(() => parseWorkerOptions(args), WorkerOptionError);
    });
  }
});
