function D($v, [int]$depth = 0) {
  if ($null -eq $v) { return 'null' }
  $t = $v.GetType().ToString()
  if ($depth -gt 4) { return "<$t>" }
  if ($v -is [string]) { return "'" + $v.Replace("`r", '\r').Replace("`n", '\n').Replace("`0",'\0') + "'" }
  if ($v -is [double] -or $v -is [single]) { return "[$t]" + $v.ToString('R', [cultureinfo]::InvariantCulture) }
  if ($v -is [datetime]) { return "[$t]" + $v.ToString('o') }
  if ($v -is [timespan]) { return "[$t]" + $v.ToString('c') }
  if ($v -is [char]) { return "[char]" + [int]$v }
  if ($v -is [type]) { return "[type]" + $v.FullName }
  if ($v -is [System.Collections.IDictionary]) { $o = @(foreach ($k in @($v.Keys)) { (D $k ($depth+1)) + '=' + (D $v[$k] ($depth+1)) }) ; if ($v -is [hashtable]) { $o = $o | Sort-Object }; return "[$t]{" + ($o -join '; ') + '}' }
  if ($v -is [array] -and $v.Rank -gt 1) { return "[$t](" + $v.Rank + ':' + (@(foreach ($i in $v) { D $i ($depth+1) }) -join ', ') + ')' }
  if ($v -is [System.Collections.IEnumerable] -and $v -isnot [xml] -and $v -isnot [System.Xml.XmlNode]) { $n = 0; return "[$t](" + (@(foreach ($i in $v) { if ($n++ -gt 30) { '...'; break }; D $i ($depth+1) }) -join ', ') + ')' }
  if ($t -eq 'System.Management.Automation.PSCustomObject') { return '[pso]{' + (@(foreach ($p in $v.psobject.Properties) { $p.Name + '=' + (D $p.Value ($depth+1)) }) -join '; ') + '}' }
  $s = [string]$v
  return "[$t]" + $s.Replace("`r", '\r').Replace("`n", '\n')
}
function X($list) {
  $n = 0
  foreach ($l in $list) {
    $n++
    $r = $null
    try {
      $sb = if ($l[0] -eq '!') { [scriptblock]::Create('$r = & { ' + $l.Substring(1) + ' }') } else { [scriptblock]::Create("`$r = $l") }
      $Error.Clear()
      . $sb
      $e = if ($Error.Count) { ' ERR:' + $Error[0].FullyQualifiedErrorId + '|' + $Error[0].Exception.Message } else { '' }
      "$l  ==> $(D $r)$e"
    } catch {
      "$l  ==> THROW " + $_.Exception.GetType().FullName + '|' + $_.FullyQualifiedErrorId + '|' + $_.Exception.Message.Replace("`r", '\r').Replace("`n", '\n')
    }
  }
}
