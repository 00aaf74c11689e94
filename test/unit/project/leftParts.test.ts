import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskCache } from '../../../src/project/folder/index.ts';
import { removeLeftParts } from '../../../src/project/leftParts.ts';

describe('parts of files that a crash left', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'parts')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const part = (name: string, hours: number): string => {
    const path = join(folder, name), time = new Date(Date.now() - hours * 3_600_000);
    writeFileSync(path, 'x');
    utimesSync(path, time, time);
    return name;
  };

  it('are removed once they are old; what is being written, and what is another file, stays', async () => {
    part(`index.jsonl.${randomUUID()}.part`, 2);
    const kept = [part(`index.jsonl.${randomUUID()}.part`, 0), part(`other.jsonl.${randomUUID()}.part`, 2), part('index.jsonl.mine.part', 2), part('index.jsonl', 2)];
    await removeLeftParts(join(folder, 'index.jsonl'));
    assert.deepEqual(readdirSync(folder).sort(), kept.sort());
    await removeLeftParts(join(folder, 'nowhere', 'index.jsonl'));
  });

  it('go when the index is written again', async () => {
    part(`index.jsonl.${randomUUID()}.part`, 2);
    await diskCache(join(folder, 'index.jsonl'), 'x').save([], async () => { await Promise.resolve(); });
    assert.deepEqual(readdirSync(folder), ['index.jsonl']);
  });
});
