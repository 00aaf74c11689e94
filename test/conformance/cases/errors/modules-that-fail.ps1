'function (' > bad.psm1
"function A { 'a' }; 1/0; function B { 'b' }" > div.psm1
"function A2 { 'a' }; throw 'thrown'" > thr.psm1
"function A3 { 'a' }; Get-Item nope -ErrorAction Stop; function B3 { 'b' }" > stop.psm1
"function A4 { 'a' }; Get-Item nope; function B4 { 'b' }" > err.psm1
"[int]'x'; function B5 { 'b' }" > cast.psm1
New-Item m6 -ItemType Directory | Out-Null; 'if (' > m6/m6.psm1; New-ModuleManifest m6/m6.psd1 -RootModule m6.psm1 -ModuleVersion 1.0
New-Item m7 -ItemType Directory | Out-Null; 'throw "t7"' > m7/m7.psm1; New-ModuleManifest m7/m7.psd1 -RootModule m7.psm1 -ModuleVersion 1.0
$VerbosePreference = 'SilentlyContinue'
foreach ($m in 'bad','div','thr','stop','err','cast') {
  "--- $m"; $Error.Clear()
  try { Import-Module "./$m.psm1"; "after $?" } catch { "caught $($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name) $($_.InvocationInfo.ScriptLineNumber) $($_.ScriptStackTrace)" }
  "$($Error.Count)"; $Error | % { $_.FullyQualifiedErrorId }
  [bool](Get-Module $m)
}
foreach ($m in 'bad','div','thr','stop','err','cast') {
  "--- $m"; $Error.Clear(); Remove-Module $m -ErrorAction Ignore
  Import-Module "./$m.psm1" 2>&1 | % { "$($_.FullyQualifiedErrorId)" }
  "after $?"
  "$($Error.Count)"; $Error | % { $_.FullyQualifiedErrorId }
  [bool](Get-Module $m)
}
foreach ($m in 'bad','div','stop') {
  "--- $m"; $Error.Clear(); Remove-Module $m -ErrorAction Ignore
  try { Import-Module "./$m.psm1" -ErrorAction Stop } catch { "caught $($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name)" }
  "$($Error.Count)"; $Error | % { $_.FullyQualifiedErrorId }
  Import-Module "./$m.psm1" -ErrorAction SilentlyContinue -ErrorVariable ev; $ev | % { "ev $($_.GetType().Name) $_" }
}
foreach ($m in 'm6','m7') {
  "--- $m"; $Error.Clear()
  try { Import-Module "./$m"; "after $?" } catch { "caught $($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name)" }
  "$($Error.Count)"; $Error | % { "$($_.FullyQualifiedErrorId) $_" }
}
