import assert from 'node:assert/strict';
import { FilePortError } from '../../../../src/powershell/runtime/host.ts';

describe('an error of the file system', () => {
  it('says what the system says in .NET\'s words, of the file that it is about; a message of its own stays', () => {
    const words = (message: string): string => new FilePortError('ENOSPC', '/d/a.txt', message).words;
    assert.equal(words('ENOSPC: no space left on device, write'), "No space left on device : '/d/a.txt'");
    assert.equal(words("ENOTDIR: not a directory, open '/d/a.txt/b'"), "Not a directory : '/d/a.txt'");
    assert.equal(words("ENOSPC, No space left on device '/small/it's'"), "No space left on device : '/small/it's'");
    assert.equal(words('Null character in path.'), 'Null character in path.');
  });
});
