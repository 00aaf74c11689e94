import { createEngine } from '../../../../src/powershell/engine/index.ts';
import type { EngineHost, StreamRecord } from '../../../../src/powershell/runtime/host.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../../../src/worker/sandbox/ports/systemPorts.ts';
import { filePort } from '../../../../src/worker/sandbox/ports/filePort.ts';

export interface Ran {
  readonly lines: readonly string[];
  readonly outcome: string;
  readonly failure: string | undefined;
  /** The text that the failure points at. */
  readonly place: string | undefined;
  /** What the failure says to do. */
  readonly wayOut: string | undefined;
  readonly refused: readonly string[];
  readonly states: readonly string[];
  readonly progress: readonly string[];
}
export interface Wishes { readonly state?: string; readonly parameters?: Record<string, string | number | boolean>; readonly host?: Partial<EngineHost>; readonly suspendAt?: number; readonly isChecked?: boolean }

/** Runs a body (or a whole text that begins with a definition) as a workflow job; time passes without waiting. */
export function flow(text: string, { state, parameters = {}, host = {}, suspendAt, isChecked }: Wishes = {}): Ran {
  const lines: string[] = [], states: string[] = [], progress: string[] = [];
  let slept = 0n;
  const write = (r: StreamRecord): void => {
    if (r.stream === 'Output') lines.push(engine.use(() => toText(r.value)));
    else if (r.stream === 'Error') lines.push(`E ${r.error.fullyQualifiedErrorId}: ${r.error.message}`);
    else if (r.stream === 'Progress') progress.push(`${r.activity} ${r.status} ${r.parentActivityId}`);
    else lines.push(`${r.stream[0] ?? ''} ${r.text}`);
  };
  const engine = createEngine({
    records: { write }, clock: { ...systemClock, utcTicks: () => systemClock.utcTicks() + slept }, random: systemRandom, environment: systemEnvironment, files: filePort,
    process: { id: process.pid },
    wait: { sleep(ms) { slept += BigInt(Math.ceil(ms)) * 10_000n; return false; } }, stop: { requested: () => false },
    checkpoints: { save(saved) { states.push(saved); }, suspendAsked: () => suspendAt !== undefined && states.length >= suspendAt }, ...host,
  });
  const result = engine.run({ script: /^\s*(workflow|function)\b/.test(text) ? text : `workflow t { ${text} }`, isWorkflow: true, parameters, ...(isChecked === undefined ? {} : { isChecked }), ...(state === undefined ? {} : { checkpoint: state }) });
  return { lines, outcome: result.outcome, failure: result.error?.message, place: result.error?.position === undefined ? undefined : result.error.position.source.text.slice(result.error.position.start, result.error.position.end), wayOut: result.error?.wayOut, refused: result.parseErrors.map((e) => e.errorId), states, progress };
}
/** Suspends at each checkpoint in turn and goes on in a new engine; gives all lines and how often. */
export function inSteps(text: string): { readonly lines: readonly string[]; readonly steps: number; readonly outcome: string; readonly failure: string | undefined } {
  const lines: string[] = [];
  let ran = flow(text, { suspendAt: 1 }), steps = 0;
  lines.push(...ran.lines);
  while (ran.outcome === 'suspended' && steps < 500) {
    steps += 1;
    ran = flow(text, { suspendAt: 1, state: ran.states.at(-1) ?? '' });
    lines.push(...ran.lines);
  }
  return { lines, steps, outcome: ran.outcome, failure: ran.failure };
}
