foreach ($s in '', 'ab', ('x' * 20)) { [System.Text.StringBuilder]::new($s, 50).Capacity; [System.Text.StringBuilder]::new($s).Capacity }
[System.Text.StringBuilder]::new(5).Capacity
[System.Text.StringBuilder]::new(5, 10).MaxCapacity
[System.Text.StringBuilder]::new(0).Capacity
(New-Object -TypeName System.Text.StringBuilder -ArgumentList 'init', 50).Capacity
