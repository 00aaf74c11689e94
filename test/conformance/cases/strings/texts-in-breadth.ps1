'{0:N2}|{1,8}|{2,-8}|{3:D4}|{4:X}|{5:P1}|{6:yyyy-MM-dd}|{7:c}' -f 1234.5, 'r', 'l', 42, 255, 0.256, [datetime]'2024-05-06', [timespan]'1:02:03'
'{0:#,##0.00}|{0:0.###}|{0:e2}|{0:g3}|{0:f0}|{0:00000.0}' -f 1234.567
'{0:HH:mm:ss.fff}|{0:dddd}|{0:MMM d}|{0:o}|{0:s}|{0:u}|{0:R}|{0:d}|{0:D}|{0:t}|{0:T}|{0:g}|{0:G}|{0:f}|{0:F}|{0:M}|{0:Y}' -f [datetime]'2024-05-06 07:08:09.123'
'{{0}} {0}' -f 1; '{0} {1}' -f 1; '{0' -f 1
"abc"[0]; "abc"[-1]; "abc"[0..1] -join ''; "abc"[5]; 'abc'.ToCharArray() -join '-'
'Hello World' -replace 'o', '0' -replace '(\w+) (\w+)', '$2 $1'
'a1b22' -replace '\d+', { [int]$_.Value * 2 }
'abc' -creplace 'B', 'x'; 'abc' -replace 'B', 'x'; 'a.b' -replace '.', '-'; 'a.b' -replace '\.', '-'; 'x' -replace 'x', '$0$0'; 'x' -replace 'x', '$$'; 'abc' -replace '(?<q>b)', '[${q}]'
'a,b;c' -split '[,;]'; 'a b  c' -split ' '; -split ' a b  c '; 'a,b,c' -split ',', 2; 'a1b2' -split '(\d)'; 'aXbxc' -csplit 'x'; 'a.b' -split '.', 0, 'SimpleMatch'; 'a,b' -split { $_ -eq ',' }
'a','b' -join '+'; -join ('a','b'); 1..3 -join ','; ($null, 'a', '') -join '|'
'abc'.Substring(1); 'abc'.Substring(0, 2); try { 'abc'.Substring(5) } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
'  x '.Trim() + '|'; 'xxax'.Trim('x'); 'abc'.PadLeft(5, '.'); 'abc'.PadRight(5) + '|'; 'abc'.IndexOf('c'); 'abc'.IndexOf('z'); 'abcabc'.LastIndexOf('b'); 'abc'.Contains('B'); 'abc'.StartsWith('AB', 'OrdinalIgnoreCase'); 'abc'.Insert(1, 'X'); 'abc'.Remove(1); 'abc'.Remove(0, 1); 'aXa'.Split('X'); 'a--b'.Split('--'); 'a,b,,c'.Split(',', [StringSplitOptions]::RemoveEmptyEntries); 'abc'.ToUpper(); 'ABC'.ToLower(); 'abc'.Equals('ABC'); 'abc'.Equals('ABC', 'OrdinalIgnoreCase'); 'b'.CompareTo('a'); 'abc'.Replace('b', 'x'); 'abc'.Length
[string]::IsNullOrEmpty(''); [string]::IsNullOrWhiteSpace(' '); [string]::Join(',', 1, 2); [string]::Join('-', @('a','b')); [string]::Format('{0}-{1}', 1, 'x'); [string]::Concat('a', 1, $null); [string]::Compare('a', 'B'); [string]::Compare('a', 'A', $true); [string]::new('x', 3); [string]::Empty.Length
'abc' -like 'A*'; 'abc' -clike 'A*'; 'abc' -like '[a-c]bc'; 'a*c' -like 'a`*c'; 'abc' -notlike '*d*'; 'a[b' -like 'a`[b'
'abc123' -match '(?<l>[a-z]+)(?<d>\d+)'; $Matches['l']; $Matches.d; $Matches[0]; $Matches.Count
'a','b','ab' -match 'a'; 'abc' -notmatch 'z'; 'ABC' -cmatch 'abc'
[regex]::Replace('abc', 'b', { param($m) $m.Value.ToUpper() }); [regex]::Split('a1b', '\d'); [regex]::IsMatch('a', 'A', 'IgnoreCase'); [regex]::Escape('a.b*'); [regex]::Unescape('a\.b'); [regex]::Matches('a1b2', '[a-z]\d').Value; ([regex]'(\d)(\w)').Match('x1y').Groups[2].Value; ([regex]'a').Replace('aaa', 'b', 2)
$s = @'
line1
  line2 $no
