import { table } from '../runtime/table.ts';

describe('Parameter sets of cmdlets', () => {
  table([
    ['objects of ConvertTo-Csv by place', 'ConvertTo-Csv ([pscustomobject]@{ a = 1 }) | ForEach-Object { $_ }', '"a"|"1"'],
    ['texts of ConvertFrom-Csv by the name of a property', "([pscustomobject]@{ InputObject = 'a,b' } | ConvertFrom-Csv -Header x, y).y", 'b'],
    ['a delimiter and the culture do not go together', "try { Import-Csv nowhere.csv -Delimiter ';' -UseCulture } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.ImportCsvCommand'],
    ['quotes of one kind', "try { Join-String -InputObject a -SingleQuote -DoubleQuote } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.JoinStringCommand'],
    ['a GUID is empty or read', "try { New-Guid -Empty -InputObject a } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.NewGuidCommand'],
    ['the operators of Where-Object have words', "(Get-Command Where-Object).ParameterSets.Name -match '^(CaseSensitive)?(Equal|Greater)'", 'EqualSet|GreaterThanSet|GreaterOrEqualSet|CaseSensitiveEqualSet|CaseSensitiveGreaterThanSet|CaseSensitiveGreaterOrEqualSet'],
    ['parts of paths by the names of properties', "[pscustomobject]@{ Path = '/a/b.c'; Leaf = $true } | Split-Path -LeafBase", 'b'],
    ['the stack is no location of a drive', "try { Get-Location -Stack -PSDrive C } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.GetLocationCommand'],
  ]);
});
