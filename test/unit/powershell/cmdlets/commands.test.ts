import assert from 'node:assert/strict';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('The list of cmdlets', () => {
  it('has every name and alias once, and a line of help for each', () => {
    const names = cmdlets.flatMap((c) => [c.name, ...c.aliases ?? []]).map((n) => n.toLowerCase());
    assert.deepEqual(names.filter((n, i) => names.indexOf(n) !== i), []);
    assert.deepEqual(cmdlets.filter((c) => (c.synopsis ?? '') === '').map((c) => c.name), []);
  });
  it('says the sets of its parameters consistently', () => {
    for (const c of cmdlets) {
      for (const [name, spec] of Object.entries(c.params)) {
        const named = [...(Array.isArray(spec.mandatory) ? spec.mandatory as string[] : []), ...(typeof spec.position === 'object' ? Object.keys(spec.position) : [])];
        if (spec.sets !== undefined) for (const set of named) assert.ok(spec.sets.includes(set), `${c.name} -${name}: ${set}`);
      }
    }
  });
});

describe('Commands about commands', () => {
  afterEach(removeFolders);
  it('are found by many verbs at once', () => {
    assert.deepEqual(runInFolder("(Get-Command -Verb (@('Get') + 1..20000) -Noun Mine).Count; (Get-Command -Verb (@('Get', 'Set') + 1..20000) -Noun Item).Name").output, ['0', 'Get-Item', 'Set-Item']);
  });
  it('look up cmdlets, functions and aliases', () => {
    const { output, errors } = runInFolder("function Get-Own { param([string] $A) } (Get-Command Get-Own).CommandType; (Get-Command gci).Definition; (Get-Command Get-Item).Parameters.ContainsKey('Path'); (Get-Command Get-O*).Name; Get-Command no-such; (Get-Alias -Definition Where-Object).Name -join ','");
    assert.deepEqual(output, ['Function', 'Get-ChildItem', 'True', 'Get-Own', '?,where']);
    assert.match(errors.join(), /^CommandNotFoundException,Microsoft\.PowerShell\.Commands\.GetCommandCommand: The term 'no-such'/);
  });
  it('show syntax and help from the declarations', () => {
    const { output } = runInFolder("Get-Command Start-Sleep -Syntax; (Get-Help Start-Sleep).Synopsis; function f { <# .SYNOPSIS Does it. #> param($x) }; (Get-Help f).Name");
    assert.match(output[0] ?? '', /Start-Sleep \[-Seconds\] <double>/);
    assert.deepEqual(output.slice(1), ['Waits for a time.', 'f']);
  });
  it('run texts and blocks, in order with their streams', () => {
    const { output, errors, other } = runInFolder("$x = 1; Invoke-Expression '$x = 2; $x'; $x; Invoke-Command { param($n) $x = 9; $n; Write-Warning 'w'; 'after' } -ArgumentList 3; $x; Invoke-Expression 'if ('; (Measure-Command { 1 }).GetType().Name");
    assert.deepEqual(output, ['2', '2', '3', 'after', '2', 'TimeSpan']);
    assert.match(errors[0] ?? '', /Microsoft\.PowerShell\.Commands\.InvokeExpressionCommand/);
    assert.equal(other.filter((r) => r.stream === 'Warning').length, 1);
  });
  it('using module brings functions, classes and enumerations', () => {
    const { output, errors } = runInFolder("Set-Content m.psm1 'class Foo { [int] $Q = 4 }; enum Bar { X; Y }; function Get-Foo { [Foo]::new() }'; & ([scriptblock]::Create(\"using module ./m.psm1`n[Foo]::new().Q; [Bar]::Y; (Get-Foo).Q\"))");
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['4', 'Y', '4']);
  });
  it('refuse what a runbook cannot have, and say the way out', () => {
    const { errors } = runInFolder("Read-Host 'name'; Get-Credential; Invoke-Command { 1 } -ComputerName srv; New-PSSession srv; Add-Type 'class X {}'; Invoke-RestMethod http://127.0.0.1/; Start-Process ls");
    assert.equal(errors.length, 7);
    assert.match(errors[0] ?? '', /Get-AutomationVariable/);
    assert.match(errors[1] ?? '', /Get-AutomationPSCredential/);
    assert.match(errors[2] ?? '', /srv.*no remoting/);
    assert.match(errors[4] ?? '', /PowerShell class/);
  });
});

describe('Modules', () => {
  afterEach(removeFolders);
  it('keep their own variables, export what they say, and go again', () => {
    const { output, errors } = runInFolder(`
      Set-Content M.psm1 '$n = 0; function Get-N { $script:n++; $script:n }; function Hidden { }; Export-ModuleMember -Function Get-N'
      Import-Module ./M.psm1; Get-N; Get-N; [bool](Get-Command Hidden -ErrorAction Ignore); "[$n]"; (Get-Module M).ExportedFunctions.Keys; Remove-Module M; [bool](Get-Command Get-N -ErrorAction Ignore)`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['1', '2', 'False', '[]', 'Get-N', 'False']);
  });
  it('tell a manifest that runs code, a module that is not there, and an export outside of one', () => {
    const { errors } = runInFolder("Set-Content E.psd1 '@{ A = Get-Date }'; Import-PowerShellDataFile E.psd1; Import-Module No.Such.Module; Export-ModuleMember -Function x");
    assert.equal(errors.length, 3);
    assert.match(errors[0] ?? '', /Dynamic expression: @\{ A = Get-Date \}/);
    assert.match(errors[1] ?? '', /^Modules_ModuleNotFound,/);
    assert.match(errors[2] ?? '', /inside a module/);
  });
});

describe('Text', () => {
  afterEach(removeFolders);
  it('finds lines in strings and files, with what stands around', () => {
    const { output, errors } = runInFolder("Set-Content a.log 'x', 'hit 1', 'y', 'hit 2'; Select-String hit a.log; (Select-String 'hit (\\d)' a.log -Context 1)[0].Context.PreContext; 'abc' | Select-String B -CaseSensitive -Quiet; 'a.c' | Select-String a.c -SimpleMatch | % Line; Select-String x none.log");
    assert.deepEqual(output, ['<F>/a.log:2:hit 1', '<F>/a.log:4:hit 2', 'x', 'a.c']);
    assert.match(errors.join(), /^PathNotFound/);
  });
  it('hashes, tables of text, HTML', () => {
    const { output } = runInFolder("Set-Content f.txt 'abc' -NoNewline; (Get-FileHash f.txt -Algorithm MD5).Hash; (ConvertFrom-StringData \"a = 1`nb = x\\ty\").b; [pscustomobject]@{ A = '<' } | ConvertTo-Html -Fragment | Select-Object -Last 2 | Select-Object -First 1; 1..3 | Join-String -Separator '-'");
    assert.deepEqual(output, ['900150983CD24FB0D6963F7D28E17F72', 'x\ty', '<tr><td>&lt;</td></tr>', '1-2-3']);
  });
});
