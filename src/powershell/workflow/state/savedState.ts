/** The state of a whole run as text: saved at a checkpoint, read when the job goes on. */
import type { Frame } from '../../runtime/run/frame.ts';
import { Frame as FrameClass } from '../../runtime/run/frame.ts';
import { guardsOf } from '../../runtime/run/functionRun.ts';
import { nodeCrypto } from '../../runtime/nodeModules.ts';
import { functionParameters } from '../../runtime/bind/functionParameters.ts';
import { Invocation } from '../../runtime/run/commands/invocation.ts';
import { plainStreams } from '../../runtime/run/pipeline/streams.ts';
import type { Session } from '../../runtime/run/session.ts';
import { ownMatches } from '../../runtime/operators/match.ts';
import type { Hashtable } from '../../runtime/values/dictionary.ts';
import { unset } from '../../runtime/values/value.ts';
import type { SeededRandom } from '../../runtime/values/seededRandom.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { RunbookText } from '../../runtime/host.ts';
import type { Plan } from '../plan/plan.ts';
import type { Fiber } from '../run/fiber.ts';
import { PREFERENCE_NAMES, homeOf } from '../run/workflowScope.ts';
import { Decoder } from './decode.ts';
import { Encoder } from './encode.ts';
import type { Entry } from './encode.ts';
import { pack } from './packing.ts';
import { MAX_STATE_LENGTH, parsedState } from './savedChildren.ts';
import { WorkflowStateError } from './stateError.ts';

/**
 * Rises whenever an older text means something else; whether a text is packed is seen from its first letters (packing.ts). Format 2
 * keeps what a loop hides as a list, and has a scope around each statement of parallel. Texts of format 1 are read: an activity makes of them what it keeps now (`Activity.upgrade`).
 */
export const STATE_FORMAT = 2;
const READABLE: readonly number[] = [1, STATE_FORMAT];

export interface RunState { readonly fibers: readonly Fiber[]; readonly settings: ReadonlyMap<string, Value>; readonly location: string; /** Of Get-Random, once it was given a seed. */ readonly seeded?: SeededRandom | undefined }
/** A run, the texts of other runbooks that are part of it, and its plans. */
export interface RunParts { readonly plan: Plan; readonly plans: ReadonlyMap<string, Plan>; readonly children: ReadonlyMap<string, RunbookText>; /** The script it goes on in, where that is another text with the same plans. */ readonly text?: string }
interface Written { readonly format: number; readonly workflow: string; readonly script: string; readonly children: readonly (readonly [string, RunbookText])[]; readonly root: unknown; readonly shapes: readonly Entry[]; readonly table: readonly Entry[] }

const hashOf = (text: string): string => nodeCrypto().createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Throws WorkflowStateError: a value that cannot be kept, or more than the limit. */
export function writeState(state: RunState, { plan, plans, children, text: script = plan.block.source.text }: RunParts, limit = MAX_STATE_LENGTH): string {
  const keys = new Map<unknown, string>(Array.from(plans.values(), (p) => [p.block.layout, p.key]));
  const sizes: { name: string; size: number }[] = [];
  const encoder = new Encoder((f, e) => scope(f, e, keys), plan.block.source);
  const root = shallow(() => encoder.value({ ...state }));
  const text = JSON.stringify({ format: STATE_FORMAT, workflow: plan.key, script: hashOf(script), children: [...children], root, shapes: encoder.shapes, table: encoder.table } satisfies Written);
  if (text.length <= limit) return pack(text);
  for (const fiber of state.fibers) for (const at of fiber.stack) for (const name of at.scope.names()) {
    const measured = new Encoder((f, e) => scope(f, e, keys), plan.block.source);
    const value = measured.value(at.scope.own(name.toLowerCase()));
    if (!sizes.some((s) => s.name === name)) sizes.push({ name, size: JSON.stringify([value, measured.table]).length });
  }
  const largest = sizes.sort((a, b) => b.size - a.size).filter(({ size }, i) => i === 0 || size > limit / 1000).slice(0, 3).map(({ name, size }) => `$${name} (${megabytes(size)} MB)`).join(', ');
  throw new WorkflowStateError('StateTooLarge', `The state of the workflow is ${megabytes(text.length)} MB, and a checkpoint keeps at most ${megabytes(limit)} MB. The largest variables: ${largest}. Set to $null what is not needed any more, or keep it in a file.`);
}
/** A graph that is nested deeper than the stack is said to be, instead of overflowing. */
function shallow<T>(encode: () => T): T {
  try { return encode(); } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new WorkflowStateError('ValueCannotBeSaved', 'The workflow cannot be saved: a variable holds values nested many thousands deep. Keep such data flat, or in a file.');
  }
}
const megabytes = (characters: number): string => (characters / (1024 * 1024)).toFixed(1);

