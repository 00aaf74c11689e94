import assert from 'node:assert/strict';
import { run } from '../runtime/harness.ts';

describe('JSON of objects of classes', () => {
  it('has hidden properties, and what was added to the object or to its type', () => {
    const { output } = run('class J { [int]$x = 1; hidden [int]$h = 2 }; $a = [J]::new(); $a | Add-Member Extra 5; $a | ConvertTo-Json -Compress; Update-TypeData -TypeName J -MemberType ScriptProperty -MemberName T -Value { $this.x * 3 }; [J]::new() | ConvertTo-Json -Compress');
    assert.deepEqual(output, ['{"x":1,"h":2,"Extra":5}', '{"x":1,"h":2,"T":3}']);
  });
  it('and what ends a script of -Parallel is an error of the command', () => {
    assert.deepEqual(run("1 | ForEach-Object -Parallel { throw 'bad' } 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId; \"$($_.CategoryInfo.Category)\"; \"$_\" }").output, ['PSTaskException', 'InvalidOperation', 'bad']);
  });
});
