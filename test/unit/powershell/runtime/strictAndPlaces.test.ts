import assert from 'node:assert/strict';
import { run } from './harness.ts';

const lines = (script: string): readonly string[] => { const { output, errors } = run(script); assert.deepEqual(errors, []); return output; };
/** The error id of each block, or what it gives. */
const each = (setup: string, ...blocks: readonly string[]): readonly string[] => lines(`${setup}\nforeach ($b in ${blocks.map((b) => `{ ${b} }`).join(', ')}) { try { "$(& $b)" } catch { $_.FullyQualifiedErrorId } }`);

describe('Strict mode by version', () => {
  it('1: variables must be there, but in texts; properties need not', () => {
    assert.deepEqual(each('Set-StrictMode -Version 1; $o = [pscustomobject]@{ a = 1 }', '$null -eq $o.b', '$null -eq (1).zz', '$null -eq [int]::zz', '"a$nope-$($nope)-"', '$nope'), ['True', 'True', 'True', 'a--', 'VariableIsUndefined']);
    assert.deepEqual(lines('Set-StrictMode -Version 1; for ($i = 0; $i -lt 5000; $i++) { $s = "x$nope$i" }; $s'), ['x4999']);
    assert.deepEqual(each('Set-StrictMode -Version 2; $o = [pscustomobject]@{ a = 1 }', '$o.b', '"a$nope-"', '[int]::zz'), ['PropertyNotFoundStrict', 'VariableIsUndefined', 'PropertyNotFoundStrict']);
  });
  it('3: a place outside is an error in everything that has places', () => {
    assert.deepEqual(each('Set-StrictMode -Version Latest; $l = [Collections.Generic.List[int]](1, 2)', "'abc'[9]", '$l[7]', '([Collections.ArrayList](1, 2))[9]', '([int[,]]::new(2, 2))[5,5]', '@(1, 2)[0, 5]', '(5)[3]', '$l[-1]', '(5)[0]'),
      ['System.IndexOutOfRangeException', 'System.ArgumentOutOfRangeException', 'System.ArgumentOutOfRangeException', 'System.IndexOutOfRangeException', 'System.IndexOutOfRangeException', 'CannotIndex', '2', '5']);
  });
});
describe('Places of collections', () => {
  it('arrays of several dimensions want as many indexes', () => {
    const { errors } = run('$m = [int[,]]::new(2, 3); $m[0]; $m[0,1,2]; $m[0] = 5');
    assert.deepEqual(errors, ['[0]', '[0,1,2]', '[0]'].map((index) => `NeedMultidimensionalIndex@1: You cannot index into a 2 dimensional array with index ${index}.`));
    assert.deepEqual(lines("$m = [int[,]]::new(2, 3); $m[1,2] = 7; $m[-1,-1]; $m[(1,2),(0,0)] -join ','; $null -eq $m[5,5]"), ['7', '7,0', 'True']);
  });
  it('whatever is many as an index means one item each: lists, sets, keys and values of tables', () => {
    assert.deepEqual(lines(`$h = @{ a = 1 }; $o = [ordered]@{ x = 1; y = 2 }; $l = [Collections.Generic.List[string]]('x', 'y'); "$($h[$h.Keys])"; "$($o[$o.Keys])"; "$($o[$l])"
      "$((10, 20, 30)[[Collections.ArrayList](0, 2)])"; "$((10, 20, 30)[$h.Values])"; "$((10, 20)[[Collections.Generic.HashSet[int]](0, 1)])"; "$('abc'[[Collections.ArrayList](0, 1)])"; "$(([Collections.ArrayList](5, 6, 7))[$h.Values])"
      $n = [Collections.Generic.Dictionary[int,string]]::new(); $n[1] = 'p'; $n[2] = 'q'; "$($n[1, 2])"; "$($n[[Collections.Generic.List[int]](1, 2)])"`),
    ['1', '1 2', '1 2', '10 30', '20', '10 20', 'a b', '6', 'p q', 'p q']);
    // A key that converts to the type of the keys is one key.
    assert.deepEqual(lines("$d = [Collections.Generic.Dictionary[string,int]]::new(); $d.q = 3; \"$($d['q', 'q'])\"; $null -eq $d[$d.Keys]"), ['3 3', 'True']);
  });
  it('a slice of a text has what is there; a queue has no places', () => {
    assert.deepEqual(lines("'abc'[0, 9].Count; $q = [Collections.Generic.Queue[int]]::new(); $q.Enqueue(4); $q.Enqueue(5); \"$($q[0])\"; $null -eq $q[1]"), ['1', '4 5', 'True']);
  });
  it('keys of a Dictionary may be taken out while they are walked, and none put in', () => {
    assert.deepEqual(lines("$d = [Collections.Generic.Dictionary[string, int]]::new(); 1..3 | ForEach-Object { $d[\"k$_\"] = $_ }; foreach ($k in $d.Keys) { $k; [void] $d.Remove($k); [void] $d.Remove('k3') }; $d.Count"), ['k1', 'k2', '0']);
    assert.match(run("$d = [Collections.Generic.Dictionary[string, int]]::new(); $d.a = 1; foreach ($k in $d.Keys) { $d[\"x$k\"] = 2 }").errors[0] ?? '', /Collection was modified/);
  });
  it('lists say where nothing can be put in or taken out', () => {
    assert.deepEqual(run('[Collections.Generic.List[int]]::new().Insert(5, 1); [Collections.ArrayList]::new().Insert(5, 1); [Collections.ArrayList]::new().RemoveRange(1, 2); [Collections.Generic.List[int]]::new().RemoveRange(-1, 0)').errors.map((e) => /: "(.*)"$/.exec(e)?.[1]),
      ["Index must be within the bounds of the List. (Parameter 'index')", "Index was out of range. Must be non-negative and less than or equal to the size of the collection. (Parameter 'index')",
        'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.', "Non-negative number required. (Parameter 'index')"]);
  });
});
describe('Errors of binding', () => {
  const place = (command: string): string => lines(`function f { [CmdletBinding()] param([Parameter(Position=0)][int] $N, [Parameter(Position=1)][ValidateSet('a','b')][string] $M, [Alias('al')][datetime] $When, [switch] $S) }
function g([int] $x, $y) { }; $h = @{ N = 'x' }; $no = @{ Nope = 1 }; $list = 1, 'c'; $long = 1, 'b', 'more'
try { ${command} } catch { $m = $_.InvocationInfo.PositionMessage.Split("\n"); $m[1].Substring($m[2].IndexOf('~'), $m[2].Trim('+', ' ').Length) + '@' + $_.InvocationInfo.OffsetInLine }`)[0] ?? '';
  it('are at the argument, however it is given (ParameterBinderBase.GetErrorExtent)', () => {
    assert.deepEqual(['f x', 'f 1 c', 'f -N x', 'f -N:x', 'f -al nodate', 'f -M c -N 1', 'f @h', 'f @list', 'g abc', 'g -x 1 -x 3', 'f -S 1 b -al q', 'Start-Sleep abc', 'sleep abc', 'Get-Date -Year abc', "& { param([int] $q) } 'zz'"].map(place),
      ['x@9', 'c@11', 'x@12', 'x@12', 'nodate@13', 'c@12', '@h@9', '@list@9', 'abc@9', '-x@14', 'q@20', 'abc@19', 'abc@13', 'abc@22', "'zz'@29"]);
  });
  it('are at the name where it is the name, and at the command where it is neither', () => {
    assert.deepEqual(['f -Nope 3', 'f @no', 'f -N', 'f 1 b zzz', 'f @long', 'Get-Process -Name a -Id 3'].map(place), ['-Nope@9', '@no@9', '-N@9', 'f 1 b zzz@7', 'f @long@7', 'Get-Process -Name a -Id 3@7']);
  });
});
