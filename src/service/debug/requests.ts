/** What a client may ask of the debugger of a running job, checked before it goes on: the sandbox takes it at its word. */
import * as v from 'valibot';
import type { DebugRequest } from '../../powershell/runtime/debug/protocol.ts';
import { smaError } from '../../sma/errors.ts';

const number = v.pipe(v.number(), v.integer(), v.minValue(0)), text = v.pipe(v.string(), v.maxLength(1024 * 1024)), short = v.pipe(v.string(), v.maxLength(4096));
const kind = <K extends string>(name: K) => v.literal(name);
const Breakpoint = v.strictObject({ line: number, column: v.exactOptional(number), condition: v.exactOptional(text), hitCondition: v.exactOptional(short), logMessage: v.exactOptional(text) });

const Request = v.variant('kind', [
  v.strictObject({ kind: kind('setBreakpoints'), source: short, breakpoints: v.pipe(v.array(Breakpoint), v.maxLength(10_000)), inTexts: v.exactOptional(v.pipe(v.array(v.strictObject({ text, breakpoints: v.pipe(v.array(Breakpoint), v.maxLength(10_000)) })), v.maxLength(2))) }),
  v.strictObject({ kind: kind('text'), source: short }),
  v.strictObject({ kind: kind('setFunctionBreakpoints'), functions: v.pipe(v.array(v.strictObject({ name: short, condition: v.exactOptional(text), hitCondition: v.exactOptional(short) })), v.maxLength(10_000)) }),
  v.strictObject({ kind: kind('setErrorFilters'), filters: v.array(v.picklist(['all', 'uncaught'])) }),
  v.strictObject({ kind: kind('pause') }),
  v.strictObject({ kind: kind('resume'), mode: v.picklist(['continue', 'into', 'over', 'out']) }),
  v.strictObject({ kind: kind('threads') }),
  v.strictObject({ kind: kind('stack'), thread: v.exactOptional(number) }),
  v.strictObject({ kind: kind('scopes'), frame: number }),
  v.strictObject({ kind: kind('types'), beginning: short }),
  v.strictObject({ kind: kind('variables'), handle: number, filter: v.exactOptional(v.picklist(['indexed', 'named'])), start: v.exactOptional(number), count: v.exactOptional(number) }),
  v.strictObject({ kind: kind('setVariable'), handle: number, name: short, value: text }),
  v.strictObject({ kind: kind('evaluate'), expression: text, frame: number, whole: v.exactOptional(v.boolean()), tells: v.exactOptional(v.boolean()), looks: v.exactOptional(v.boolean()) }),
  v.strictObject({ kind: kind('endExpression') }),
]);
/** All that a client may ask has its line above, with every field of it: what is not named there is refused. */
type FieldsOf<R> = R extends { readonly kind: infer K extends string } ? `${K}.${keyof R & string}` : never;
type Unnamed = Exclude<FieldsOf<DebugRequest>, FieldsOf<v.InferOutput<typeof Request>> | `${'attach' | 'detach' | 'start' | 'confirm'}.${string}`>;
const Message = v.strictObject({ id: number, request: Request });

/** Reads the body of a request. Fails with DebugRequestInvalid, naming the field. */
export function readDebugRequest(body: Uint8Array): { readonly id: number; readonly request: DebugRequest } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw smaError('DebugRequestInvalid', 'it is no JSON');
  }
  const read = v.safeParse(Message, value);
  if (!read.success) throw smaError('DebugRequestInvalid', `'${v.getDotPath(read.issues[0]) ?? 'request'}' is not as it must be`);
  return read.output satisfies [Unnamed] extends [never] ? unknown : never;
}
