$x = 0; [long]$l = 1; [uint32]$crc = 0
for ($i = 0; $i -lt 200000; $i++) { $x = ($x -bxor ($i -shl 3)) -band 0xFFFF; $l = ($l * 48271) % 2147483647; if (($i -band 7) -eq 3) { $x = $x -bor 1 } }
for ($i = 0; $i -lt 20000; $i++) { $crc = $crc -bxor ($i -band 0xFF); for ($k = 0; $k -lt 8; $k++) { if ($crc -band 1) { $crc = ($crc -shr 1) -bxor 0xEDB88320 } else { $crc = $crc -shr 1 } } }
"$x $l $crc"
