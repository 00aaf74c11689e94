/** Answers questions to the database in a thread of its own. */
import type { StatementSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import { ODataError } from '../../odata/errors.ts';
import type { SideAnswer, SideQuestion } from '../store/sideReader.ts';
import { defineCodeUnits } from '../store/text/codeUnits.ts';
import { defineLetterCase } from '../store/text/letterCase.ts';
import { takeRows } from '../store/query/takeRows.ts';
import { toRowValues } from '../store/quickReader.ts';
import { WorkTime } from '../store/workTime.ts';
import { cipherOf, openedWith } from '../secrets/cipher.ts';
import { defineSealed } from '../store/sealedValues.ts';
import { openThere } from './openThere.ts';
import type { ThreadTask } from './threads.ts';

/** Answers every SideQuestion with a SideAnswer, in their order, until the thread is ended. */
export function answerQueries({ path, milliseconds, keys }: Extract<ThreadTask, { readonly task: 'queries' }>): void {
  const cipher = keys === undefined ? undefined : cipherOf(...keys);
  const database = openThere(path, 2_000);
  defineLetterCase(database);
  defineCodeUnits(database);
  const time = new WorkTime(milliseconds);
  time.define(database);
  database.exec('pragma temp_store = memory');
  defineSealed(database, (sealed, owner) => (cipher === undefined ? undefined : openedWith(cipher, sealed, owner)));
  database.exec('pragma query_only = on');
  parentPort?.on('message', ({ id, statements }: SideQuestion) => {
    try {
      time.begin();
      database.exec('begin');
      const results = statements.map(({ sql, parameters, most = Infinity }) => {
        const statement: StatementSync = database.prepare(sql);
        (statement as Partial<Pick<StatementSync, 'setReturnArrays'>>).setReturnArrays?.(true);
        const { rows, isCut } = takeRows(statement, parameters, most);
        return { rows: toRowValues(rows), isCut };
      });
      parentPort?.postMessage({ id, results } satisfies SideAnswer);
    } catch (error) {
      const errcode = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
      parentPort?.postMessage({ id, message: error instanceof Error ? error.message : String(error), errcode, isTooLong: ODataError.is(error, 'TooComplex') } satisfies SideAnswer);
    } finally {
      if (database.isTransaction) database.exec('rollback');
    }
  });
}
