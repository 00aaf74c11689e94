/** Drives live in the scope that makes them (SessionStateScope.Drives), as variables and aliases do. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const run = (script: string): { readonly output: readonly string[]; readonly errors: readonly string[] } => runInFolder(`$null = mkdir one, two; Set-Content one/a.txt 1; Set-Content two/b.txt 2; ${script}`, { platform: 'linux' });

describe('Drives of a scope', () => {
  afterEach(removeFolders);
  for (const [what, script, expected] of [
    ['go with it, and are made anew by the next call', 'function use($root) { $null = New-PSDrive Share FileSystem $root; (Get-ChildItem Share:/).Name; (Get-PSDrive Shar*).Count }; use one; use two; Test-Path Share:/; @(Get-PSDrive Shar*).Count', ['a.txt', '1', 'b.txt', '1', 'False', '0']],
    ['are those of the script where no scope is made', '1 | ForEach-Object { $null = New-PSDrive A1 FileSystem one }; $null = (1).ForEach({ New-PSDrive A2 FileSystem one }); foreach ($x in 1) { if ($x) { try { $null = New-PSDrive A3 FileSystem one } finally { } } }; . { $null = New-PSDrive A4 FileSystem one }; Invoke-Expression "`$null = New-PSDrive A5 FileSystem one"; & { $null = New-PSDrive A6 FileSystem one }; (Get-PSDrive A?).Name -join " "', ['A1 A2 A3 A4 A5']],
    ['are made for others by -Scope', 'function make { $null = New-PSDrive G FileSystem one -Scope Global; $null = New-PSDrive P FileSystem one -Scope 1; $null = New-PSDrive S FileSystem one -Scope Script; $null = New-PSDrive L FileSystem one -Scope Local }; make; (Get-PSDrive ?).Name -join " "', ['/ G P S']],
    ['hide their namesakes of the scopes around', '$null = New-PSDrive D FileSystem one; function inner { $null = New-PSDrive D FileSystem two; (Get-ChildItem D:).Name; @(Get-PSDrive D).Count; @((Get-PSProvider FileSystem).Drives | Where-Object Name -eq D).Count; Split-Path (Get-PSDrive D -Scope 1).Root -Leaf; Remove-PSDrive D; (Get-ChildItem D:).Name }; inner', ['b.txt', '1', '1', 'one', 'a.txt']],
    ['are not seen by the scopes around', '& { $null = New-PSDrive D FileSystem one -Scope Local; try { Get-PSDrive D -Scope Global -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }; (Get-PSDrive D -Scope 0).Name }; try { Get-PSDrive D -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }', ['GetDriveNoMatchingDrive,Microsoft.PowerShell.Commands.GetPSDriveCommand', 'D', 'GetLocationNoMatchingDrive,Microsoft.PowerShell.Commands.GetPSDriveCommand']],
    ['of a module are seen by its functions', '$null = New-Module { $null = New-PSDrive M FileSystem one; function seen { Test-Path M:/a.txt } }; seen; Test-Path M:/', ['True', 'False']],
  ] as const) it(what, () => {
    const { output, errors } = run(script);
    assert.deepEqual([output, errors], [expected, []]);
  });
  it('are those of the items that are got by them', () => {
    const { output, errors } = run('$null = New-PSDrive D FileSystem one; foreach ($i in (Get-Item D:/a.txt), (Get-Item D:), (Get-ChildItem D:/), (Get-ChildItem D:/a.txt), (Get-ChildItem D: -Recurse), (Get-ItemProperty D:/a.txt), (Get-ItemProperty D:/a.txt Length), (Get-Item one/a.txt), (Get-Content D:/a.txt)) { $i.PSDrive.Name }; (Get-Item D:/a.txt).PSDrive.Free -gt 0; Set-Location D:; (Get-Item a.txt).PSDrive.Name; Set-Location /');
    assert.deepEqual([output, errors], [['D', 'D', 'D', 'D', 'D', 'D', 'D', '/', 'D', 'True', 'D'], []]);
  });
  it('are refused a second time in the same scope alone', () => {
    const { output, errors } = run('$null = New-PSDrive D FileSystem one; $null = New-PSDrive D FileSystem two; (Get-ChildItem D:).Name');
    assert.deepEqual([output, errors], [['a.txt'], ["DriveAlreadyExists,Microsoft.PowerShell.Commands.NewPSDriveCommand: A drive with the name 'D' already exists."]]);
  });
});
describe('Drives by pattern and provider', () => {
  afterEach(removeFolders);
  it('are got and removed', () => {
    const { output, errors } = run('foreach ($n in "D1", "D2", "[D]") { $null = New-PSDrive $n FileSystem one }; (Get-PSDrive -LiteralName "[D]").Name; Remove-PSDrive D*; (Get-PSDrive *D*).Name; Remove-PSDrive -LiteralName "[D]"; @(Get-PSDrive *D*).Count; Remove-PSDrive X*; Remove-PSDrive X');
    assert.deepEqual([output, errors], [['[D]', '[D]', '0'], ["DriveNotFound,Microsoft.PowerShell.Commands.RemovePSDriveCommand: Cannot find drive. A drive with the name 'X*' does not exist.", "DriveNotFound,Microsoft.PowerShell.Commands.RemovePSDriveCommand: Cannot find drive. A drive with the name 'X' does not exist."]]);
  });
  it('are of the provider that is asked for', () => {
    const { output, errors } = run('@(Get-PSDrive -PSProvider Alias, Env*).Name -join " "; Get-PSDrive Env -PSProvider Alias; Get-PSDrive -PSProvider None');
    assert.deepEqual([output, errors], [['Alias Env'], ["GetDriveNoMatchingDrive,Microsoft.PowerShell.Commands.GetPSDriveCommand: Cannot find drive. A drive with the name 'Env' does not exist.", "GetLocationNoMatchingDrive,Microsoft.PowerShell.Commands.GetPSDriveCommand: Cannot find a provider with the name 'None'."]]);
  });
  it('in which one is are kept, but for -Force', () => {
    const { output, errors } = run('$null = New-PSDrive D FileSystem one; Set-Location D:; Remove-PSDrive D; Test-Path D:/a.txt; Remove-PSDrive D -Force; Test-Path D:/a.txt; Set-Location /');
    assert.deepEqual([output, errors], [['True', 'False'], ["InvalidOperation,Microsoft.PowerShell.Commands.RemovePSDriveCommand: Cannot remove drive 'D' because it is in use."]]);
  });
});
