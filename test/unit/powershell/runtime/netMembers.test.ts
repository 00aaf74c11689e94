/** Members of .NET's types that few scripts use, and how bad format strings are refused. */
import { table } from './table.ts';

describe('Members of .NET types', () => {
  table([
    ['numbers have the helpers of generic math', '[int]::Max(3, 9); [int]::Clamp(15, 0, 10); [long]::Abs(-5).GetType().Name; [double]::Max(1, 2.5); [int]::IsEvenInteger(4); [decimal]::Add(1.5, 2); [decimal]::MinusOne; ([bigint] 10).IsEven; ([bigint] -3).Sign; [bigint]::Remainder(7, 3)',
      '9|10|Int64|2.5|True|3.5|-1|True|-1|1'],
    ['an index may be written as the property Item, for reading and assigning', `
      $h = @{}; $h.Item('k') = 1; $h.Item('k') += 2; $h.k; $l = [Collections.ArrayList] (1, 2); $l.Item(0) = 9; $l[0]; $d = [ordered] @{ a = 1; b = 2 }; $d.Item(1); $d.Item('a') = 5; $d.Item(0)
      $t = [Data.DataTable]::new(); $null = $t.Columns.Add('C'); $r = $t.NewRow(); $r.Item('C') = 'A'; $r.C`, '3|9|2|5|A'],
    ['comparers of texts are those of collections of texts', "[Collections.Generic.IEqualityComparer[string]] $c = [StringComparer]::OrdinalIgnoreCase; $c.Equals('a', 'A'); $c -is [Collections.Generic.IComparer[string]]", 'True|True'],
    ['lists show the properties of .NET 10', `
      function names($v) { ($v | Format-List | Out-String).Trim() -split '\\r?\\n' -replace ' *:.*' -join ',' }
      names ([datetimeoffset] '2024-05-06T07:08:09.1234567+02:00'); ([datetimeoffset] '2024-05-06T07:08:09.1234567+02:00').TotalOffsetMinutes; names ([Text.Encoding]::UTF8); [Text.Encoding]::ASCII.WindowsCodePage`,
      'DateTime,UtcDateTime,LocalDateTime,Date,Day,DayOfWeek,DayOfYear,Hour,Millisecond,Microsecond,Nanosecond,Minute,Month,Offset,TotalOffsetMinutes,Second,Ticks,UtcTicks,TimeOfDay,Year|120|Preamble,BodyName,EncodingName,HeaderName,WebName,WindowsCodePage,IsBrowserDisplay,IsBrowserSave,IsMailNewsDisplay,IsMailNewsSave,IsSingleByte,EncoderFallback,DecoderFallback,IsReadOnly,CodePage|1252'],
    ['spans are listed without a value, and a relative address has no parts', "$m = [regex]::Match('abc', 'b'); $null -eq $m.ValueSpan; @($m.psobject.Properties.Name)[-1]; (([uri] '/a').IsFile, ([uri] '/a').IsUnc, ([uri] '/a').Host).ForEach({ $null -eq $_ }); ([uri] 'file://srv/share').IsUnc", 'True|ValueSpan|True|True|True|True'],
    ['exceptions list what their types declare, the own first, each once', `
      class MyError : Exception { [string] $Code; MyError([string] $m) : base($m) { $this.Code = 'C' } }
      $e = [ArgumentException]::new('bad', 'p'); $e.Data['k'] = 1; $e.psobject.Properties.Name -join ','; [MyError]::new('m').psobject.Properties.Name[0, 1, 2] -join ','; [Exception]::new('m').psobject.Properties.Name[0] 
      try { nope } catch { $_.Exception.psobject.Properties.Name[0, 1, 2] -join ',' }; try { Get-Variable nope -ErrorAction Stop } catch { $_.Exception.ItemName; "$($_.Exception.SessionStateCategory)" }`,
      'Message,ParamName,TargetSite,Data,InnerException,HelpLink,Source,HResult,StackTrace|Code,TargetSite,Message|TargetSite|ErrorRecord,CommandName,WasThrownFromThrowStatement|nope|Variable'],
    ['text becomes an exception, and a large number', `
      try { throw [System.IO.FileNotFoundException] 'gone' } catch [System.IO.IOException] { "typed $_" }; ([ArgumentException] 'q').Message; ([bigint] '123456789012345678901').GetType().Name; [bigint] '123456789012345678901' | ConvertTo-Json`,
      'typed gone|q|BigInteger|123456789012345678901'],
    ['months beside a day have names of their own in some languages', "$d = [datetime] '2024-05-06'; $d.ToString('d MMMM', [cultureinfo] 'ru-RU'); $d.ToString('MMMM yyyy', [cultureinfo] 'ru-RU'); $d.ToString('ddd MMMM', [cultureinfo] 'pl-PL'); ([cultureinfo] 'pl-PL').DateTimeFormat.MonthGenitiveNames[4]; $d.ToString(\"'d' MMMM\", [cultureinfo] 'pl-PL')",
      '6 мая|май 2024|pon. maj|maja|d maj'],
    ['a group that is not there stays as it is written', "'a' -replace '(a)', '$10 $1 $01 ${2}'", '$10 a a ${2}'],
    ['what is not there is underlined alone, and no name is an error of its own', "try { nosuchcmd -a 1 } catch { ($_.InvocationInfo.PositionMessage -split '\\r?\\n')[-1] -replace '[^~]' | ForEach-Object Length }; try { & '' } catch { $_.FullyQualifiedErrorId }", '9|BadExpression'],
    ['messages of streams are shown as their text', "(& { Write-Verbose v -Verbose; Write-Debug d -Debug; 'o' } *>&1 | Out-String).Trim() -split '\\r?\\n' -join ','", 'v,d,o'],
    ['a property that is replaced goes to the end', "$o = [pscustomobject] @{ A = 1; B = 2 }; $o | Add-Member A 9 -Force; $o.psobject.Properties.Name -join ','; $o.A", 'B,A|9'],
    ['an object says itself what it shows', `
      $set = [System.Management.Automation.PSPropertySet]::new('DefaultDisplayPropertySet', [string[]] ('Name', 'Status'))
      $o = [pscustomobject] @{ Name = 'n'; Status = 's'; Extra = 1 }; $o | Add-Member MemberSet PSStandardMembers ([System.Management.Automation.PSMemberInfo[]] @($set))
      ($o | Out-String).Trim() -split '\\s+' -join ','; $o.Extra; ($o | Select-Object * | Out-String) -match 'Extra'; $o | Add-Member MemberSet Other @($set); $o.Other.DefaultDisplayPropertySet.ReferencedPropertyNames -join ','; ($o | Out-String).Trim() -match 'Other'`,
      'Name,Status,----,------,n,s|1|True|Name,Status|False'],
    ['a SortedList keeps the order of its keys', "$s = [System.Collections.SortedList] @{ b = 1; a = 2 }; $s['c'] = 3; $s.Keys -join ''; $s.GetKey(0); $s.GetByIndex(1); $s.IndexOfKey('c'); $s.Remove('a'); $s.Values -join ''; $s -is [hashtable]; try { $s.GetByIndex(9) } catch { $_.FullyQualifiedErrorId }; try { $s.Add('b', 0) } catch { $_.FullyQualifiedErrorId }; Register-ArgumentCompleter -CommandName x -ParameterName y -ScriptBlock { 1 }",
      'abc|a|1|2|13|False|ArgumentOutOfRangeException|ArgumentException'],
    ['characters and bits', "[char]::IsAsciiDigit('5'); [char]::GetUnicodeCategory('A'); [bitconverter]::ToInt32([byte[]] (1, 0, 0, 0), 0); [bitconverter]::ToUInt16([byte[]] (1, 2), 0)", 'True|UppercaseLetter|1|513'],
    ['weeks of a year', `
      $c = [cultureinfo]::InvariantCulture.Calendar; $c.GetWeekOfYear([datetime] '2024-12-30', 'FirstFourDayWeek', 'Monday'); $c.GetWeekOfYear([datetime] '2024-03-15', 'FirstDay', 'Sunday'); $c.GetWeekOfYear([datetime] '2021-01-01', 'FirstFullWeek', 'Monday')
      [System.Globalization.ISOWeek]::GetWeekOfYear([datetime] '2024-12-30'); [System.Globalization.ISOWeek]::GetYear([datetime] '2024-12-30'); [System.Globalization.ISOWeek]::ToDateTime(2024, 10, 'Monday').ToString('yyyy-MM-dd'); [System.Globalization.ISOWeek]::GetWeeksInYear(2020)`,
      '53|11|52|1|2025|2024-03-04|53'],
    ['digits of other bases, and what is none', "[convert]::ToInt32('ff', 16); [convert]::ToInt32('-12', 10); foreach ($t in 'zz', '1z') { try { [convert]::ToInt32($t, 16) } catch { $_.Exception.InnerException.Message } }; try { [convert]::ToInt32('1', 3) } catch { $_.Exception.InnerException.Message }",
      '255|-12|Could not find any recognizable digits.|Additional non-parsable characters are at the end of the string.|Invalid Base.'],
    ['whole numbers in other bases, whatever they come as', "[convert]::ToString(255, 16); [convert]::ToString(5.0, 2); [convert]::ToString(-1L, 16); [convert]::ToString('12', 2); try { [convert]::ToString([datetime]::MaxValue, 16) } catch { 'no date' }", 'ff|101|ffffffffffffffff|1100|no date'],
    ['null is no writer, and refused by a number of a cmdlet', "try { [System.Xml.XmlTextWriter]::new($null) } catch { $_.Exception.InnerException.GetType().Name }; ([pscustomobject] @{ a = 1 } | ConvertTo-Csv -QuoteFields $null -Delimiter ';')[1]; Get-Random -InputObject 7 -SetSeed $null", 'NullReferenceException|"1"|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetRandomCommand>'],
    ['passwords as asked for', "$p = [System.Web.Security.Membership]::GeneratePassword(20, 5); $p.Length; ($p -replace '[a-zA-Z0-9]').Length -ge 5; foreach ($a in (0, 0), (5, 6)) { try { [System.Web.Security.Membership]::GeneratePassword($a[0], $a[1]) } catch { $_.Exception.InnerException.ParamName } }", '20|True|length|numberOfNonAlphanumericCharacters'],
    ['a collection that is no number is named, not told', "foreach ($v in ([System.Collections.ArrayList] (1, 2)), ([System.Collections.Generic.HashSet[int]] (1, 2))) { try { [int] $v } catch { $_.Exception.Message.Contains('1 2') } }; foreach ($i in 1..40) { try { Get-Random -Count $Error } catch { $n = $_.Exception.Message.Length } }; $n -lt 400", 'False|False|True'],
    ['a bad format says where and why', "foreach ($f in '{0', '{a}', '{0,x}', '{0:x', 'a}b') { try { $f -f 1 } catch { $_.Exception.Message -replace '.*near offset ' } }; '{0:X}' -f [guid]::Empty",
      '2. Format item ends prematurely..|1. Expected an ASCII digit..|3. Expected an ASCII digit..|4. Format item ends prematurely..|2. Unexpected closing brace without a corresponding opening brace..|{0x00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00}}'],
    ['[psobject] changes nothing, forms of Unicode, $ErrorView is an enum', "([psobject] @{ a = 1 }).GetType().Name; [psobject]::AsPSObject(5).GetType().Name; ([char] 233).ToString().Normalize('FormD').Length; $ErrorView.GetType().Name; try { $ErrorView = 'zz' } catch { 'no' }", 'Hashtable|Int32|2|ErrorView|no'],
    ['LanguagePrimitives converts and compares by trying', "$r = $null; $l = [System.Management.Automation.LanguagePrimitives]; $l::TryConvertTo('5', [int], [ref] $r); $r; $l::TryConvertTo('x', [int], [ref] $r); $l::Compare('a', 'B', $true); [System.Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([System.Runtime.InteropServices.OSPlatform]::Linux)",
      'True|5|False|-1|True'],
  ]);
});
