/** Compact tables of scripts and what they write, as text joined by `|`. An error it writes shows as its id in `<>`. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

export type Row = readonly [what: string, script: string, written: string];
/** One test a row. */
export function table(rows: readonly Row[]): void {
  for (const [what, script, written] of rows) {
    it(what, () => {
      const { result, output, errors } = run(script);
      const told = [...output, ...errors.map((e) => `<${e.slice(0, e.indexOf('@'))}>`), ...(result.error === undefined ? [] : [`ended <${result.error.fullyQualifiedErrorId}>`])];
      assert.equal(told.join('|'), written);
    });
  }
}
