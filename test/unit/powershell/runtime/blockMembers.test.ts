import assert from 'node:assert/strict';
import { run } from './harness.ts';

const lines = (script: string): readonly string[] => { const { output, errors } = run(script); assert.deepEqual(errors, []); return output; };
/** What each expression gives, or the message that the error's own one quotes. */
const each = (setup: string, ...blocks: readonly string[]): readonly string[] =>
  lines(`${setup}\nforeach ($b in ${blocks.map((b) => `{ ${b} }`).join(', ')}) { try { "$(& $b)" } catch { "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" } }`);

describe('ScriptBlock.InvokeWithContext', () => {
  it('defines functions for the block and what it calls, and for nobody else', () => {
    assert.deepEqual(each('function outer { f 2 }; function f { "own $args" }', '{ f 4; outer }.InvokeWithContext(@{ f = { "given $args" } }, $null)', 'outer', '$d = [Collections.Generic.Dictionary[string, scriptblock]]::new(); $d["g"] = { param($x) $x * 2 }; { g 4 }.InvokeWithContext($d, $null); $null -eq (Get-Command g -ErrorAction Ignore)'),
      ['given 4 given 2', 'own 2', '8 True']);
  });
  it('takes variables; _, this and input are what they mean', () => {
    assert.deepEqual(each('', '{ "$v" }.InvokeWithContext($null, [psvariable]::new("v", 8))', '{ "$_|$this|$input|$a" }.InvokeWithContext($null, @([psvariable]::new("_", 1), [psvariable]::new("this", 2), [psvariable]::new("input", @(3, 4)), [psvariable]::new("a", 5)))', '{ param($p, $q) "$p-$q" }.InvokeWithContext($null, $null, @(1, 2))'),
      ['8', '1|2|3 4|5', '1-2']);
  });
  it('refuses functions without a name or a body', () => {
    assert.deepEqual(each('', '{ 1 }.InvokeWithContext(@{ g = 5 }, $null)', '{ 1 }.InvokeWithContext(@{ " " = { 1 } }, $null)').map((t) => t.slice(0, 137)), [
      'PSInvalidOperationException: Exception calling "InvokeWithContext" with "2" argument(s): "The script block that defines function \'g\' cann',
      'PSInvalidOperationException: Exception calling "InvokeWithContext" with "2" argument(s): "The key property for an entry in the dictionary']);
  });
});
describe('ScriptBlock.GetSteppablePipeline', () => {
  it('binds arguments to the parameters of its block', () => {
    assert.deepEqual(lines('$n = 9; $s = { param($n, $skip = 0) Select-Object -First $n -Skip $skip }.GetSteppablePipeline("Internal", @(2, 1)); $s.Begin($true); 5, 6, 7, 8 | ForEach-Object { $s.Process($_) }; $s.End(); $n'), ['6', '7', '9']);
  });
  it('says at once which blocks it cannot drive', () => {
    const texts = each('', '{ 1; 2 }.GetSteppablePipeline()', '{ }.GetSteppablePipeline()', '{ 1 + 2 }.GetSteppablePipeline()', '{ begin { Get-Date } }.GetSteppablePipeline()', '{ if (1) { 2 } }.GetSteppablePipeline()');
    assert.deepEqual(texts.map((t) => /^PSInvalidOperationException: Exception calling "GetSteppablePipeline" with "0" argument\(s\): "(.{31})/.exec(t)?.[1]),
      ['Only a script block that contai', 'An empty script block cannot be', 'An empty script block cannot be', 'The script block cannot be conv', 'Only a script block that contai']);
  });
});
describe('$ExecutionContext.InvokeCommand', () => {
  it('asks an action for commands that are not there', () => {
    assert.deepEqual(each('$ic = $ExecutionContext.InvokeCommand; $ic.CommandNotFoundAction = { param($name, $e) if ($name -like "Foo-*") { $e.CommandScriptBlock = { "for $name $args" }.GetNewClosure() } }',
      'Foo-Bar 1 2', 'Get-Nope', '$ic.CommandNotFoundAction = $null; Foo-Bar').map((t) => t.split('\n')[0]), ['for Foo-Bar 1 2', "CommandNotFoundException: The term 'Get-Nope' is not recognized as a name of a cmdlet, function, script file, or executable program.", "CommandNotFoundException: The term 'Foo-Bar' is not recognized as a name of a cmdlet, function, script file, or executable program."]);
  });
  it('asks before and after each search, as long as an action is set', () => {
    assert.deepEqual(lines('$ic = $ExecutionContext.InvokeCommand; function a { "own" }; foreach ($i in 1..3) { a; if ($i -eq 1) { $ic.PreCommandLookupAction = { param($n, $e) if ($n -eq "a") { $e.CommandScriptBlock = { "other" } } } } elseif ($i -eq 2) { $ic.PreCommandLookupAction = $null } }; $seen = @(); $ic.PostCommandLookupAction = { param($n, $e) $script:seen += "$n=$($e.Command.CommandType)" }; a | Write-Output; $ic.PostCommandLookupAction = $null; a; "$($seen | Sort-Object)"'),
      ['own', 'other', 'own', 'own', 'own', 'a=Function Write-Output=Cmdlet']);
  });
  it('finds cmdlets by their classes, and runs texts with input', () => {
    assert.deepEqual(lines('$ic = $ExecutionContext.InvokeCommand; $ic.GetCmdletByTypeName("Microsoft.PowerShell.Commands.GetItemCommand").Name; $ic.InvokeScript(\'"$input $args"\', $true, [System.Management.Automation.Runspaces.PipelineResultTypes]::None, @(1, 2), @("k"))'), ['Get-Item', '1 2 k']);
  });
});
describe('Values that are no delegates', () => {
  it('are refused by the name that .NET has for the type', () => {
    assert.deepEqual(each('$l = [Collections.Generic.List[int]](1, 2)', '[Action[int]] 5', '[Func[int, Collections.Generic.List[string]]] "x"', '$l.RemoveAll(5)', '$l.ForEach($null)'), [
      'ConvertToFinalInvalidCastException: Cannot convert the "5" value of type "System.Int32" to type "System.Action`1[System.Int32]".',
      'ConvertToFinalInvalidCastException: Cannot convert the "x" value of type "System.String" to type "System.Func`2[System.Int32,System.Collections.Generic.List`1[System.String]]".',
      'MethodArgumentConversionInvalidCastArgument: Cannot convert argument "match", with value: "5", for "RemoveAll" to type "System.Predicate`1[System.Int32]": "Cannot convert the "5" value of type "System.Int32" to type "System.Predicate`1[System.Int32]"."',
      'ArgumentNullException: Exception calling "ForEach" with "1" argument(s): "Value cannot be null. (Parameter \'action\')"']);
  });
});
describe('Parameters of cmdlets', () => {
  it('say the types that PowerShell declares; those of functions are what is written', () => {
    assert.deepEqual(lines("foreach ($n in 'Sort-Object.Property', 'Get-Content.Encoding', 'Out-File.InputObject', 'Get-FileHash.InputStream', 'Get-Item.Path') { $c, $p = $n.Split('.'); (Get-Command $c).Parameters[$p].ParameterType.FullName }; (Get-Command Compare-Object -Syntax) -match 'ReferenceObject\\] <psobject\\[\\]>'; function Sort-Object { param($Property) }; (Get-Command Sort-Object).Parameters.Property.ParameterType.Name"),
      ['System.Object[]', 'System.Text.Encoding', 'System.Management.Automation.PSObject', 'System.IO.Stream', 'System.String[]', 'True', 'Object']);
  });
});
