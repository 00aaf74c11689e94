/** Every restriction of the workflow language (workflow-semantics.md section 2), each refused form and what is accepted beside it. */

/**
 * When it is refused: `parse`, by the parser's validation; `compile`, once the commands are known; `run`, by an error of the run.
 * A text without `workflow` is the body of one.
 */
export interface Restriction { readonly text: string; readonly id: string; readonly when: 'parse' | 'compile' | 'run' }

const of = (when: Restriction['when']) => (id: string, ...texts: readonly string[]): readonly Restriction[] => texts.map((text) => ({ text, id, when }));
const parse = of('parse'), compile = of('compile'), run = of('run');

export const refused: readonly Restriction[] = [
  ...parse('BreakContinueNotSupported', 'foreach ($i in 1..3) { break }', 'while ($true) { continue }', "switch -CaseSensitive ('a') { 'a' { break } }", '1..2 | ForEach-Object -Sequence { break }', 'parallel { foreach ($i in 1) { continue } }'),
  ...parse('LoopLabelNotSupported', ':o foreach ($i in 1) { $i }', ':o while ($false) { 1 }', ':o for (;$false;) { 1 }', ':o do { 1 } while ($false)'),
  ...parse('TrapNotSupported', 'trap { }; 1', 'end { trap { } 1 }'),
  ...parse('BeginNotSupported', 'begin { 1 }'), ...parse('ProcessNotSupported', 'process { 1 }'), ...parse('DynamicParametersNotSupported', 'dynamicparam { }'),
  ...parse('DataSectionNotSupported', 'data { 1 }'),
  ...parse('AlternateInvocationNotSupported', "& 'Get-Date'", '. Get-Date', '& { 1 }', '. .\\lib.ps1', '$x = & { 1 }', '1 | & { 2 }', 'if (& { 1 }) { 2 }', 'foreach ($i in & { 1 }) { $i }', 'return & { 1 }', '1 | ForEach-Object -Sequence { & { 1 } }'),
  ...parse('MethodInvocationNotSupported', "'abc'.ToUpper()", '[math]::Max(1, 2)', "'abc'.ToUpper() | Write-Output", "return 'a'.ToUpper()", "if ('abc'.StartsWith('a')) { 1 }", "if ($false) { 1 } elseif ('a'.StartsWith('a')) { 2 }", "switch -CaseSensitive ('b'.ToUpper()) { 'B' { 1 } }", "foreach ($p in 'a,b'.Split(',')) { $p }", "'a' | ForEach-Object -Sequence { 'b'.ToUpper() }"),
  ...parse('SubExpressionNotSupported', '$(1 + 1)', 'parallel { $(1) }'),
  ...parse('CannotStoreResultsInUnsupportedElement', '$x = $(1 + 1)', '$x = if ($true) { 1 }', '$x = switch (1) { 1 { 2 } }', '$x = while ($false) { 1 }', '$x = for (;$false;) { 1 }', '$x = try { 1 } finally { }', '$i = 1; $y = ($i++) + 1', '$i = 0; $a = 1, 2; $a[$i++]', '$i = 1; "$($i++)"', 'if ($i++) { 1 }', '$i = 1; $j = 1; for (; $i -lt 2; $i++, $j++) { 1 }', '$a = $b = 1', '$y = $i++', 'if ($x = 1) { 2 }', '$x = do { 1 } while ($false)'),
  ...parse('AssignmentNotSupported', '$a, $b = 1, 2', '$h = @{}; $h.k = 1', '$a = 1, 2; $a[0] = 5', '[Console]::Title = 1'),
  ...parse('AttributedExpressionNotSupported', "$x = 1; [Alias('a')] $x"),
  ...parse('OperatorRequiresVariable', '$o = 1; $o.P++', '$a = 1, 2; --$a[0]'),
  ...parse('ConditionsCannotHaveSideEffects', '$i = 0; while ($i++ -lt 3) { $i }', '$i = 0; do { 1 } until (++$i -gt 2)', 'for ($i = 0; $i++ -lt 3;) { $i }'),
  ...parse('ConditionsCannotInvokeActivities', 'while ((Get-Date) -lt $e) { 1 }', 'do { 1 } while (Get-Date)', 'for (;(Get-Date).Year -lt 1;) { 1 }'),
  ...parse('ThrowStatementCannotInvokeActivities', 'throw (Get-Date)', 'throw "$(Get-Date)"'),
  ...parse('ReasonRequiredInThrowStatement', 'throw'),
  ...parse('EnvironmentVariableAssignmentNotSupported', "$env:X = '1'"),
  ...parse('WorkflowScopeOnlyValidInParallelOrSequenceBlock', '$global:x = 1', '$script:x = 1', '$WORKFLOW:x = 1'),
  ...parse('InvalidScopePrefixInWorkflow', '$y = $global:x', '$y = $script:x', '$y = $function:prompt'),
  ...parse('VariableNameNotValid', '$_x = 1', '${a b} = 1', '$größe = 1'), ...parse('MemberNameNotValid', 'param($_p) 1'),
  ...parse('VariableNotSupportedInWorkflow', ...['Args', 'Error', 'MyInvocation', 'PSBoundParameters', 'PSCmdlet', 'PSCommandPath', 'PSDefaultParameterValues', 'PSScriptRoot', 'StackTrace', 'PID'].flatMap((name) => [`$y = $${name}`, `$${name} = 1`]), '$x = "a $PID"'),
  ...parse('VariableNameReserved', "$PSComputerName = 'x'", '$PSCredential = 1', '$PSPersist = $true', '$Input = 1'),
  ...parse('VariableNameReadOnly', ...['JobId', 'JobName', 'Verbose', 'ErrorAction', 'All', 'Other', 'WorkflowInstanceId', 'PSCulture'].map((name) => `$${name} = 1`)),
  ...parse('VariableAlreadyDefined', '$x = 0; foreach -parallel ($i in 1..3) { $x = $i }', '$a = 22; parallel { sequence { $a = 3 } }', '$x = 1; sequence { $x = 2 }'),
  ...parse('CannotUseDataCollectingVariable', '$r = foreach -parallel ($i in 1) { $r = 2 }', '$r = foreach ($i in 1) { $r = 2 }'),
  ...parse('OnlySupportErrorStreamRedirection', 'Get-Date > f.txt', 'Get-Date >> f.txt', 'Get-Date 3>&1', 'Get-Date *>&1', 'Get-Date 2> f.txt'),
  ...parse('CannotRedirectErrorStreamForStartSleep', 'Start-Sleep 1 2>&1'), ...parse('CannotRedirectErrorStreamForNewObject', '$o = New-Object Uri 2>&1'),
  ...parse('SwitchFlagNotSupported', "switch -Wildcard -CaseSensitive ('ab') { 'a*' { 1 } }", "switch -Regex ('a') { 1 { 1 } }", 'switch -File f { 1 { 1 } }', 'switch -Parallel (1) { 1 { 1 } }'),
  ...parse('SwitchCaseSensitive', "$x = 'A'; switch ($x) { 'a' { 1 } }", "switch ('a') { 1 { 1 } }", "switch ([char]'a') { 1 { 1 } }"),
  ...parse('SwitchOnlySupportsConstantExpression', '$x = 5; switch ($x) { { $_ -gt 3 } { 1 } }', '$x = 5; switch ($x) { $x { 1 } }', 'switch (1) { (1) { 1 } }'),
  ...parse('SwitchClauseMustBeOfSameType', "$x = 1; switch ($x) { 1 { 1 } 'a' { 2 } }", '$x = 5; switch ($x) { 5 { 1 } 5.0 { 2 } }'),
  ...run('SwitchEnumerationNotSupported', "$x = 1, 2; switch ($x) { 1 { 'x' } 2 { 'y' } }"),
  ...parse('InvalidCmdletBindingAttribute', '[CmdletBinding(SupportsShouldProcess = $true)] param() 1', '[CmdletBinding(SupportsPaging)] param() 1'),
  ...parse('OnlySimpleParameterDefaultsSupported', "param([int]$n = '5') $n", 'param([datetime]$d = (Get-Date)) $d', 'param($a = $null) $a', 'param($a = @(1)) $a', 'param([string]$a = "x$b") $a', 'param([double]$a = 1) $a', 'param([long]$a = 5) $a', 'param([switch]$s = $false) $s'),
  ...parse('ValueFromPipelineNotSupported', 'param([Parameter(ValueFromPipeline = $true)] $p) $p'),
  // Definitions are looked at with the rest: both the workflow and the class stand in the text.
  ...parse('TypeFromDynamicAssembly', 'class A { } workflow t { param([A]$p) 1 }', 'enum E { x } workflow t { param([E[]]$p) 1 }', 'class A { } workflow t { [A]$x = $null }'),
  // The word is the language's: without its block the parser itself ends there.
  ...parse('MissingStatementAfterKeyword', 'InlineScript', 'InlineScript $x', "InlineScript 'x'"), ...parse('InlineScriptParameterNotSupported', 'InlineScript { 1 } -Command x', 'InlineScript { 1 } -CommandName x', 'InlineScript { 1 } -Parameters x'),
  ...parse('CannotUseWorkflowPrefixInInlineScript', 'InlineScript { $WORKFLOW:x }', '$r = InlineScript { $WORKFLOW:x }'),
  ...parse('CheckpointWorkflowSyntax', 'Checkpoint-Workflow -Label x', 'Checkpoint-Workflow 1', 'Persist 1'),
  ...parse('SuspendWorkflowSyntax', 'Suspend-Workflow 1', 'Suspend-Workflow -Label $x', 'Suspend-Workflow -Label a -Other b'),
  ...parse('StartSleepSyntaxTooManyParameters', 'Start-Sleep -Seconds 1 -Milliseconds 1', 'Start-Sleep', 'Start-Sleep -Hours 1', '1 | Start-Sleep'), ...parse('StartSleepSyntaxSecondsMissing', 'Start-Sleep -Verbose'),
  ...parse('CannotAssignStartSleepToVariable', '$x = Start-Sleep -Seconds 1', '$x = sleep 1'),
  ...parse('NewObjectMustBeAssigned', 'New-Object -TypeName System.Text.StringBuilder'), ...parse('NewObjectSyntaxTooManyParameters', '$o = New-Object -TypeName Uri -ArgumentList 1 -Property @{}'),
  ...parse('NewObjectSyntaxMissingTypeName', '$o = New-Object -ComObject x'), ...parse('NewObjectCouldNotFindType', '$o = New-Object -TypeName NoSuch', '$o = New-Object System.Strng', '$o = New-Object -TypeName System.IO.FileInfos'),
  ...parse('ExceptionTypeNotFound', 'try { 1 } catch [NoSuch] { 2 }', 'try { 1 } catch [System.IO.FileNotFoundExeption] { 2 }'),
  ...parse('ActivityNotSupportedInPipeline', "function f { 'x' } f | Select-Object -First 1", '1 | Start-Sleep 1', 'Get-Date | Checkpoint-Workflow', 'Get-PSWorkflowData[string] -VariableToRetrieve JobName | Write-Output', 'workflow c { 1 } workflow t { c | Write-Output }'),
  ...parse('InvalidForeachSequenceParameter', '1 | ForEach-Object -Sequence { 1 } -Process { 2 }', '1 | % -Sequence { 1 } { 2 }'), ...parse('InvalidWhereSequenceParameter', '1 | Where-Object -Sequence { 1 } -Begin { 2 }'), ...parse('InvalidWhereSequencePipelinePosition', 'Where-Object -Sequence { 1 }'),
  ...parse('MissingValueForParameter', '1 | ForEach-Object -Sequence { }', '1 | ForEach-Object -Sequence 5', '1 | ForEach-Object -Begin { } -Sequence { 1 }', '1 | Where-Object -Sequence'),
  ...parse('InvalidForeachSequencePipelinePosition', 'ForEach-Object -Sequence { 1 } | Write-Output'), ...parse('EntirePipelineMustUseForeachSequence', '1 | ForEach-Object -Sequence { 1 } | Write-Output'),
  ...parse('CannotNestIterativePipeline', '1 | ForEach-Object -Sequence { 1 | Where-Object -Sequence { 1 } }'),
  ...parse('RecursiveWorkflowNotSupported', 't', 'workflow a { t } workflow t { a }', '1 | ForEach-Object -Sequence { t }', 'parallel { t }'),
  ...parse('FunctionRedefinitionNotAllowed', 'function f { 1 } function f { 2 } 3', 'workflow t { 1 } workflow t { 2 }'),
  ...parse('ParameterValidationNotSupportedOnNestedWorkflows', "workflow c { param([ValidateSet('a')]$p) $p } workflow t { c -p a }", "workflow c { param([Alias('q')]$p) $p } workflow t { c -p a }"),
  ...parse('CouldNotFindParameterName', 'workflow c { param($p) $p } workflow t { c 5 }', 'workflow c { param($p) $p } workflow t { c -q 5 }'),
  ...parse('CouldNotFindWorkflowCommonParameterNameNested', 'workflow c { param($p) $p } workflow t { c -PSPersist $true }', 'workflow c { param($p) $p } workflow t { c -AsJob }'),
  ...parse('ParallelNotSupported', 'InlineScript { foreach -parallel ($i in 1) { $i } }', 'function f { foreach -parallel ($i in 1) { $i } } f'),
  ...parse('ThrottleLimitRequiresParallelFlag', 'foreach -ThrottleLimit 2 ($i in 1) { $i }'), ...parse('InvalidForeachFlag', 'foreach -nope ($i in 1) { $i }'),
  ...parse('UnexpectedKeyword', 'InlineScript { parallel { 1 } }', 'InlineScript { sequence { 1 } }', 'function f { parallel { 1 } } f', '1; class A { }', '1; enum E { x }', 'if ($true) { class A { } }'),
  // What the parser of Windows PowerShell 5.1 cannot read, wherever in the text of a workflow it stands.
  ...parse('InvalidEndOfLine', 'Get-Date && Get-Date', '$x = $true || $false', 'Get-Date <# && #> || Get-Date', 'InlineScript { 1 && 2 }', 'function f { 1 && 2 } f', 'function g { 1 && 2 } workflow t { 1 }', '"$(1 && 2)"'),
  ...parse('UnexpectedToken', '$x = $true ? 1 : 2', 'if ($true ? 1 : 0) { 1 }', '$x = $null ?? 1', '$x ??= 1', "$x = 'a'; $y = ${x}?.Length", "$x = 'a'; $y = ${x}?.ToUpper()", '$x = 1, 2; $y = ${x}?[0]', '$x = [Array]::Empty[int]()', 'InlineScript { $using:x ?? 2 }'),
  ...parse('CommandNotFound', '$x = 1u', '$x = (0b11)', '$y = @{ a = 3n }', '1us + 1', 'InlineScript { $x = 0x1y }'), ...parse('ExpectedValueExpression', '1 + 0b1', '$a = 1..5u', '$x = 1, 2ukb'), ...parse('UnexpectedToken', '$x = [int]2s', '$a = 1, 2; $a[1u]'),
  ...parse('AmpersandNotAllowed', 'Write-Output 1 &', 'InlineScript { Get-Date & }'), ...parse('EmptyPipeElement', 'Get-Date\n  | Write-Output'), ...parse('MissingNamedBlocks', 'function f { end { 1 } clean { 2 } } f'),
  ...parse('MissingTypeBody', 'enum E : byte { a } workflow t { 1 }'),
  ...compile('CommandActivityExcluded', "Write-Host 'x'", 'Get-Date | Out-Null', '$x = Invoke-Command -ScriptBlock { 1 }', 'if (Get-Alias) { 1 }', 'foreach ($a in Get-Alias) { 1 }', 'return Get-Alias', '1 | ForEach-Object -Sequence { Write-Host x }', "(Write-Host 'x')", 'Microsoft.PowerShell.Utility\\Write-Host x', 'cd C:\\', 'parallel { Get-Verb }', 'try { Format-Table } finally { }'),
  ...compile('CommandNotFound', 'Nosuch-Command'),
  ...compile('CouldNotFindParameterName', 'Get-Date -Nope 1', 'return Get-Date -Nope 1', 'if (Get-Date -Nope 1) { 1 }', '1 | ForEach-Object -Sequence { Get-Date -Nope 1 }'),
  ...compile('RemotingHandledByPSComputerName', 'Get-Process -ComputerName s'),
  ...compile('CommonParameterNotSupported', 'Get-Process -OutVariable p', 'Get-Process -OutBuffer 1', 'Remove-Item -Path ./x -WhatIf', 'Remove-Item -Path ./x -Confirm', '$x = Get-Process -OutVariable p', '(Get-Process -OutVariable p)'),
  ...compile('CannotSpecifyResultArgument', 'Get-Date -Result $x'),
  ...compile('MissingValueForParameter', 'Get-Date -Date'), ...compile('DuplicateParametersNotAllowed', 'Get-Date -Year 2020 -Year 2021'), ...compile('AmbiguousParameter', 'Get-ChildItem -Path . -F x'),
  ...compile('MustSupplyVariableReferenceForInOutArgument', 'Get-Date -PSError 5', 'Get-Date -PSWarning name', 'InlineScript { 1 } -PSProgress (1)'),
  ...compile('VariableNameNotValid', 'Get-Date -ErrorVariable +e', 'Get-Date -wv $e', "InlineScript { 1 } -InformationVariable 'a b'", 'Get-Date -PSError $script:e'),
  ...compile('PropertyDoesNotSupportPowerShellLanguage', '$x = 1; Get-Date -DisplayName $x', 'Get-Date -DisplayName "Step (1)"', '$x = $true; $y = Get-Date -AppendOutput $x', 'Get-Date -UseDefaultInput (1)'),
  ...compile('PositionalParameterNotFound', 'Get-Date 1 2 3 4'), ...compile('AmbiguousParameterSet', 'Get-ChildItem -Path . -LiteralPath .'),
];

