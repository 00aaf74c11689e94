import assert from 'node:assert/strict';
import { run } from './harness.ts';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

describe('What $PSCmdlet and $ExecutionContext tell', () => {
  afterEach(removeFolders);
  const lines = (script: string): readonly string[] => { const { output, errors } = run(script); assert.deepEqual(errors, []); return output; };

  it('paging: -Skip, -First and -IncludeTotalCount are the function\'s where it supports them', () => {
    const paged = "function f { [CmdletBinding(SupportsPaging)] param($a) $p = $PSCmdlet.PagingParameters; $p.Skip; $p.First; $p.IncludeTotalCount; $PSBoundParameters.Keys -join ',' }";
    assert.deepEqual(lines(`${paged}; f -Skip 2 -First 3 -IncludeTotalCount`), ['2', '3', 'True', 'Skip,First,IncludeTotalCount']);
    assert.deepEqual(lines(`${paged}; f x`), ['0', '18446744073709551615', 'False', 'a']);
    assert.deepEqual(lines("function f { [CmdletBinding(SupportsPaging)] param() foreach ($sure in 1.0, 0.5, 0, 7) { $n = $PSCmdlet.PagingParameters.NewTotalCount(5, $sure); \"$n\"; $n.Accuracy } }; f"), ['Total count: 5', '1', 'Estimated total count: 5', '0.5', 'Unknown total count', '0', 'Total count: 5', '1']);
    assert.deepEqual(lines('function f { [CmdletBinding()] param() $null -eq $PSCmdlet.PagingParameters }; f'), ['True']);
    assert.match(run('function f { [CmdletBinding()] param() }; f -Skip 2').errors[0] ?? '', /^NamedParameterNotFound,f@1/);
  });
  it('variables by name, with scopes and defaults', () => {
    assert.deepEqual(lines(`
      $x = 42
      function g { [CmdletBinding()] param()
        $v = $PSCmdlet.SessionState.PSVariable
        $v.GetValue('x'); $v.GetValue('nope', 'd'); $v.Set('y', 8); $y; $v.Get('y').Value; $null -eq $v.Get('nope'); $v.Remove('y'); "[$y]"; $v.Set('script:z', 1)
        $PSCmdlet.GetVariableValue('x'); $PSCmdlet.GetVariableValue('nope', 7); "$($PSCmdlet.CommandRuntime)" }
      g; $z; $ExecutionContext.SessionState.PSVariable.Get('HOME').Name`), ['42', 'd', '8', '8', 'True', '[]', '42', '7', 'g', '1', 'HOME']);
  });
  it('a module\'s function sees its caller\'s variables through $PSCmdlet, its module\'s through $ExecutionContext', () => {
    assert.deepEqual(lines(`
      $null = New-Module { function Get-It { [CmdletBinding()] param() $PSCmdlet.SessionState.PSVariable.GetValue('v'); $ExecutionContext.SessionState.PSVariable.GetValue('v'); $PSCmdlet.SessionState.PSVariable.Set('given', 9) }; $v = 'module' }
      function caller { $v = 'caller'; Get-It; $given }
      caller; "[$given]"`), ['caller', 'module', '9', '[]']);
  });
  it('paths, drives and providers', () => {
    const { output, errors } = runInFolder(`
      $p = $ExecutionContext.SessionState.Path; $provider = $drive = $null
      $p.GetUnresolvedProviderPathFromPSPath('./x') -eq (Join-Path $PWD x); $p.CurrentLocation.Path -eq "$PWD"; $p.CurrentProviderLocation('FileSystem').Path -eq "$PWD"
      $p.GetUnresolvedProviderPathFromPSPath('env:x', [ref] $provider, [ref] $drive); $provider.Name; $drive.Name
      Split-Path -Leaf $p.GetResolvedProviderPathFromPSPath('a*.txt', [ref] $provider)[0]; $provider.Name
      $p.IsProviderQualified('FileSystem::/x'); $p.IsPSAbsolute('x', [ref] $null); $p.Combine('a', 'b'); $p.ParseChildName('a/b'); $p.NormalizeRelativePath('./b/c', '.')
      function f { [CmdletBinding()] param() $PSCmdlet.GetUnresolvedProviderPathFromPSPath('~') -eq $HOME; $PSCmdlet.GetResolvedProviderPathFromPSPath('a1.txt', [ref] $null).Count }; f
      $s = $ExecutionContext.SessionState; $s.Drive.Get('env').Name; $s.Provider.GetOne('FileSystem').Name; $s.InvokeProvider.Item.Exists('a1.txt'); $s.InvokeProvider.ChildItem.Get('.', $false).Name
      try { $p.GetUnresolvedProviderPathFromPSPath('nope:/x') } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }`, { files: { 'a1.txt': '' } });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['True', 'True', 'True', 'x', 'Environment', 'Env', 'a1.txt', 'FileSystem', 'True', 'False', 'a/b', 'b', 'b/c', 'True', '1', 'Env', 'FileSystem', 'True', 'a1.txt',
      'DriveNotFoundException', "Exception calling \"GetUnresolvedProviderPathFromPSPath\" with \"1\" argument(s): \"Cannot find drive. A drive with the name 'nope' does not exist.\""]);
  });
  it('commands are found and run', () => {
    assert.deepEqual(lines(`
      $c = $ExecutionContext.InvokeCommand; $x = 5
      $c.GetCommand('Get-Item', 'Cmdlet').Name; $null -eq $c.GetCommand('Get-Item', 'Function'); $c.GetCommand('gci', 'All').CommandType; $c.GetCmdlet('Get-Date').Name; $c.GetCmdlets('Get-Da*').Count; $c.GetCommandName('Out-N*', $true, $false)
      $c.ExpandString('a$x'); $c.InvokeScript('$args[0] + 1', 5); $c.InvokeScript($false, { $kept = 6 }, $null, $null); $kept; $c.InvokeScript($true, { $input | ForEach-Object { $_ * 2 } }, @(1, 2), $null)
      $Host.SetShouldExit(3)`), ['Get-Item', 'True', 'Alias', 'Get-Date', '1', 'Out-Null', 'a5', '6', '6', '2', '4']);
  });
});
