/** Cultures with calendars of their own, and the rarer parts of how a culture writes numbers and dates. */
import { table } from './table.ts';

const culture = (name: string): string => `$c = [cultureinfo]::GetCultureInfo('${name}'); $d = [datetime] '2024-11-22';`;
describe('Calendars and patterns of cultures', () => {
  table([
    ['Thailand counts Buddhist years', `${culture('th-TH')} $d.ToString('d', $c); $d.ToString('yyyy-MM-dd', $c); $d.ToString('o', $c).Substring(0, 10)`, '22/11/2567|2567-11-22|2024-11-22'],
    ['Iran has the Persian calendar', `${culture('fa-IR')} $d.ToString('d', $c); $c.DateTimeFormat.MonthNames[0]; $d.ToString('MMMM', $c)`, '1403/9/2|فروردین|آذر'],
    ['Saudi Arabia has Um al-Qura', `${culture('ar-SA')} $d.ToString('yyyy-MM-dd', $c)`, '1446-05-20'],
    ['Israel and all others have the Gregorian one', `${culture('he-IL')} $d.ToString('yyyy-MM-dd', $c); ${culture('de-DE')} $d.ToString('D', $c); $d.ToString('yyyy gg', [cultureinfo]::InvariantCulture)`, '2024-11-22|Freitag, 22. November 2024|2024 A.D.'],
    ['the calendars of .NET', `
      $d = [datetime] '2024-11-22'; foreach ($n in 'Persian', 'Hijri', 'UmAlQura', 'Hebrew', 'Julian', 'Japanese', 'Taiwan', 'ThaiBuddhist') { $k = New-Object "Globalization.$($n)Calendar"; "$($k.GetYear($d))-$($k.GetMonth($d))-$($k.GetDayOfMonth($d))" }
      [Globalization.PersianCalendar]::new().ToDateTime(1403, 1, 1, 0, 0, 0, 0).ToString('s'); [Globalization.HebrewCalendar]::new().GetMonth([datetime] '2024-04-23'); [Globalization.JulianCalendar]::new().AddMonths([datetime] '2024-02-13', 1).ToString('s'); ([cultureinfo] 'fa-IR').Calendar.GetType().Name`,
      '1403-9-2|1446-5-20|1446-5-20|5785-2-21|2024-11-9|6-11-22|113-11-22|2567-11-22|2024-03-20T00:00:00|8|2024-03-13T00:00:00|PersianCalendar'],
    ['where signs and symbols stand, by number', `
      $n = [cultureinfo]::GetCultureInfo('de-DE').NumberFormat; "$($n.CurrencyPositivePattern) $($n.CurrencyNegativePattern) $($n.PercentPositivePattern) $($n.NumberNegativePattern)"; $n = [cultureinfo]::InvariantCulture.NumberFormat; "$($n.CurrencyPositivePattern) $($n.CurrencyNegativePattern) $($n.PercentNegativePattern)"`, '3 8 0 1|0 0 0'],
    ['a copy can be told others', `
      $c = [cultureinfo]::GetCultureInfo('de-DE').Clone(); $c.NumberFormat.CurrencyNegativePattern = 0; $c.NumberFormat.CurrencyPositivePattern = 2; (-5).ToString('C', $c); (5).ToString('C', $c)
      $c.DateTimeFormat.ShortDatePattern = 'yyyy/MM'; $c.DateTimeFormat.DateSeparator = '-'; ([datetime] '2024-11-22').ToString('d', $c); try { [cultureinfo]::InvariantCulture.NumberFormat.CurrencyNegativePattern = 1 } catch { $_.Exception.InnerException.Message }
      try { $c.NumberFormat.CurrencyPositivePattern = 9 } catch { $_.Exception.GetBaseException().ParamName }`, '(€5,00)|€ 5,00|2024-11|Instance is read-only.|value'],
    ['all patterns, and the shortest names', `$f = [Globalization.DateTimeFormatInfo]::InvariantInfo; $f.GetAllDateTimePatterns('d') -join ';'; $f.GetAllDateTimePatterns().Count; $f.ShortestDayNames -join ','; [Globalization.NumberFormatInfo]::GetInstance([cultureinfo] 'fr-FR').NumberDecimalSeparator`, 'MM/dd/yyyy;yyyy-MM-dd|49|Su,Mo,Tu,We,Th,Fr,Sa|,'],
  ]);
});