/** What stands beside those, and is accepted everywhere. */
export const accepted: readonly string[] = [
  'if ($true) { trap { } 1 }', ':o switch (1) { 1 { 2 } }', '[ValidateNotNull()]$x = 1', '$y = 1; $y = $y++', '$y = ($y = 1)', '($x = 1)',
  'end { 1 }', '$y = $env:PID; $y = $_x; "[$y]"', 'Write-Output "[$PSScriptRoot] $($Error.Count) $script:x"; Write-Output ($PID)', 'if (-not $PSBoundParameters) { 1 }', "try { throw \"in $PID\" } catch { 1 }", '$i = 1; $i = $i++ + 1', '$x = 1kb + 5l + 1.5d + 0x1f + 1e3; Write-Output 1u', "$s = 'abc'.ToUpper(); $s", "'abc'.ToUpper().Length", "Write-Output -InputObject 'a'.ToUpper()", "if ('abc'.StartsWith('a') -eq $true) { 1 }", "$sb = New-Object -TypeName System.Text.StringBuilder; [void]$sb.Append('ab')", "try { throw 'a'.ToUpper() } catch { 1 }", "while ('a'.StartsWith('b')) { 1 }",
  '"$(1 + 1)"', 'Write-Output -InputObject $(1)', '$x = foreach ($i in 1) { $i }', '$x = parallel { 1 }', '$x = sequence { 1 }', '[int]$x = 1', '$i = 0; $i++', 'if (Get-Date) { 1 }', 'switch (1) { 1 { 1 } }', 'foreach ($i in Get-Date) { 1 }',
  'try { throw 1 } catch { try { throw } catch { 2 } }', '$e = $env:PATH', 'parallel { $WORKFLOW:x = 1 }', 'param([string]$p) parallel { $p = 1 }', 'Get-Date 2>&1', "switch -CaseSensitive ('a') { 'a' { 1 } default { 2 } }",
  "[CmdletBinding(DefaultParameterSetName = 'a', HelpUri = 'b', ConfirmImpact = 'Low', PositionalBinding = $true)] param() 1", "param([bool]$b = $true, [int]$n = 5, [string]$s = 'x', $u = 1) $b", 'Start-Sleep 0', 'Start-Sleep -Milliseconds 1', 'Suspend-Workflow -Label x', 'Checkpoint-Workflow', 'Persist',
  '1..2 | ForEach-Object -Sequence { $_; Checkpoint-Workflow }', "1..2 | ForEach-Object -Begin { 'b' } -Sequence { $_ } -End { 'e' }", '1..2 | Where-Object -Sequence { Checkpoint-Workflow; $_ }', '1..2 | ForEach-Object -Sequence { InlineScript { $using:_ } }', '1..2 | ForEach-Object -Sequence { parallel { $_; 2 } }',
  '1..2 | ForEach-Object -Sequence { foreach -parallel ($i in 1..2) { $i } }', 'parallel { Checkpoint-Workflow }', 'function f { trap { continue } 1 } f', 'InlineScript { foreach ($i in 1) { break } }', 'Get-Process -Id 1 -PSPersist $true', 'Get-Process -ErrorVariable e -ErrorAction SilentlyContinue -Id 1',
  'Get-Date -Year 2020 | Write-Output', '$n = (Get-Alias).Count', '"$(Get-Alias)"', '$d = @(Get-Verb)', '1 | ForEach-Object -Process { Write-Host $_ }', '1..3 | Where-Object { $_ -gt 1 }', '$p = @{ Year = 2020 }; Get-Date @p', 'foreach -parallel -ThrottleLimit 2 ($i in 1..2) { $i }',
  "Get-Date -Year 2020 -DisplayName 'Step (1)'; Get-Date -DisplayName Step; Get-Date -DisplayName \"Step\"", '$y = Get-Date -AppendOutput $true; Get-Date -UseDefaultInput $false', 'Get-Date -PSError $e -WarningVariable w', 'Get-Date `\n  | Write-Output', 'Get-Date | # a\n # | b\n Write-Output', "$x = 'a?b' + '&&'",
  'function Write-Host { 1 } Write-Host', 'class A { } workflow t { param([string]$p) $x = 1; $x }', 'InlineScript { class A { [int]$x = 1 }; [A]::new().x }', 'workflow c { param($p) $p } workflow t { c -p 5 }', 'if ($true) { function f { 1 } } 1', 'Get-Item -Path . -pspersist $true', 'Import-Module Microsoft.PowerShell.Utility', "$x = 1; switch ($x) { 1 { 'a' } 2 { 'b' } }",
];
