/** Enumerations that step, `$_` at the end of a function, members in place of a type's own, attributes of XML. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const CASES: readonly (readonly [what: string, script: string, output: readonly string[]])[] = [
  ['an enumeration steps and stays one', 'enum E { A = 1; B; Z = 9 }; $e = [E]::A; $e++; "$e"; $e.GetType().Name; $h = @{ x = [E]::Z }; $h.x--; "$($h.x)"; $d = [DayOfWeek]::Friday; ++$d; $d.GetType().Name', ['B', 'E', '8', 'DayOfWeek']],
  ['the last item is there at the end', "function A { process { } end { \"[$_]\" } }; 'x', 'y' | A; function B { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) process { } end { \"[$_] [$x]\" } }; 'x', 'y' | B; 'x', 'y' | & { process { } end { \"[$_]\" } }", ['[y]', '[y] [y]', '[y]']],
  ['without a process block no item is there', "function A { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) end { \"[$_]\" } }; 'x', 'y' | A; function B { end { \"[$_]\" } }; 'x' | B", ['[]', '[]']],
  ['without input the item is null, whatever is around', "function A { process { \"p[$_]\" } end { \"e[$_]\" } }; $_ = 'outer'; A; 1 | ForEach-Object { A }", ['p[]', 'e[]', 'p[]', 'e[]']],
  ['-Force takes the place of what the type itself has', "class A { [int] $N = 3 }; $a = [A]::new(); $a | Add-Member NoteProperty N over -Force; $a.N; ('abc' | Add-Member Length 77 -Force -PassThru).Length; ([datetime]'2020-01-02' | Add-Member Year 1999 -Force -PassThru).Year", ['over', '77', '1999']],
  ['a script property without a setter', '$o = [pscustomobject]@{} | Add-Member ScriptProperty S { 1 } -PassThru; try { $o.S = 2 } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)"; $_.Exception.GetType().Name; $_.Exception.Message }', ['SetWithoutSetterFromScriptProperty', 'NotSpecified', 'SetValueException', 'Set accessor for property "S" is unavailable.']],
  ['the key that is there already', 'try { @{ a = 1 } + @{ A = 2 } } catch { $_.Exception.Message }; try { [ordered]@{ ab = 1 } + @{ aB = 2 } } catch { $_.Exception.Message }', ["Item has already been added. Key in dictionary: 'a'  Key being added: 'A'", "Item has already been added. Key in dictionary: 'ab'  Key being added: 'aB'"]],
  ['a nullable parameter by its type', 'function N { [CmdletBinding()] param([Nullable[datetime]] $D) }; (Get-Command N -Syntax).Trim()', ['N [[-D] <datetime>] [<CommonParameters>]']],
  ['the first attribute of an element is appended', "$d = [xml]'<r/>'; $a = $d.CreateAttribute('n'); $a.Value = '1'; $null = $d.DocumentElement.Attributes.Append($a); $d.OuterXml; $a.OwnerElement.Name; $a.Value = '2'; $b = $d.CreateAttribute('m'); $null = $d.DocumentElement.Attributes.Prepend($b); $d.OuterXml; $c = $d.CreateAttribute('n'); $d.DocumentElement.Attributes.SetNamedItem($c).Value; $d.OuterXml", ['<r n="1" />', 'r', '<r m="" n="2" />', '2', '<r m="" n="" />']],
  ['the text in an attribute can be set only', "$a = ([xml]'<a b=\"1&amp;2\"/>').a.GetAttributeNode('b'); $null -eq $a.InnerText; $null -eq $a.InnerXml; $a.FirstChild.Value; $a.ChildNodes.Count; $a.HasChildNodes; $a.InnerText = 'n<'; $a.OuterXml; $a.InnerXml = '&gt;'; $a.Value", ['True', 'True', '1&2', '1', 'True', 'b="n&lt;"', '>']],
];
describe('what steps, what is last and what takes a place', () => {
  afterEach(removeFolders);
  for (const [what, script, output] of CASES) it(what, () => {
    const got = runInFolder(script);
    assert.deepEqual([...got.output, ...got.errors].map(String), output);
  });
});
