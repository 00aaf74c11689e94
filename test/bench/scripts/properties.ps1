$o = [pscustomobject]@{ Count = 0; Name = 'x'; Inner = [pscustomobject]@{ Value = 1 } }
for ($i = 0; $i -lt 300000; $i++) { $o.Count = $o.Count + $o.Inner.Value; if ($o.Name.Length -gt 3) { $o.Name = 'y' } }
$o.Count
