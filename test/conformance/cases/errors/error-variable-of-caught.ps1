function G { [CmdletBinding()] param($m) try { throw [ArgumentOutOfRangeException]::new('len', 3, 'too long') } catch { Write-Error -ErrorRecord $_ } }
$Error.Clear(); G -ErrorAction SilentlyContinue -ErrorVariable e; "A $($e.Count) $($Error.Count)"; $e | % { "$($_.GetType().Name) $($_.FullyQualifiedErrorId)" }; $Error | % { "E $($_.GetType().Name) $($_.FullyQualifiedErrorId)" }
$Error.Clear(); G 2>$null; "B $($Error.Count)"
function G2 { [CmdletBinding()] param($m) try { throw 'plain' } catch { Write-Error -ErrorRecord $_ } }
$Error.Clear(); G2 -ErrorAction SilentlyContinue -ErrorVariable e; "C $($e.Count) $($Error.Count)";$e | % { "$($_.GetType().Name) $($_.FullyQualifiedErrorId)" }; $Error | % { "E $($_.GetType().Name) $($_.FullyQualifiedErrorId)" }
function G3 { [CmdletBinding()] param($m) try { 1/0 } catch { Write-Error -ErrorRecord $_ } }
$Error.Clear(); G3 -ErrorAction SilentlyContinue -ErrorVariable e; "D $($e.Count) $($Error.Count)";$e | % { "$($_.GetType().Name) $($_.FullyQualifiedErrorId)" }
function G4 { [CmdletBinding()] param($m) try { Get-Item /nosuch -ea Stop } catch { Write-Error -ErrorRecord $_ } }
$Error.Clear(); G4 -ErrorAction SilentlyContinue -ErrorVariable e; "E $($e.Count) $($Error.Count)";$e | % { "$($_.GetType().Name) $($_.FullyQualifiedErrorId)" }
function G5 { [CmdletBinding()] param($m) try { Write-Error 'w' -ea Stop } catch { Write-Error -Message "again $_" } }
$Error.Clear(); G5 -ErrorAction SilentlyContinue -ErrorVariable e; "F $($e.Count) $($Error.Count)";$e | % { "$($_.GetType().Name) $($_.FullyQualifiedErrorId)" }
function G6 { [CmdletBinding()] param($m) try { throw 'x' } catch { $PSCmdlet.WriteError($_) } }
$Error.Clear(); G6 -ErrorAction SilentlyContinue -ErrorVariable e; "G $($e.Count) $($Error.Count)"
function G7 { [CmdletBinding()] param($m) Write-Error 'one'; Write-Error 'two' }
$Error.Clear(); G7 -ErrorAction SilentlyContinue -ErrorVariable e; "H $($e.Count) $($Error.Count)"
function G8 { [CmdletBinding()] param($m) Get-Item /nosuch1, /nosuch2 }
$Error.Clear(); G8 -ErrorAction SilentlyContinue -ErrorVariable e; "I $($e.Count) $($Error.Count)"
function G9 { [CmdletBinding()] param($m) try { 'abc'.Substring(9) } catch { 'c' }; try { throw 'in' } catch { } }
$Error.Clear(); $null = G9 -ErrorVariable e; "J $($e.Count) $($Error.Count)"; $e | % { "$($_.GetType().Name) $_" }
$Error.Clear(); try { throw 'x' } catch { Write-Error -ErrorRecord $_ -EA SilentlyContinue }; "K $($Error.Count)"; [object]::ReferenceEquals($Error[0], $Error[1])
$Error.Clear(); 1..2 | % { try { throw "e$_" } catch { Write-Error -ErrorRecord $_ -EA SilentlyContinue -EV +ee } }; "L $($Error.Count) $($ee.Count)"
$n = $null; $d = [datetime]'2024-01-02'
