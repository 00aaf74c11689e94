import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const shows = (script: string): readonly string[] => {
  const { output, errors, ended } = runInFolder(script);
  assert.deepEqual([errors, ended], [[], undefined]);
  return output.map((text) => text.replaceAll('\r', '').replaceAll('\u001b', '^').trim());
};
const ANSI = "$PSStyle.OutputRendering = 'Ansi'; ";

describe('$PSStyle', () => {
  afterEach(removeFolders);
  it('shows each sequence as it is written', () => {
    assert.deepEqual(shows("$PSStyle.Progress | Out-String; ($PSStyle.Formatting | Out-String) -split '\\n' | Select-Object -Skip 1 -First 2; ($PSStyle.FileInfo | Out-String) -match '\\.zip    = \"`e\\[31;1m\"'; ($PSStyle | Out-String) -match 'Foreground\\.BrightYellow +: `e\\[93m'"),
      ['Style           : `e[33;1m\nMaxWidth        : 120\nView            : Minimal\nUseOSCIndicator : False', 'FormatAccent           : `e[32;1m', 'ErrorAccent            : `e[36;1m', 'True', 'True']);
  });
  it('takes nothing but sequences', () => {
    assert.deepEqual(shows("try { $PSStyle.Formatting.Error = 'abc' } catch { $_.Exception.Message }; $PSStyle.Formatting.Error = \"`e[34m\"; $PSStyle.Formatting.Error; try { $PSStyle.Progress.MaxWidth = 3 } catch { $_.FullyQualifiedErrorId }; try { $PSStyle.FileInfo.Extension.Add('zip', '') } catch { $_.Exception.InnerException.Message }; $PSStyle.FileInfo.Extension['.ZIP']"),
      ['Exception setting "Error": "The specified string contains printable content when it should only contain ANSI escape sequences: abc"', '^[34m', 'ExceptionWhenSetting', 'When adding or removing extensions, the extension must start with a period.', '^[31;1m']);
  });
  it('colours heads of tables and labels of lists where Ansi is asked for, and nothing else', () => {
    assert.deepEqual(shows(`${ANSI}[pscustomobject]@{ A = 1; B = 'x' } | Out-String; [pscustomobject]@{ A = 1 } | Format-List | Out-String; $null = mkdir d; (Get-ChildItem | Out-String).Trim() -split '\\n' | Select-Object -Skip 2 -First 1; (Get-ChildItem | Out-String) -match 'm[d].\\[0m'`),
      ['^[32;1mA^[0m^[32;1m B^[0m\n^[32;1m-^[0m ^[32;1m-^[0m\n1 x', '^[32;1mA : ^[0m1', '^[32;1mMode   ^[0m^[32;1m              LastWriteTime^[0m ^[32;1;3m        Length^[0m^[32;1m Name^[0m', 'True']);
  });
  it('maps the colours of a console', () => {
    assert.deepEqual(shows("[System.Management.Automation.PSStyle]::MapForegroundColorToEscapeSequence('DarkYellow'); $PSStyle.Background.FromConsoleColor('Red'); [System.Management.Automation.PSStyle]::MapColorPairToEscapeSequence('White', 'DarkBlue'); [System.Management.Automation.PSStyle]::Instance.Bold"), ['^[33m', '^[101m', '^[97;44m', '^[1m']);
  });
});

describe('Errors and objects with properties of their own', () => {
  afterEach(removeFolders);
  it('show the place that a target tells', () => {
    assert.deepEqual(shows("[System.Management.Automation.ErrorRecord]::new([Exception]::new('msg'), 'Id', 'InvalidData', @{ Line = 12; LineText = ' hello world'; File = '/x.ps1'; StartColumn = 7 }) | Out-String"), ['InvalidData: /x.ps1\nLine |\n  12 | hello world\n     |       ~~~~~\n     | msg']);
  });
  it('list the properties of their class behind their own where all are asked for', () => {
    assert.deepEqual(shows("$x = [xml]'<a b=\"1\"><c/></a>'; ($x.a | Select-Object *).psobject.Properties.Name[0..3] -join; $x.a.psobject.Properties.Name.Count; ($x.a | Format-List | Out-String).Trim(); ($x.a.SelectSingleNode('c') | Out-String) -match 'OwnerDocument   : #document'; ($x.a | Get-Member -MemberType Property).Name -join ','; ($x.a | Get-Member -View Base -MemberType Property).Name -contains 'OuterXml'".replace(' -join;', " -join ',';")),
      ['b,c,Name,LocalName', '26', 'b : 1\nc :', 'True', 'b,c', 'True']);
    assert.deepEqual(shows("$t = [System.Data.DataTable]::new('T'); $null = $t.Columns.Add('Id', [int]); $null = $t.Rows.Add(1); ($t.Rows[0] | Select-Object *).psobject.Properties.Name -join ','; $t | Out-String; $t | ConvertTo-Csv"), ['Id,RowError,RowState,Table,ItemArray,HasErrors', 'Id\n--\n 1', '"Id"', '"1"']);
  });
  it('tell the static members of a class with its constructors', () => {
    assert.deepEqual(shows("class P { [string] $Name; static [int] $Count; P([string] $n) { $this.Name = $n }\n static [P] Make() { return [P]::new('a') } }; [P] | Get-Member -Static | ForEach-Object { \"$($_.MemberType) $($_.Definition)\" }"),
      ['Method static bool Equals(System.Object objA, System.Object objB)', 'Method static P Make()', 'Method P new(string n)', 'Method static bool ReferenceEquals(System.Object objA, System.Object objB)', 'Property static int Count {get;set;}']);
  });
});
