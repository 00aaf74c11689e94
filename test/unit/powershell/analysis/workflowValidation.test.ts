import assert from 'node:assert/strict';
import { parse, workflowErrors } from '../../../../src/powershell/index.ts';

/**
 * What 5.1's parser tells of a workflow: each text with all errors in their order, as `Id` and the part of the text that is marked. By the
 * methods of AstToXamlConverter (WorkflowJobConverter.cs of Microsoft.PowerShell.Activities), which report them.
 */
type Case = readonly [body: string, ...errors: readonly string[]];
const ALL = '(all)';

const table: Readonly<Record<string, readonly Case[]>> = {
  'VisitParameter': [
    ['param([int]${a b} = 1) 1', 'MemberNameNotValid [int]${a b} = 1'], ['param($_p, $q) 1', 'MemberNameNotValid $_p'],
    ["param([int]$a = 'x') 1", "OnlySimpleParameterDefaultsSupported 'x'"], ['param($a = $true) 1', 'OnlySimpleParameterDefaultsSupported $true'], ['param([bool]$a = $true, [bool]$b = $FALSE) 1'],
    ['param([decimal]$a = 1d) 1', 'OnlySimpleParameterDefaultsSupported 1d'], ['param([long]$a = 1, [long]$b = 1l) 1', 'OnlySimpleParameterDefaultsSupported 1'], ['param([object]$a = 1, $b = "x") 1'], ['param($a = "x$b") 1', 'OnlySimpleParameterDefaultsSupported "x$b"'],
    // A parameter that is refused is none: the name is a variable's then.
    ["param([int]$a = 'x') $a = 1; parallel { $a = 2 }", "OnlySimpleParameterDefaultsSupported 'x'", 'VariableAlreadyDefined $a'],
  ],
  'VisitFunctionDefinition': [
    ['[CmdletBinding(SupportsShouldProcess)]param()', `InvalidCmdletBindingAttribute ${ALL}`], ['[CmdletBinding(1)]param()', `InvalidCmdletBindingAttribute ${ALL}`], ['[CmdletBinding(SupportsShouldProcess, SupportsPaging)]param()', `InvalidCmdletBindingAttribute ${ALL}`],
    ["[CmdletBinding(DefaultParameterSetName = 'a', HelpUri = 'b', ConfirmImpact = 'Low', PositionalBinding = $true)]param()"],
  ],
  'ValidateScriptBlock, VisitNamedBlock': [
    ['process { 1 } begin { 2 } dynamicparam { }', 'DynamicParametersNotSupported dynamicparam { }', 'BeginNotSupported begin { 2 }', 'ProcessNotSupported process { 1 }'],
    ['end { trap { 1 }; 2 }', 'TrapNotSupported trap { 1 }'], ['break; trap { 1 }', 'TrapNotSupported trap { 1 }', 'BreakContinueNotSupported break'], ['if (1) { trap { 1 }; 2 }'], ['parallel { $WorkflowCommandName = 1 }', 'VariableAlreadyDefined $WorkflowCommandName'],
  ],
  'VisitAssignmentStatement': [
    ['$o.P = 1', 'AssignmentNotSupported $o.P'], ['$a, $b = 1, 2', 'AssignmentNotSupported $a, $b'], ['$a[0] = 1', 'AssignmentNotSupported $a[0]'], ['[T]::P = 1', 'AssignmentNotSupported [T]::P'], ['[int][string]$x = 1', 'AssignmentNotSupported [int][string]$x'],
    ['[ValidateNotNull()]$x = 1'], ["[ValidateSet('a')]$x = 'a'"], ['[OutputType([string])]\n$x = 1'], ['$o.P = break', 'AssignmentNotSupported $o.P'],
    ['$Error = 1', 'VariableNotSupportedInWorkflow $Error'], ['$global:Error = 1', 'VariableNotSupportedInWorkflow $global:Error', 'InvalidScopePrefixInWorkflow $global:Error', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $global:Error'],
    ['$script:x = 1', 'InvalidScopePrefixInWorkflow $script:x', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $script:x'],
  ],
  'GetPowerShellValueExpression': [
    ['$sb = { $global:x }', 'InvalidScopePrefixInWorkflow $global:x'], ['$x = InlineScript { $script:y }', 'InvalidScopePrefixInWorkflow $script:y'], ['InlineScript { $script:y }'], ['$x = Get-X $global:y', 'InvalidScopePrefixInWorkflow $global:y'], ['Get-X $global:y'],
    ['if (Get-X $global:y) { }', 'InvalidScopePrefixInWorkflow $global:y'], ['$x = foreach ($i in 1) { "$function:f" }', 'InvalidScopePrefixInWorkflow $function:f'], ['throw $script:x', 'InvalidScopePrefixInWorkflow $script:x'], ['$x = $env:A + $WORKFLOW:b'],
  ],
  'GenerateAssignment': [
    ['$env:X = 1', 'EnvironmentVariableAssignmentNotSupported $env:X', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $env:X'], ['$WORKFLOW:x = 1', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $WORKFLOW:x'], ['parallel { $WORKFLOW:x = 1 }'],
    ['${a b} = 1', 'VariableNameNotValid ${a b}'], ['$PSCredential = 1', 'VariableNameReserved $PSCredential'], ['$JobId = 1', 'VariableNameReadOnly $JobId'], ['parallel { $WORKFLOW:JobId = 1 }', 'VariableNameReadOnly $WORKFLOW:JobId'],
    ['$5 = 1', 'VariableNotSupportedInWorkflow $5', 'VariableNameNotValid $5', 'VariableNameReadOnly $5'],
    ['$y = 1 + $i++', 'CannotStoreResultsInUnsupportedElement 1 + $i++'], ['$y = ($i = 1)', 'CannotStoreResultsInUnsupportedElement ($i = 1)'], ['$sb = { $i = 1 }', 'CannotStoreResultsInUnsupportedElement { $i = 1 }'], ['$sb = { $i++ }', 'CannotStoreResultsInUnsupportedElement { $i++ }'],
    ['$y = $y++'], ['$y = ++$y'], ['$y = 1 + $y++'], ['$y = ($y = 1)'], ['$y = ($o.P = 1)'], ['$y = ([int]$z = 1)'], ['$y = Get-X ($i = 1)', 'CannotStoreResultsInUnsupportedElement $i = 1'],
    ['$a = $b = 1', 'CannotStoreResultsInUnsupportedElement $b = 1'], ['$a = $a = 1', 'CannotStoreResultsInUnsupportedElement $a = 1'], ['$x = if (1) { 2 }', 'CannotStoreResultsInUnsupportedElement if (1) { 2 }'], ['$x = $(1)', 'CannotStoreResultsInUnsupportedElement $(1)'],
    ['$y = [Alias()]$x', 'CannotStoreResultsInUnsupportedElement [Alias()]$x'], ['$y = 1 + [Alias()]$x'], ['if ($i++ -lt 3) { }', 'CannotStoreResultsInUnsupportedElement $i++ -lt 3'], ['if ($x = 1) { }', 'CannotStoreResultsInUnsupportedElement $x = 1'],
    ['$y = $Error[0]', 'VariableNotSupportedInWorkflow $Error[0]'], ['$sb = { $args[0] }', 'VariableNotSupportedInWorkflow { $args[0] }'], ['$y = $1', 'VariableNotSupportedInWorkflow $1'], ['$y = $env:PID'], ['$y = -$Error'],
    ['$x = 1; parallel { $x = 2; $x = 3 }', 'VariableAlreadyDefined $x'], ['parallel { $x = 1; $WORKFLOW:x = 2 }', 'VariableAlreadyDefined $WORKFLOW:x'], ['parallel { $x = 1 }; $x = 2'],
    ['$r = foreach ($i in 1) { $r = 2 }', 'CannotUseDataCollectingVariable $r'],
  ],
  'VisitIfStatement': [
    ['if ($Error.Count -gt 1) { }', 'VariableNotSupportedInWorkflow $Error.Count -gt 1'], ['if ($o.M()) { } elseif ($i++) { break } else { continue }', 'MethodInvocationNotSupported $o.M()', 'CannotStoreResultsInUnsupportedElement $i++', 'BreakContinueNotSupported break', 'BreakContinueNotSupported continue'],
    ['if (New-Object Uri a) { }'], ['if (Start-Sleep 1) { }', 'CannotAssignStartSleepToVariable Start-Sleep 1'],
  ],
  'VisitPipeline': [
    ['gci -PipelineVariable _x | gi', 'VariableNameNotValid _x'], ['gci -PV 1x | gi', 'VariableNameNotValid 1x'], ['gci -PipelineVariable global:x | gi', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock global:x'], ['gci -PipelineVariable | gi', 'MissingValueForParameter -PipelineVariable'],
    ['gci -PipelineVariable x | gi > f', 'OnlySupportErrorStreamRedirection > f'], ['gci -PipelineVariable x | Start-Sleep 1 | gi', 'ActivityNotSupportedInPipeline Start-Sleep 1'], ["gci -DisplayName 'no name' | gi"],
    ['gci | ForEach-Object -Sequence { gci | ForEach-Object -Sequence { 1 } }', 'CannotNestIterativePipeline gci | ForEach-Object -Sequence { 1 }'], ['ForEach-Object -Sequence { break } | gi', 'InvalidForeachSequencePipelinePosition ForEach-Object -Sequence { break }'],
    ['a | Where-Object -Sequence { 1 } -Begin { 2 }', 'InvalidWhereSequenceParameter Where-Object -Sequence { 1 } -Begin { 2 }'], ['a | % -Sequence { }', 'MissingValueForParameter { }'], ['a | % -Sequence', 'MissingValueForParameter -Sequence'], ['a | % -Sequence { 1 } | b', 'EntirePipelineMustUseForeachSequence b'],
    ['a | % -Sequence { break }', 'BreakContinueNotSupported break'], ['a | ? -Sequence { break }'], ['a | % -Seq { break }'], ['$x = 1; a | % -Sequence { $x = 2 }', 'VariableAlreadyDefined $x'], ['$r = a | % -Sequence { 1 }', 'CannotStoreResultsInVariable a | % -Sequence { 1 }'], ['$r = sequence { a | % -Sequence { 1 } }'],
    ['$o.M() | a', 'MethodInvocationNotSupported $o.M()'], ['$(1) | a', 'SubExpressionNotSupported $(1)'], ['New-Object Uri a | b', 'NewObjectMustBeAssigned New-Object Uri a'], ['$x = New-Object Uri a | b', 'NewObjectMustBeAssigned New-Object Uri a'],
  ],
  'VisitUnaryExpression': [
    ['$env:X++', 'EnvironmentVariableAssignmentNotSupported $env:X++', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $env:X++'], ['$JobName++', 'VariableNameReadOnly $JobName++'], ['$PSComputerName--', 'VariableNameReserved $PSComputerName--'], ['$_++', 'VariableNameNotValid $_++'],
    ['$global:x++', 'InvalidScopePrefixInWorkflow $global:x', 'WorkflowScopeOnlyValidInParallelOrSequenceBlock $global:x++'], ['$x = 1; parallel { $x++ }', 'VariableAlreadyDefined $x++'], ['$x = foreach ($i in 1) { $x++ }', 'CannotUseDataCollectingVariable $x++'],
    ['$o.P++', 'OperatorRequiresVariable $o.P++'], ['--$a[0]', 'OperatorRequiresVariable --$a[0]'], ['-$Error'], ['-$i++'],
  ],
  'VisitCommand': [
    ['& x > f', 'AlternateInvocationNotSupported & x > f', 'OnlySupportErrorStreamRedirection > f'], ['Get-X 3>&1', 'OnlySupportErrorStreamRedirection 3>&1'], ['Start-Sleep 1 > f', 'OnlySupportErrorStreamRedirection > f', 'CannotRedirectErrorStreamForStartSleep > f'],
    ['$o = New-Object Uri 2>&1', 'CannotRedirectErrorStreamForNewObject 2>&1'], ['a | Checkpoint-Workflow', 'ActivityNotSupportedInPipeline Checkpoint-Workflow'],
    ['Checkpoint-Workflow 1', 'CheckpointWorkflowSyntax Checkpoint-Workflow 1'], ['Suspend-Workflow 1', 'SuspendWorkflowSyntax Suspend-Workflow 1'], ['Suspend-Workflow -Lab x', 'SuspendWorkflowSyntax Suspend-Workflow -Lab x'], ['Suspend-Workflow -Label 5'],
  ],
  'ProcessInlineScriptAst': [
    ['InlineScript { 1 } -Command a', 'InlineScriptParameterNotSupported a'], ['InlineScript { 1 } -Parameters a -Command b', 'InlineScriptParameterNotSupported b'], ['InlineScript { $WORKFLOW:x; $WORKFLOW:y }', 'CannotUseWorkflowPrefixInInlineScript $WORKFLOW:x'],
  ],
  'GenerateStartSleep': [
    ['Start-Sleep', 'StartSleepSyntaxTooManyParameters Start-Sleep'], ['Start-Sleep -Seconds', 'StartSleepSyntaxTooManyParameters Start-Sleep -Seconds'], ['sleep -s 5'], ['Start-Sleep -Verbose', 'StartSleepSyntaxSecondsMissing Start-Sleep -Verbose'], ['Start-Sleep 1 -Verbose', 'StartSleepSyntaxTooManyParameters Start-Sleep 1 -Verbose'],
    ['$x = Start-Sleep 1', 'CannotAssignStartSleepToVariable Start-Sleep 1'], ['$x = foreach ($i in 1) { Start-Sleep 1 }'],
  ],
  'GenerateNewObject': [
    ['$x = New-Object', 'NewObjectSyntaxTooManyParameters New-Object'], ['$x = New-Object -ComObject a', 'NewObjectSyntaxMissingTypeName New-Object -ComObject a'], ['$x = New-Object Uri a -Property @{}', 'NewObjectSyntaxTooManyParameters New-Object Uri a -Property @{}'],
    ['$x = New-Object $type', 'NewObjectCouldNotFindType New-Object $type'], ['$x = New-Object -TypeName Foo.Bar', 'NewObjectCouldNotFindType -TypeName'], ['$x = New-Object -Type Foo.Bar', 'NewObjectCouldNotFindType New-Object -Type Foo.Bar'], ["$x = New-Object 'byte[]' 10"],
    ['New-Object Foo.Bar', 'NewObjectMustBeAssigned New-Object Foo.Bar', 'NewObjectCouldNotFindType New-Object Foo.Bar'],
  ],
  'DetectType': [['$x = 1; InlineScript { $x = New-Object $type }', 'NewObjectCouldNotFindType New-Object $type'], ['$z = 1; InlineScript { $x = New-Object $type }']],
  'GenerateInvokeExpression': [
    ['Invoke-Expression -Language XAML', 'InvokeExpressionSyntaxTooManyParameters Invoke-Expression -Language XAML'], ['iex -Language $l -Command a', 'InvokeExpressionSyntaxLanguageNotConstant iex -Language $l -Command a'], ['iex -Language C# -Command a', 'MustUseXamlLanguage C#'],
    ['iex -Language XAML -Command $c', 'InvokeExpressionSyntaxCommandNotConstant iex -Language XAML -Command $c'], ['iex -Language XAML a', 'InvokeExpressionSyntaxCommandMissing iex -Language XAML a'], ["Invoke-Expression 'a'"],
  ],
  'VisitCommandExpression': [
    ['"a $PID"', 'VariableNotSupportedInWorkflow "a $PID"'], ['"$($i++)"', 'CannotStoreResultsInUnsupportedElement "$($i++)"'], ['@($i++)', 'CannotStoreResultsInUnsupportedElement @($i++)'], ['return $Error[0]', 'VariableNotSupportedInWorkflow $Error[0]'], ['return { $pid }', 'VariableNotSupportedInWorkflow { $pid }'],
    ['$Error.M()', 'MethodInvocationNotSupported $Error.M()', 'VariableNotSupportedInWorkflow $Error.M()'], ['($x = 1)'], ['($o.P = 1)', 'AssignmentNotSupported $o.P'], ['[Alias()]$x', 'AttributedExpressionNotSupported [Alias()]$x'], ['$x.P > f', 'OnlySupportErrorStreamRedirection > f'], ['exit $x.M()'],
  ],
  'VisitSwitchStatement': [
    ['switch ($x) { a { 2 } 1 { 3 } }', 'SwitchClauseMustBeOfSameType 1', 'SwitchCaseSensitive switch ($x) { a { 2 } 1 { 3 } }'], ['switch ($PID + 1) { 1 { 2 } }', 'VariableNotSupportedInWorkflow $PID + 1'], [':a switch (1) { 1 { 2 } }'],
    ['switch ($x) { $y { break } default { break } }', 'SwitchOnlySupportsConstantExpression $y'], ['switch (1) { 1 { continue } $y { break } 2 { break } default { break } }', 'BreakContinueNotSupported break', 'BreakContinueNotSupported continue', 'SwitchOnlySupportsConstantExpression $y'],
    ["switch (('a')) { 1 { 2 } }"], ["switch ('a') { 1 { 2 } }", "SwitchCaseSensitive switch ('a') { 1 { 2 } }"], ['switch -Regex -File (1) { 1 { 2 } }', 'SwitchFlagNotSupported switch -Regex -File (1) { 1 { 2 } }'],
  ],
  'GenerateLoop, VisitForStatement, VisitForEachStatement': [
    ['while ($i++ -lt 3) { }', 'ConditionsCannotHaveSideEffects $i++ -lt 3'], ['do { 1 } while (($i = 2) -lt 3)', 'ConditionsCannotHaveSideEffects ($i = 2) -lt 3'], ['while ((gci).Count) { }', 'ConditionsCannotInvokeActivities (gci).Count'], ['do { } until ((gci).Count -eq 1)', 'ConditionsCannotInvokeActivities (gci).Count -eq 1'],
    ['while ({ gci }) { }', 'ConditionsCannotInvokeActivities { gci }'], ['while ($Error.Count -gt (gci)) { }', 'VariableNotSupportedInWorkflow $Error.Count -gt (gci)', 'ConditionsCannotInvokeActivities $Error.Count -gt (gci)'],
    [':o for ($o.P = 1; $true; $o.M()) { break }', 'LoopLabelNotSupported :o for ($o.P = 1; $true; $o.M()) { break }', 'AssignmentNotSupported $o.P', 'BreakContinueNotSupported break', 'MethodInvocationNotSupported $o.M()'],
    ['foreach ($a in $Error[0], 1) { }', 'VariableNotSupportedInWorkflow $Error[0], 1'], [':a do { } until (1)', 'LoopLabelNotSupported :a do { } until (1)'],
  ],
  'VisitTryStatement': [
    ['try { a } catch [Foo.Bar] { break } finally { continue }', 'ExceptionTypeNotFound try { a } catch [Foo.Bar] { break } finally { continue }', 'BreakContinueNotSupported continue'], ['try { a } catch [Foo.Bar], [IO.IOException] { break }', 'ExceptionTypeNotFound try { a } catch [Foo.Bar], [IO.IOException] { break }', 'BreakContinueNotSupported break'],
  ],
  'VisitThrowStatement': [
    ['throw (gci)', 'ThrowStatementCannotInvokeActivities (gci)'], ['throw "$(gci)"', 'ThrowStatementCannotInvokeActivities "$(gci)"'], ['throw { gci }', 'ThrowStatementCannotInvokeActivities { gci }'], ['throw (New-Object Exception a)'], ['throw', 'ReasonRequiredInThrowStatement throw'],
    ['try { throw } catch { throw }', 'ReasonRequiredInThrowStatement throw'], ['throw $PID'],
  ],
};

describe('The validation pass of the workflow compiler', () => {
  for (const [method, cases] of Object.entries(table)) {
    describe(method, () => {
      for (const [body, ...errors] of cases) {
        it(body, () => {
          const text = `workflow w { ${body} }`;
          assert.deepEqual(workflowErrors(parse(text)).map(({ errorId, start, end }) => `${errorId} ${text.slice(start, end)}`), errors.map((error) => error.replace(ALL, text)));
        });
      }
    });
  }

  describe('SemanticChecks.VisitFunctionDefinition', () => {
    for (const text of ['function f { workflow w { break } }', '$sb = { workflow w { break } }', 'workflow o { function f { workflow w { break } } }', 'workflow o { InlineScript { workflow w { break } } }', '1 | % { workflow w { break } }', 'if (1) { workflow w { break } }']) {
      it(`looks at ${text}`, () => assert.deepEqual(workflowErrors(parse(text)).map(({ errorId, start, end }) => `${errorId} ${text.slice(start, end)}`), ['BreakContinueNotSupported break']));
    }
    it('looks at an outer workflow before the inner one', () => {
      const text = 'workflow o { workflow i { break }; continue }';
      assert.deepEqual(workflowErrors(parse(text)).map(({ start, end }) => text.slice(start, end)), ['continue', 'break']);
    });
  });

  it('tells what only the full compile knows behind what the parser tells', () => {
    const text = 'workflow w { param([bool]$a = 1) Get-X ($i = 1); break }';
    assert.deepEqual(workflowErrors(parse(text)).map(({ errorId }) => errorId), ['BreakContinueNotSupported', 'OnlySimpleParameterDefaultsSupported', 'CannotStoreResultsInUnsupportedElement']);
  });
});
