import assert from 'node:assert/strict';
import { analyseSymbols, automaticVariables, commandsIn, parse, renameProblem, semanticTokens, symbolAt, type NamedSymbol } from '../../../../src/powershell/index.ts';

const at = (marked: string): { text: string; symbol: NamedSymbol | undefined } => {
  const text = marked.replace('|', ''), result = parse(text), { ast } = result;
  return { text, symbol: symbolAt(result, analyseSymbols(ast), commandsIn(ast), marked.indexOf('|')) };
};
const renamed = (marked: string, newName: string): string => {
  const { text, symbol } = at(marked);
  assert.equal(renameProblem(symbol, newName), undefined);
  return [...symbol!.places].reverse().reduce((result, { start, end }) => result.slice(0, start) + newName + result.slice(end), text);
};

describe('symbolAt', () => {
  it('renames a variable wherever it is written, and no other of its name', () => {
    assert.equal(renamed('$|a = 1; "$a ${a}"; $script:A; f @a; function f { $a = 2 }', 'bb'), '$bb = 1; "$bb ${bb}"; $script:bb; f @bb; function f { $a = 2 }');
    assert.equal(renamed('workflow w { $a| = 1; InlineScript { $using:a; $a = 2 } }', 'b'), 'workflow w { $b = 1; InlineScript { $using:b; $a = 2 } }');
  });

  it('renames a function with its calls, and a parameter with the calls that name it', () => {
    assert.equal(renamed('function Do-It { } ; Do-|It; DO-IT 1', 'Run'), 'function Run { } ; Run; Run 1');
    assert.equal(renamed('function f($|x) { $x } f -X 1; g -x 2', 'y'), 'function f($y) { $y } f -y 1; g -x 2');
    assert.equal(renamed('function f($x) { $x } f -|X 1', 'y'), 'function f($y) { $y } f -y 1');
    assert.equal(renamed('function f($|LongName, $Loud) { $LongName } f -Long 1; f -Lo 1; f -L 2', 'Name'), 'function f($Name, $Loud) { $Name } f -Name 1; f -Lo 1; f -L 2');
    assert.equal(renamed('function script:Fo|o { 1 }; Foo; FOO', 'Bar'), 'function script:Bar { 1 }; Bar; Bar');
    assert.equal(renamed('function script:Foo { 1 }; Fo|o', 'Bar'), 'function script:Bar { 1 }; Bar');
  });

  it('renames a parameter in objects that are piped to it, and refuses where nobody knows what is', () => {
    const by = 'param([Parameter(ValueFromPipelineByPropertyName)]$Name)', own = `function F { ${by} $Name }`;
    assert.equal(renamed(`${own.replace('$Name)', '$|Name)')} [pscustomobject]@{ Name = 1; Other = 2 }, [PSCustomObject]@{ 'name' = 2 } | F; @{ Name = 1 }`, 'Id'), `${own.replaceAll('$Name', '$Id')} [pscustomobject]@{ Id = 1; Other = 2 }, [PSCustomObject]@{ 'Id' = 2 } | F; @{ Name = 1 }`);
    assert.equal(renamed(`${own} [pscustomobject]@{ Na|me = 1 } | F`, 'Id'), `${own.replaceAll('$Name', '$Id')} [pscustomobject]@{ Id = 1 } | F`);
    assert.equal(renamed(`${own.replace('$Name)', '$|Name)')} 'a', 1 | F; Get-It | F -Name 2; F 3`, 'Id'), `${own.replaceAll('$Name', '$Id')} 'a', 1 | F; Get-It | F -Id 2; F 3`);
    for (const text of ['Get-It | F', '$x | F', '[pscustomobject]@{ $k = 1 } | F', 'Get-It | Where-Object { $_ } | F']) assert.match(renameProblem(at(`${own.replace('$Name)', '$|Name)')} ${text}`).symbol, 'Id') ?? '', /What is piped to F gives Name by the property of that name/, text);
    assert.match(renameProblem(at(`${own.replace('$Name)', '$|Name)')} [pscustomobject]@{ Name = 1; Id = 2 } | F`).symbol, 'Id') ?? '', /gives -Id, which is no parameter of it now/);
    assert.equal(renamed('function F { param([Parameter(ValueFromPipelineByPropertyName = $false)]$|Name) $Name } Get-It | F', 'Id'), 'function F { param([Parameter(ValueFromPipelineByPropertyName = $false)]$Id) $Id } Get-It | F');
  });

  it('renames a parameter where $PSBoundParameters is asked over its keys, entries and copies', () => {
    for (const use of [
      'switch ($PSBoundParameters.Keys) { "Name" { 1 } Other { 2 } }', 'switch ($PSBoundParameters.Keys) { Name { 1 } { $_ -eq "Name" } { 2 } }', 'foreach ($k in $PSBoundParameters.Keys) { if ($k -eq "Name") { 1 } }',
      'foreach ($k in @($PSBoundParameters.Keys)) { switch ($k) { "Name" { 1 } } }', 'foreach ($e in $PSBoundParameters.GetEnumerator()) { if ($e.Key -in "Name", "Other") { 1 } }', '$PSBoundParameters.Keys.Contains("Name")', '@($PSBoundParameters.Keys) -contains "Name"',
      '$PSBoundParameters.GetEnumerator() | Where-Object { $_.Key -ne "Name" } | Sort-Object Value', '$PSBoundParameters.GetEnumerator() | ? Key -ne Name', '$PSBoundParameters.Keys | Sort-Object | ForEach-Object { if ($_ -notin @("Name")) { 1 } }', '$PSBoundParameters.GetEnumerator() | % { $_.Key } | ? { $_ -ne "Name" }',
      '$PSBoundParameters.Keys.Where({ $_ -ne "Name" })', '$p = $PSBoundParameters; $p["Name"]; $null = $p.Remove("Name"); $p.Name; $q = $p; $q.ContainsKey("Name")', '$p = @{}; foreach ($k in $PSBoundParameters.Keys) { $p[$k] = 1 }; $p["Name"]', '$keys = $PSBoundParameters.Keys -ne "Name"; $keys -contains "Name"', '$MyInvocation.BoundParameters.Keys | ? { $_ -eq "Name" }',
    ]) assert.equal(renamed(`function F { param($|Name) ${use} }`, 'Id'), `function F { param($Id) ${use.replaceAll('"Name"', '"Id"').replaceAll('.Name', '.Id').replace('Name {', 'Id {').replace('-ne Name', '-ne Id')} }`);
    // What looks alike and asks something else keeps its words.
    const others = ['$p = @{}; $p["Name"]', '$PSBoundParameters.Keys; if ($x -eq "Name") { 1 }', 'switch ($x) { "Name" { $PSBoundParameters.Keys } }', '$PSBoundParameters.GetEnumerator() | Select-Object Name, Value', 'foreach ($e in $PSBoundParameters.GetEnumerator()) { $e.Name }', 'function G { $PSBoundParameters.Keys -contains "Name" }'];
    for (const use of others) assert.equal(renamed(`function F { param($|Name) ${use} }`, 'Id'), `function F { param($Id) ${use} }`);
  });

  it('keeps a parameter for which $PSBoundParameters is asked as no rename can follow', () => {
    const problem = (marked: string, newName?: string): string | undefined => renameProblem(at(marked).symbol, newName);
    for (const use of [
      'foreach ($n in "Name", "Other") { if ($PSBoundParameters.ContainsKey($n)) { 1 } }', '"Name" | ForEach-Object { $PSBoundParameters.Remove($_) }', '$skip = @("Name"); $PSBoundParameters.Keys | ? { $_ -notin $skip }', 'switch -Regex ($PSBoundParameters.Keys) { "Name" { 1 } }', '$PSBoundParameters.Keys -match "Name"',
      'Compare-Object $PSBoundParameters.Keys "Name"', '$PSBoundParameters.Keys | Select-String Name', '$p = @{ Name = 1 }; $p += $PSBoundParameters; $p["Name"]', '$PSBoundParameters[@"\nName\n"@]',
    ]) assert.match(problem(`function F {\n param($|Name) ${use} }`, 'Id') ?? '', /^Line [23] may look for Name in \$PSBoundParameters by a text that a rename cannot follow/, use);
    assert.match(problem('function F { param($|Name) $p = $PSBoundParameters; Get-Item @p }') ?? '', /@p, which has what \$PSBoundParameters has, hands Name on to Get-Item/);
    assert.equal(problem('function F { param($|Name) $p = $PSBoundParameters; F @p }'), undefined);
  });

  it('renames a parameter in splatted hashtables, $PSBoundParameters and help', () => {
    assert.equal(renamed('function F($|Name) { $Name } $p = @{ Name = 1; Other = 2 }; $p.Name = 3; $p["name"]; F @p', 'Id'), 'function F($Id) { $Id } $p = @{ Id = 1; Other = 2 }; $p.Id = 3; $p["Id"]; F @p');
    assert.equal(renamed("function F($Name) { $Name } $p = [ordered]@{ 'Na|me' = 1 }; if ($p.ContainsKey('Name')) { F @p }", 'Id'), "function F($Id) { $Id } $p = [ordered]@{ 'Id' = 1 }; if ($p.ContainsKey('Id')) { F @p }");
    assert.equal(renamed('function F($|Name) { 1 } $q = @{ Name = 1 }; G @q; $r = if (1) { @{ Name = 1 } } else { @{} }; F @r', 'Id'), 'function F($Id) { 1 } $q = @{ Name = 1 }; G @q; $r = if (1) { @{ Id = 1 } } else { @{} }; F @r');
    assert.equal(
      renamed("function F { param($|Name) $PSBoundParameters['Name']; $PSBoundParameters.Name; if (1) { $PSBoundParameters.ContainsKey('name') }; 'Name' -in $PSBoundParameters.Keys; $MyInvocation.BoundParameters.Name\n function G { $PSBoundParameters.Name } }; $PSBoundParameters.Name", 'Id'),
      "function F { param($Id) $PSBoundParameters['Id']; $PSBoundParameters.Id; if (1) { $PSBoundParameters.ContainsKey('Id') }; 'Id' -in $PSBoundParameters.Keys; $MyInvocation.BoundParameters.Id\n function G { $PSBoundParameters.Name } }; $PSBoundParameters.Name",
    );
    assert.equal(renamed('<#\n.SYNOPSIS\nName\n.PARAMETER name\nThe Name.\n.PARAMETER Names\n#>\nparam($|Name, $Names)\n"$Name"', 'Id'), '<#\n.SYNOPSIS\nName\n.PARAMETER Id\nThe Name.\n.PARAMETER Names\n#>\nparam($Id, $Names)\n"$Id"');
    assert.equal(renamed('function F {\n  # .SYNOPSIS\n  # .PARAMETER Na|me\n  # x\n  param($Name)\n}', 'Id'), 'function F {\n  # .SYNOPSIS\n  # .PARAMETER Id\n  # x\n  param($Id)\n}');
    assert.equal(renamed('<# .PARAMETER Name #>\nworkflow W { param($|Name) $Name }', 'Id'), '<# .PARAMETER Id #>\nworkflow W { param($Id) $Id }');
  });

  it('renames a variable where its name is text', () => {
    assert.equal(renamed('Get-Date -OutVariable x; Get-Date -ov +x; Get-Date -ErrorVariable:x; Tee-Object -Variable x; $|x', 'y'), 'Get-Date -OutVariable y; Get-Date -ov +y; Get-Date -ErrorVariable:y; Tee-Object -Variable y; $y');
    assert.equal(renamed("$|x = 1; Set-Variable -Name x -Value 2; Set-Variable x 3; Get-Variable 'x', z; Remove-Variable -Force X; Test-Path variable:x; Write-Output x", 'y'), "$y = 1; Set-Variable -Name y -Value 2; Set-Variable y 3; Get-Variable 'y', z; Remove-Variable -Force y; Test-Path variable:y; Write-Output x");
    assert.equal(renamed('$x = 1; function f { $x = 2; Set-Variable -Scope Script -Name |x -Value 3; Set-Variable x 4; Get-Variable x -Scope 1 }', 'y'), '$y = 1; function f { $x = 2; Set-Variable -Scope Script -Name y -Value 3; Set-Variable x 4; Get-Variable y -Scope 1 }');
    assert.equal(renamed("$p = @{ Path = 'a'; ErrorVariable = 'x' }; Get-Item @p; $|x", 'y'), "$p = @{ Path = 'a'; ErrorVariable = 'y' }; Get-Item @p; $y");
    assert.equal(renamed("$p = [ordered]@{ ov = '+|x' }; $p.ErrorVariable = 'x'; $p['wv'] = \"x\"; function F { Get-Item @P }; $x", 'y'), "$p = [ordered]@{ ov = '+y' }; $p.ErrorVariable = 'y'; $p['wv'] = \"y\"; function F { Get-Item @P }; $y");
    assert.equal(renamed("$p = @{ ErrorVariable = 'x' }; Get-Item $p; $|x = 1", 'y'), "$p = @{ ErrorVariable = 'x' }; Get-Item $p; $y = 1");
    assert.equal(renamed("$|x = 1; Set-PSBreakpoint -Variable x; Get-PSBreakpoint -Script a -Variable 'x', y; irm a -rhv x; iwr b -sv x", 'z'), "$z = 1; Set-PSBreakpoint -Variable z; Get-PSBreakpoint -Script a -Variable 'z', y; irm a -rhv z; iwr b -sv z");
    assert.equal(renamed('Import-LocalizedData x; Import-LocalizedData -FileName a x; Import-LocalizedData -BindingVariable b x; $|x', 'y'), 'Import-LocalizedData y; Import-LocalizedData -FileName a y; Import-LocalizedData -BindingVariable b x; $y');
    assert.equal(renamed("$|x = 1; Export-ModuleMember -Function x -Variable 'x', z", 'y'), "$y = 1; Export-ModuleMember -Function x -Variable 'y', z");
    assert.equal(renamed("$x = 1; $PSCmdlet.SessionState.PSVariable.Get('|x'); $ExecutionContext.SessionState.PSVariable.Set('script:x', 1); $o.Get('x')", 'y'), "$y = 1; $PSCmdlet.SessionState.PSVariable.Get('y'); $ExecutionContext.SessionState.PSVariable.Set('script:y', 1); $o.Get('x')");
    assert.equal(renamed('Get-It -PipelineVariable |x; & { $x }', 'y'), 'Get-It -PipelineVariable y; & { $y }');
  });

  it('refuses a parameter that other commands get by the same name', () => {
    const problem = (marked: string): string | undefined => renameProblem(at(marked).symbol, 'Id');
    assert.match(problem('function F($|Name) { $Name } $p = @{ Name = 1 }; F @p; Get-Item @p')!, /\$p gives Name to Get-Item as well as to F/);
    assert.match(problem('function F($|Name) { Get-Item @PSBoundParameters }')!, /hands Name on to Get-Item/);
    assert.equal(problem('function F($|Name) { F @PSBoundParameters }'), undefined);
    assert.equal(problem('function F($|Name) { $Name } $p = @{ Name = 1 }; F @p; $q = @{ Name = 1 }; Get-Item @q'), undefined);
  });

  it('renames a variable in the blocks that run where they stand', () => {
    assert.equal(renamed('$|sum = 0; 1..3 | % { $sum += $_ }; . { $sum++ }; 1 | Where-Object { $sum = 2 }; & { $sum = 3 }; $sum', 's'), '$s = 0; 1..3 | % { $s += $_ }; . { $s++ }; 1 | Where-Object { $s = 2 }; & { $sum = 3 }; $s');
    assert.equal(renamed('$|sum = 0; 1..3 | ForEach-Object -Parallel { $sum = $_ }; $sum', 's'), '$s = 0; 1..3 | ForEach-Object -Parallel { $sum = $_ }; $s');
  });

  it('refuses a name of a parameter by which calls would mean another or none', () => {
    const problem = (marked: string, newName: string): string | undefined => renameProblem(at(marked).symbol, newName);
    assert.match(problem('function F { [CmdletBinding()] param($N|ame) $Name }', 'Verbose')!, /F has the common parameter Verbose already/);
    assert.match(problem('param([Parameter(Mandatory)]$N|ame) $Name', 'ea')!, /the script has the common parameter ea already/);
    assert.equal(problem('function F { param($N|ame) $Name }', 'Verbose'), undefined);
    assert.match(problem('workflow W { param($|A) $A }', 'PSComputerName')!, /Every workflow has a parameter PSComputerName already/);
    assert.match(problem("function F { param($|A, [Alias('Bb')]$B) $A }", 'bb')!, /bb is another name of the parameter B/);
    assert.match(problem("function F { param([Alias('Other')]$|A) $A }", 'Other')!, /Other is another name of the parameter A/);
    assert.match(problem('function F { param($Pa|th, $Name) $Path }; F -Path 1 -Nam 3', 'Nam')!, /A call of F gives -Nam, which is short for -Name/);
    assert.match(problem('function F { param($Pa|th, $Name) $Path }; F -Path 1 -Na 3', 'Nap')!, /A call of F gives -Na, which is short for -Name/);
    assert.match(problem('function F { param($Pa|th, $Name) $Path }; F -Other 3', 'Other')!, /gives -Other, which is no parameter of it now/);
    assert.equal(problem('function F { param($Pa|th, $Name) $Path }; F -Path 1 -Name 3; F -Pa 2; G -Na 3', 'Nap'), undefined);
    assert.match(problem('function F { [CmdletBinding(SupportsShouldProcess)] param($N|ame) $Name }', 'WhatIf')!, /F has a parameter WhatIf already, which its CmdletBinding adds/);
    for (const name of ['Confirm', 'cf', 'wi']) assert.match(problem('function F { [CmdletBinding(SupportsShouldProcess = $true)] param($N|ame) $Name }', name) ?? '', /which its CmdletBinding adds/, name);
    assert.match(problem('function F { [CmdletBinding(SupportsPaging)] param($N|ame) $Name }', 'First')!, /which its CmdletBinding adds/);
    for (const binding of ['', '[CmdletBinding()]', '[CmdletBinding(SupportsShouldProcess = $false)]']) assert.equal(problem(`function F { ${binding} param($N|ame) $Name }`, 'WhatIf'), undefined, binding);
  });

  it('renames the variable of a data section', () => {
    assert.equal(renamed("data Te|xt { @{ a = 1 } }\n$Text.a; \"$text\"; function F { $Text }", 'Words'), 'data Words { @{ a = 1 } }\n$Words.a; "$Words"; function F { $Words }');
    assert.equal(renamed("data Text -SupportedCommand Get-It { @{ a = 1 } }\n$Te|xt.a", 'Words'), 'data Words -SupportedCommand Get-It { @{ a = 1 } }\n$Words.a');
    assert.deepEqual(at('data { 1 }; $T|ext').symbol?.places.length, 1);
  });

  it('renames the label of a loop with the jumps that mean it', () => {
    const text = ':Outer foreach ($a in 1) { :inner while (1) { if (1) { break outer } else { continue inner } :outer for (;;) { break Outer }; & { continue OUTER } } }; break outer';
    const after = ':far foreach ($a in 1) { :inner while (1) { if (1) { break far } else { continue inner } :outer for (;;) { break Outer }; & { continue far } } }; break outer';
    for (const marked of [text.replace(':Outer', ':Ou|ter'), text.replace('break outer', 'break ou|ter'), text.replace('OUTER', 'OUTER|')]) assert.equal(renamed(marked, 'far'), after, marked);
    assert.equal(renamed(text.replace('break Outer', 'break |Outer'), 'far'), text.replace(':outer for', ':far for').replace('break Outer', 'break far'));
    assert.equal(renamed(':|a switch (1) { 1 { break a } }', 'b'), ':b switch (1) { 1 { break b } }');
    assert.equal(renamed(':a do { continue |a } until (1)', 'b'), ':b do { continue b } until (1)');
    assert.equal(renamed(":|a while (1) { break 'a'; continue \"A\"; break b; break `a }", 'far'), ":far while (1) { break 'far'; continue \"far\"; break b; break `a }");
    assert.equal(renamed(":x while (1) { break '|x'; continue x }", 'far'), ":far while (1) { break 'far'; continue far }");
    const problem = (marked: string, newName: string): string | undefined => renameProblem(at(marked).symbol, newName);
    for (const jump of ['break $to', 'continue ("a" + "b")', "break @'\na\n'@"]) assert.match(problem(`:|a while (1) { while (1) { ${jump} } }; break $other`, 'b') ?? '', /A jump in this loop works out the label that it means, which may be a:/, jump);
    assert.match(problem(text.replace(':Outer', ':Ou|ter'), 'Inner') ?? '', /A loop around or inside this one is called inner already/);
    assert.match(problem(':|a while (1) { }', 'b c') ?? '', /“b c” is no name for a label/);
    for (const none of ['while (1) { break |a }', ':a swi|tch (1) { 1 { break a } }']) assert.equal(problem(none, 'b'), 'There is no variable or function here.');
  });

  it('takes a variable of a workflow for another than that of a function in it, of the script around it for another than its own', () => {
    assert.equal(renamed('workflow W { $|x = 1; function F { $x }; parallel { function G { $x }; $x }; InlineScript { $using:x; function H { $x } }; $x }', 'y'), 'workflow W { $y = 1; function F { $x }; parallel { function G { $x }; $y }; InlineScript { $using:y; function H { $y } }; $y }');
    assert.equal(renamed('$|x = 1; workflow W { $x; $x = 2 }; function F { $x }; $x', 'y'), '$y = 1; workflow W { $x; $x = 2 }; function F { $y }; $y');
    assert.equal(renamed('$|x = 1; workflow W { $x }; $x', 'y'), '$y = 1; workflow W { $x }; $y');
  });

  it('refuses a variable that is in a function first the one around it and then its own', () => {
    const problem = (marked: string): string | undefined => renameProblem(at(marked).symbol, 'y');
    for (const body of ['$x; $x = 2; $x', '$x += 1', '$x = $x + 1']) {
      assert.match(problem(`$|x = 1; function g { ${body} }; $x`)!, /In g, \$x is first the one around it/, body);
      assert.match(problem(`$x = 1; function g { ${body.replace('$x', '$|x')} }; $x`)!, /In g, \$x is first the one around it/, body);
    }
    assert.match(problem('$|x = 1; & { $x; $x = 2 }')!, /In a block, \$x is first/);
    for (const body of ['$x++', '$x = 2; $x', 'param($x) $x; $x = 2', '$script:x; $x = 2', 'Get-Date -OutVariable x; $x; $x = 2']) assert.equal(problem(`$|x = 1; function g { ${body} }; $x`), undefined, body);
    assert.equal(problem('workflow w { $|x = 1; function g { $x; $x = 2 }; $x }'), undefined);
  });

  it('says why something cannot be renamed', () => {
    const problem = (marked: string, newName?: string): string | undefined => renameProblem(at(marked).symbol, newName);
    assert.match(problem('1 |+ 2')!, /no variable or function/);
    assert.match(problem('Get-|Item')!, /not defined in this file/);
    assert.match(problem('$tr|ue')!, /own variable/);
    // What exists without being assigned is nobody's to rename, as the linter has it, except where a text has a variable of that name.
    for (const name of automaticVariables) if (/^\w+$/.test(name)) assert.match(problem(`"$($${name}|)"`) ?? '', /own variable/, name);
    for (const name of ['PWD', 'OFS', 'PSDefaultParameterValues', 'OutputEncoding', 'PSEmailServer', 'PSStyle']) assert.match(problem(`$${name}| = 1`) ?? '', /own variable/, name);
    for (const name of ['JobId', 'WorkflowCommandName', 'PSWorkflowRoot']) assert.match(problem(`workflow W { $a = $${name}| }`) ?? '', /own variable/, name);
    for (const text of ['$jobId| = 1; $jobId', 'param($ComputerName|) $ComputerName', 'foreach ($node| in 1) { $node }', '& { param($sender|, $event) $sender }', '$profile| = Get-It']) assert.equal(problem(text, 'other'), undefined, text);
    assert.match(problem('$a| = 1', 'OFS')!, /own variable/);
    assert.match(problem('workflow W { $a| = 1 }', 'JobId')!, /a workflow’s own variable/);
    assert.equal(problem('$a| = 1', 'JobId'), undefined);
    assert.match(problem('$|a = 1', 'b c')!, /letters, digits/);
    assert.match(problem('$|a = 1; $b = 2', 'B')!, /already/);
    assert.match(problem('$|a = 1', 'null')!, /own variable/);
    assert.match(problem('function |f { }', '1 2')!, /no name for a function/);
    assert.match(problem('$|a = 1; function f { $b = 2; $a }', 'b')!, /would become one/);
    assert.match(problem('function f { $|c = 2; $d }; $d = 1', 'd')!, /already|would become one/);
    assert.equal(problem('$|a = 1; function f { $b = 2 }', 'b'), undefined);
    assert.equal(problem('$|a = 1', 'A'), undefined);
  });
});

