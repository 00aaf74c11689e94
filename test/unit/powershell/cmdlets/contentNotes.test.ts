import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

/** What Get-Content gives carries notes; wherever a text is wanted it is one all the same. */
const cases: readonly (readonly [what: string, script: string, output: string])[] = [
  ['a line', "$l = Get-Content f.txt; $l[2].ReadCount; $l[0].PSPath; $l[0].PSParentPath; $l[0].PSChildName; \"$($l[0].PSDrive)\"; \"$($l[0].PSProvider)\"; $l[0].GetType().Name", '3 <F>/f.txt <F> f.txt / Microsoft.PowerShell.Core\\FileSystem String'],
  ['lines with their numbers', 'Get-Content f.txt -Tail 2 | ForEach-Object { "$($_.ReadCount)=$_" }', '1=c,3 2=a,1'],
  ['lines in groups', "Get-Content f.txt -ReadCount 3 | ForEach-Object { $_.ReadCount }; (Get-Content f.txt -Raw).ReadCount; (Get-Content f.txt -AsByteStream)[0] -is [byte]", '3 4 1 True'],
  ['comparing and looking up', "$l = Get-Content f.txt; $l -contains 'a,1'; 'c,3' -in $l; $l.IndexOf('c,3'); [array]::IndexOf($l, 'a,1'); $h = @{}; foreach ($x in $l) { $h[$x] += 1 }; $h['a,1']; $a = [System.Collections.ArrayList]$l; $a.Contains('b,2'); $a.IndexOf('c,3')", 'True True 2 1 2 True 2'],
  ['sorting, grouping, comparing with plain text', "$l = @(Get-Content f.txt) + 'a,1'; ($l | Sort-Object -Unique).Count; ($l | Group-Object | ForEach-Object Count) -join '/'; ($l | Select-Object -Unique).Count; ($l | Get-Unique).Count; @(Compare-Object $l 'b,2', 'a,1', 'c,3', 'a,1', 'a,1').Count", '3 3/1/1 3 4 0'],
  ['JSON and CSV', "(Get-Content f.txt)[0] | ConvertTo-Json; @{ a = (Get-Content f.txt)[0] } | ConvertTo-Json -Compress; (Get-Content f.txt | ConvertTo-Csv)[0]", '"b,2" {"a":"b,2"} "PSPath","PSParentPath","PSChildName","PSDrive","PSProvider","ReadCount","Length"'],
];

const shown: readonly (readonly [what: string, script: string, output: string])[] = [
  ['a column of lines left', "([pscustomobject]@{ L = (Get-Content f.txt)[0] } | Format-Table | Out-String).Trim() -replace '\\s+', ' '", 'L - b,2'],
  ['what was added to a value before its own properties', "((Get-Date '2024-02-29' | Format-List | Out-String).Trim() -split '\\r?\\n' | ForEach-Object { $_ -replace '\\s.*' }) -join ','", 'DisplayHint,Date,Day,DayOfWeek,DayOfYear,Hour,Kind,Millisecond,Microsecond,Nanosecond,Minute,Month,Second,Ticks,TimeOfDay,Year,DateTime'],
];

describe('The notes of Get-Content', () => {
  afterEach(removeFolders);
  for (const [what, script, output] of [...cases, ...shown]) {
    it(`are right for ${what}`, () => {
      const ran = runInFolder(script, { files: { 'f.txt': 'b,2\na,1\nc,3\na,1\n' } });
      assert.deepEqual(ran.errors, []);
      assert.equal(ran.output.join(' '), output);
    });
  }
});
