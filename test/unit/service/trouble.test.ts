import assert from 'node:assert/strict';
import { Trouble } from '../../../src/service/dispatch/trouble.ts';
import { smaError } from '../../../src/sma/errors.ts';

describe('trouble that lasts', () => {
  const watched = (): { readonly trouble: Trouble; readonly log: string[]; readonly told: (string | undefined)[] } => {
    const log: string[] = [], told: (string | undefined)[] = [];
    return { trouble: new Trouble('Storing', { log: (level, message, fields) => log.push(`${level}: ${message}${fields?.['error'] === undefined ? '' : ' +'}`) }, (text) => told.push(text)), log, told };
  };
  const sqlite = (errcode: number): Error => Object.assign(new Error('of SQLite'), { errcode });
  const HELD = ' What jobs write until then is held back and not lost; jobs that were not begun wait.';

  for (const [what, error, logged, said] of [
    ['a full disk', sqlite(13), 'error: Storing failed: the disk of the service is full. Free some space; it is tried again until there is room.', `The disk of the service is full, so nothing can be stored: make room on it.${HELD}`],
    ['a locked database', sqlite(5), 'error: Storing failed: another program has locked the database. Close it; it is tried again until the database is free.', `Another program has locked the database of the service, so nothing can be stored: close it, or wait until it is done.${HELD}`],
    ['a damaged database', sqlite(11), 'error: Storing failed; it is tried again. +', `The database of the service is damaged, so nothing can be stored: stop the service and restore a backup.${HELD}`],
    ['a database that is gone, with which the service ends', smaError('StorageDamaged', 'gone'), `error: Storing failed: ${smaError('StorageDamaged', 'gone').message}`, smaError('StorageDamaged', 'gone').message],
    ['anything else', new Error('?'), 'error: Storing failed; it is tried again. +', `The database of the service cannot be written to, so nothing can be stored: its log has the reason.${HELD}`],
  ] as const) {
    it(`is told once: ${what}`, () => {
      const { trouble, log, told } = watched();
      assert.deepEqual([trouble.failed(error), trouble.failed(error), trouble.failed(error)], [250, 500, 1_000]);
      assert.deepEqual([log, told], [[logged], [said]]);
      trouble.over();
      trouble.over();
      assert.deepEqual([log.slice(1), told.slice(1)], [['warn: Storing works again.'], [undefined]]);
    });
  }
});
