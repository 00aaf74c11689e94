function Get-F { [CmdletBinding()] param()
  $null.Foo()
}
function Get-G { Get-F }
try { Get-G
} catch { $_.InvocationInfo.ScriptLineNumber; $_.ScriptStackTrace; $_ }
$Error.Count; $Error | ForEach-Object { $_.FullyQualifiedErrorId }
try { Get-F -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
$ev = $null
try { Get-F -ErrorVariable ev } catch { }
$ev.Count; foreach ($x in $ev) { $x.GetType().FullName; $x.FullyQualifiedErrorId }
function Get-Part { [CmdletBinding()] param([int]$n)
  if ($n -gt 2) { throw "too big: $n" }
  100 / $n
}
foreach ($i in 0..3) {
  try { Get-Part $i } catch [System.DivideByZeroException] { "div: $($_.FullyQualifiedErrorId)" } catch { "other: $($_.FullyQualifiedErrorId) at $($_.InvocationInfo.ScriptLineNumber)" }
}
trap { "trapped $($_.FullyQualifiedErrorId)"; continue }
Get-Part 0
Get-Part x
'end'
