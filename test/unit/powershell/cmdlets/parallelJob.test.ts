import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('ForEach-Object -Parallel -AsJob', () => {
  afterEach(removeFolders);
  const gives = (script: string): readonly string[] => { const { output, errors } = runInFolder(script); return [...output, ...errors.map((e) => e.slice(0, e.indexOf(':')))]; };
  it('gives one job whose children run the scripts', () => {
    assert.deepEqual(gives(`$j = 1..3 | ForEach-Object -Parallel { $_ * 2 } -AsJob -ThrottleLimit 2
      $j.GetType().FullName; "$($j.Name) $($j.PSJobTypeName) $($j.Location)"; "$($j.ChildJobs.Name) $($j.ChildJobs[0].PSJobTypeName)"
      ($j | Wait-Job).State; $j.HasMoreData; "$(Receive-Job $j | Sort-Object)"; $j.HasMoreData; (Get-Job).Count; (Get-Job -IncludeChildJob).Count; Remove-Job $j; @(Get-Job).Count`),
    ['System.Management.Automation.PSTasks.PSTaskJob', 'Job1 PSTaskJob PowerShell', 'Job2 Job3 Job4 PSTaskChildJob', 'Completed', 'True', '2 4 6', 'False', '1', '4', '0']);
  });
  it('fails where one of them fails, and is complete without any', () => {
    assert.deepEqual(gives(`$j = 1, 2 | ForEach-Object -Parallel { if ($_ -eq 2) { throw 'x' }; 'ok' } -AsJob | Wait-Job; "$($j.State) $($j.ChildJobs.State)"; Receive-Job $j -Wait -AutoRemoveJob; (@() | ForEach-Object -Parallel { 1 } -AsJob).State`), ['Failed Completed Failed', 'ok', 'Completed', 'JobStateFailed']);
  });
  it('tells how many runspaces were made: one for each that runs at once, or for each object', () => {
    assert.deepEqual(gives(`(1..4 | ForEach-Object -Parallel { $_ } -AsJob -ThrottleLimit 2 | Wait-Job).AllocatedRunspaceCount; (1..4 | ForEach-Object -Parallel { $_ } -AsJob -ThrottleLimit 2 -UseNewRunspace | Wait-Job).AllocatedRunspaceCount; (1 | ForEach-Object -Parallel { $_ } -AsJob | Wait-Job).AllocatedRunspaceCount`), ['2', '4', '1']);
  });
  it('takes no time limit; -Parallel takes no blocks and no common parameters that it could not keep', () => {
    assert.deepEqual(gives(`foreach ($s in { 1 | ForEach-Object -Parallel { 1 } -AsJob -TimeoutSeconds 3 }, { 1 | ForEach-Object -Parallel { 1 } -ErrorAction Stop }, { $b = { 1 }; 1 | ForEach-Object -Parallel { $using:b } }) { try { & $s } catch { $_.FullyQualifiedErrorId -replace ',.*' } }; { 1 }, 2 | ForEach-Object -Parallel { $_ }`),
      ['ParallelCannotUseTimeoutWithJob', 'ParallelCommonParametersNotSupported', 'ParallelUsingVariableCannotBeScriptBlock', '2', 'ParallelPipedInputObjectCannotBeScriptBlock,Microsoft.PowerShell.Commands.ForEachObjectCommand']);
  });
});
