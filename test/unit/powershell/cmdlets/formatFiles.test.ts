import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const view = (control: string, type = 'My.Thing', more = '', name = 'thing'): string => `<View><Name>${name}</Name><ViewSelectedBy><TypeName>${type}</TypeName></ViewSelectedBy>${more}${control}</View>`;
const file = (...views: readonly string[]): string => `<?xml version="1.0" encoding="utf-8"?><Configuration>${views[0]?.startsWith('<View>') === true ? '' : views[0]}<ViewDefinitions>${views.filter((v) => v.startsWith('<View>')).join('')}</ViewDefinitions></Configuration>`;
const thing = '$t = [pscustomobject]@{ PSTypeName = "My.Thing"; Name = "one"; Size = 2048; Kind = "a" }, [pscustomobject]@{ PSTypeName = "My.Thing"; Name = "two"; Size = 5; Kind = "b" }; ';
const shown = (script: string, files: Readonly<Record<string, string>>): readonly string[] => {
  const { output, errors, ended } = runInFolder(`${thing}${script}`, { files });
  return [...output.flatMap((text) => text.split('\n')), ...errors, ...(ended === undefined ? [] : [`ended ${ended}`])];
};

describe('Format files', () => {
  afterEach(removeFolders);
  const table = view(`<TableControl><TableHeaders><TableColumnHeader><Label>The name</Label><Width>10</Width></TableColumnHeader><TableColumnHeader><Width>9</Width><Alignment>Right</Alignment></TableColumnHeader><TableColumnHeader/></TableHeaders>
    <TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem><TableColumnItem><PropertyName>Size</PropertyName><FormatString>{0:N1}</FormatString></TableColumnItem><TableColumnItem><ScriptBlock>"&lt;$($_.Kind)&gt;"</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl>`);
  it('give tables with headers, formats and blocks', () => {
    assert.deepEqual(shown('Update-FormatData -AppendPath ./t.format.ps1xml; $t | Out-String', { 't.format.ps1xml': file(table) }),
      ['', 'The name        Size "<$($_.Kind)>"', '--------        ---- --------------', 'one          2,048.0 <a>', 'two              5.0 <b>', '', '']);
  });
  it('give lists whose items have conditions, and entries for other types', () => {
    const list = view(`<ListControl><ListEntries><ListEntry><ListItems><ListItem><PropertyName>Name</PropertyName></ListItem><ListItem><Label>Big</Label><ItemSelectionCondition><ScriptBlock>$_.Size -gt 100</ScriptBlock></ItemSelectionCondition><PropertyName>Size</PropertyName></ListItem></ListItems></ListEntry>
      <ListEntry><EntrySelectedBy><SelectionCondition><TypeName>my.thing</TypeName><ScriptBlock>$_.Kind -eq 'b'</ScriptBlock></SelectionCondition></EntrySelectedBy><ListItems><ListItem><Label>Of kind b</Label><PropertyName>Name</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl>`);
    assert.deepEqual(shown('Update-FormatData ./t.format.ps1xml; $t | Out-String', { 't.format.ps1xml': file(list) }), ['', 'Name : one', 'Big  : 2048', '', 'Of kind b : two', '', '']);
  });
  it('give custom views with frames, and groups of their own', () => {
    const custom = view(`<CustomControl><CustomEntries><CustomEntry><CustomItem><Text>Thing </Text><ExpressionBinding><PropertyName>Name</PropertyName></ExpressionBinding><NewLine/><Frame><LeftIndent>4</LeftIndent><CustomItem><ExpressionBinding><ItemSelectionCondition><ScriptBlock>$_.Size -gt 9</ScriptBlock></ItemSelectionCondition><PropertyName>Size</PropertyName><FormatString>{0:N0} bytes</FormatString></ExpressionBinding><ExpressionBinding><ScriptBlock>1, 2</ScriptBlock><EnumerateCollection/><CustomControlName>Number</CustomControlName></ExpressionBinding></CustomItem></Frame></CustomItem></CustomEntry></CustomEntries></CustomControl>`,
      'My.Thing', '<GroupBy><PropertyName>Kind</PropertyName><Label>Of kind</Label></GroupBy>');
    const controls = '<Controls><Control><Name>Number</Name><CustomControl><CustomEntries><CustomEntry><CustomItem><Text>[</Text><ExpressionBinding/><Text>]</Text></CustomItem></CustomEntry></CustomEntries></CustomControl></Control></Controls>';
    assert.deepEqual(shown('Update-FormatData -PrependPath ./t.format.ps1xml; $t | Out-String', { 't.format.ps1xml': file(controls, custom) }),
      ['', '   Of kind: a', '', 'Thing one', '2,048 bytes[1][2]', '', '   Of kind: b', '', 'Thing two', '[1][2]', '', '']);
  });
  it('give wide views and views by name, and stand before those of PowerShell where they are asked to', () => {
    const wide = view('<WideControl><AutoSize/><WideEntries><WideEntry><WideItem><ScriptBlock>$_.Name.ToUpper()</ScriptBlock></WideItem></WideEntry></WideEntries></WideControl>', 'My.Thing', '', 'loud');
    const span = view('<TableControl><TableHeaders/><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Days</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl>', 'System.TimeSpan');
    assert.deepEqual(shown('Update-FormatData ./t.format.ps1xml; ($t | Format-Wide -View loud | Out-String).Trim(); ([timespan]::new(3, 0, 0, 0) | Out-String).Trim(); Update-FormatData -PrependPath ./s.format.ps1xml; ([timespan]::new(3, 0, 0, 0) | Out-String).Trim() -replace "\\s+", " "', { 't.format.ps1xml': file(wide), 's.format.ps1xml': file(span) }).filter((l) => !/^(?:Hours|Minutes|Seconds|Milli|Ticks|Total)/.test(l)),
      ['ONE  TWO', 'Days              : 3', 'Days ---- 3']);
  });
  it('are listed by Get-FormatData', () => {
    assert.deepEqual(shown(`Update-FormatData ./t.format.ps1xml; $d = Get-FormatData My.*; "$($d.TypeNames) $($d.FormatViewDefinition.Name) $($d.FormatViewDefinition[0].Control.GetType().Name)"; $c = $d.FormatViewDefinition[0].Control; $c.Headers.Label -join '|'; $c.Rows[0].Columns.DisplayEntry | ForEach-Object { "$($_.ValueType) $($_.Value)" }; (Get-FormatData System.TimeSpan).FormatViewDefinition.Count; "$(Get-FormatData -TypeName System.Guid)"`, { 't.format.ps1xml': file(table) }),
      ['My.Thing thing TableControl', 'The name|Size|"<$($_.Kind)>"', 'Property Name', 'Property Size', 'ScriptBlock "<$($_.Kind)>"', '3', 'System.Guid']);
  });
  it('that cannot be read are told with what is wrong', () => {
    assert.deepEqual(shown('Update-FormatData ./none.ps1xml; Update-FormatData ./t.xml; Update-FormatData ./bad.ps1xml; Update-FormatData ./empty.ps1xml; Update-FormatData ./t.format.ps1xml -WhatIf; ($t | Out-String).Trim().Split("`n")[0]', { 't.xml': '', 'bad.ps1xml': '<Configuration><View></Configuration>', 'empty.ps1xml': file('<View><Name>x</Name></View>'), 't.format.ps1xml': file(table) }).map((l) => l.trim()), [
      'Name Size Kind', "FormatAppendPathException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand: Cannot find path '<F>/none.ps1xml' because it does not exist.",
      'WrongExtension,Microsoft.PowerShell.Commands.UpdateFormatDataCommand: Cannot read the file "<F>/t.xml"  because it does not have the file name extension "ps1xml".',
      "FormatXmlUpdateException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand: Errors occurred while loading the format data file: \n<F>/bad.ps1xml, Error in file <F>/bad.ps1xml: The 'View' start tag on line 1 position 17 does not match the end tag of 'Configuration'. Line 1, position 24.",
      'FormatXmlUpdateException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand: Errors occurred while loading the format data file: \n<F>/empty.ps1xml, Error at XPath /Configuration/ViewDefinitions/View in file <F>/empty.ps1xml: No type or condition is specified for applying the view.',
    ]);
  });
});
describe('Type files', () => {
  afterEach(removeFolders);
  const types = `<Types><Type><Name>My.Thing</Name><Members><ScriptProperty><Name>Kilo</Name><GetScriptBlock>$this.Size / 1kb</GetScriptBlock></ScriptProperty><AliasProperty><Name>Title</Name><ReferencedMemberName>Name</ReferencedMemberName></AliasProperty>
    <ScriptMethod><Name>Say</Name><Script>"I am $($this.Name)"</Script></ScriptMethod><NoteProperty><Name>Note</Name><Value>n</Value></NoteProperty><MemberSet><Name>PSStandardMembers</Name><Members><PropertySet><Name>DefaultDisplayPropertySet</Name><ReferencedProperties><Name>Name</Name><Name>Kilo</Name></ReferencedProperties></PropertySet></Members></MemberSet></Members></Type></Types>`;
  it('give members and what is shown', () => {
    assert.deepEqual(shown('Update-TypeData ./t.ps1xml; $x = $t[0]; "$($x.Kilo) $($x.Title) $($x.Say()) $($x.Note)"; ($x | Format-List | Out-String).Trim(); Update-TypeData ./t.ps1xml; $Error.Count', { 't.ps1xml': types }), ['2 one I am one n', 'Name : one', 'Kilo : 2', '0']);
  });
  it('and format files of a module are read with it', () => {
    const files = { 'M/M.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'M.psm1'; TypesToProcess = 'M.types.ps1xml'; FormatsToProcess = @('M.format.ps1xml') }", 'M/M.psm1': 'function Get-It { 1 }', 'M/M.types.ps1xml': types, 'M/M.format.ps1xml': file(view('<TableControl><TableHeaders/><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Title</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl>')) };
    assert.deepEqual(shown('Import-Module ./M; ($t | Out-String).Trim()', files).map((l) => l.trim()), ['Title', '-----', 'one', 'two']);
  });
  it('that cannot be read are told with what is wrong', () => {
    assert.deepEqual(shown('Update-TypeData ./bad.ps1xml; Update-TypeData ./none.ps1xml; Update-TypeData -TypeName My.Thing -MemberName Kilo -MemberType NoteProperty -Value 1; Update-TypeData ./t.ps1xml; $d = Get-TypeData My.Thing; Remove-TypeData My.Thing; $t[0].Title; $d | Update-TypeData; $t[0].Title', { 'bad.ps1xml': '<Types><Type><Name>A</Name><Members><ScriptProperty><Name>B</Name></ScriptProperty></Members></Type></Types>', 't.ps1xml': types }),
      ['', 'one', 'TypesXmlUpdateException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: <F>/bad.ps1xml, <F>/bad.ps1xml : Error in type "A": The ScriptProperty should have a getter or setter.', "TypesAppendPathException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: Cannot find path '<F>/none.ps1xml' because it does not exist.",
        'TypesXmlUpdateException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand: <F>/t.ps1xml, <F>/t.ps1xml : Error in type "My.Thing": The member Kilo is already present.']);
  });
});
describe('Type files that are taken away', () => {
  afterEach(removeFolders);
  it('leave what a script said of the same type; one that was not read is refused', () => {
    const types = '<Types><Type><Name>My.Thing</Name><Members><NoteProperty><Name>Of</Name><Value>file</Value></NoteProperty></Members></Type></Types>';
    assert.deepEqual(shown('Update-TypeData -AppendPath t.types.ps1xml; Update-TypeData -TypeName My.Thing -MemberType NoteProperty -MemberName Own -Value s; $t[0].Of; Remove-TypeData -Path t.types.ps1xml; "$($t[0].Of)|$($t[0].Own)"; Remove-TypeData -Path t.types.ps1xml; Remove-TypeData -Path none.types.ps1xml', { 't.types.ps1xml': types }).map((l) => l.replace(/:.*/, '')),
      ['file', '|s', 'TypeFileNotExistsInCurrentSession,Microsoft.PowerShell.Commands.RemoveTypeDataCommand', 'TypePathException,Microsoft.PowerShell.Commands.RemoveTypeDataCommand']);
  });
});
