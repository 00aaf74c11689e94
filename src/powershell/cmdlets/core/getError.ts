import { NOT_EMPTY } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { EXTENDED_EXCEPTION, EXTENDED_RECORD } from '../../format/extendedError.ts';
import { T } from '../../runtime/types/t.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import { ErrorRecord, NetException } from '../../runtime/values/errorRecord.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const SETS = { newest: 'Newest', error: 'Error' } as const;
export const getError = cmdlet({
  name: 'Get-Error', defaultSet: SETS.newest, synopsis: 'Shows the last errors with everything that is in them.',
  params: {
    InputObject: { type: T.Object, sets: [SETS.error], position: { [SETS.error]: 0 }, from: 'pipeline', validate: NOT_EMPTY },
    Newest: { type: T.Int32, aliases: ['Last'], sets: [SETS.newest], validate: [{ range: [1, 2147483647] }] },
  },
  run: (p, ctx) => ({
    process() {
      const errors = p.InputObject === undefined ? ctx.session.errors.items.slice(0, p.Newest ?? 1) : [p.InputObject];
      errors.filter((e) => { const plain = unwrap(e); return plain instanceof ErrorRecord || plain instanceof NetException; }).forEach((e, i, all) => { ctx.write(extended(e, all.length > 1 ? i : undefined)); });
    },
  }),
});
/** The error under a name of its own, by which it is shown in full; it stays what it is. */
function extended(error: Value, index: number | undefined): Value {
  const made = new PSObject(unwrap(error)), isRecord = made.base instanceof ErrorRecord;
  made.typeNames = [isRecord ? EXTENDED_RECORD : EXTENDED_EXCEPTION, ...typeNames(made.base).filter((n) => n !== (isRecord ? 'System.Management.Automation.ErrorRecord' : 'System.Exception'))];
  if (index !== undefined) made.set('PSErrorIndex', index);
  return made;
}
