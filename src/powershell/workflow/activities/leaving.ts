/** throw, return and exit. */
import type { Eval } from '../../runtime/compile/code.ts';
import { throwValue } from '../../runtime/errors/throwValue.ts';
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import { T } from '../../runtime/types/t.ts';
import { ErrorRecord, NetException, PowerShellError } from '../../runtime/values/errorRecord.ts';
import { exception, raise } from '../../runtime/errors/raise.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import { ReturnSignal } from '../run/fiber.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { caughtBy } from './tryCatch.ts';

export class Throw extends Activity {
  private readonly value: Eval | undefined;
  constructor(place: ActivityPlace, value: Eval | undefined) { super(place); this.value = value; }
  step(at: Position, fiber: Fiber): void {
    const { scope } = at;
    if (this.value === undefined) {
      const caught = caughtBy(fiber);
      if (caught === undefined) return raise({ id: 'ReasonRequiredInThrowStatement', category: 'InvalidOperation', message: 'A throw statement outside a catch block needs a reason in a workflow.' });
      const again = new PowerShellError(caught.record, true);
      again.logged = caught.logged;
      // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
      throw again;
    }
    const v = this.value(scope);
    scope.at = this.mark;
    const reason = asException(v), thrown = unwrap(reason);
    if (thrown instanceof NetException && !carriesRecord(thrown)) plainExceptions.add(thrown);
    return throwValue(reason, scope);
  }
}

/** What throw statements of workflows have thrown that is no exception of PowerShell's: it has no error record of its own (section 9). */
const plainExceptions = new WeakSet<NetException>();
const carriesRecord = ({ netType, errorRecord }: NetException): boolean => errorRecord !== undefined || /^(?:System\.Management\.Automation|Microsoft\.PowerShell)\./.test(netType.name);
/** The record of what ended a workflow, as whoever receives its job is told: of a plain exception Receive-Job makes one (section 9). */
export function jobError(e: PowerShellError): PowerShellError {
  const { record } = e;
  if (!plainExceptions.has(record.exception)) return e;
  const made = new ErrorRecord(record.exception, 'JobStateFailed', 'InvalidResult', null);
  made.position = record.position;
  made.stackTrace = record.stackTrace;
  made.isOfNoCommand = true;
  const told = new PowerShellError(made);
  told.isShown = e.isShown;
  told.suppressed = e.suppressed;
  return told;
}

/** `throw v` converts v to an exception: a text is the message of a plain one (section 9). */
function asException(v: Value): Value {
  const plain = unwrap(v);
  return typeof plain === 'string' || isNumber(plain) ? exception('System.Exception', toText(plain)) : v;
}

/** `return x` writes x and ends the workflow; `exit` too, with a code. */
export class Return extends Activity {
  private readonly body: Activity | undefined;
  private readonly code: Eval | undefined;
  private readonly isExit: boolean;
  constructor(place: ActivityPlace, parts: { body: Activity | undefined; code: Eval | undefined; isExit: boolean }) {
    super(place);
    this.body = parts.body;
    this.code = parts.code;
    this.isExit = parts.isExit;
  }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    if (at.pc === 0 && this.body !== undefined) {
      at.pc = 1;
      fiber.push(this.body, at.scope, at.out);
      return;
    }
    if (this.code !== undefined) {
      const number = convertOrFail(this.code(at.scope), T.Int32);
      run.session.exitCode = typeof number === 'number' ? number : number === FAILED ? 1 : 0;
    }
    // oxlint-disable-next-line typescript/only-throw-error -- no error: a way out that finally blocks see
    throw new ReturnSignal(this.isExit);
  }
}
