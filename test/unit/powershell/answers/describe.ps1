# What a script ($__t) writes, a line each: types (T), errors (E, one that ends it XE), warnings (W) and other records, then its text (R).
$__l = [System.Collections.Generic.List[object]]::new(); $__m = [System.Collections.Generic.List[string]]::new()
function __d($r) { $t = $r.TargetObject; $tt = if ($null -eq $t) { '' } else { $t.GetType().Name }; 'E: {0}|{1}|{2}|{3}|{4}' -f $r.FullyQualifiedErrorId, $r.CategoryInfo.Category, $r.Exception.Message, $r.Exception.GetType().FullName, $tt }
try { & ([scriptblock]::Create($__t)) *>&1 | ForEach-Object {
  $o = $_; if ($null -eq $o) { $__m.Add('T: null'); $__l.Add($null); return }
  $b = $o.psobject.BaseObject
  if ($b -is [System.Management.Automation.ErrorRecord] ) { $__m.Add((__d $b)) }
  elseif ($b -is [System.Management.Automation.WarningRecord]) { $__m.Add("W: $b") }
  elseif ($b -is [System.Management.Automation.VerboseRecord]) { $__m.Add("V: $b") }
  elseif ($b -is [System.Management.Automation.DebugRecord]) { $__m.Add("D: $b") }
  elseif ($b -is [System.Management.Automation.InformationRecord]) { $__m.Add("I: $b") }
  else { $n = 'T: ' + $b.GetType().FullName; $p = $o.psobject.TypeNames[0]; if ($p -ne $b.GetType().FullName) { $n += " as $p" }; if ($n -notmatch 'Internal.Format') { $__m.Add($n) }; $__l.Add($o) }
} } catch { $__m.Add('X' + (__d $_)) }
$__p = $null
$__r = foreach ($x in $__m) { if ($x -ne $__p) { $x }; $__p = $x }
$__o = try { $__l | Out-String -Width 120 } catch { 'OUTFAIL ' + $_ }
(@($__r) + ($__o -replace '\r' -split '\n' | ForEach-Object { 'R ' + $_ })) -join "`n"
