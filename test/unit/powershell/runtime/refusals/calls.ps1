function Show($v) {
  if ($null -eq $v) { return '' }
  if ($v -is [string]) { return $v }
  if ($v -is [datetime] -or $v -is [datetimeoffset]) { return $v.ToString('o') }
  if ($v -is [Collections.IDictionary]) { return @(foreach ($k in $v.Keys) { "$(Show $k)=$(Show $v[$k])" }) -join ',' }
  if ($v -is [Collections.IEnumerable]) { return @(foreach ($e in $v) { Show $e }) -join ',' }
  "$v"
}
function T($n, $code) {
  $s = 'abc'; $al = [Collections.ArrayList]@(1,2,3); $li = [Collections.Generic.List[int]]@(1,2,3); $lo = [Collections.Generic.List[object]]@(1,'a')
  $di = [Collections.Generic.Dictionary[string,int]]::new(); $di.Add('a',1); $sd = [Collections.Generic.SortedDictionary[string,int]]::new(); $sd.Add('a',1)
  $sl = [Collections.Generic.SortedList[string,int]]::new(); $sl.Add('a',1); $ht = [hashtable]::new(); $ht.Add('a',1)
  $qu = [Collections.Generic.Queue[int]]::new(); $qu.Enqueue(1); $qe = [Collections.Generic.Queue[int]]::new(); $st = [Collections.Generic.Stack[int]]::new(); $st.Push(1); $se = [Collections.Generic.Stack[int]]::new()
  $hs = [Collections.Generic.HashSet[int]]::new(); $null = $hs.Add(1), $hs.Add(2); $ll = [Collections.Generic.LinkedList[int]]::new(); $ba = [Collections.BitArray]::new(3); $sb = [Text.StringBuilder]::new('abc')
  $ia = [int[]](3,1,2); $by = [byte[]](1,2,3); $md = [int[,]]::new(2,3); $ms = [IO.MemoryStream]::new([byte[]](1,2,3)); $rn = [Random]::new(1); $dt = [datetime]::new(2024,1,31,10,20,30); $ts = [timespan]::new(1,2,3)
  try { $r = . $code; $t = if ($r -is [Text.StringBuilder]) { "$r" } else { Show $r } } catch {
    $e = $_.Exception; if ($e -is [System.Management.Automation.RuntimeException] -and $null -ne $e.InnerException) { $e = $e.InnerException }
    $t = "!$($e.GetType().FullName): $($e.Message)"
  }
  "@$n $($t.Replace("`r",'\r').Replace("`n",'\n'))"
}
