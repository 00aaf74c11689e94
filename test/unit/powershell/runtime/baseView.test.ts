import assert from 'node:assert/strict';
import { run } from './harness.ts';

describe('The .NET object behind an adapter (psbase, accessor methods)', () => {
  const lines = (script: string): readonly string[] => { const { output, errors } = run(script); assert.deepEqual(errors, []); return output; };

  it('is reached though keys of a dictionary have the names of its members', () => {
    assert.deepEqual(lines(`
      $h = @{ a = 1; Keys = 'k'; Values = 'v'; Count = 9 }
      $h.Count; $h.psbase.Count; $h.psbase.Keys.Count; ($h.psbase.Values | Sort-Object { "$_" }) -join ','; $h.get_Count(); $h.get_Keys().Count; $h.psbase.ContainsKey('a'); $h.psbase.GetType().FullName
      $o = [ordered]@{ Count = 3; Keys = 4 }; $o.psbase.Keys -join ','
      $d = [Collections.Generic.Dictionary[string, int]]::new(); $d.Count = 5; $d.Count; $d.psbase.Count; $d.get_Count()`),
    ['9', '4', '4', '1,9,k,v', '4', '4', 'True', 'System.Collections.Hashtable', 'Count,Keys', '5', '1', '1']);
  });
  it('is reached though nodes and attributes of XML have the names of its members', () => {
    assert.deepEqual(lines(`
      $x = [xml]'<a Name="q"><Name>w</Name></a>'
      $x.a.Name -join ','; $x.a.psbase.Name; $x.a.get_Name(); $x.a.psbase.GetAttribute('Name'); $x.a.psbase.InnerText = 'hello'; $x.OuterXml`), ['q,w', 'a', 'a', 'q', '<a Name="q">hello</a>']);
  });
  it('has no members that a script gave', () => {
    const { output, errors } = run("$p = [pscustomobject]@{ a = 1 }; $null -eq $p.psbase.a; $p.psbase.a = 2; $p.a; $p.get_a()");
    assert.deepEqual(output, ['True', '1']);
    assert.deepEqual(errors, ["PropertyAssignmentException@1: The property 'a' cannot be found on this object. Verify that the property exists and can be set.", "MethodNotFound@1: Method invocation failed because [System.Management.Automation.PSCustomObject] does not contain a method named 'get_a'."]);
  });
  it('is written by its set accessors, converting what they are given', () => {
    assert.deepEqual(lines(`
      $s = [Text.StringBuilder]::new('abcdef'); $s.set_Length(2); "$s"
      $h = @{}; $h.set_Item('z', 5); $h.z
      $l = [Collections.Generic.List[int]](1, 2); $l.set_Item(0, '9'); "$l"; $l.get_Item(1)
      class P { [int] $X = 3 }; $p = [P]::new(); $p.get_X(); $p.set_X('8'); $p.X + 1`), ['ab', '5', '9 2', '2', '3', '9']);
  });
});
