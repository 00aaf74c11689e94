/** Calls: what arguments become, what variables of the common parameters gather, how a call ends. */
import { table } from './table.ts';

describe('Calls', () => {
  table([
    ['a clean block runs once, writes nothing, and its errors only tell', `
      function f { [CmdletBinding()] param() process { 'p' } clean { 'unseen'; throw 'late' } }
      f -OutVariable o; $o.Count; try { f } catch { 'not here' }`, 'p|1|p|<late>|<late>'],
    ['an error that a clean block writes itself makes $? false', 'function f { [CmdletBinding()] param() end { } clean { $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new("e"), "id", "NotSpecified", $null)) } }; f 2>&1 | Out-Null; f; $?', 'False|<id,f>'],
    ['what an expression raises is kept where errors are ignored', "$Error.Clear(); & { $ErrorActionPreference = 'Ignore'; 1 / $null; Write-Error x }; $Error.Count; $Error[0].Exception.InnerException.GetType().Name", '1|DivideByZeroException'],
    ['the tree of a function is that of its definition', 'function f { param($x) $x }; ${function:f}.Ast.GetType().Name; (Get-Command f).ScriptBlock.Ast.Extent.Text; { 1 }.Ast.GetType().Name', 'FunctionDefinitionAst|function f { param($x) $x }|ScriptBlockAst'],
    ['a clean block without anything before it does not run', `
      function a { process { throw 'x' } clean { $script:log += 'a' } }; function b { process { $_ } clean { $script:log += 'b' } }
      try { 1 | a | b } catch { "$_ $log" }`, 'x a'],
    ['variables of common parameters may name a scope or add to what is there', `
      function f { [CmdletBinding()] param() 'v' }; function g { f -OutVariable script:s | Out-Null; f -OutVariable local:l | Out-Null; "$l" }
      $kept = 'a', 'b'; g; f -OutVariable +kept | Out-Null; "$s $kept"`, 'v|v a b v'],
    ['what common parameters gather of a function in a module belongs to who calls it', `
      $m = New-Module -Name MM { function Soft { [CmdletBinding()] param() Write-Error 'soft'; Write-Warning 'warn'; Write-Information 'told'; 'out' }; function Plus { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) process { $x; Write-Error "e$x" } }; function Look { "seen [$ev$e2$e4]" } }
      Import-Module $m; $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
      Soft -ErrorVariable ev -OutVariable ov -WarningVariable wv -InformationVariable iv -PipelineVariable pv @quiet | ForEach-Object { "pv $pv" }; "[$ev] [$ov] [$wv] [$iv]"
      Soft -ErrorVariable script:e2 @quiet | Out-Null; "[$e2]"
      function x { Soft -ErrorVariable e4 @quiet | Out-Null; "[$e4]" }; x; "[$e4]"
      1, 2 | Plus -OutVariable +ov -ErrorVariable +ev @quiet | Out-Null; "[$ov] [$ev]"
      & $m { [CmdletBinding()] param() 'block' } -OutVariable ob | Out-Null; "[$ob]"
      Remove-Variable ev, e2; Look`, 'pv out|[soft] [out] [warn] [told]|[soft]|[soft]|[]|[out 1 2] [soft e1 e2]|[block]|seen []'],
    ['$input is empty where nothing is piped in, in a runbook and in what it dots', `
      "$(@($input).Count) $($null -eq $input) $($input.GetType().Name)"; $input | ForEach-Object { 'never' }; foreach ($x in $input) { 'never' }
      . { "dot $(@($input).Count)" }; function f { . { "dot $(@($input).Count)" }; "own $(@($input))" }; 1, 2 | f`, '0 False ArrayListEnumeratorSimple|dot 0|dot 0|own 1 2'],
    ['-ErrorVariable of a cmdlet holds the exception that ended it, an own one or one of the code it runs', `
      foreach ($b in { ConvertFrom-Json '{' -ErrorVariable e }, { New-Object No.Such -ErrorVariable e }, { 1 | ForEach-Object { throw 'x' } -ErrorVariable e }, { Invoke-Command { throw 'x' } -ErrorVariable e }, { 1 | Where-Object { [int]'x' } -ErrorVariable e }) {
        $e = $null; try { . $b } catch { "$($e.Count) $($e[0].GetType().Name)" }
      }`, '1 CmdletInvocationException|1 CmdletInvocationException|1 RuntimeException|1 RuntimeException|1 CmdletInvocationException'],
    ['-ErrorVariable of a cmdlet does not hold what ends another one of the pipeline', `
      try { 1 | ForEach-Object { $_ } -ErrorVariable first | ForEach-Object { throw 'x' } -ErrorVariable second } catch { "$($first.Count) $($second.Count)" }`, '0 1'],
    ['-ErrorVariable of a function holds the exception that it ended itself with, and the record of a throw', `
      function f { [CmdletBinding()] param([switch] $Throw) if ($Throw) { throw 'x' }; $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.ArgumentException]::new('bad'), 'id', 'NotSpecified', $null)) }
      try { f -ErrorVariable e } catch { "$($e.Count) $($e[0].GetType().Name) $($e[0].Message)" }; try { f -Throw -ErrorVariable e } catch { $e[0].GetType().Name }`, '1 CmdletInvocationException bad|ErrorRecord'],
    ['-ErrorVariable gathers what is caught inside, and what is thrown out', `
      function f { [CmdletBinding()] param() try { throw 'inner' } catch { }; throw 'outer' }
      try { f -ErrorVariable e } catch { "$e" }`, 'inner outer'],
    ['of a pipeline the last command alone tells the functions around', `
      function w { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x, $n) process { Write-Error $n -ErrorAction SilentlyContinue; $x } }
      function f { [CmdletBinding()] param() w 1 a -ErrorVariable one | w -n b -ErrorVariable two | Out-Null; w 1 c | Out-Null; w 1 d; "$one/$two" }
      f -ErrorVariable e -OutVariable o | Out-Null; "$o $e"`, '1 a/b d'],
    ['a command begins before it is given what the one before it writes as it begins', `
      function a { begin { 'early' } process { 'now' } }; function b { begin { $log = 'began' } process { "$log $_" } end { 'ended' } }; a | b
      & { begin { 1; 2 } process { } } | Select-Object -First 1`, 'began early|began now|ended|1'],
    ['the first command begins before those behind it', `
      function a { begin { $script:log += 'a' } end { 'x' } }; function b { begin { $script:log += 'b' } process { $_ } }; a | b; $log
      function c { begin { throw 'early' } end { } }; function d { begin { 'unseen' } clean { $script:log = 'cleaned' } }; try { c | d } catch { "$_" }; $log`, 'x|ab|early|ab'],
    ['numbers, texts and truth values start empty, a date or an enum without a value is null', `
      function f([datetime] $d, [guid] $g, [timespan] $t, [char] $c, [DayOfWeek] $w, [int] $i, [decimal] $m, [bool] $b, [string] $s) { ($d, $g, $t, $c, $w | ForEach-Object { $null -eq $_ }) -join ' '; "$i $m $b <$s>" }
      f; function g([ValidateSet('Monday')] [DayOfWeek] $w) { "<$w>" }; g`, 'True True True True True|0 0 False <>|<>'],
    ['an ordinary function takes an array as a text, an advanced one does not; both may assign one', `
      function f([string] $s) { $s; $s = 3, 4; $s }; f 1, 2; & { param([string] $s) "<$s>" } 1, 2
      function g { [CmdletBinding()] param([string] $s) $s = 3, 4; $s }; g; try { g 1, 2 } catch { $_.FullyQualifiedErrorId }`, '1 2|3 4|<1 2>|3 4|ParameterArgumentTransformationError,g'],
    ['an advanced function takes no texts as truth values, an ordinary one does', `
      function f([bool[]] $b) { "$b" }; function g { [CmdletBinding()] param([bool[]] $b) "$b" }; f 'a', ''; g 1, $false; try { g 'a' } catch { $_.Exception.Message -replace '.*"System.String"' }`,
      'True False|True False| to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.'],
    ['[ref] asks for a reference, and any other type takes what one refers to', `
      $n = 5; function f([ref] $r) { $r.Value++ }; f ([ref] $n); $n; try { f 5 } catch { $_.Exception.Message -replace '^.*?\\. ' }; function g([int] $i) { $i + 1 }; g ([ref] $n)`, '6|Reference type is expected in argument.|7'],
    ['AutomationNull as an item counts, and goes down no pipeline', `
      $none = & { }; $a = 1, $none, 2; $a.Count; $a | ForEach-Object { "x$_" }; $a[1] | ForEach-Object { 'never' }; $null -eq $a[1]; $a[9] | ForEach-Object { 'null' }
      function f { 1, $none, 2 }; @(f).Count; $v = [void] 1, 2; $v.Count; ($v | Measure-Object).Count; foreach ($i in 0..1) { $v[$i] | ForEach-Object { "y$_" } }`, '3|x1|x2|True|null|2|2|1|y2'],
    ['a dot runs in the scope that calls wherever in a pipeline it stands', `
      . { $a = 1; 5 } | Out-Null; "a=$a"; function Set-It { $k = 9; 'o' }; . Set-It | Out-Null; $k
      1, 2 | . { begin { $n = 0 } process { $n += $_; $_ } end { "e$n" } } | ForEach-Object { "$_ $n" }; . { function Fn { 'fn' }; [int] $t = 5 } | Out-Null; Fn; $t = '7'; $t.GetType().Name
      'x' | . { param([Parameter(ValueFromPipeline)] $p) process { "p=$p" } }; "after $p"; 1, 2 | . { $input | ForEach-Object { "i$_" } }; . { param($q) $r = $q } 4 | Out-Null; "$q $r"
      function In { . { $inner = 2 } | Out-Null; $inner }; In; "<$inner>"; foreach ($j in 1..3) { . { if ($j -eq 2) { continue }; $j } | ForEach-Object { "j$_" } }`,
      'a=1|9|1 1|2 3|e3 3|fn|Int32|p=x|after x|i1|i2|4 4|2|<>|j1|j3'],
    ['of a chain an error ends one pipeline, and the next one is asked', `
      function Bad { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) process { if ($x -eq 3) { $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new([Exception]::new('bad'), 'Bad', 'NotSpecified', $null)) }; $x } }
      function Full { throw 'full' }; 1, 2, 3 | Bad || 'other'; $r = 1, 3 | Bad || 'else' && 'also'; "$r"; try { 3 | Bad || 'never' } catch { "caught $_" }
      & { trap { continue }; Full || 'trapped'; Full && 'never'; 'behind' }; & { trap [FormatException] { continue }; try { Full || 'never' } catch { "inner $_" } }`,
      '1|2|other|1 else also|caught bad|trapped|behind|inner full|<Bad,Bad>|<Bad,Bad>'],
    ['an alias belongs to one parameter', `
      function f { param([Alias('b')] $a, $b) }; function g { param([Alias('x')] $a, [Alias('X')] $b) }; foreach ($name in 'f', 'g') { try { & $name } catch { $_.FullyQualifiedErrorId } }`,
      'ParameterNameConflictsWithAlias|AliasDeclaredMultipleTimes'],
    ['[NullString] is a null for text, $null is the empty text', "try { [int]::Parse([NullString]::Value) } catch { $_.FullyQualifiedErrorId }; [string]::IsNullOrEmpty([NullString]::Value); try { [int]::Parse($null) } catch { $_.FullyQualifiedErrorId }", 'ArgumentNullException|True|FormatException'],
    ['what a person would have to answer fails, as there is none', `
      function High { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param($n) if ($PSCmdlet.ShouldProcess($n, 'Take')) { "took $n" } }
      function Medium { [CmdletBinding(SupportsShouldProcess)] param($n) if ($PSCmdlet.ShouldProcess($n)) { "did $n" } }
      Medium a; try { Medium b -Confirm } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -match 'confirmation with the following message: Are you sure' }
      try { High c } catch { 'asked' }; High d -Confirm:$false; $ConfirmPreference = 'None'; High e; $ConfirmPreference = 'Low'; try { Medium f } catch { 'asked' }; High g -WhatIf
      function Ask { [CmdletBinding()] param([switch] $Force) if ($Force -or $PSCmdlet.ShouldContinue('Really?', 'Title')) { 'went' } }; Ask -Force; try { Ask } catch { $_.Exception.InnerException.Message -replace '.*: ' }`,
      'did a|HostException,Medium|True|asked|took d|took e|asked|went|Really?'],
    ['what stops a command is the exception that says so', `
      try { Get-Variable none-such -ErrorAction Stop -ErrorVariable e } catch { $e.Count; $e[0].GetType().Name }`, '1|ActionPreferenceStopException'],
    ['$MyInvocation tells how it was called', `
      function f { "$($MyInvocation.InvocationName)/$($MyInvocation.Line.Trim())" }
      f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }`, 'f/f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }|./f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }|&/f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }|&|.'],
    ['unknown names go where the remaining arguments go, with the value behind them', `
      function t { param([Parameter(Position = 1)] $a, [Parameter(ValueFromRemainingArguments)] $rest) $rest -join ',' }
      t x y -a z -other w; function s($a, $b) { "$a/$b/$args" }; s -x 1 2; s 1 -x:3 2`, 'x,y,-other,w|2//-x 1|1//-x: 3 2'],
    ['return inside of an assigned value writes where the statement around writes', `
      function f { $x = if ($true) { return 'one' }; 'never' }; function g { $('1'; return '2') }; f; g`, 'one|1|2'],
    ['an assignment with a type is worth what the variable holds', '([bool] $b = 42).GetType().Name; ([int] $i = \'5\') + 1', 'Boolean|6'],
    ['a pipeline driven by hand gives what begin wrote with the first answer, and its errors as they are', `
      $s = { & { begin { 'b' } process { "p$_" } end { 'e' } } }.GetSteppablePipeline(); $b = $s.Begin($true); $null -eq $b; "$($s.Process(1))"; "$($s.End())"
      $t = { & { process { throw 'x' } clean { $script:c++ } } }.GetSteppablePipeline(); $t.Begin($false); try { $t.Process() } catch { "$_" }; $t.Dispose(); $c`, 'True|b p1|e|x|1'],
    ['a block sees the scope that its own module is in, whoever calls it', `
      function Again([scriptblock] $Block) { & $Block; 1 | ForEach-Object $Block }
      $m = New-Module { $own = 'm'; function FromModule($n) { $local = "l$n"; Again { "$local$own" } }; function InModule([scriptblock] $Block) { $hidden = 1; & $Block }; function Deep { throw 'x' } }
      Import-Module $m; FromModule 1; function Outer { $mine = 'o'; InModule { "$mine[$hidden]" } }; Outer
      function Caller { Deep }; try { Caller } catch { ($_.ScriptStackTrace -split "\n" -replace ',.*').Trim() -join ';' }`, 'l1m|l1m|o[]|at Deep;at Caller;at <ScriptBlock>'],
    ['in strict mode a command is not called like a method', 'function g($a, $b) { "$a|$b" }; g(1, 2); Set-StrictMode -Version 2; try { g(1, 2) } catch { $_.FullyQualifiedErrorId }; g (1, 2); g (1)', '1 2||StrictModeFunctionCallWithParens|1 2||1|'],
    ['common parameters with values work beside dynamic ones', "function d { [CmdletBinding()] param($k) dynamicparam { } process { \"hi$k\" } }; d -PipelineVariable v | ForEach-Object { $v }; d -ErrorAction Stop 5; d 6", 'hi|hi5|hi6'],
    ['two parameters at one place are none', "function p { [CmdletBinding()] param([Parameter(Position = 0)] $a, [Parameter(Position = 0)] $b) 'x' }; p 1; p -a 1", 'x|<AmbiguousPositionalParameterNoName,p>'],
    ['streams can go to variables, as objects', "1..3 > variable:a; $a -join ','; 4 >> variable:a; $a.Count; Write-Error bad 2> variable:e; $e.GetType().Name; (1..3 > $null | Measure-Object).Count", '1,2,3|4|ErrorRecord|0'],
    ['$? after parentheses is what is last in them', `
      $q = @{ ErrorAction = 'SilentlyContinue' }; Write-Error x @q; $null = 1; ('Hi'); $?; Write-Error x @q; @('a'); $?; @('a'; Write-Error y @q); $?; Write-Error x @q; $(); $?; (Write-Error y @q); $?`, 'Hi|True|a|True|a|False||True|False'],
    ['a private variable is nobody else\'s', 'function inner { "[$p$q]" }; function outer { $private:p = 1; [int] $private:q = 2; "$p$q"; inner; & { "<$p>" } }; outer', '12|[]|<>'],
    ['variables that are the same in every scope stay as they are', "function f { $pid = 1 }; f; & { [string] $HOME = 'x' }; try { $true = 5 } catch { $_.FullyQualifiedErrorId }; function g { $error = 1; $error }; g",
      'VariableNotWritable|1|<VariableNotWritable>|<VariableNotWritable>'],
  ]);
});
