1..1000000 | Where-Object { $_ -band 1 } | ForEach-Object { [pscustomobject]@{ Id = $_; Text = "n$_" } } | Select-Object Id | Measure-Object Id -Sum | ForEach-Object Sum
