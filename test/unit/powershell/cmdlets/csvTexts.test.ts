// Odd texts of comma separated values, and what ImportCsvHelper of PowerShell 7.6 reads from each (csvTexts.txt: text, delimiter, -Header, objects and warnings, each as JSON).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolders, runInFolder } from './inFolder.ts';

const CASES = readFileSync(join(import.meta.dirname, 'csvTexts.txt'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t').map((x) => JSON.parse(x) as unknown) as [string, string, readonly string[] | null, readonly string[]]);
const literal = (text: string): string => `"${text.replace(/[^a-zA-Z0-9,;#: ]/g, (c) => `\`u{${c.charCodeAt(0).toString(16)}}`)}"`;
const SHOW = `function show {
  process {
    $type = if ($_.pstypenames[0] -ne 'System.Management.Automation.PSCustomObject') { '{' + ($_.pstypenames -join '|') + '}' }
    $type + (@(foreach ($p in $_.psobject.properties) { $p.Name + '=' + $(if ($null -eq $p.Value) { '<null>' } else { '[' + $p.Value + ']' }) }) -join '|')
  }
}`;

describe('Odd texts of comma separated values', () => {
  afterEach(removeFolders);
  it('are read as PowerShell reads them', () => {
    const { output, errors } = runInFolder(`${SHOW}\n${CASES.map(([text, delimiter, header]) => `try { ConvertFrom-Csv -InputObject ${literal(text)} -Delimiter ${literal(delimiter)} ${header === null ? '' : `-Header ${header.map(literal).join(',')}`} -WarningVariable w -WarningAction SilentlyContinue | show; if ($w) { 'WARN' } } catch { 'ERR ' + $_.Exception.Message }; '--'`).join('\n')}`);
    assert.deepEqual(errors, []);
    const found = output.join('\n').split('--').map((x) => x.replace(/^\n|\n$/g, ''));
    const wrong = CASES.flatMap(([text, , , wanted], i) => {
      // The warning comes before the object it is for; here it is told of at the end.
      const expected = [...wanted.filter((x) => x !== 'WARN'), ...wanted.filter((x) => x === 'WARN')].join('\n');
      return found[i] === expected ? [] : [{ text, expected, found: found[i] }];
    });
    assert.deepEqual(wrong, []);
  });
  it('names that are reserved, U+0000 as delimiter, no culture asked for, one warning for all files', () => {
    const { output, errors, other } = runInFolder(`
      'a,psBase', '1,2' | ConvertFrom-Csv
      ('a,b', '1,2' | ConvertFrom-Csv -Delimiter ([char]0)).b
      ('a,b', '1,2' | ConvertFrom-Csv -UseCulture:$false).'a,b'
      (Import-Csv one.csv, two.csv).H1`, { files: { 'one.csv': 'a,,b\n1,2,3\n', 'two.csv': 'a,,b\n1,4,3\n' } });
    assert.deepEqual(output, ['2', '1,2', '2', '4']);
    assert.deepEqual(errors, ['AlreadyPresentPSMemberInfoInternalCollectionAdd,Microsoft.PowerShell.Commands.ConvertFromCsvCommand: The member name "psBase" is reserved.']);
    assert.equal(other.filter((r) => r.stream === 'Warning').length, 1);
  });
});

describe('ConvertFrom-StringData', () => {
  afterEach(removeFolders);
  it('reads escapes as Regex.Unescape does, lines end at LF alone', () => {
    const { output, errors } = runInFolder([
      String.raw`$t = ConvertFrom-StringData 'a = x\ty\x41\u0042\103\cA\b|\-\#\'`, '($t.a.ToCharArray() | ForEach-Object { [int]$_ }) -join ","',
      '(ConvertFrom-StringData "a=1`rb=2`r`n c = 3").Count', "(ConvertFrom-StringData '').Count", String.raw`[regex]::Unescape('\101\e\')`,
    ].join('\n'));
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['120,9,121,65,66,67,1,8,124,45,35', '2', '0', 'A\u001b']);
  });
  it('tells what is wrong', () => {
    const { output, errors } = runInFolder([
      String.raw`try { ConvertFrom-StringData 'a=C:\Users' } catch { $_.Exception.GetType().FullName; $_.CategoryInfo.Category }`,
      String.raw`foreach ($text in 'a=C:\Users', 'a=\x4', 'a=\c', 'none', '=x', ('a=1' + [char]10 + 'A = 2')) { ConvertFrom-StringData $text }`,
    ].join('\n'));
    const OF = 'Microsoft.PowerShell.Commands.ConvertFromStringDataCommand', FAULT = `System.Text.RegularExpressions.RegexParseException,${OF}`;
    assert.deepEqual(output, ['System.Text.RegularExpressions.RegexParseException', 'NotSpecified']);
    assert.deepEqual(errors, [
      `${FAULT}: Invalid pattern 'C:\\Users' at offset 4. Unrecognized escape sequence \\U.`, `${FAULT}: Invalid pattern '\\x4' at offset 2. Insufficient or invalid hexadecimal digits.`, `${FAULT}: Invalid pattern '\\c' at offset 2. Missing control character.`,
      `InvalidOperation,${OF}: Data line 'none' is not in 'name=value' format. `, `InvalidOperation,${OF}: Data line '=x' is not in 'name=value' format. `, `InvalidOperation,${OF}: Data item 'A' in line 'A = 2' is already defined. `,
    ]);
  });
});
