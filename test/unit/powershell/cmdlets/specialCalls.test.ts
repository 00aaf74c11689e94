/** What cmdlets answer to calls that mean something special to them: as PowerShell's own tests ask it. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';
import { table } from '../runtime/table.ts';

describe('Structures made of nothing', () => {
  table([
    ['by New-Object', "(New-Object char).GetType().Name; [int] (New-Object char); (New-Object decimal).GetType().Name; (New-Object datetimeoffset).Ticks; (New-Object switch).IsPresent", 'Char|0|Decimal|0|False'],
    ['by new()', '[int] [char]::new(); [decimal]::new(); [datetimeoffset]::new().Ticks; [int]::new()', '0|0|0|0'],
    ['unless they cannot be', 'New-Object System.Collections.DictionaryEntry', '<CannotFindAppropriateCtor,Microsoft.PowerShell.Commands.NewObjectCommand>'],
  ]);
});
describe('Limits of Get-Random as text', () => {
  table([['are read as numbers of a script', "foreach ($t in '1tb', '0xff', '12l', '2.5', '5') { (Get-Random -Maximum $t -SetSeed 1).GetType().Name }; (Get-Random -Minimum '10mb' -Maximum '10485761' -SetSeed 1)", 'Int64|Int32|Int64|Double|Int32|10485760']]);
});
describe('JSON of addresses and guids', () => {
  const address = (more: string): string => `{"AddressFamily":2,"ScopeId":null,"IsIPv6Multicast":false,"IsIPv6LinkLocal":false,"IsIPv6SiteLocal":false,"IsIPv6Teredo":false,"IsIPv6UniqueLocal":false,"IsIPv4MappedToIPv6":false,"Address":16885952${more}}`;
  table([
    ['has what PowerShell adds to the type only of what came through a pipeline, behind what a script added', "$ip = [ipaddress]'192.168.1.1'; ConvertTo-Json $ip -Compress; $ip | ConvertTo-Json -Compress; $ip | Add-Member -PassThru note 1 | ConvertTo-Json -Compress",
      [address(''), address(',"IPAddressToString":"192.168.1.1"'), address(',"note":1,"IPAddressToString":"192.168.1.1"')].join('|')],
    ['has no number for a long address', "([ipaddress]'::1' | ConvertTo-Json | ConvertFrom-Json) | ForEach-Object { $null -eq $_.Address; $_.IPAddressToString }", 'True|::1'],
    ['a guid likewise', "$g = [guid] '12345678-1234-1234-1234-123456789abc'; ConvertTo-Json $g; $g | Add-Member -PassThru My t | ConvertTo-Json -Compress", '"12345678-1234-1234-1234-123456789abc"|{"value":"12345678-1234-1234-1234-123456789abc","My":"t","Guid":"12345678-1234-1234-1234-123456789abc"}'],
  ]);
});
describe('Aliases as they are asked for', () => {
  afterEach(removeFolders);
  it('stand above the syntax of what they mean', () => {
    const { output } = runInFolder('Get-Command gcm -Syntax; Get-Command Get-Verb -Syntax; Set-Alias tgs ./t.ps1; Get-Command tgs -Syntax', { files: { 't.ps1': 'param($Name)' } });
    assert.match(output[0] ?? '', /^gcm \(alias\) -> Get-Command\n\ngcm \[/);
    assert.match(output[1] ?? '', /^\nGet-Verb \[/);
    assert.match(output[2] ?? '', /^tgs \(alias\) -> .*t\.ps1\n\n\ntgs \[/);
  });
  it('take a description', () => {
    assert.deepEqual(runInFolder("Set-Alias mine Get-Date; $a = Get-Alias mine; $a.Description = 'why'; $a.Description; (Get-Alias mine).Description").output, ['why', 'why']);
  });
});
describe('Schemas in files', () => {
  afterEach(removeFolders);
  it('are found beside the one that names them, and those that they name', () => {
    const files = {
      's.json': '{ "properties": { "name": { "$ref": "d/defs.json#/definitions/name" } } }', 'd/defs.json': '{ "definitions": { "name": { "$ref": "more.json" } } }', 'd/more.json': '{ "type": "string" }',
      'bad.json': '{ "properties": { "name": { "$ref": "none.json" } } }',
    };
    const { output, errors } = runInFolder(`'{"name":"a"}' | Test-Json -SchemaFile s.json; '{"name":1}' | Test-Json -SchemaFile s.json; '{"name":1}' | Test-Json -SchemaFile bad.json`, { files });
    assert.deepEqual(output.slice(0, 2), ['True', 'False']);
    assert.match(errors[0] ?? '', /^InvalidJsonAgainstSchemaDetailed.* Value is "integer" but should be "string" at '\/name'/);
    assert.match(errors[1] ?? '', /^InvalidJsonSchema,/);
  });
});
describe('Add-Member of what the engine has not', () => {
  const id = (args: string): string => `try { Add-Member -InputObject a ${args} } catch { $_.FullyQualifiedErrorId -replace ',.*' }`;
  table([['says first what is wrong with the call', [id('CodeMethod N v -SecondValue w'), id('MemberSet N v -SecondValue w'), id('CodeProperty N $null -SecondValue $null'), id('CodeProperty N text'), id('MemberSet N text'), id('MemberSet N'), id('-MemberType Event -Name N -Value x')].join('; '),
    'Value2ShouldNotBeSpecified|Value2ShouldNotBeSpecified|Value1AndValue2AreNotBothNull|ConvertToFinalInvalidCastException|ConvertToFinalInvalidCastException|CannotAddMemberType']]);
});
describe('A view whose column has an empty label', () => {
  afterEach(removeFolders);
  it('shows the name of the property', () => {
    const view = '<Configuration><ViewDefinitions><View><Name>n</Name><ViewSelectedBy><TypeName>T.F</TypeName></ViewSelectedBy><TableControl><TableHeaders><TableColumnHeader><Label></Label><Width>4</Width></TableColumnHeader></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Prop</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>';
    assert.deepEqual(runInFolder("Update-FormatData -AppendPath f.format.ps1xml; [pscustomobject]@{ PSTypeName = 'T.F'; Prop = '123' } | Format-Table | Out-String -Stream | Where-Object { $_ }", { files: { 'f.format.ps1xml': view } }).output, ['Prop', '----', '123']);
  });
});