describe('semanticTokens', () => {
  const tokens = (text: string): string[] => {
    const result = parse(text);
    return semanticTokens(result, analyseSymbols(result.ast), commandsIn(result.ast), (name) => name === 'Write-Output').map(({ start, end, type, modifiers }) => [text.slice(start, end), type, ...modifiers].join(' '));
  };

  it('tells activities, workflow words, parameters and splatting apart', () => {
    assert.deepEqual(tokens('workflow w { param($p) parallel { Write-Output -InputObject $p; Test-It @s; InlineScript { $using:p; Write-Output 1 } } }'), [
      'workflow keyword', 'w function declaration', '$p parameter declaration', 'parallel keyword', 'Write-Output function defaultLibrary async', '-InputObject property', '$p parameter',
      'Test-It function async', '@s variable', 'InlineScript keyword', '$using:p variable readonly', 'Write-Output function defaultLibrary',
    ]);
  });

  it('knows commands with their modules, and what a loop of a workflow is told', () => {
    assert.deepEqual(tokens('Microsoft.PowerShell.Utility\\Write-Output 1; Other\\Test-It; .\\Write-Output'), ['Microsoft.PowerShell.Utility\\Write-Output function defaultLibrary', 'Other\\Test-It function', '.\\Write-Output function']);
    assert.deepEqual(tokens('workflow w { foreach -Parallel -throttlelimit (3 -bor 4) ($x in $y) { } foreach ($x in $y) { } }'), ['workflow keyword', 'w function declaration', '-Parallel keyword', '-throttlelimit keyword']);
  });

  it('gives stretches in order that do not overlap, in a broken text too', () => {
    const text = 'workflow w { param($p) "$p $(Write-Output -a $p)"; foreach -parallel ($x in $p) { InlineScript { $using:x';
    for (let length = 0; length <= text.length; length++) {
      const result = parse(text.slice(0, length));
      let last = 0;
      for (const { start, end } of semanticTokens(result, analyseSymbols(result.ast), commandsIn(result.ast), () => false)) {
        assert.ok(start >= last && end > start && end <= length);
        last = end;
      }
    }
  });
});
