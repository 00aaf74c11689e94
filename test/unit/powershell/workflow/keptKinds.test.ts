import assert from 'node:assert/strict';
import { flow, inSteps } from './harness.ts';

/** Kinds of objects that few workflows hold: made before a suspension, used behind it by another engine. */
const kinds: readonly (readonly [make: string, use: string, wanted: string])[] = [
  ["$x = New-Object 'System.Collections.Generic.SortedDictionary[string,int]'; $u = $x.Add('b', 1)", "$u = $x.Add('a', 2); \"$($x.Keys -join ',') $($x.GetType())\"", 'a,b System.Collections.Generic.SortedDictionary[string,int]'],
  ["$x = New-Object 'System.Collections.Generic.SortedList[string,int]'; $u = $x.Add('b', 1)", "$u = $x.Add('a', 2); \"$($x.Keys -join ',')\"", 'a,b'],
  ["$x = New-Object 'System.Collections.Generic.LinkedList[int]'; $u = $x.AddLast(5)", "$u = $x.AddFirst(4); \"$($x -join ',') $($x.Last.Value)\"", '4,5 5'],
  ["$x = [System.Collections.Generic.KeyValuePair[string,int]]::new('a', 1)", '"$($x.Key) $($x.GetType().Name)"', 'a KeyValuePair`2'],
  ["$x = [System.Collections.Generic.Dictionary[string,int]]::new([System.StringComparer]::OrdinalIgnoreCase); $u = $x.Add('a', 5)", '"$($x[\'A\'])"', '5'],
  ["$x = New-Object 'System.Collections.Generic.SortedSet[string]'; $u = $x.Add('b'); $u = $x.Add('a')", '"$($x -join \',\')"', 'a,b'],
  ['$x = [System.Collections.Queue]::new(); $u = $x.Enqueue(@{ a = 1 })', '"$(($x.Dequeue()).a) $($x.Count)"', '1 0'],
  ['$x = [System.Collections.Stack]@(1, 2)', '"$($x.Pop()) $($x.GetType())"', '2 System.Collections.Stack'],
  ['$x = [System.Collections.SortedList]@{ b = 1; a = 2 }', '"$($x.Keys -join \',\') $($x.GetByIndex(0))"', 'a,b 2'],
  ["$x = [System.Collections.Generic.HashSet[string]]@('a', 'b')", '"$($x.Add(\'a\')) $($x.Count)"', 'False 2'],
  ['$x = [ordered]@{ z = 1; y = 2 }', '"$($x.Keys -join \',\') $($x.GetType().Name)"', 'z,y OrderedDictionary'],
  ["$x = New-Object System.Data.DataTable; $u = $x.Columns.Add('a', [int]); $u = $x.Rows.Add(5)", '"$($x.Rows[0].a) $($x.Columns[0].DataType.Name)"', '5 Int32'],
  ['$x = @{ o = [pscustomobject]@{ i = [pscustomobject]@{ j = 5 } } }', '"$($x.o.i.j)"', '5'],
  ["$x = [xml]'<a><b c=\"1\"/></a>'; $n = $x.a.b", '"$($n.c) $($n.OwnerDocument.a.b.c)"', '1 1'],
  ["$x = New-Object System.Management.Automation.PSCredential -ArgumentList 'u', (ConvertTo-SecureString -String 'p' -AsPlainText -Force)", '"$($x.UserName) $($x.GetNetworkCredential().Password)"', 'u p'],
  ["$x = [datetime]::new(2020, 1, 1, 0, 0, 0, [DateTimeKind]::Utc); $y = [datetime]::new(2020, 1, 1, 0, 0, 0, [DateTimeKind]::Local); $z = [datetime]'2020-01-01'", '"$($x.Kind) $($y.Kind) $($z.Kind)"', 'Utc Local Unspecified'],
  ["$x = [System.IO.FileAttributes]'Hidden,System'; $r = [regex]::new('a+', 'IgnoreCase')", '"$x $($x.GetType().Name) $($r.IsMatch(\'cAt\'))"', 'Hidden, System FileAttributes True'],
  ["$x = [System.TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')", '"$($x.Id) $($x.BaseUtcOffset)"', 'Europe/Berlin 01:00:00'],
  ['$x = { 1 + 1 }', '"$x $($x.GetType().Name)"', ' 1 + 1  ScriptBlock'],
];

describe('A checkpoint keeps rare kinds of values', () => {
  for (const [make, use, wanted] of kinds) it(make, () => {
    const { lines, steps, outcome } = inSteps(`${make}; Suspend-Workflow; ${use}`);
    assert.deepEqual([lines, steps, outcome], [[wanted], 1, 'completed']);
  });
  it('the numbers that follow a seed', () => {
    const asked = '$a = Get-Random -SetSeed 5 -Maximum 1000; @ $b = Get-Random -Maximum 1000; @ $c = Get-Random -Maximum 1000; "$a $b $c"';
    assert.deepEqual(inSteps(asked.replaceAll('@', 'Suspend-Workflow;')).lines, flow(asked.replaceAll('@', '')).lines);
  });
  it('and names the value that it cannot keep, where the statement stands', () => {
    const { failure = '', place } = flow("'a'\n$w = [System.IO.StringReader]::new('x')\n\nCheckpoint-Workflow\n'b'");
    assert.match(failure, /the variable \$w holds an object of the type System\.IO\.StringReader/);
    assert.equal(place, 'Checkpoint-Workflow');
    assert.equal(flow("$w = [System.IO.StringReader]::new('x')\nWrite-Output -InputObject 1 -PSPersist $true").place, 'Write-Output -InputObject 1 -PSPersist $true');
    assert.equal(flow("$w = [System.IO.StringReader]::new('x')\nSuspend-Workflow -Label here").place, 'Suspend-Workflow -Label here');
  });
  it('and says where a state is too large, and of what', () => {
    const { failure = '', place } = flow("$big = 'x' * 34000000\nCheckpoint-Workflow");
    assert.match(failure, /is 32\.4 MB, .* The largest variables: \$big \(32\.4 MB\)\. Set/);
    assert.equal(place, 'Checkpoint-Workflow');
  });
});
