/** Text, dates and formatting commands where they are easy to get wrong. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const CASES: readonly (readonly [what: string, script: string, output: readonly string[], errors?: readonly string[]])[] = [
  ['context is shown once', "('a', 'b', 'a2', 'c', 'd', 'e' | Select-String a -Context 1 | ForEach-Object { \"$_\" -replace '\\n', '|' }) -join '/'", ['> a|  b/> a2|  c']],
  ['-Quiet says for each file, and of strings only what is found', "Set-Content a.txt 'x'; Set-Content b.txt 'y'; Get-ChildItem | Select-String x -Quiet; @('y' | Select-String x -Quiet).Count", ['True', 'False', '0']],
  ['a match that is searched again stays the match', "$m = 'one', 'two' | Select-String 'o'; ($m | Select-String 'two').LineNumber", ['2']],
  ['a bad pattern', "try { 'a' | Select-String '[' } catch { \"$($_.FullyQualifiedErrorId) $_\" }", ["InvalidRegex,Microsoft.PowerShell.Commands.SelectStringCommand The string [ is not a valid regular expression: Invalid pattern '[' at offset 1. Unterminated [] set."]],
  ['nulls of a property are joined as nothing', "[pscustomobject]@{ a = $null }, [pscustomobject]@{ a = 2 } | Join-String a -Separator ','; Join-String -InputObject 1, 2 -Separator '-'", [',2', '1-2']],
  ['weeks of ISO 8601', "'2005-01-01', '2008-12-29', '2010-01-03' | ForEach-Object { Get-Date $_ -UFormat '%G-W%V-%u %g' }", ['2004-W53-6 04', '2009-W01-1 09', '2009-W53-7 09']],
  ['the hash of what is not there, of a folder', 'Get-FileHash none.txt; $null = mkdir f; Get-FileHash f', [], ['FileNotFound,Microsoft.PowerShell.Commands.GetFileHashCommand', 'UnauthorizedAccessError,Microsoft.PowerShell.Commands.GetFileHashCommand']],
  ['blocks of columns have a scope of their own', "$i = 0; ([pscustomobject]@{ a = 1 }, [pscustomobject]@{ a = 2 } | Format-List @{ n = 'i'; e = { $i++; $i } } | Out-String).Trim() -replace '\\s+', ' '; $i", ['i : 1 i : 1', '0']],
  ['what is added to an object comes before its own in a selection', "('abc' | Add-Member X 1 -PassThru | Select-Object * | Get-Member -MemberType NoteProperty).Count; ([datetime]'2024-01-02' | Select-Object *).psobject.Properties.Name[0]", ['2', 'DateTime']],
  ['rows of CSV: quotes in the middle, blanks, comments, what is missing', "'a,b', '1,', '\"x,y\" z, w ', '3,4 5 \"q\"' | ConvertFrom-Csv | ForEach-Object { \"[$($_.a)][$($_.b)]\" }; \"#c`na,b`n1,`n#x,2`n\" | ConvertFrom-Csv | ForEach-Object { \"[$($_.a)][$($_.b)]\" }", ['[1][]', '[x,y z][w ]', '[3][4 5 "q"]', '[1][]', '[#x][2]']],
  ['files that cannot be opened', "foreach ($x in 'none.csv', 'no/none.csv') { try { Import-Csv $x } catch { \"$($_.FullyQualifiedErrorId -replace ',.*') $_\" -replace [regex]::Escape($PWD.Path) } }; Get-Content none*.txt; Add-Content . x; Clear-Content .", ["FileOpenFailure Could not find file '/none.csv'.", "FileOpenFailure Could not find a part of the path '/no/none.csv'."], ['ItemNotFound,Microsoft.PowerShell.Commands.GetContentCommand', 'WriteContainerContentException,Microsoft.PowerShell.Commands.AddContentCommand', 'ClearDirectoryContent,Microsoft.PowerShell.Commands.ClearContentCommand']],
  ['locations of drives, back and forth', "$null = New-PSDrive TD FileSystem .; $null = mkdir x; Set-Location TD:/x; Set-Location TD:; (Get-Location).Path; Set-Location /; Set-Location TD:; (Get-Location).Path; Set-Location -; (Get-Location).Path; Set-Location +; (Get-Location).Path; try { Set-Location + } catch { \"$_\" }", ['TD:/x', 'TD:/x', '/', 'TD:/x', 'There is no location history left to navigate forwards.']],
  ['variables: flags, Include, what is read-only', "New-Variable v1 1 -Option ReadOnly, AllScope; (Get-Variable v1).Options.ToString(); Clear-Variable v1; Clear-Variable v1 -Force; $null -eq $v1; Set-Variable v2 5; Set-Variable v? 7 -Exclude v1; $v2", ['ReadOnly, AllScope', 'True', '7'], ['VariableNotWritable,Microsoft.PowerShell.Commands.ClearVariableCommand']],
  ['filters of the system', "'a.txt', 'b', 'c.log' | ForEach-Object { $null = New-Item $_ }; (Get-ChildItem -Filter *.*).Name -join ' '; (Get-ChildItem -Filter *.).Name; (Get-ChildItem -Filter b.*).Name", ['a.txt b c.log', 'b', 'b']],
  ['a wildcard pattern that is none', "try { 'x' -like '[b-a]' } catch { \"$_\" }", ['The specified wildcard character pattern is not valid: [b-a]']],
  ['what a format cmdlet takes only one of', "foreach ($b in { fw a -View x }, { fw -AutoSize -Column 2 }, { fw '' }) { try { & $b } catch { \"$_\" } }", ['Cmdlet parameters View and Property are mutually exclusive.', 'Cmdlet parameters AutoSize and Column are mutually exclusive.', 'An empty string value is not allowed.']],
  ['dates as the hint wants them', "'Date', 'Time', 'DateTime' | ForEach-Object { (Get-Date '2024-03-05 14:05:06' -DisplayHint $_ | Out-String).Trim() }", ['Tuesday, 05 March 2024', '14:05:06', 'Tuesday, 05 March 2024 14:05:06']],
  ['JSON that ends too early', "'{\"a\":1', '[1,', 'x' | ForEach-Object { try { $_ | ConvertFrom-Json } catch { \"$_\" } }", ["Conversion from JSON failed with error: Unexpected end when deserializing object. Path 'a', line 1, position 6.", "Conversion from JSON failed with error: Unexpected end when reading token. Path ''.", "Conversion from JSON failed with error: Unexpected character encountered while parsing value: x. Path '', line 0, position 0."]],
  ['JSON of classes, guids of pipelines, added members', "class A { [int]$N = 1; hidden [int]$H = 2 }; class B : A { [int]$M = 3 }; [B]::new() | ConvertTo-Json -Compress; [guid]::Empty | ConvertTo-Json -Compress; ConvertTo-Json ([guid]::Empty); @{ a = 1 } | Add-Member X 5 -PassThru | ConvertTo-Json -Compress", ['{"M":3,"N":1,"H":2}', '{"value":"00000000-0000-0000-0000-000000000000","Guid":"00000000-0000-0000-0000-000000000000"}', '"00000000-0000-0000-0000-000000000000"', '{"a":1,"X":5}']],
];
describe('Text and format cmdlets', () => {
  afterEach(removeFolders);
  for (const [what, script, output, errors = []] of CASES) {
    it(what, () => {
      const ran = runInFolder(script);
      assert.equal(ran.ended, undefined);
      assert.deepEqual(ran.output, output);
      assert.deepEqual(ran.errors.map((e) => e.slice(0, e.indexOf(': '))), errors);
    });
  }
});
describe('Test-Json', () => {
  afterEach(removeFolders);
  it('checks texts and files against schemas, with every fault and its place', () => {
    const schema = '{ "type": "object", "required": ["id"], "properties": { "id": {}, "name": { "type": "string" }, "ports": { "items": { "oneOf": [{ "type": "integer", "maximum": 9 }, { "type": "string" }] } } }, "additionalProperties": false }';
    const { output, errors } = runInFolder(`$s = '${schema}'
      Set-Content s.json $s; Set-Content j.json '{"id":1,"name":"x","ports":[1,"a"]}'
      Test-Json -Path j.json -SchemaFile s.json; '{"name":1,"x":2}' | Test-Json -Schema $s; Test-Json -Json '{"id":1,"ports":[true]}' -Schema $s
      Test-Json -Json '{}' -Schema '{'; Test-Json '[1,] // one' -Options IgnoreComments, AllowTrailingCommas; Test-Json '[1,]'
      try { Test-Json -Json '{}' -SchemaFile none.json } catch { "$_" -replace [regex]::Escape("$PWD"), '' }`);
    assert.deepEqual(output, ['True', 'False', 'False', 'True', 'True', 'False', 'Can not open JSON schema file: /none.json']);
    const told = errors.map((e) => e.replace(',Microsoft.PowerShell.Commands.TestJsonCommand', '').replace('Detailed: The JSON is not valid with the schema', ''));
    assert.deepEqual(told.slice(0, 3), ['InvalidJsonAgainstSchema: Required properties ["id"] are not present at \'\'', 'InvalidJsonAgainstSchema: Value is "integer" but should be "string" at \'/name\'', "InvalidJsonAgainstSchema: All values fail against the false schema at '/x'"]);
    assert.ok(told.includes("InvalidJsonAgainstSchema: Expected 1 matching subschema but found another number of them at '/ports/0'"));
    assert.deepEqual(told.slice(-2), ['InvalidJsonSchema: Cannot parse the JSON schema.', 'InvalidJson: Cannot parse the JSON.']);
  });
});
describe('Transcripts and events', () => {
  afterEach(removeFolders);
  it('what is written goes to the file too, until it is stopped', () => {
    const { output, errors } = runInFolder("$null = Start-Transcript log/t.txt -UseMinimalHeader; 'one'; [pscustomobject]@{ a = 1 }; Write-Warning two; Write-Host three; $null = Stop-Transcript; 'after'; (Get-Content log/t.txt | Where-Object { $_ -notmatch 'time' }) -join '|'; try { Stop-Transcript } catch { \"$_\" }");
    assert.deepEqual(errors, []);
    assert.deepEqual(output.slice(2), ['after', '**********************|PowerShell transcript start|**********************|one||a|-|1||WARNING: two|three|**********************|PowerShell transcript end|**********************', 'An error occurred stopping transcription: The host is not currently transcribing.']);
  });
  it('a second one, an existing file, a folder', () => {
    const { output } = runInFolder("$null = Start-Transcript a.txt; $null = Start-Transcript b.txt; 'x'; (Stop-Transcript).Path | Split-Path -Leaf; 'y'; (Stop-Transcript) -replace '.*is ' | Split-Path -Leaf; (Select-String '^[xy]$' a.txt).Line -join ''; (Select-String '^[xy]$' b.txt).Line -join ''; try { Start-Transcript a.txt -NoClobber } catch { $_.FullyQualifiedErrorId }; try { Start-Transcript . } catch { $_.FullyQualifiedErrorId }");
    assert.deepEqual(output, ['x', 'b.txt', 'y', 'a.txt', 'xy', 'x', 'NoClobber,Microsoft.PowerShell.Commands.StartTranscriptCommand', 'InvalidOperation,Microsoft.PowerShell.Commands.StartTranscriptCommand']);
  });
  it('there are no events', () => {
    const { output, errors } = runInFolder("try { Register-ObjectEvent -InputObject 1 -EventName X -Action { } } catch { \"$_\" }; @(Get-EventSubscriber).Count");
    assert.deepEqual(errors, []);
    assert.match(output[0] ?? '', /^Register-ObjectEvent is not available: .* Start-Sleep/);
    assert.equal(output[1], '0');
  });
});
