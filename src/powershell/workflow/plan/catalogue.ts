/** What commands are as activities (workflow-semantics.md section 13); those without one: analysis/workflowRules/excluded.ts. */
import { nameTable } from '../../syntax/nameTable.ts';


const names = (...lists: readonly string[]): ReadonlySet<string> => new Set(lists.join(' ').toLowerCase().split(/\s+/));

/** Activities of Windows Workflow Foundation, which Windows PowerShell takes by their own names (13.5), and what to write instead here. */
const foundation: Readonly<Record<string, string>> = nameTable({
  assign: 'an assignment', delay: 'Start-Sleep', dowhile: 'do', foreach: 'foreach', if: 'if', parallel: 'parallel', parallelforeach: 'foreach -parallel', rethrow: 'throw in a catch block', sequence: 'sequence', switch: 'switch', throw: 'throw',
  trycatch: 'try', while: 'while', writeline: 'Write-Output', persist: 'Checkpoint-Workflow', terminateworkflow: 'throw', addtocollection: '+=', clearcollection: 'an assignment', removefromcollection: 'Where-Object', existsincollection: '-contains',
  flowchart: 'if and while', pick: 'parallel', invokemethod: 'InlineScript', invokedelegate: 'InlineScript', cancellationscope: 'try', compensableactivity: 'try', transactionscope: 'try',
});
/** What to write instead of an activity of Windows Workflow Foundation; undefined where the name is none. */
export const insteadOf = (name: string): string | undefined => (Object.hasOwn(foundation, name.toLowerCase()) ? foundation[name.toLowerCase()] : undefined);

/** Activities that wait for programs, machines or mail servers, and need nothing of the run's own session: they may run in a thread. */
const waiting = names('Start-Process Wait-Process Test-Connection Send-MailMessage');
export const waitsOutside = (name: string): boolean => waiting.has(name.toLowerCase());

/** Programs that talk to a console: as the whole text of an InlineScript they are refused (section 5). */
const consoles = names('cmd diskpart netsh nslookup powershell edit.com cmd.exe diskpart.exe netsh.exe nslookup.exe powershell.exe edit.com.exe');
export const needsConsole = (script: string): boolean => consoles.has(script.trim().toLowerCase());

/** Activities that run in the workflow's process, whatever machine is named (13.3). */
const local = names(
  'Add-Member Compare-Object ConvertFrom-Csv ConvertFrom-Json ConvertFrom-StringData Convert-Path ConvertTo-Csv ConvertTo-Html ConvertTo-Json ConvertTo-Xml ForEach-Object Get-Host Get-Member Get-Random Get-Unique Group-Object',
  'Measure-Command Measure-Object New-PSTransportOption New-TimeSpan New-WSManSessionOption Out-String Select-Object Sort-Object Update-List Where-Object Write-Debug Write-Error Write-Information Write-Output Write-Progress Write-Verbose Write-Warning',
  'Get-AutomationVariable Set-AutomationVariable Get-AutomationPSCredential Get-AutomationCertificate Get-AutomationConnection Start-SmaRunbook Get-SmaRunbook Get-SmaJob Get-SmaJobOutput Stop-SmaJob Suspend-SmaJob Resume-SmaJob',
);
export const isLocal = (name: string): boolean => local.has(name.toLowerCase());

/** Activities that ask the world before they do anything else: their question may be sent without waiting. */
const overlapping = names('Invoke-WebRequest Invoke-RestMethod Get-AutomationVariable Set-AutomationVariable Get-AutomationPSCredential Get-AutomationCertificate Get-AutomationConnection Start-SmaRunbook Get-SmaRunbook Get-SmaJob Get-SmaJobOutput Stop-SmaJob Suspend-SmaJob Resume-SmaJob');
export const overlaps = (name: string): boolean => overlapping.has(name.toLowerCase());
