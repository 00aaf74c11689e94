import assert from 'node:assert/strict';
import { run } from './harness.ts';
import { table } from './table.ts';

describe('The parts of for', () => {
  table([
    ['give no output', "for (($i = 0), ($j = 9); $i -lt 2; ($i++), ($j--)) { \"$i$j\" }", '09|18'],
    ['whatever they are', "for ('begin'; $k -lt 2; 'next') { $k++ }; \"k$k\"", 'k2'],
    ['in the second gear too', "$n = 0; for (($i = 0), 1; $i -lt 20000; ($i += 1), 'x') { $n += $i }; $n", '199990000'],
  ]);
});
describe('Classes and the overloads of their base', () => {
  table([
    ['are there beside the own ones', "class A { [string] Say() { return 'a' } [string] Say([int]$n) { return \"a$n\" } static [string] Of([int]$n) { return \"of$n\" } } class B : A { [string] Say() { return 'b' } static [string] Of() { return 'of' } }; [B]::new().Say(); [B]::new().Say(3); [B]::Of(); [B]::Of(2)", 'b|a3|of|of2'],
    ['an own one with the same parameters takes the place', "class A { [string] Say([int]$n) { return 'a' } } class B : A { [string] Say([int]$n) { return 'b' } [string] Say([string]$t) { return 't' } }; $b = [B]::new(); $b.Say(1); $b.Say('x'); $b.Say.OverloadDefinitions.Count", 'b|t|2'],
    ['constructors can be named', "class A { A([string]$n) {} }; \"$([A]::new)\"; [A]::new.OverloadDefinitions", 'A new(string n)|A new(string n)'],
  ]);
});
describe('Arguments and the name they are for', () => {
  table([
    ['what goes wrong with an argument is told first', "NoSuchOne (NoSuchTwo)", '<CommandNotFoundException>'],
    ['in that order', "try { NoSuchOne (NoSuchTwo) } catch { $_.TargetObject }; try { NoSuchOne $(1; throw 'arg') } catch { \"$_\" }; try { Get-Date | NoSuchOne (NoSuchThree) } catch { $_.TargetObject }", 'NoSuchTwo|arg|NoSuchThree'],
    ['of several commands the first is told', "try { NoSuchOne | NoSuchTwo } catch { $_.TargetObject }; try { NoSuchOne | NoSuchTwo $(throw 'later') } catch { \"$_\" }", 'NoSuchOne|later'],
  ]);
});
describe('Splatting', () => {
  const f = 'function F { [CmdletBinding()] param([string]$A, [string]$B, [Parameter(ValueFromRemainingArguments)]$R) "A=$A B=$B R=$($R -join \',\')" }; ';
  table([
    ['a name that no parameter has goes to what takes the rest', `${f}$h = @{ Nope = 1 }; F @h`, 'A= B= R=-Nope:,1'],
    ['a text is its characters', `${f}$s = 'abc'; F @s`, 'A=a B=b R=c'],
    ['two splatted values of one parameter are an error, a written one wins', `${f}$h = @{ A = 1 }; try { F @h @h } catch { $_.FullyQualifiedErrorId }; F @h -A 2`, 'ParameterAlreadyBound,F|A=2 B= R='],
  ]);
});
describe('Strict mode and names with a scope', () => {
  table([
    ['tells the name as it is written', "Set-StrictMode -Version Latest; foreach ($b in { $script:nope }, { $global:nope }, { $local:nope }) { try { & $b } catch { ($_ -split \"'\")[1] } }", '$script:nope|$global:nope|$local:nope'],
    ['one thing has no Count, a custom object has', "Set-StrictMode -Version 2; foreach ($b in { (1).Count }, { 'a'.Count }, { (Get-Date).Count }, { ([pscustomobject]@{ a = 1 }).Count }, { 'ab'.Length }, { @{ a = 1 }.Count }) { try { & $b } catch { $_.FullyQualifiedErrorId } }", 'PropertyNotFoundStrict|PropertyNotFoundStrict|PropertyNotFoundStrict|1|2|1'],
    ['$local: means this scope alone', "$v = 'outer'; & { \"[$local:v]\"; $v = 'in'; $local:v; & { $null -eq $local:v; $v } }", '[]|in|True|in'],
  ]);
});
describe('What is asked of nobody', () => {
  table([
    ['Inquire is an error of the command', "Write-Warning w -WarningAction Inquire; 'on'; try { Write-Error e -ErrorAction Inquire } catch { $_.FullyQualifiedErrorId }; $VerbosePreference = 'Inquire'; try { Write-Verbose v } catch { $_.CategoryInfo.Category }", 'on|HostFunctionNotImplemented,Microsoft.PowerShell.Commands.WriteErrorCommand|NotImplemented|<HostFunctionNotImplemented,Microsoft.PowerShell.Commands.WriteWarningCommand>'],
    ['and ends the script where all errors ask', "$ErrorActionPreference = 'Inquire'; [int]'x'; 'not here'", 'ended <HostFunctionNotImplemented>'],
  ]);
});
describe('What a call tells of itself', () => {
  table([
    ['the whole line, its end too', "function f { $MyInvocation.Line.EndsWith(\"`n\") }\nf\nf", 'True|False'],
    ['what runs by itself has no name', "\"[$($MyInvocation.InvocationName)] $($MyInvocation.CommandOrigin)\"; & { $MyInvocation.InvocationName; $MyInvocation.CommandOrigin.GetType().Name }", '[] Runspace|&|CommandOrigin'],
    ['the language mode is an enum and can be said', "$ExecutionContext.SessionState.LanguageMode = 'FullLanguage'; $ExecutionContext.SessionState.LanguageMode.GetType().Name; (Get-ExecutionPolicy).GetType().Name; (Get-ExecutionPolicy -List).Count; (Get-ExecutionPolicy -List)[0].Scope", 'PSLanguageMode|ExecutionPolicy|5|MachinePolicy'],
    ['dynamicparam is of advanced functions alone', "function f { param($a) dynamicparam { throw 'never' } end { 'ran' } }; f", 'ran'],
  ]);
  it('an error of the engine itself is told as an exception with its own record', () => {
    const bare = (script: string): boolean | undefined => run(`$ErrorActionPreference = 'Stop'; ${script}`).result.isBare;
    assert.deepEqual(["[int]'x'", 'Get-Item -Nope', 'NoSuchOne', "$WarningPreference = 'Stop'; Write-Warning w", "throw 'x'", 'Get-Item /none/such', "Write-Error e"].map(bare), [true, true, true, true, false, false, false]);
  });
});
