/** Aliases of Windows PowerShell 5.1 and of its own modules (about_Aliases, Get-Alias), with what they stand for. */
export const aliases: ReadonlyMap<string, string> = new Map(`%=ForEach-Object ?=Where-Object ac=Add-Content cat=Get-Content cd=Set-Location chdir=Set-Location clc=Clear-Content clear=Clear-Host cls=Clear-Host
 compare=Compare-Object copy=Copy-Item cp=Copy-Item cpi=Copy-Item curl=Invoke-WebRequest cvpa=Convert-Path del=Remove-Item diff=Compare-Object dir=Get-ChildItem echo=Write-Output
 epcsv=Export-Csv erase=Remove-Item fl=Format-List foreach=ForEach-Object ft=Format-Table fw=Format-Wide gc=Get-Content gci=Get-ChildItem gcm=Get-Command gi=Get-Item gjb=Get-Job
 gl=Get-Location gm=Get-Member gp=Get-ItemProperty gps=Get-Process group=Group-Object gsv=Get-Service gu=Get-Unique gv=Get-Variable gwmi=Get-WmiObject icm=Invoke-Command
 iex=Invoke-Expression ii=Invoke-Item ipcsv=Import-Csv ipmo=Import-Module irm=Invoke-RestMethod iwr=Invoke-WebRequest kill=Stop-Process ls=Get-ChildItem measure=Measure-Object
 mi=Move-Item move=Move-Item mv=Move-Item nal=New-Alias ndr=New-PSDrive ni=New-Item nsn=New-PSSession nv=New-Variable ogv=Out-GridView oh=Out-Host popd=Pop-Location ps=Get-Process
 pushd=Push-Location pwd=Get-Location rcjb=Receive-Job rd=Remove-Item ren=Rename-Item ri=Remove-Item rm=Remove-Item rmdir=Remove-Item rni=Rename-Item rsn=Remove-PSSession
 rvpa=Resolve-Path sajb=Start-Job sal=Set-Alias saps=Start-Process sasv=Start-Service select=Select-Object set=Set-Variable si=Set-Item sl=Set-Location sleep=Start-Sleep
 sls=Select-String sort=Sort-Object sp=Set-ItemProperty spps=Stop-Process spsv=Stop-Service start=Start-Process sv=Set-Variable tee=Tee-Object type=Get-Content wget=Invoke-WebRequest
 where=Where-Object wjb=Wait-Job write=Write-Output
 cli=Clear-Item clp=Clear-ItemProperty clv=Clear-Variable dbp=Disable-PSBreakpoint ebp=Enable-PSBreakpoint epal=Export-Alias gal=Get-Alias gbp=Get-PSBreakpoint
 gdr=Get-PSDrive gcs=Get-PSCallStack ghy=Get-History gmo=Get-Module gpv=Get-ItemPropertyValue ihy=Invoke-History ipal=Import-Alias mp=Move-ItemProperty nmo=New-Module
 rbp=Remove-PSBreakpoint rdr=Remove-PSDrive rnp=Rename-ItemProperty rp=Remove-ItemProperty rmo=Remove-Module rv=Remove-Variable sbp=Set-PSBreakpoint cpp=Copy-ItemProperty
 mount=New-PSDrive cnsn=Connect-PSSession dnsn=Disconnect-PSSession shcm=Show-Command fc=Format-Custom iwmi=Invoke-WmiMethod rwmi=Remove-WmiObject sc=Set-Content
 swmi=Set-WmiInstance trcm=Trace-Command h=Get-History history=Get-History r=Invoke-History clhy=Clear-History rjb=Remove-Job spjb=Stop-Job sujb=Suspend-Job
 rujb=Resume-Job npssc=New-PSSessionConfigurationFile ipsn=Import-PSSession epsn=Export-PSSession gsn=Get-PSSession etsn=Enter-PSSession rcsn=Receive-PSSession
 exsn=Exit-PSSession asnp=Add-PSSnapin gsnp=Get-PSSnapin rsnp=Remove-PSSnapin gcb=Get-Clipboard scb=Set-Clipboard gtz=Get-TimeZone stz=Set-TimeZone gin=Get-ComputerInfo
 fhx=Format-Hex gcim=Get-CimInstance icim=Invoke-CimMethod ncim=New-CimInstance rcim=Remove-CimInstance scim=Set-CimInstance gcms=Get-CimSession ncms=New-CimSession
 rcms=Remove-CimSession gcai=Get-CimAssociatedInstance gcls=Get-CimClass rcie=Register-CimIndicationEvent lp=Out-Printer`.split(/\s+/).map((pair): [string, string] => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}));
