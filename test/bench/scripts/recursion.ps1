function Move-Tower { param($n, $from, $to, $via) if ($n -eq 0) { return 0 } (Move-Tower ($n - 1) $from $via $to) + 1 + (Move-Tower ($n - 1) $via $to $from) }
Move-Tower 14 'A' 'B' 'C'
