/** Should -Throw: runs the block that was piped in, and looks at the error that ends it. */
import { toText } from '../../runtime/convert/toText.ts';
import { asError } from '../../runtime/errors/recover.ts';
import { isSignal } from '../../runtime/run/pipeline/signals.ts';
import { isType } from '../../runtime/operators/types.ts';
import { like } from '../../runtime/operators/wildcard.ts';
import { nullWriter } from '../../runtime/run/pipeline/writers.ts';
import { invokeBlock } from '../../runtime/run/blocks.ts';
import type { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Question, Verdict } from './operators.ts';
import { shown } from './shown.ts';

/** Fails the command itself where no block was piped in. */
export function haveThrown({ actual, expected, ctx, isOld, errorId, exceptionType }: Question): Verdict {
  const block = unwrap(actual);
  if (!(block instanceof ScriptBlock)) return ctx.fail({ id: 'BlockExpected', category: 'InvalidArgument', message: `Should -Throw takes a block: { ... } | Should -Throw. It got ${shown(actual)}.` });
  const record = errorIn(block, ctx), message = expected === null || expected === undefined ? '' : toText(expected);
  const wanted = ['an error', ...(message === '' ? [] : [`with a message like ${shown(message)}`]), ...(errorId === undefined ? [] : [`with the id '${errorId}'`]), ...(exceptionType == null ? [] : [`of the type ${shown(exceptionType)}`])].join(' ');
  if (record === undefined) return { ok: false, wanted, but: 'nothing was thrown', isSentence: true };
  const told = record.message;
  const ok = (message === '' || like(told, message) || (isOld && told.toLowerCase().includes(message.toLowerCase())))
    && (errorId === undefined || like(record.fullyQualifiedErrorId, errorId)) && (exceptionType == null || isType(record.exception, exceptionType));
  return { ok, wanted, but: `the error '${told}' [${record.fullyQualifiedErrorId}] of the type [${record.exception.netType.name}]`, gives: record, ...(message === '' ? {} : { sides: { expected: message, actual: told } }) };
}
function errorIn(block: ScriptBlock, ctx: Question['ctx']): ErrorRecord | undefined {
  const { session, frame } = ctx, { depth, guarded } = session;
  session.guarded += 1;
  try {
    invokeBlock(frame, block, { out: nullWriter });
    return undefined;
  } catch (e) {
    if (isSignal(e)) throw e;
    session.depth = depth;
    return asError(e, frame).record;
  } finally { session.guarded = guarded; }
}