'@; $s.Split("`n").Count; $s
$v = 5; @"
v=$v $($v + 1) `$v "q" ${v}x $($null)|
"@
"a`tb`0c`u{41}`e".Length; 'it''s'; "say ""hi"""; "a$v.b"; "$v[0]"; "$($v)[0]"; "${v}"; "$v`: x"; "`$v"
"$(1,2,3)"; "$(@())|"; "$($null)|"; "$(if ($true) { 'y' })"; "@{a=1}"; "$(@{a=1})"; "$([int])"; "$([datetime]'2024-01-02')"; "$(1.5)"; "$(1e20)"; "$(0.1+0.2)"; "$([decimal]1.50)"; "$($true)"; "$('a','b')"; $OFS = '-'; "$(1,2)"; Remove-Variable OFS
[int]'42'; [int]' 42 '; [int]'0x1F'; [int]'1e2'; [int]1.5; [int]2.5; [int]'1.5'; [double]'1.5'; [long]'9999999999'; [bool]'False'; [bool]''; [bool]0; [char]65; [int][char]'A'; [string]65; [byte]'255'; try { [byte]256 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }; try { [int]'x' } catch { $_.Exception.Message }; try { [datetime]'nope' } catch { $_.Exception.Message }
'10' + 5; 10 + '5'; '3' * 3; 'a' * 0; 3 * '3'; '5' - 2; try { 'a' - 1 } catch { $_.Exception.Message }; '10' -gt 9; 9 -lt '10'; 'b' -gt 'a'; 'a' -eq 'A'; 'a' -ceq 'A'; $null -eq ''; '' -eq $null; 0 -eq $null; 1 -eq '1'; '1' -eq 1.0; '01' -eq 1; 1 -eq '01'; @(1,2,3) -eq 2; @(1,2) -ne 1; 2 -in 1,2; 1,2 -contains '2'; 'a' -in 'A','b'
[datetime]::ParseExact('20240102', 'yyyyMMdd', $null).ToString('d'); ([datetime]'2024-01-31').AddMonths(1).ToString('yyyy-MM-dd'); ([datetime]'2024-03-01' - [datetime]'2024-02-01').Days; ([datetime]'2024-01-01').DayOfWeek; ([datetime]'2024-12-31').DayOfYear; [datetime]::DaysInMonth(2024, 2); [datetime]::IsLeapYear(2023); (Get-Date '2024-01-02' -Format 'yyyy/MM/dd'); (Get-Date '2024-01-02' -UFormat '%Y-%m-%d %j %a'); Get-Date -Year 2024 -Month 1 -Day 2 -Hour 3 -Minute 4 -Second 5 -Millisecond 0; New-TimeSpan -Start '2024-01-01' -End '2024-01-02 12:00'; [timespan]::FromMinutes(90).ToString(); '{0:hh\:mm}' -f [timespan]::FromMinutes(90); ([datetimeoffset]'2024-01-01T00:00:00+02:00').UtcDateTime.ToString('o'); ([datetime]'2024-01-01').ToUniversalTime().Kind; [datetime]'2024-01-01T00:00:00Z'; [datetimeoffset]::FromUnixTimeSeconds(0).ToString('u'); (Get-Date '2024-01-01').ToFileTimeUtc(); [datetime]::FromFileTimeUtc(133485408000000000).Year; [datetime]::MinValue; ([datetime]'2024-06-15 10:00').Date; ([datetime]'2024-06-15 10:00').TimeOfDay.TotalHours; [datetime]'01/02/2024' -lt [datetime]'02/01/2024'; '2024-01-02' -as [datetime]; 'x' -as [datetime]; ('2024-01-02' -as [datetime]).GetType().Name; [timespan]'00:00:05' + [timespan]'00:00:10'; ([datetime]'2024-01-01') + [timespan]'1.00:00'; [math]::Round(([datetime]'2024-01-02' - [datetime]'2024-01-01').TotalHours)
