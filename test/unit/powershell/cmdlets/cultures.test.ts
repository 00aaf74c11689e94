/** What cmdlets make of cultures. */
import { table } from '../runtime/table.ts';

describe('The list separator of a culture', () => table([
  ['is what -UseCulture writes and reads, and may be changed in a culture of the script', "$c = [cultureinfo]::new('de-DE'); $c.TextInfo.ListSeparator; $c.TextInfo.ListSeparator = '|'; [cultureinfo]::CurrentCulture = $c; $t = [pscustomobject] @{ a = 1; b = 2 } | ConvertTo-Csv -UseCulture; $t[0]; ($t | ConvertFrom-Csv -UseCulture).b; $c.Clone().TextInfo.ListSeparator", ';|"a"|"b"|2||'],
  ['stays as it is in one that is read-only', "try { [cultureinfo]::InvariantCulture.TextInfo.ListSeparator = '/' } catch { $_.Exception.InnerException.Message }; [cultureinfo]::InvariantCulture.TextInfo.IsReadOnly", 'Instance is read-only.|True'],
]));
describe('Join-String', () => table([
  ['writes numbers as the invariant culture does, as the current one with -UseCulture', "[cultureinfo]::CurrentCulture = 'de-DE'; 1.5, 2 | Join-String -FormatString '{0:N1}' -Separator ' '; 1.5, 2 | Join-String -FormatString '{0:N1}' -Separator ' ' -UseCulture; 1.5 | Join-String -UseCulture -SingleQuote", "1.5 2.0|1,5 2,0|'1,5'"],
]));
describe('Select-String', () => table([
  ['knows the letters of a culture', "$d = [char] 0x130; 'file' | Select-String fIle -SimpleMatch -Culture tr-TR; 'file' | Select-String fIle -SimpleMatch -Culture en-US; 'file' | Select-String \"f$($d)le\" -SimpleMatch -Culture tr-TR; 'file' | Select-String fIle -SimpleMatch -Culture Ordinal; 'file' | Select-String fIle -SimpleMatch -Culture en-US -CaseSensitive", 'file|file|file'],
]));
describe('Get-Culture', () => table([
  ['knows cultures by name alone', "(Get-Culture de-DE, fr).Name; Get-Culture -Name abcdefghijkl; (Get-Culture '').Name -eq ''", 'de-DE|fr|True|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetCultureCommand>'],
]));