/** F0: what lies around a workflow; F1: a workflow's own scope; F2: one inside it; with what -match has found there. */
function scope(f: Frame, encoder: Encoder, keys: ReadonlyMap<unknown, string>): Entry {
  if (f.parent === null) return ['F0', variables(f, encoder, PREFERENCE_NAMES)];
  const key = keys.get(f.layout);
  if (key === undefined) throw new WorkflowStateError('ValueCannotBeSaved', 'The workflow cannot be saved: it holds a scope that is not its own.');
  const entry: Entry = [f.invocation === null ? 'F2' : 'F1', key, encoder.value(f.parent), variables(f, encoder)], matches = ownMatches(f);
  return matches === null ? entry : [...entry, encoder.value(matches)];
}
function variables(f: Frame, encoder: Encoder, only?: readonly string[]): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = {}, before = encoder.place;
  for (const name of only ?? f.names()) {
    const v = f.own(name === '_' ? '_' : name.toLowerCase());
    if (v === unset) continue;
    encoder.place = `the variable $${name}`;
    out[name] = encoder.value(v);
  }
  encoder.place = before;
  return out;
}

/** The state of a run of this plan. Throws WorkflowStateError where it is of another script or version. */
export function readState(text: string, session: Session, plan: Plan, plans: ReadonlyMap<string, Plan>): RunState {
  const saved = parsedState(text) as Written;
  if (!READABLE.includes(saved.format)) throw new WorkflowStateError('StateUnreadable', `The job was suspended by another version of the product (state format ${saved.format}, this one reads ${READABLE.join(' and ')}). Start the runbook again.`);
  if (saved.workflow !== plan.key || saved.script !== hashOf(plan.block.source.text)) throw new WorkflowStateError('StateUnreadable', 'The saved state belongs to another text of the runbook. Start the runbook again.');
  const decoder = new Decoder(saved.table, {
    session, source: plan.block.source, shapes: saved.shapes, format: saved.format,
    activity: (workflow, id) => plans.get(workflow)?.activities[id],
    frame: (entry, d) => frameOf(entry, d, session, plans),
  });
  return decoder.root(saved.root) as RunState;
}
function frameOf(entry: readonly unknown[], d: Decoder, session: Session, plans: ReadonlyMap<string, Plan>): { readonly frame: Frame; readonly fill: () => void } {
  const { global } = session;
  if (entry[0] === 'F0') {
    const home = homeOf(session, session.top, global);
    return { frame: home, fill: () => assignAll(home, d.fields(entry[1])) };
  }
  const [kind, key, outer, values, found] = entry, plan = plans.get(key as string);
  if (plan === undefined) throw new WorkflowStateError('StateUnreadable', `The saved state names the workflow ${String(key)}, which the runbook does not have. Start the runbook again.`);
  const layout = plan.block.layout as NonNullable<typeof plan.block.layout>;
  const frame = new FrameClass(session, layout, d.value(outer) as Frame, plan.entry.module, global.out, plainStreams, plan.block.source);
  frame.at = plan.block.startMark;
  if (kind === 'F1') {
    frame.invocation = new Invocation(plan.entry, plan.name, undefined);
    // Script stacks end in the runbook.
    frame.caller = global;
  }
  return {
    frame,
    fill: () => {
      assignAll(frame, d.fields(values));
      if (found !== undefined) frame.matches = d.value(found) as Hashtable;
      if (kind === 'F1') frame.guards = guardsOf(functionParameters(plan.block, global));
    },
  };
}
function assignAll(f: Frame, values: Readonly<Record<string, unknown>>): void {
  for (const [name, v] of Object.entries(values)) { f.session.spell(name); f.assign(name, v as Value); }
}
