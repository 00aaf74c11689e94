import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const run = (text: string): readonly string[] => { const ran = runInFolder(`$ErrorView = 'CategoryView'; ${text}`); return [...ran.output, ...(ran.ended === undefined ? [] : [`ended ${ran.ended}`])]; };
const told = '"$($Error.Count) $($Error[0].FullyQualifiedErrorId) $($Error[0].Exception.GetType().Name): $($Error[0])"';

/** workflow-semantics.md section 9: what nothing in a called workflow takes is the caller's error. */
describe('What ends a called workflow', () => {
  afterEach(removeFolders);
  const of = (body: string): readonly string[] => run(`workflow w { ${body} }; $Error.Clear(); w; ${told}`);

  it('is in $Error, also where a script in it was what failed', () => {
    assert.deepEqual(of("InlineScript { throw 'il' }"), ['1 il RemoteException: il']);
    assert.deepEqual(of("$PSRunInProcessPreference = $true; InlineScript { throw 'il' }"), ['1 il RuntimeException: il']);
    assert.deepEqual(of("function fails { throw 'fn' }; fails"), ['1 fn RemoteException: fn']);
    assert.deepEqual(of('Invoke-Expression "throw \'ie\'"'), ['1 ie RuntimeException: ie']);
    assert.deepEqual(of("InlineScript { Write-Error 'only' -ErrorAction Continue }"), ['1 Microsoft.PowerShell.Commands.WriteErrorException RemoteException: only'.replace('Microsoft.PowerShell.Commands.WriteErrorException', 'Microsoft.PowerShell.Commands.WriteErrorException')]);
  });
  it('has the id JobStateFailed where a plain exception was thrown', () => {
    assert.deepEqual(of("throw 'boom'"), ['1 JobStateFailed Exception: boom']);
    assert.deepEqual(of('throw 5'), ['1 JobStateFailed Exception: 5']);
    assert.deepEqual(of("throw [System.IO.IOException]::new('io')"), ['1 JobStateFailed IOException: io']);
    assert.deepEqual(of("try { throw 'again' } catch { throw }"), ['1 JobStateFailed Exception: again']);
    assert.deepEqual(run(`workflow c { throw 'deep' }; workflow w { c }; $Error.Clear(); w; ${told}`), ['1 JobStateFailed Exception: deep']);
    assert.deepEqual(run(`workflow w { sequence { try { throw 'fin' } finally { $x = 1 } } }; $Error.Clear(); w -ErrorVariable ev -ErrorAction SilentlyContinue; ${told}; "$($ev.FullyQualifiedErrorId)"`), ['1 JobStateFailed Exception: fin', 'JobStateFailed']);
    assert.deepEqual(run("workflow w { throw 'stop' }; try { w -ErrorAction Stop } catch { \"$($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name) $_ $($_.InvocationInfo.ScriptLineNumber) $($_.CategoryInfo.Category)\" }"), ['JobStateFailed Exception stop 1 InvalidResult']);
    assert.deepEqual(run("workflow w { throw 'job' }; $j = w -AsJob; Receive-Job $j -Wait -ErrorAction SilentlyContinue -ErrorVariable e; \"$($e.FullyQualifiedErrorId) $e $($j.State)\""), ['JobStateFailed job Failed']);
    assert.deepEqual(run("workflow w { Suspend-Workflow; throw 'later' }; $j = w; $j = $j | Resume-Job -Wait; Receive-Job $j -Wait -ErrorAction SilentlyContinue -ErrorVariable e; \"$($e.FullyQualifiedErrorId) $e\""), ['JobStateFailed later']);
  });
  it('keeps the record that it carries', () => {
    assert.deepEqual(of('Get-Item -Path ./no-such -ErrorAction Stop').map((l) => l.replace(/:.*/s, '')), ['1 PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand ItemNotFoundException']);
    assert.deepEqual(of('$n = 0; 1 / $n').map((l) => l.replace(/:.*/s, '')), ['1 RuntimeException RuntimeException']);
    assert.deepEqual(of("1 | ForEach-Object { throw [System.IO.IOException]::new('block') }").map((l) => l.replace(/ \w+:/, ':')), ['1 block: block']);
    assert.deepEqual(of("throw [System.Management.Automation.RuntimeException]::new('own')"), ['1 RuntimeException RuntimeException: own']);
  });
});
