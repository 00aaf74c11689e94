import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { fileFacts, fileFactsSteps } from '../../../../src/project/folder/index.ts';
import { lint, lintSteps } from '../../../../src/project/lint/index.ts';
import type { Steps } from '../../../../src/project/turns.ts';

const piece = `
  $value = Get-AutomationVariable -Name 'Setting'
  $cred = Get-AutomationPSCredential -Name 'Admin'
  foreach ($vm in $value.Split(',')) {
    try {
      $result = InlineScript { Get-Process -Name $using:vm | Where-Object { $_.CPU -gt 5 } } -PSCredential $cred
      if ($result -ne $null) { Write-Output "found $result on $vm"; Checkpoint-Workflow } else { gci | % Name }
    } catch { Write-Error -Message $_.Exception.Message; throw }
  }
  parallel { $a = Get-Date; Get-Service -Name x | Stop-Service }
  Set-Content -Path C:\\a.txt -Value $a
  New-AzureVM -Name "text $a $(Get-Date)" -Frobnicate 1
`;
let text = 'workflow Main {\n  param([string]$Server)\n';
for (let i = 0; text.split('\n').length < 2000; i++) text += piece.replaceAll('$result', `$result${i}`).replaceAll('$value', `$value${i}`);
text += '}\n';

/** The result, the number of steps, and what part of the whole the longest took; of some goes the least, since others use the machine too. */
function measured<T>(steps: () => Steps<T>): { readonly value: T; readonly count: number; readonly share: number } {
  let found: { readonly value: T; readonly count: number; readonly share: number } | undefined;
  for (let go = 0; go < 4; go++) {
    const work = steps();
    let count = 0, longest = 0, all = 0;
    for (;;) {
      const began = performance.now(), { done, value } = work.next(), took = performance.now() - began;
      longest = Math.max(longest, took);
      all += took;
      if (done === true) {
        if (found === undefined || longest / all < found.share) found = { value, count, share: longest / all };
        break;
      }
      count++;
    }
  }
  assert.ok(found);
  return found;
}

describe('the linter in pieces', () => {
  const result = parse(text);

  it('finds what it finds at once, and no piece is long', () => {
    const { value, count, share } = measured(() => lintSteps({ result, fileName: 'Main' }));
    assert.ok(value.length > 500, `${value.length}`);
    assert.deepEqual(value.map(({ rule, start, message }) => [rule.id, start, message]), lint({ result, fileName: 'Main' }).map(({ rule, start, message }) => [rule.id, start, message]));
    assert.ok(count > 1000, `${count}`);
    assert.ok(share < 0.4, `${share}`);
  });

  it('reads the facts of the folder’s index so too', () => {
    const { value, count, share } = measured(() => fileFactsSteps('Main', result));
    assert.deepEqual(value, fileFacts('Main', result));
    assert.ok(count >= 9, `${count}`);
    assert.ok(share < 0.7, `${share}`);
  });
});
