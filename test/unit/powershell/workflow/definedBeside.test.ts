import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const FILE = "param($n)\nworkflow b1 { param($z) \"b $z\" }\nfunction f1($z) { \"f $z\" }\nworkflow a1 { param($q) b1 -z $q; f1 $q; f2 }\nfunction f2 { 'f2' }\na1 -q $n\n";
const run = (text: string): readonly string[] => { const ran = runInFolder(text, { files: { 'child.ps1': FILE, 'own.psm1': "function Inner { 'inner' }\nworkflow Outer { Inner }\nExport-ModuleMember -Function Outer\n" } }); return [...ran.output, ...ran.errors, ...(ran.ended === undefined ? [] : [`ended ${ran.ended}`])]; };

/** workflow-semantics.md 1.1 and 1.2: what a workflow calls is what its definition sees, in whatever order the definitions stand. */
describe('What is defined beside a workflow', () => {
  afterEach(removeFolders);
  const PAIR = "workflow a1 { b1; f1 }; workflow b1 { 'b' }; function f1 { 'f' }";

  it('is known to it in a function, a block, a script file that is called, a method and a module', () => {
    assert.deepEqual(run(`function Go { ${PAIR}; a1 }; Go`), ['b', 'f']);
    assert.deepEqual(run(`& { ${PAIR}; a1 }`), ['b', 'f']);
    assert.deepEqual(run('./child.ps1 -n 5; & ./child.ps1 6'), ['b 5', 'f 5', 'f2', 'b 6', 'f 6', 'f2']);
    assert.deepEqual(run(`class K { [object] Go() { ${PAIR}; $r = a1; return $r } }; [K]::new().Go()`), ['b', 'f']);
    assert.deepEqual(run('Import-Module ./own.psm1; Outer'), ['inner']);
    assert.deepEqual(run(`function Go { . ./child.ps1 -n 7; a1 -q 8 }; Go`), ['b 7', 'f 7', 'f2', 'b 8', 'f 8', 'f2']);
  });
  it('is that of its own scope, each time it is defined, and not that of who calls it', () => {
    assert.deepEqual(run(`function Go($n) { if ($n) { function f1 { 'one' } } else { function f1 { 'two' } }; workflow a1 { f1 }; a1 }; Go 1; Go 0; Go 1`), ['one', 'two', 'one']);
    assert.deepEqual(run("function f1 { 'outer' }; workflow a1 { f1 }; & { function f1 { 'callers' }; a1 }"), ['outer']);
    assert.deepEqual(run("& { Set-Alias say Write-Output; workflow a1 { say 'alias' }; a1 }"), ['alias']);
    assert.deepEqual(run("& { workflow a1 { workflow in1 { f1 }; in1 }; function f1 { 'deep' }; a1 }"), ['deep']);
    assert.match(run("& { function f1 { 1 } }; workflow a1 { f1 }; a1").join(), /command 'f1' cannot be found/);
  });
  it('goes with it into a job', () => {
    assert.deepEqual(run(`& { ${PAIR}; a1 -AsJob | Receive-Job -Wait }; function Go { ${PAIR.replace("'f'", "'g'")}; a1 -AsJob | Receive-Job -Wait }; Go`), ['b', 'f', 'b', 'g']);
    assert.deepEqual(run(`& { workflow a1 { Suspend-Workflow; b1; f1 }; workflow b1 { 'b' }; function f1 { 'f' }; $j = a1; $j | Resume-Job -Wait | Receive-Job -Wait }`), ['b', 'f']);
  });
});
