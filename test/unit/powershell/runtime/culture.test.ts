/** The culture of a script: what it formats and reads for people, and what stays invariant. */
import { table } from './table.ts';

const GERMAN = "[System.Threading.Thread]::CurrentThread.CurrentCulture = 'de-DE'; ";
const DATE = "$d = [datetime] '2024-03-04 13:05:09'; ";
describe('The culture of a script', () => {
  table([
    ['is set by name and told by everything that tells it', `"[$PSCulture]"; ${GERMAN}$PSCulture; (Get-Culture).Name; [cultureinfo]::CurrentCulture.Name; [Threading.Thread]::CurrentThread.CurrentCulture.Name; $Host.CurrentCulture.Name; [cultureinfo]::CurrentUICulture = 'fr-FR'; "$PSUICulture $((Get-UICulture).Name)"`,
      '[]|de-DE|de-DE|de-DE|de-DE|de-DE|fr-FR fr-FR'],
    ['writes numbers', `${GERMAN}'{0:N2} {1:P1} {2}' -f 1234567.891, 0.256, 1.5; (1.5).ToString(); (1234.5).ToString('#,##0.00'); (12.5d).ToString('C'); (1e-7).ToString()`, '1.234.567,89 25,6 % 1,5|1,5|1.234,50|12,50 €|1E-07'],
    ['writes dates', `${GERMAN}${DATE}$d.ToString(); $d.ToString('dddd, d. MMMM'); $d.ToLongDateString(); $d.ToShortTimeString(); Get-Date $d -Format 'd'; Get-Date $d -UFormat '%A'; '{0:g}' -f $d; [dateonly]::FromDateTime($d).ToString()`,
      '04.03.2024 13:05:09|Montag, 4. März|Montag, 4. März 2024|13:05|04.03.2024|Montag|04.03.2024 13:05|04.03.2024'],
    ['reads numbers and dates where .NET reads them', `${GERMAN}[double]::Parse('1.234,5'); $n = 0.0; [double]::TryParse('2,5', [ref] $n); $n; [datetime]::Parse('4.3.2024').Month; [datetime]::ParseExact('04. März 2024', 'dd. MMMM yyyy', $null).Day; [datetime]::ParseExact('04.03.2024', 'd', $null).Month; [datetime]::ParseExact('4 March 2024', 'd MMMM yyyy', [cultureinfo]::InvariantCulture).Month`,
      '1234.5|True|2.5|3|4|3|3'],
    ['is what cmdlets read dates with, unlike casts and functions', `${GERMAN}(Get-Date '13.04.2024').Month; (New-TimeSpan '1.2.2024' '1.3.2024').Days; try { Get-Date '04/13/2024' } catch { 'no' }; ([datetime] '04/13/2024').Month; function F { param([datetime] $d) $d.Month }; F '04/13/2024'`, '4|29|no|4|4'],
    ['is not the language\'s: texts, casts and JSON stay invariant', `${GERMAN}${DATE}"$(1.5) $d"; [double] '1.5' + 1; [string] 2.5; 1.5, 2.5 -join ' '; ConvertTo-Json 1.5`, '1.5 03/04/2024 13:05:09|2.5|2.5|1.5 2.5|1.5'],
    ['shows objects', `${GERMAN}${DATE}([pscustomobject] @{ N = 1.5; D = $d } | Format-List | Out-String).Trim(); (1.25 | Out-String).Trim(); ($d | Out-String).Trim(); ([pscustomobject] @{ N = 1.5; M = 2 } | ConvertTo-Csv)[1]; ([pscustomobject] @{ N = 1.5; M = 2 } | ConvertTo-Csv -UseCulture)[1]`,
      'N : 1,5\nD : 04.03.2024 13:05:09|1,25|Montag, 4. März 2024 13:05:09|"1,5","2"|"1,5";"2"'],
    ['has its own signs', `[cultureinfo]::CurrentCulture = 'sv-SE'; (-5).ToString(); (-1.5).ToString('N1'); [double]::NegativeInfinity.ToString(); [int]::Parse((-5).ToString()); [cultureinfo]::CurrentCulture = 'en-US'; '{0:C} {1:C}' -f 1234.5, -1; ${DATE}$d.ToString('F')`, '−5|−1,5|−∞|-5|$1,234.50 -$1.00|Monday, March 4, 2024 1:05:09 PM'],
    ['may be made by the script', `${DATE}$c = [cultureinfo]::new('en-US'); $c.NumberFormat.NumberDecimalSeparator = ','; $c.NumberFormat.NumberGroupSeparator = ' '; $c.DateTimeFormat.ShortDatePattern = 'yyyy-MM-dd'; (1234.5).ToString('N2', $c); [cultureinfo]::CurrentCulture = $c; $d.ToString('g'); 2.5.ToString(); $n = [cultureinfo]::InvariantCulture.NumberFormat.Clone(); $n.NumberGroupSeparator = "'"; (1234567).ToString('N0', $n)`,
      "1 234,50|2024-03-04 1:05 PM|2,5|1'234'567"],
    ['is refused where it is none, and read-only where it is .NET\'s own', "try { [cultureinfo]::InvariantCulture.NumberFormat.CurrencySymbol = 'x' } catch { $_.Exception.InnerException.Message }; try { [cultureinfo]::CurrentCulture = 'no such one' } catch { 'refused' }; Get-Culture 'x y'; (Get-Culture -Name fr-FR, de).EnglishName -join ','; (Get-Culture -ListAvailable).Name -contains 'sv-SE'; [cultureinfo]::GetCultures('NeutralCultures').Name -contains 'de-DE'",
      'Instance is read-only.|refused|French (France),German|True|False|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetCultureCommand>'],
  ]);
});
