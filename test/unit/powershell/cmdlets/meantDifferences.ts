/** Where declarations of cmdlets differ from PowerShell's, by the reason; a cmdlet's name alone stands for all of its parameters. */
export const MEANT: Readonly<Record<string, readonly string[]>> = {
  'There are no sessions, virtual machines or containers: what is declared is enough to say so clearly.': [
    'Get-PSSession', 'New-PSSession', 'Invoke-Command', 'Test-Connection -Source',
    ...['Authentication', 'VMId', 'VMName', 'ContainerId', 'ConfigurationName', 'Session', 'ComputerName', 'RunAsAdministrator', 'Port', 'UseSSL', 'ApplicationName', 'ThrottleLimit', 'ConnectionUri', 'AllowRedirection', 'SessionOption', 'CertificateThumbprint',
      'HostName', 'UserName', 'KeyFilePath', 'Subsystem', 'ConnectingTimeout', 'SSHTransport', 'SSHConnection', 'Options'].map((name) => `Start-Job -${name}`),
    ...['ContainerId', 'VMId', 'VMName'].map((name) => `Remove-PSSession -${name}`),
  ],
  'In every set that there is, which is all of them.': ['Add-Member -InputObject', 'Add-Member -PassThru', 'ForEach-Object -InputObject'],
  'Assemblies have no cmdlets here: whatever object is named is refused, and none is taken from the pipeline.': ['Import-Module -Assembly'],
  'Any name of a culture goes; the cmdlet says which it does not know.': ['Get-Culture -Name', 'Select-String -Culture'],
  'One declaration for all cmdlets of properties.': ['Clear-ItemProperty -Name'],
};
