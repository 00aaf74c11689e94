import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RunRecord, runInSandbox as Run } from '../../src/worker/runInSandbox.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run;

/** Runs a script in a real sandbox; the texts it wrote, and how it ended. */
async function run(script: string, stopAfter?: string): Promise<{ readonly output: string[]; readonly status: string }> {
  const output: string[] = [];
  const sandbox = runInSandbox({
    script, name: 'Jobs', type: 'PowerShellScript', parameters: [],
    onRecords: (records: readonly RunRecord[]) => {
      output.push(...records.map((r) => (r.streamTypeName === 'Output' ? r.text : `${r.streamTypeName}: ${r.text}`)));
      if (stopAfter !== undefined && output.includes(stopAfter)) sandbox.stop();
    },
  });
  const { status } = await sandbox.done;
  return { output, status };
}

describe('Jobs in a sandbox', () => {
  before(async () => {
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
  });

  it('overlap: what is done first is written first', async () => {
    assert.deepEqual(await run('900, 30 | ForEach-Object -Parallel { Start-Sleep -Milliseconds $_; "slept $_" }; $a = Start-Job { Start-Sleep -Milliseconds 600; "a" }; $b = Start-ThreadJob { "b" }; $first = Wait-Job $a, $b -Any; Receive-Job $first; $a.State; Receive-Job $a -Wait'),
      { output: ['slept 30', 'slept 900', 'b', 'Running', 'a'], status: 'Completed' });
  });
  it('tell of warnings and errors, and are stopped with the runbook', async () => {
    const { output, status } = await run('$j = Start-Job { Write-Warning "careful"; Write-Error "oh"; "out" }; Receive-Job $j -Wait; $s = Start-Job { while ($true) { } }; "waiting"; Wait-Job $s', 'waiting');
    assert.deepEqual(output, ['Warning: careful', 'Error: oh', 'out', 'waiting']);
    assert.equal(status, 'Stopped');
  });
});
