/** Answers questions to the database in a thread of its own. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import { ODataError } from '../../odata/errors.ts';
import type { SideAnswer, SideQuestion, Statement } from '../store/sideReader.ts';
import { defineCodeUnits } from '../store/text/codeUnits.ts';
import { defineLetterCase } from '../store/text/letterCase.ts';
import { HeldTooMuchError, heldTooMuch, holdAtMost } from '../store/text/heldText.ts';
import { defineMadeText } from '../store/text/madeText.ts';
import { Scanner } from '../store/query/scan.ts';
import { takeRows, type TakenRows } from '../store/query/takeRows.ts';
import { toRowValues } from '../store/quickReader.ts';
import { WorkTime } from '../store/workTime.ts';
import { cipherOf, openedWith } from '../secrets/cipher.ts';
import { defineSealed } from '../store/sealedValues.ts';
import { openThere } from './openThere.ts';
import type { ThreadTask } from './threads.ts';

/** What a question may hold at a time; the thread's memory is its own. */
const MEGABYTES = 96;

/** Answers every SideQuestion with a SideAnswer, in their order, until the thread is ended. */
export function answerQueries({ path, milliseconds, keys }: Extract<ThreadTask, { readonly task: 'queries' }>): void {
  const cipher = keys === undefined ? undefined : cipherOf(...keys);
  const database = openThere(path, 2_000);
  defineLetterCase(database);
  defineCodeUnits(database);
  defineMadeText(database);
  holdAtMost(MEGABYTES);
  const time = new WorkTime(milliseconds);
  time.define(database);
  const scanner = new Scanner(database, time);
  database.exec('pragma temp_store = memory');
  defineSealed(database, (sealed, owner) => (cipher === undefined ? undefined : openedWith(cipher, sealed, owner)));
  database.exec('pragma query_only = on');
  parentPort?.on('message', ({ id, statements }: SideQuestion) => {
    try {
      time.begin();
      database.exec('begin');
      const results = statements.map((statement) => answerOne(database, scanner, statement));
      parentPort?.postMessage({ id, results } satisfies SideAnswer);
    } catch (caught) {
      const error = caught instanceof HeldTooMuchError ? heldTooMuch(caught.megabytes) : caught;
      const errcode = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
      parentPort?.postMessage({ id, message: error instanceof Error ? error.message : String(error), errcode, refusal: ODataError.is(error) ? error.code : undefined } satisfies SideAnswer);
    } finally {
      if (database.isTransaction) database.exec('rollback');
    }
  });
}

/** As it is, unless its functions would hold too much; then row by row. */
function answerOne(database: DatabaseSync, scanner: Scanner, { sql, parameters, most = Infinity, scan, scanFirst }: Statement): TakenRows {
  if (scan !== undefined && scanFirst === true) return scanner.read(scan, most);
  try {
    const statement: StatementSync = database.prepare(sql);
    (statement as Partial<Pick<StatementSync, 'setReturnArrays'>>).setReturnArrays?.(true);
    const { rows, isCut } = takeRows(statement, parameters, most);
    return { rows: toRowValues(rows), isCut };
  } catch (error) {
    if (scan === undefined || !(error instanceof HeldTooMuchError)) throw error;
    return scanner.read(scan, most);
  }
}
