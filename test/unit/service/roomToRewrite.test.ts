import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lackOfRoom, temporaryPlace } from '../../../src/service/store/files/roomToRewrite.ts';

const MEGABYTE = 1024 * 1024;

describe('room to write a database anew', () => {
  const disks = (own: number, other: number, isSame = false) => (folder: string): { readonly device: number; readonly free: number } =>
    (folder === '/data' ? { device: 1, free: own * MEGABYTE } : { device: isSame ? 1 : 2, free: other * MEGABYTE });

  it('is asked of the disk of the data and of that for temporary files, each once, or of one disk twice', () => {
    const lack = (look: ReturnType<typeof disks>): string | undefined => lackOfRoom('/data/sma.db', 1_000 * MEGABYTE, '/tmp', look);
    assert.equal(lack(disks(1_066, 1_066)), undefined);
    assert.equal(lack(disks(1_065, 1_066)), '1066 MB must be free on the disk of /data, and 1065 MB are');
    assert.equal(lack(disks(1_066, 9)), '1066 MB must be free on the disk of /tmp, and 9 MB are');
    assert.match(lack(disks(1, 2)) ?? '', /\/data, and 1 MB are; .*\/tmp, and 2 MB are$/);
    assert.equal(lack(disks(2_116, 2_116, true)), undefined);
    assert.equal(lack(disks(2_115, 2_115, true)), '2116 MB must be free on the disk of /data, and 2115 MB are');
  });

  if (process.platform !== 'win32') it('is looked for where SQLite makes its temporary files: the first folder of those it names that can be written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'room-'));
    try {
      writeFileSync(join(folder, 'file'), '');
      assert.equal(temporaryPlace({ SQLITE_TMPDIR: folder, TMPDIR: '/tmp' }), folder);
      assert.equal(temporaryPlace({ SQLITE_TMPDIR: join(folder, 'none'), TMPDIR: folder }), folder);
      assert.equal(temporaryPlace({ SQLITE_TMPDIR: join(folder, 'file'), TMPDIR: folder }), folder);
      assert.match(temporaryPlace({}), /tmp$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
