import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { workerBundle } from '../support/workerBundle.ts';

describe('The time limit of ForEach-Object -Parallel', () => {
  it('stops what runs, which is an error of no command; what still waits for its turn is not told', async () => {
    const { runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run };
    const output: string[] = [], begun = performance.now();
    const { status } = await runInSandbox({
      script: '1..2 | ForEach-Object -Parallel { "Output $_"; Start-Sleep -Seconds 50 } -TimeoutSeconds 1 -ThrottleLimit 1 2>&1 | ForEach-Object { "$_"; if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; $_.TargetObject.GetType().Name } }',
      name: 'Limit', type: 'PowerShellScript', parameters: [], onRecords: (records: readonly RunRecord[]) => { output.push(...records.map((r) => r.text)); },
    }).done;
    assert.deepEqual(output, ['Output 1', 'The pipeline has been stopped.', 'PSTaskException', 'PipelineStoppedException', 'PSTask']);
    assert.equal(status, 'Completed');
    assert.ok(performance.now() - begun < 30_000);
  });
});
