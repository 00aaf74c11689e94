class Bare { }
class One { $X = 1 }
[pscustomobject]@{ Name = 1; Count = 2 }; [One]::new(); [pscustomobject]@{ X = 1 }; [Bare]::new()
[pscustomobject]@{ N = 1; Length = 2 }, [One]::new() | Format-Table | Out-String
[pscustomobject]@{ N = 1; Count = 2 }, 'abc', 7, [One]::new() | Format-Table | Out-String
[One]::new(), 7 | Format-Table Count, X | Out-String
@([Bare]::new(), [One]::new()) | Out-String
[pscustomobject]@{ A = 1 } | Format-List
@{ a = 1 }
