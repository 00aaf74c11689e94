$names = 'PSArgumentException', 'PSInvalidOperationException', 'PSNotSupportedException', 'PSNotImplementedException', 'ItemNotFoundException', 'CommandNotFoundException', 'RuntimeException', 'ParameterBindingException', 'ValidationMetadataException', 'DriveNotFoundException', 'SessionStateException', 'PSSecurityException', 'ParseException', 'WildcardPatternException', 'MetadataException', 'CmdletInvocationException', 'MethodException', 'ActionPreferenceStopException'
foreach ($n in $names) {
    $e = ("System.Management.Automation.$n" -as [type])::new('msg')
    "$n $($e.ErrorRecord.CategoryInfo.Category) $($e.ErrorRecord.FullyQualifiedErrorId) $($e.Message)"
    try { throw $e } catch { "$($_.CategoryInfo.Category) $($_.FullyQualifiedErrorId) $($_.Exception.ErrorRecord.CategoryInfo.Category)" }
}
try { throw [System.Net.WebException]::new('down', 'Timeout') } catch { $_.Exception.Status }
[System.Net.WebException]::new('a', [Exception]::new('i')).Status
$null -eq [System.Net.WebException]::new('a').Response
