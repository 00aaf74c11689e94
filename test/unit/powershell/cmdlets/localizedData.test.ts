import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Import-LocalizedData', () => {
  afterEach(removeFolders);
  const files = {
    'texts.psd1': "@{ hello = 'plain' }", 'en-US/texts.psd1': "ConvertFrom-StringData @'\nhello = American\n'@", 'de/texts.psd1': "# German\n@{ hello = 'Hallo' }", 'fr/texts.psd1': 'Get-Date',
    'use.ps1': 'Import-LocalizedData texts -FileName texts -UICulture de-AT; $texts.hello',
  };

  it('reads the file of the language, of one it belongs to, of English, or the plain one', () => {
    const { output, errors } = runInFolder(`
      (Import-LocalizedData -FileName texts -BaseDirectory .).hello; (Import-LocalizedData -FileName texts.ps1 -UICulture de-CH).hello
      (Import-LocalizedData -FileName texts -UICulture ja-JP).hello; & ./use.ps1; $null -eq $texts`, { files });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['American', 'Hallo', 'plain', 'Hallo', 'True']);
  });

  it('sets the variable of a scope that is named, else one where it is called', () => {
    const { output, errors } = runInFolder("$texts = 1; $other = 2; & { Import-LocalizedData script:texts -FileName texts; Import-LocalizedData other -FileName texts; $other.hello }; $texts.hello; $other; & { Import-LocalizedData -BindingVariable global:made -FileName texts }; $global:made.hello; Import-LocalizedData env:x -FileName texts -ErrorAction SilentlyContinue -ErrorVariable told; $told.CategoryInfo.Category; try { Import-LocalizedData -FileName none -ErrorAction Stop } catch { $_.Exception.GetType().Name }", { files });
    assert.deepEqual([output, errors], [['American', 'American', '2', 'American', 'InvalidArgument', 'PSInvalidOperationException'], []]);
  });

  it('refuses a path for a name, a file that is not there, and one that runs what it may not', () => {
    const { errors, output } = runInFolder(`
      Import-LocalizedData -FileName a/texts; Import-LocalizedData; Import-LocalizedData -FileName none
      try { Import-LocalizedData -FileName texts -UICulture fr } catch { 'caught' }`, { files });
    assert.deepEqual(errors.map((e) => e.split(':')[0]), ['InvalidOperation,Microsoft.PowerShell.Commands.ImportLocalizedData', 'InvalidOperation,Microsoft.PowerShell.Commands.ImportLocalizedData', 'ImportLocalizedData,Microsoft.PowerShell.Commands.ImportLocalizedData']);
    assert.deepEqual(output, ['caught']);
  });
});
