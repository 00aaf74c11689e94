/** What goes with a module when it is removed, and properties of items from an object. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Types and views of a module', () => {
  afterEach(removeFolders);
  const files = {
    'own/own.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'own.psm1'; TypesToProcess = 'own.types.ps1xml'; FormatsToProcess = 'own.format.ps1xml' }", 'own/own.psm1': "function Get-Own { [pscustomobject]@{ PSTypeName = 'Own.Thing'; A = 1; B = 2 } }",
    'own/own.types.ps1xml': '<Types><Type><Name>Own.Thing</Name><Members><ScriptProperty><Name>Sum</Name><GetScriptBlock>$this.A + $this.B</GetScriptBlock></ScriptProperty></Members></Type></Types>',
    'own/own.format.ps1xml': '<Configuration><ViewDefinitions><View><Name>Own</Name><ViewSelectedBy><TypeName>Own.Thing</TypeName></ViewSelectedBy><TableControl><TableHeaders><TableColumnHeader><Label>Only</Label></TableColumnHeader></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>A</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>',
  };
  it('go with it, and come again with it', () => {
    const { output, errors } = runInFolder(`
      Import-Module ./own; $o = Get-Own; $o.Sum; ($o | Out-String) -match 'Only'; Remove-Module own; $null -eq $o.Sum; ($o | Out-String) -match 'Only'
      Import-Module ./own; $o.Sum; ($o | Out-String) -match 'Only'`, { files });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['3', 'True', 'True', 'False', '3', 'True']);
  });
  it('are told by its manifest, inside too', () => {
    const { output, errors } = runInFolder('Import-Module ./data; Get-Data; (Get-Command Get-Data).Module.PrivateData.Names -join ","', { files: {
      'data/data.psd1': "@{ ModuleVersion = '1.2'; RootModule = 'data.psm1'; Author = 'Ada'; PrivateData = @{ Names = 'x', 'y' } }",
      'data/data.psm1': '$names = $ExecutionContext.SessionState.Module.PrivateData.Names; function Get-Data { "$names"; $MyInvocation.MyCommand.Module.PrivateData.Names.Count; $MyInvocation.MyCommand.Module.Author }',
    } });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['x y', '2', 'Ada', 'x,y']);
  });
  it('are no matter of items: a file gets the properties of an object', () => {
    const { output, errors } = runInFolder(`
      Set-Content a.txt x; [pscustomobject]@{ LastWriteTime = [datetime]'2020-01-02'; IsReadOnly = $true } | Set-ItemProperty a.txt; $f = Get-Item a.txt; $f.IsReadOnly; $f.LastWriteTime.Year
      Set-ItemProperty a.txt IsReadOnly $false; (Get-Item a.txt).IsReadOnly; Set-ItemProperty -LiteralPath a.txt -InputObject ([pscustomobject]@{ Nope = 1 })`);
    assert.deepEqual(output, ['True', '2020', 'False']);
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /^SetPropertyError,Microsoft\.PowerShell\.Commands\.SetItemPropertyCommand: The property int Nope=1 does not exist/);
  });
});
