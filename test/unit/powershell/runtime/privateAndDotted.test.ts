/** Functions of one scope alone, and what is bound where something is dot-sourced (about_Scopes); answers of PowerShell 7.6. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const out = (script: string): readonly string[] => run(script).output;
describe('A private function', () => {
  it('is there for its own scope and what runs in place there, and for nothing below', () => {
    assert.deepEqual(out("function private:p { 'p' }; function f { try { p } catch { $_.FullyQualifiedErrorId } }; f; p; & { try { p } catch { 'no' } }; . { p }; 1 | % { p }; private:p"), ['CommandNotFoundException', 'p', 'no', 'p', 'p', 'p']);
    assert.deepEqual(out("function o { function private:i { 'i' }; i; & { try { i } catch { 'no i' } }; . { i } }; o"), ['i', 'no i', 'i']);
  });
  it('does not hide one further out from those below', () => {
    assert.deepEqual(out("function s { 'outer' }; function t { function private:s { 'inner' }; function u { s }; u; s }; t"), ['outer', 'inner']);
  });
  it('stays unseen where a call is made again and again', () => {
    assert.deepEqual(out("function private:p { 'p' }; $b = { p }; foreach ($i in 1, 2) { . $b; try { & $b } catch { 'no' } }"), ['p', 'no', 'p', 'no']);
    assert.deepEqual(out("function o { function private:i { 'i' }; for ($n = 0; $n -lt 300; $n++) { $r = i }; $r; function m { for ($n = 0; $n -lt 300; $n++) { try { $r = i } catch { $r = 'no' } }; $r }; m }; o"), ['i', 'no']);
  });
  it('is one of a filter, a class, a module too, and shows on its drive', () => {
    assert.deepEqual(out("filter private:ff { \"f$_\" }; 1 | ff; function f { try { 1 | ff } catch { 'no' } }; f; function g { Test-Path function:ff }; g; Test-Path function:ff; (Get-Item function:ff).Options.ToString()"), ['f1', 'no', 'False', 'True', 'Private']);
    assert.deepEqual(out("function private:p { 'p' }; class K { [string] M() { try { return (p) } catch { return 'no' } } }; [K]::new().M()"), ['no']);
    assert.deepEqual(out("$null = New-Module -Name mm { function private:hid { 'hid' }; function pub { hid }; Export-ModuleMember -Function pub }; try { pub } catch { $_.FullyQualifiedErrorId }"), ['CommandNotFoundException']);
  });
  it('is seen by all when it is defined anew without the word', () => {
    assert.deepEqual(out("function private:k { 1 }; function k { 2 }; function kk { k }; kk"), ['2']);
  });
});
describe('What is dot-sourced', () => {
  const SHOW = "param($a, $b) $PSBoundParameters.Count; $PSBoundParameters.Keys -join ','; $MyInvocation.BoundParameters.Count";
  it('has bound parameters of its own', () => {
    assert.deepEqual(out(`function T { ${SHOW} }; . T 1 2; . T -b 3; . { ${SHOW} } 1; . { ${SHOW} }; $h = @{ a = 1; b = 2 }; . T @h`), ['2', 'a,b', '2', '1', 'b', '1', '1', 'a', '1', '0', '', '0', '2', 'a,b', '2']);
    assert.deepEqual(out("function D { param($a = 5, [switch] $s, [int] $n) $PSBoundParameters.Count; $PSBoundParameters.ContainsKey('s'); $PSBoundParameters['n'] }; . D -s -n '4'"), ['2', 'True', '4']);
  });
  it('has none without parameters, and leaves those around as they are', () => {
    assert.deepEqual(out('function T { param($a) $PSBoundParameters.Count }; function O { [CmdletBinding()] param($z) . T 1; . { $PSBoundParameters.Count; $MyInvocation.BoundParameters.Count; $PSCmdlet.MyInvocation.BoundParameters.Count }; $PSBoundParameters.Keys }; O 9'), ['1', '0', '0', '1', 'z']);
  });
});
describe('A class that is an enumerator', () => {
  it('is gone through by loops and pipelines', () => {
    const E = 'class E : System.Collections.IEnumerator { [int] $n = 0; [object] get_Current() { return $this.n } [bool] MoveNext() { $this.n++; return $this.n -le 3 } [void] Reset() { $this.n = 0 } }; ';
    assert.deepEqual(out(`${E}foreach ($x in [E]::new()) { "x$x" }; [E]::new() | % { "y$_" }; @([E]::new()).Count; ([E]::new() | Measure-Object).Count; function f { [E]::new() }; (f) -join ','`), ['x1', 'x2', 'x3', 'y1', 'y2', 'y3', '3', '3', '1,2,3']);
  });
});
