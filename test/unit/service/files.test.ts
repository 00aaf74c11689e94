import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePrivateFile } from '../../../src/service/files.ts';

describe('files of our own', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-files-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  if (process.platform !== 'win32') {
    it('stay as they were where there is room for a part of what comes in their place', () => {
      const path = join(folder, 'users.json');
      writePrivateFile(path, 'what was there');
      // A bound of the shell, in blocks of 512 bytes or 1 KB: like a disk that is nearly full, the system takes a part of what is written, without an error, and refuses the next.
      const script = `import { writePrivateFile } from ${JSON.stringify(join(import.meta.dirname, '../../../src/service/files.ts'))};
        try { writePrivateFile(${JSON.stringify(path)}, 'x'.repeat(100_000)); } catch (error) { process.stdout.write(String(error.code)); }`;
      const { stdout, stderr } = spawnSync('sh', ['-c', 'ulimit -f 16 && exec "$0" --disable-warning=ExperimentalWarning --input-type=module -e "$1"', process.execPath, script], { encoding: 'utf8' });
      assert.equal(stdout, 'EFBIG', stderr);
      assert.equal(readFileSync(path, 'utf8'), 'what was there');
      assert.deepEqual(readdirSync(folder), ['users.json']);
    });
  }
});
