import assert from 'node:assert/strict';
import { LoadedClasses } from '../../../../src/features/language/loadedClasses.ts';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { parse } from '../../../../src/powershell/index.ts';
import { fileFacts, FolderTables } from '../../../../src/project/folder/index.ts';

type Folder = ConstructorParameters<typeof LoadedClasses>[0];
type Opened = Parameters<LoadedClasses['learn']>[0];

describe('classes of other files', () => {
  const tables = new FolderTables(), document = { uri: 'file:///here.ps1' } as unknown as Opened;
  tables.set('Disks', fileFacts('Disks', parse('class Disk { [int] $Size }\nclass Own { }\n')));
  /** Whether there is something to wait for, without a look at what values are. */
  const waits = (text: string): boolean => {
    let asked = false;
    const loaded = new LoadedClasses({ tables, current: () => { asked = true; throw new Error('enough'); } } as unknown as Folder);
    const parsed = Object.defineProperty(new ParsedText(text), 'values', { get: () => { throw new Error('worked out in vain'); } });
    loaded.learn(document, parsed)?.catch(() => undefined);
    return asked;
  };

  it('are waited for where the text names one that it does not have itself', () => {
    assert.equal(waits('[Disk] $d = $null\n'), true);
    assert.equal(waits('class Own { }\n[own]::new()\n[Other]::new()\n[int] 1\n'), false);
    assert.equal(waits('function F { class disk { } }\n[Disk]::new()\n'), false);
  });
});
