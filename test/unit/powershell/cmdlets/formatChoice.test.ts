import { table } from '../runtime/table.ts';

const OBJECT = "$o = [pscustomobject] @{ Alpha = 1; Beta = 2; Gamma = 3 }; ";
describe('What Format cmdlets show and leave out', () => {
  table([
    ['-ExcludeProperty leaves out of all, and of those named', `${OBJECT}($o | Format-List -ExcludeProperty B* | Out-String).Trim(); ($o | Format-Table Alpha, B*, G* -ExcludeProperty Beta | Out-String).Trim(); ($o | Format-Wide -ExcludeProperty Alpha | Out-String).Trim(); ($o | Format-Custom -ExcludeProperty A*, Beta | Out-String).Trim()`,
      'Alpha : 1\nGamma : 3|Alpha Gamma\n----- -----\n    1     3|2|class PSCustomObject\n{\n  Gamma = 3\n}'],
    ['an item without a text of its own is shown by the property that names it', `class S { [string] $Name; S($n) { $this.Name = $n } }; class T { [string] $Name = 'n'; [string] ToString() { return 'T!' } }; class D : T { }; class Q { [int] $V }
      ([pscustomobject] @{ A = @([S]::new('w1'), [S]::new('w2')); B = @([T]::new(), [D]::new(), [Q]::new()); C = @(@{ Id = 7 }, @{ z = 1 }); M = [regex]::Matches('a1b2', '[0-9]'); O = [S]::new('x'); P = @([pscustomobject] @{ Name = 'p' }) } | Format-List | Out-String).Trim(); (([S]::new('a'), [S]::new('b') | Group-Object { 1 }).Group.GetType().Name); ([S]::new('a'), [S]::new('b') | Group-Object { 1 } | Format-List Group | Out-String).Trim()`,
      'A : {w1, w2}\nB : {T!, n, Q}\nC : {7, System.Collections.Hashtable}\nM : {0, 0}\nO : S\nP : {@{Name=p}}|Collection`1|Group : {S, S}'],
    ['-ShowError tells behind the object what could not be worked out', "(1, 2 | ForEach-Object { [pscustomobject] @{ N = $_ } } | Format-List @{ n = 'R'; e = { 1 / ($_.N - 1) } } -ShowError | Out-String).Trim() -replace '\\s*\\n', '|'", 'R :|InvalidArgument: Failed to evaluate expression " 1 / ($_.N - 1) ".|R : 1'],
    ['-View takes the view of a name', "([timespan] '1:0' | Format-Table -View System.TimeSpan | Out-String).Trim() -split '\\n' | Select-Object -First 1; (Get-Variable PSEdition | Format-Table -View variable | Out-String).Trim() -split '\\n' | Select-Object -Last 1", 'Days Hours Minutes Seconds Milliseconds|PSEdition                      Core'],
    ['a view that is not there is told with those that are', `${OBJECT}foreach ($b in { $o | Format-Table -View x }, { [timespan] '1:0' | Format-List -View x }, { Get-Date | Format-Table -View DateTime }, { $o | Format-Table -View x -ExcludeProperty y }) { try { & $b } catch { "$($_.FullyQualifiedErrorId -replace ',.*') $($_.ErrorDetails.Message.Trim())" } }`,
      'FormatViewNotFound The view name x cannot be found. There are no existing Table views for System.Management.Automation.PSCustomObject objects.|FormatViewNotFound The view name x cannot be found. Specify one of the following List views and try again: System.TimeSpan.|FormatViewNotFound The view name DateTime cannot be found in the Table formatting. Try using one of these other format cmdlets: Format-Custom|FormatCannotSpecifyViewAndProperty Cmdlet parameters View and Property are mutually exclusive.'],
  ]);
});
