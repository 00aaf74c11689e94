import { words } from './words.ts';

/** Cmdlets of Windows PowerShell's own modules that the engine has not: where a runbook runs on Windows a file named so is not what is called. */
export const windowsCmdlets: ReadonlySet<string> = words([
  'Write-EventLog Get-EventLog New-EventLog Clear-EventLog Limit-EventLog Remove-EventLog Show-EventLog Get-WinEvent New-WinEvent Get-Counter Export-Counter Import-Counter',
  'Get-WmiObject Set-WmiInstance Invoke-WmiMethod Register-WmiEvent Remove-WmiObject Get-CimInstance Get-CimClass Get-CimAssociatedInstance Invoke-CimMethod New-CimInstance Set-CimInstance Remove-CimInstance New-CimSession Get-CimSession Remove-CimSession',
  'Add-Computer Remove-Computer Rename-Computer Restart-Computer Stop-Computer Checkpoint-Computer Restore-Computer Get-ComputerInfo Get-ComputerRestorePoint Enable-ComputerRestore Disable-ComputerRestore Reset-ComputerMachinePassword Test-ComputerSecureChannel',
  'Get-HotFix Get-Clipboard Set-Clipboard Clear-RecycleBin Get-ControlPanelItem Show-ControlPanelItem New-WebServiceProxy Out-GridView Out-Printer Show-Command Convert-String ConvertFrom-String ConvertFrom-SddlString Export-Console',
  'Register-ObjectEvent Register-EngineEvent Register-ScheduledJob Get-EventSubscriber Unregister-Event Wait-Event New-Event Get-Event Remove-Event Trace-Command Get-Acl Set-Acl Get-AuthenticodeSignature Set-AuthenticodeSignature Start-Transaction Complete-Transaction Undo-Transaction',
].join(' '));
