[ExampleItem[]]@(1)
[System.Collections.Generic.List[Nope]]::new()
[Nope.What[][]]
[System.Collections.Generic.Dictionary[string,Nope]]
[Nope]
[Nope[,]]
New-Object -TypeName 'System.Collections.Generic.HashSet[string]' -ArgumentList 1,2,3
New-Object 'Collections.Generic.Dictionary[string,int]' 1,2,3,4
