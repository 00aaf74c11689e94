/** What goes wrong: ids, lines, what goes on and what ends. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

describe('Errors of scripts', () => {
  it('an unknown command is an error of its own line, names itself and says the way out; the script goes on', () => {
    const { errors, output, records } = run("'a'\nGet-Nowhere -X 1\n'b'");
    assert.deepEqual(output, ['a', 'b']);
    assert.deepEqual(errors, ["CommandNotFoundException@2: The term 'Get-Nowhere' is not recognized as a name of a cmdlet, function, script file, or executable program."]);
    const error = records.find((r) => r.stream === 'Error');
    assert.match(error?.stream === 'Error' ? error.error.wayOut : '', /Get-Nowhere.*integration module/);
  });
  it('throw ends the script and says where', () => {
    const { result, output } = run("'a'\nthrow 'no'\n'b'");
    assert.equal(result.outcome, 'failed');
    assert.equal(result.error?.message, 'no');
    assert.deepEqual(output, ['a']);
  });
  it('ErrorActionPreference Stop makes errors end the script', () => {
    const { result, output } = run("$ErrorActionPreference = 'Stop'; Write-Error 'x'; 'after'");
    assert.equal(result.error?.message, 'x');
    assert.deepEqual(output, []);
  });
  it('errors reach $Error, -ErrorVariable and $?', () => {
    const { output } = run("Write-Error 'one' -ErrorVariable e -ErrorAction SilentlyContinue; $?; $e.Count; $Error[0].Exception.Message");
    assert.deepEqual(output, ['False', '1', 'one']);
  });
  it('binding errors end in the command’s name', () => {
    const { errors } = run("function f { [CmdletBinding()] param([int]$n) $n }\nf -n abc\nf -m 1");
    assert.equal(errors.length, 2);
    assert.match(errors[0] ?? '', /^ParameterArgumentTransformationError,f@2: Cannot process argument transformation on parameter 'n'\. Cannot convert value "abc"/);
    assert.match(errors[1] ?? '', /^NamedParameterNotFound,f@3: A parameter cannot be found that matches parameter name 'm'\./);
  });
  it('a text that does not parse runs nothing and tells every error', () => {
    const { result, output } = run("'a'\nif ($x {");
    assert.equal(result.outcome, 'failed');
    assert.deepEqual(output, []);
    assert.ok(result.parseErrors.length > 0);
  });
  it('every error of a text is told under its line, unless it only stops too early', () => {
    const { result } = run('$a = ;\n$b = ;');
    assert.equal(result.error?.message, "At line:1 char:5\n+ $a = ;\n+     ~\nYou must provide a value expression following the '=' operator.\n\nAt line:2 char:5\n+ $b = ;\n+     ~\nYou must provide a value expression following the '=' operator.");
    assert.equal(run('if ($x) {').result.error?.message, "Missing closing '}' in statement block or type definition.");
    assert.deepEqual(run("try { Invoke-Expression '$a = ; $b = ;' } catch { $_.FullyQualifiedErrorId; $_.Exception.Errors.Count; $_.Exception.Message.Split(\"`n\").Count }").output, ['ExpectedValueExpression,Microsoft.PowerShell.Commands.InvokeExpressionCommand', '2', '9']);
  });
  it('a class that cannot be made is found when its text runs, not when it is read', () => {
    const { output } = run("$b = [scriptblock]::Create('class C { f(){} f(){} }'); $b.GetType().Name; try { & $b } catch { $_.FullyQualifiedErrorId }; try { iex 'enum E { a; A }' } catch { $_.FullyQualifiedErrorId }");
    assert.deepEqual(output, ['ScriptBlock', 'MemberAlreadyDefined', 'MemberAlreadyDefined,Microsoft.PowerShell.Commands.InvokeExpressionCommand']);
  });
  it('an error in a workflow’s body ends it, a try keeps it going', () => {
    const failing = run("workflow W { 'a'; Get-Item ./no-such -ErrorAction Stop; 'b' }", { isWorkflow: true });
    assert.equal(failing.result.outcome, 'failed');
    assert.deepEqual(failing.output, ['a']);
    const kept = run("workflow W { try { Get-Item ./no-such -ErrorAction Stop } catch { 'caught' }; 'b' }", { isWorkflow: true });
    assert.deepEqual(kept.output, ['caught', 'b']);
  });
  it('a command that is nowhere keeps a workflow from running at all, as its compiler does', () => {
    const { result, output } = run("workflow W { 'a'; Get-Nowhere; 'b' }", { isWorkflow: true });
    assert.deepEqual([result.outcome, result.parseErrors.map((e) => e.errorId), output], ['failed', ['CommandNotFound'], []]);
  });
});
describe('Workflows in order', () => {
  it('defines, then calls with the parameters by name', () => {
    const { output, errors } = run("workflow Go { param([string]$Name, [int]$Count = 2) parallel { \"hello $Name\"; sequence { 's' } }; foreach -parallel ($i in 1..$Count) { $i }; Checkpoint-Workflow; $r = InlineScript { \"in $using:Name\" }; $r }",
      { isWorkflow: true, parameters: { Name: 'Ann', Count: 3 } });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['hello Ann', 's', '1', '2', '3', 'in Ann']);
  });
  it('refuses a parameter that the workflow does not have', () => {
    const { result } = run("workflow Go { param($a) $a }", { isWorkflow: true, parameters: { b: 1 } });
    assert.equal(result.outcome, 'failed');
  });
});
