import { table } from './table.ts';

describe('GetHashCode', () => {
  table([
    ['tells objects apart, and is the same for one', `$a = [pscustomobject] @{ x = 1 }; $b = [pscustomobject] @{ x = 1 }; $a.GetHashCode() -eq $a.GetHashCode(); $a.GetHashCode() -eq $b.GetHashCode(); @{}.GetHashCode() -eq @{}.GetHashCode(); [object]::new().GetHashCode() -eq [object]::new().GetHashCode(); class C { }; [C]::new().GetHashCode() -eq [C]::new().GetHashCode(); [int].GetHashCode() -eq [string].GetHashCode()`, 'True|False|False|False|False|False'],
    ['is the same for equal values', `'abc'.GetHashCode() -eq ('ab' + 'c').GetHashCode(); (-5).GetHashCode(); (2147483647).GetHashCode(); (5l).GetHashCode(); $true.GetHashCode(); (1.5).GetHashCode() -eq (3 / 2).GetHashCode(); [version]::new(1, 2).GetHashCode() -eq ([version] '1.2').GetHashCode(); [tuple]::Create(1, 'a').GetHashCode() -eq [tuple]::Create(1, 'a').GetHashCode(); [tuple]::Create(1, 'a').GetHashCode() -eq [tuple]::Create(2, 'a').GetHashCode()`, 'True|-5|2147483647|5|1|True|True|True|False'],
  ]);
});
describe('Errors of blocks without a name', () => {
  table([['show where the target says they stand', `try { & { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([Exception]::new('told'), 'id', 'ParserError', @{ Line = 7; LineText = 'the text' })) } } catch { (($_ | Out-String).Trim() -split '\\r?\\n') -join '/' }`, ': /Line |/   7 | the text/     | told']]);
});
