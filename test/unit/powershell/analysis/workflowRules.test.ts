import assert from 'node:assert/strict';
import { checkInlineScriptParameters } from '../../../../src/powershell/analysis/workflowRules/activityArguments.ts';
import { walk } from '../../../../src/powershell/syntax/children.ts';
import { excludedCalls, parse, validate, workflowErrors } from '../../../../src/powershell/index.ts';

/** Errors in a workflow's body as `Id text`. */
function found(body: string, around = (text: string) => `workflow w { ${text} }`): string[] {
  const text = around(body);
  return workflowErrors(parse(text)).map(({ errorId, start, end }) => `${errorId} ${text.slice(start, end)}`);
}

describe('A parameter of workflows on an activity', () => {
  it('that activities have nothing like is told with what comes nearest', () => {
    const messages: string[] = [];
    walk(parse('InlineScript { } -PSElapsedTimeoutSec 1').ast, (n) => {
      if (n.kind === 'CommandAst') checkInlineScriptParameters(n, (_at, _id, message) => { messages.push(message); });
      return true;
    });
    assert.match(messages.join(), /It is for workflows; the time of an activity is limited by PSActionRunningTimeoutSec\.$/);
  });
  it('is refused by the name that it has there', () => {
    const told = (name: string): (string | undefined)[] => {
      const messages: (string | undefined)[] = [];
      walk(parse(`InlineScript { } -${name} 1`).ast, (n) => {
        if (n.kind === 'CommandAst') checkInlineScriptParameters(n, (_at, _id, message) => { messages.push(/ On an activity it is (\w+)\.$/.exec(message)?.[1]); });
        return true;
      });
      return messages;
    };
    assert.deepEqual([told('PSRetryCount'), told('PSRetryIntervalSec'), told('PSRunningTimeoutSec'), told('NoSuchThing')], [['PSActionRetryCount'], ['PSActionRetryIntervalSec'], ['PSActionRunningTimeoutSec'], [undefined]]);
  });
});
describe('What a workflow may not hold', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['foreach ($i in 1) { break }', 'BreakContinueNotSupported break'], [':a foreach ($i in 1) { }', 'LoopLabelNotSupported :a foreach ($i in 1) { }'], ['trap { }', 'TrapNotSupported trap { }'],
    ['begin { 1 }', 'BeginNotSupported begin { 1 }'], ['& x', 'AlternateInvocationNotSupported & x'], ['. .\\f.ps1', 'AlternateInvocationNotSupported . .\\f.ps1'], ['data { 1 }', 'DataSectionNotSupported data { 1 }'],
    ['$x.M()', 'MethodInvocationNotSupported $x.M()'], ['if ([T]::M()) { }', 'MethodInvocationNotSupported [T]::M()'], ['return $x.M()', 'MethodInvocationNotSupported $x.M()'],
    ['$(1)', 'SubExpressionNotSupported $(1)'], ['$x = if (1) { 2 }', 'CannotStoreResultsInUnsupportedElement if (1) { 2 }'], ['$a = $b = 1', 'CannotStoreResultsInUnsupportedElement $b = 1'],
    ['[int][ValidateRange(1, 5)]$x = 1', 'AssignmentNotSupported [int][ValidateRange(1, 5)]$x'],
    ['$o.P = 1', 'AssignmentNotSupported $o.P'], ['$a, $b = 1, 2', 'AssignmentNotSupported $a, $b'], ['while ($i++ -lt 3) { }', 'ConditionsCannotHaveSideEffects $i++ -lt 3'],
    ['while ((Get-X).P) { }', 'ConditionsCannotInvokeActivities (Get-X).P'], ['throw', 'ReasonRequiredInThrowStatement throw'], ['throw (Get-X)', 'ThrowStatementCannotInvokeActivities (Get-X)'],
    ['$env:X = 1', 'EnvironmentVariableAssignmentNotSupported $env:X'], ['$WORKFLOW:x = 1', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $WORKFLOW:x'], ['$y = $global:x', 'InvalidScopePrefixInWorkflow $global:x'],
    ['${a b} = 1', 'VariableNameNotValid ${a b}'], ['$y = $PSScriptRoot', 'VariableNotSupportedInWorkflow $PSScriptRoot'], ['$PSCredential = 1', 'VariableNameReserved $PSCredential'], ['$JobId = 1', 'VariableNameReadOnly $JobId'],
    ['$x = 1; parallel { $x = 2 }', 'VariableAlreadyDefined $x'], ['a > f', 'OnlySupportErrorStreamRedirection > f'], ['switch -Regex ($x) { 1 { } }', 'SwitchFlagNotSupported switch -Regex ($x) { 1 { } }'],
    ["switch ($x) { 'a' { } }", "SwitchCaseSensitive switch ($x) { 'a' { } }"], ['switch ($x) { $y { } }', 'SwitchOnlySupportsConstantExpression $y'], ['param([int] $x = (1 + 1))', 'OnlySimpleParameterDefaultsSupported (1 + 1)'],
    ['[CmdletBinding(SupportsShouldProcess)] param()', 'InvalidCmdletBindingAttribute workflow w { [CmdletBinding(SupportsShouldProcess)] param() }'], ['InlineScript { $WORKFLOW:x }', 'CannotUseWorkflowPrefixInInlineScript $WORKFLOW:x'],
    ['Start-Sleep 5 2>&1', 'CannotRedirectErrorStreamForStartSleep 2>&1'], ['$o = New-Object Uri 2>&1', 'CannotRedirectErrorStreamForNewObject 2>&1'], ['$o = New-Object NoSuch', 'NewObjectCouldNotFindType New-Object NoSuch'],
    ['try { a } catch [NoSuch] { }', 'ExceptionTypeNotFound try { a } catch [NoSuch] { }'],
    ['$o = New-Object -TypeName Nope.Type', 'NewObjectCouldNotFindType -TypeName'], ['try { a } catch [No.Such.Thing], [IO.IOException] { }', 'ExceptionTypeNotFound try { a } catch [No.Such.Thing], [IO.IOException] { }'],
    ['try { a } catch [System.IO.FileNotFoundExeption] { }', 'ExceptionTypeNotFound try { a } catch [System.IO.FileNotFoundExeption] { }'], ['try { a } catch [System.Management.Automation.ItemNotFoundExcpetion] { }', 'ExceptionTypeNotFound try { a } catch [System.Management.Automation.ItemNotFoundExcpetion] { }'],
    ['try { a } catch [IO.IOException], [System.Net.WebExceptions] { }', 'ExceptionTypeNotFound try { a } catch [IO.IOException], [System.Net.WebExceptions] { }'], ['function f { } f | a', 'ActivityNotSupportedInPipeline f'], ['a | Checkpoint-Workflow', 'ActivityNotSupportedInPipeline Checkpoint-Workflow'],
    ['ForEach-Object -Sequence { 1 } | a', 'InvalidForeachSequencePipelinePosition ForEach-Object -Sequence { 1 }'], ['a | ForEach-Object -Sequence { 1 } | b', 'EntirePipelineMustUseForeachSequence b'],
    ['a | ForEach-Object -Sequence { b | Where-Object -Sequence { 1 } }', 'CannotNestIterativePipeline b | Where-Object -Sequence { 1 }'], ['$x = 1; [Alias("a")] $x', 'AttributedExpressionNotSupported [Alias("a")] $x'],
    ['switch ($x) { 1 { } "a" { } }', 'SwitchClauseMustBeOfSameType "a"'], ['$r = foreach -parallel ($i in 1) { $r = 2 }', 'CannotUseDataCollectingVariable $r'],
    ['dynamicparam { }', 'DynamicParametersNotSupported dynamicparam { }'], ['process { }', 'ProcessNotSupported process { }'], ['$o.P++', 'OperatorRequiresVariable $o.P++'], ['$_x = 1', 'VariableNameNotValid $_x'],
    ['$y = $variable:x', 'InvalidScopePrefixInWorkflow $variable:x'], ['$Variable:x = 1', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $Variable:x'],
    ['param([Parameter(Mandatory, ValueFromPipeline = $true)] $p)', 'ValueFromPipelineNotSupported ValueFromPipeline = $true'],
    ['param($_p)', 'MemberNameNotValid $_p'], ['InlineScript', 'InlineScriptSyntaxTooFewParameters InlineScript'], ['$x = Start-Sleep 1', 'CannotAssignStartSleepToVariable Start-Sleep 1'],
    ['Start-Sleep -Seconds 1 -Milliseconds 1', 'StartSleepSyntaxTooManyParameters Start-Sleep -Seconds 1 -Milliseconds 1'], ['Suspend-Workflow -Label $x', 'SuspendWorkflowSyntax Suspend-Workflow -Label $x'],
    ['$o = New-Object -ComObject x', 'NewObjectSyntaxMissingTypeName New-Object -ComObject x'], ['$o = New-Object -TypeName Uri -ArgumentList 1 -Property @{}', 'NewObjectSyntaxTooManyParameters New-Object -TypeName Uri -ArgumentList 1 -Property @{}'],
    ['Checkpoint-Workflow -Name x', 'CheckpointWorkflowSyntax Checkpoint-Workflow -Name x'], ['Start-Sleep', 'StartSleepSyntaxTooManyParameters Start-Sleep'], ['New-Object X', 'NewObjectMustBeAssigned New-Object X'], ['w', 'RecursiveWorkflowNotSupported w'],
  ];
  for (const [body, want] of refused) it(`refuses ${body}`, () => assert.ok(found(body).includes(want), JSON.stringify(found(body))));

  it('tells a beginning of several names of a called workflow apart from one that is unknown', () => {
    const calls = (call: string): string[] => found('', () => `workflow c { param($Name, $Number) $Name }\nworkflow w { ${call} }`);
    assert.deepEqual([calls('c -N 1'), calls('c -Nam 1'), calls('c -X 1')], [['AmbiguousParameter -N'], [], ['CouldNotFindParameterName -X']]);
  });

  const accepted = [
    '$y = $x.M()', '$x.P', '$s.M() -eq 1', '[void]$x.M()', '$x.M().P', 'foreach -parallel ($i in 1..3) { $y = $i; $WORKFLOW:z = $i }', 'Get-X 2>&1', 'Start-Sleep 5', 'Start-Sleep -Seconds 5', '$o = New-Object System.Text.StringBuilder', '$o = New-Object -TypeName Microsoft.Some.Module.Type', '$o = New-Object -TypeName IO.StringReader -ArgumentList x', '$q = New-Object -TypeName Web.Any', 'try { a } catch [Microsoft.Any.Fault], [Net.WebException] { }', 'InlineScript { $o = New-Object -TypeName Some.Module.Type }', '$n = (Get-X).Count',
    'InlineScript { $x.M(); & y; break; $global:z = 1; a > f }', 'function f { trap { }; $x.M(); . y }', 'Where-Object { $_.M() }', 'switch -CaseSensitive ($x) { \'a\' { } }', 'switch ($x) { 1 { } }', 'try { a } catch { throw }',
    '$e = $env:TEMP', '$i++', 'if (Get-X) { }', 'param([string] $a = \'x\', [int] $b = 1, [bool] $c = $true, $d = \'y\')', 'param([string] $p) parallel { $p = 1 }', 'return 1', 'Checkpoint-Workflow', '$x = foreach ($i in 1) { $i }',
  ];
  for (const body of accepted) it(`accepts ${body}`, () => assert.deepEqual(found(body), []));

  it('leaves scripts and functions alone', () => {
    assert.deepEqual(found('$x.M(); & y; break; trap { }', (text) => text), []);
    assert.deepEqual(found('$x.M(); & y; trap { }', (text) => `function f { ${text} }`), []);
  });

  it('takes short names for types that a namespace, a module or a class may give', () => {
    for (const before of ['using namespace System.IO', 'using module Some', 'class FileMissing : System.Exception { }']) {
      assert.deepEqual(found('', () => `${before}\nworkflow w { $o = New-Object FileInfo x; $p = New-Object Some.Module.Thing; try { a } catch [FileMissing], [Some.Module.Fault] { } }`), [], before);
    }
    assert.deepEqual(found('', () => 'using namespace System.IO\nworkflow w { $o = New-Object System.Missing }'), ['NewObjectCouldNotFindType New-Object System.Missing']);
    assert.deepEqual(found('try { a } catch [System.Data.SqlClient.SqlException], [System.Net.Mail.SmtpException], [Microsoft.Some.Exceptoin] { }'), []);
  });

  it('finds workflows that call each other in a circle, and the same name twice', () => {
    assert.deepEqual(found('', () => 'workflow a { b }\nworkflow b { a }'), ['RecursiveWorkflowNotSupported a', 'RecursiveWorkflowNotSupported b']);
    assert.deepEqual(found('', () => 'workflow a { }\nworkflow A { }'), ['FunctionRedefinitionNotAllowed A']);
    assert.deepEqual(found('', () => 'workflow a { InlineScript { a } }'), []);
  });

  it('judges a text by one function: syntax first, then what workflows may not hold', () => {
    assert.deepEqual(validate(parse('workflow w { break')).map(({ errorId }) => errorId), ['MissingEndCurlyBrace']);
    assert.deepEqual(validate(parse('workflow w { break }')).map(({ errorId }) => errorId), ['BreakContinueNotSupported']);
    assert.deepEqual(validate(parse('function w { break }')), []);
  });

  it('finds circles among many workflows without walking every way', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `workflow w${i} { w${i + 1}; w${(i * 7) % 3000 + i + 1} }`);
    assert.deepEqual(workflowErrors(parse(many.join('\n'))), []);
    assert.equal(workflowErrors(parse([...many, 'workflow w3000 { w2999 }'].join('\n'))).length, 2);
  });

  it('knows the workflows of the same script by their parameters', () => {
    const two = (child: string, call: string): string[] => found('', () => `workflow c { ${child} }\nworkflow t { ${call} }`);
    assert.deepEqual(two('param($p) $p', 'c -p 5; c -P:5 -Verbose; c @h; $x = c -p 5'), []);
    assert.deepEqual(found('', () => 'workflow c { param($p) $p } workflow t { c 5 }'), ['CouldNotFindParameterName 5']);
    assert.deepEqual(found('', () => 'workflow c { param($p) $p } workflow t { c -q 5 }'), ['CouldNotFindParameterName -q']);
    assert.deepEqual(found('', () => 'workflow c { param($p) $p } workflow t { c -PSComputerName x }'), ['CouldNotFindWorkflowCommonParameterNameNested -PSComputerName']);
    assert.deepEqual(found('', () => 'workflow c { param([ValidateSet("a")] $p) $p } workflow t { c -p a }'), ['ParameterValidationNotSupportedOnNestedWorkflows c -p a']);
    assert.deepEqual(found('', () => 'workflow c { param([ValidateSet("a")] $p) $p } workflow t { InlineScript { c 5 } }'), []);
  });

  describe('commands without an activity', () => {
    const called = (text: string): readonly string[] => excludedCalls(parse(text)).map(({ name, error }) => `${name} ${text.slice(error.start, error.end)}`);
    for (const [text, expected] of [
      ['workflow w { Get-Process | Out-Null }', ['Out-Null Out-Null']], ['workflow w { $x = Read-Host "a"; Write-HOST $x }', ['Read-Host Read-Host "a"', 'Write-HOST Write-HOST $x']],
      ['workflow w { if (Get-TimeZone) { cd x } else { parallel { ft } } }', ['Get-TimeZone Get-TimeZone', 'cd cd x', 'ft ft']], ['workflow w { return New-Guid }', ['New-Guid New-Guid']],
      ['workflow w { Microsoft.PowerShell.Utility\\Write-Host 1 }', ['Microsoft.PowerShell.Utility\\Write-Host Microsoft.PowerShell.Utility\\Write-Host 1']], ['workflow w { a | ForEach-Object -Sequence { Set-Location $_ } }', ['Set-Location Set-Location $_']],
      ['workflow w { workflow v { Get-Credential } v }', ['Get-Credential Get-Credential']], ['workflow w { try { icm { 1 } } catch { Set-StrictMode -Off } }', ['icm icm { 1 }', 'Set-StrictMode Set-StrictMode -Off']],
      // In scripts of a workflow, in expressions, defined by the runbook itself, outside of workflows, in doubt.
      ['workflow w { InlineScript { Write-Host 1 }; a | ForEach-Object { Write-Host $_ }; $x = (Get-Variable y).Value; "$(New-Guid)" }', []], ['function Write-Host { } workflow w { Write-Host 1 }', []],
      ['workflow w { function cd { } cd x }', []], ['function f { Write-Host 1 } Write-Host 2', []], ['workflow w { Import-Module x; Get-Location; Write-Output 1; Foo\\Get-Thing }', []],
    ] as const) it(text, () => assert.deepEqual(called(text), expected));

    it('are told with the id that Windows PowerShell gives them, and no rule of the text', () => {
      const text = 'workflow w { Write-Host 1 }', [call] = excludedCalls(parse(text));
      assert.deepEqual([call?.error.errorId, call?.error.message], ['CommandActivityExcluded', "The command 'Write-Host' is not supported in a workflow: it has no activity. Put it into an InlineScript block."]);
      assert.deepEqual(workflowErrors(parse(text)), []);
    });
  });

  it('says what to do instead', () => {
    const [error] = workflowErrors(parse('workflow w { $x = 1; parallel { $x = 2 } }'));
    assert.equal(error?.message, "The variable 'x' is already defined in an enclosing scope. Use $WORKFLOW:x to change that one, or another name.");
  });
});
