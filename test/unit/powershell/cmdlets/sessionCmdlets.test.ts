/** Commands about the session and about commands: options, runspaces, strict mode for all, and how Get-Command searches. */
import { table } from '../runtime/table.ts';

describe('Commands about the session', () => {
  table([
    ['options of remote sessions are an object', `
      $o = New-PSSessionOption -NoCompression -OpenTimeout 5000; $o.GetType().Name; "$($o.NoCompression) $($o.OpenTimeout) $($o.CancelTimeout) $($o.IdleTimeout.TotalMilliseconds) $($o.ProxyAuthentication) $($o.MaximumConnectionRedirectionCount)"; New-PSSessionOption -OpenTimeout -1`,
      'PSSessionOption|True 00:00:05 00:01:00 -1 Negotiate 5|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.NewPSSessionOptionCommand>'],
    ['a process tells what Process has', `
      $p = Get-Process -Id $PID; "$($p.BasePriority) $($p.PriorityClass) $($p.MainWindowTitle.Length) $($p.PagedMemorySize64.GetType().Name) $($null -eq $p.Company)"; ($p | Get-Member PriorityClass).Definition; ($p | Get-Member Company).MemberType`,
      '8 Normal 0 Int64 True|System.Diagnostics.ProcessPriorityClass PriorityClass {get;set;}|ScriptProperty'],
    ['the runspace of the script', `(Get-Runspace).Id -eq [runspace]::DefaultRunspace.Id; @(Get-Runspace -Name 'no*').Count`, 'True|0'],
    ['strict mode of Set-PSDebug', `Set-PSDebug -Strict; try { $nope } catch { $_.FullyQualifiedErrorId }; Set-PSDebug -Off; $null -eq $nope; Set-PSDebug -Trace 3`, 'VariableIsUndefined|True|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SetPSDebugCommand>'],
    ['an assembly is refused with one error', `try { Import-Module -Assembly ([int].Assembly) } catch { $_.FullyQualifiedErrorId }`, 'AssembliesNotAvailable,Microsoft.PowerShell.Commands.ImportModuleCommand'],
    ['names that are nearly right, and short forms', `$f = Get-Command -UseFuzzyMatching get-chilitem; "$($f[0].Name) $($f[0].Score)"; (Get-Command -UseAbbreviationExpansion i-psdf).Name`, 'Get-ChildItem 1|Import-PowerShellDataFile'],
    ['commands by their parameters', `
      (Get-Command -ParameterName Shuffle).Name; (Get-Command -ParameterName Duration -ParameterType ([timespan])).Name; (Get-Command -ParameterName CN -Noun PSSession | Sort-Object Name).Name -join ','; Get-Command -ParameterName Nopes`,
      'Get-Random|Get-SecureRandom|Start-Sleep|Get-PSSession,New-PSSession,Remove-PSSession|<CommandParameterNotFound,Microsoft.PowerShell.Commands.GetCommandCommand>'],
    ['commands of a version of a module', `(Get-Command -Noun Json -FullyQualifiedModule @{ ModuleName = 'Microsoft.PowerShell.Utility'; ModuleVersion = '1.0' }).Count; @(Get-Command -Noun Json -FullyQualifiedModule @{ ModuleName = 'Microsoft.PowerShell.Utility'; ModuleVersion = '99.0' }).Count`, '3|0'],
  ]);
});
