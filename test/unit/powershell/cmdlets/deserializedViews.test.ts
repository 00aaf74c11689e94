import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('objects that have crossed a boundary', () => {
  after(removeFolders);
  const told = (script: string): readonly string[] => { const { output, errors, ended } = runInFolder(script, { files: { 'a.txt': 'x' } }); return [...output, ...errors, ...(ended === undefined ? [] : [ended])]; };
  const crossed = 'Get-Item a.txt | Export-Clixml i.xml; $i = Import-Clixml i.xml; ';

  it('have the views of what they were, as the live ones show it', () => {
    assert.deepEqual(told(`${crossed}($i | Out-String) -eq (Get-Item a.txt | Out-String)`), ['True']);
    assert.deepEqual(told(`${crossed}($i | Format-Wide | Out-String).Trim() -replace '\\s+', ' '; ($i | Format-Table -View children | Out-String) -match 'Mode +LastWriteTime +Length +Name'`), ['Directory: <F> a.txt', 'True']);
    assert.deepEqual(told("Get-Process -Id $PID | Export-Clixml p.xml; (Import-Clixml p.xml | Out-String) -match 'NPM\\(K\\) +PM\\(M\\)'"), ['True']);
  });
  it('have the text of what they were, which ToString gives; custom objects have none', () => {
    assert.deepEqual(told(`${crossed}"[$i] [$($i.ToString())]" -replace '\\[[^\\]]*[\\\\/]a', '[a'; [pscustomobject]@{ A = 1 } | Export-Clixml o.xml; "[$((Import-Clixml o.xml).ToString())]"`), ['[a.txt] [a.txt]', '[]']);
  });
  it('keep a view for the type they are now, where there is one', () => {
    assert.deepEqual(told(`${crossed}@'
<Configuration><ViewDefinitions><View><Name>own</Name><ViewSelectedBy><TypeName>Deserialized.System.IO.FileInfo</TypeName></ViewSelectedBy><TableControl><TableHeaders><TableColumnHeader><Label>Own</Label></TableColumnHeader></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
'@ | Set-Content v.ps1xml; Update-FormatData -AppendPath v.ps1xml; ($i | Out-String).Trim() -replace '\\s+', ' '`), ['Own --- a.txt']);
  });
  it('of a workflow show their machine in tables and lists of views', () => {
    assert.deepEqual(told("workflow w { Get-Item -Path a.txt }; $shown = w | Out-String; $shown -match 'Length Name +PSComputerName'; $shown -match 'a\\.txt +localhost'; (w | Format-List | Out-String) -match 'Name +: a\\.txt(.|\\n)*PSComputerName +: localhost'"), ['True', 'True', 'True']);
  });
});
