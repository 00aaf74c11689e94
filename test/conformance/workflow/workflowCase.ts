/** Reading and running the workflow cases. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../../src/powershell/engine/index.ts';
import type { EngineHost } from '../../../src/powershell/runtime/host.ts';
import { toText } from '../../../src/powershell/runtime/convert/toText.ts';
import { typeNames } from '../../../src/powershell/runtime/types/typeOf.ts';
import { isEnumerable, toItems } from '../../../src/powershell/runtime/convert/enumerate.ts';
import { ErrorRecord } from '../../../src/powershell/runtime/values/errorRecord.ts';
import type { Value } from '../../../src/powershell/runtime/values/value.ts';
import { filePort } from '../../../src/worker/sandbox/ports/filePort.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../../src/worker/sandbox/ports/systemPorts.ts';

export interface Expected { readonly kind: string; readonly text: string }
export interface WorkflowCase { readonly number: number; readonly script: string; readonly runs: readonly (readonly Expected[])[] }
export interface Ran {
  readonly output: readonly { readonly text: string; readonly kind: string }[];
  readonly errors: readonly string[];
  readonly verbose: readonly string[];
  readonly warnings: readonly string[];
  readonly outcome: 'completed' | 'failed' | 'stopped' | 'suspended';
  readonly failure: string | undefined;
  readonly refused: readonly string[];
  readonly exitCode: number;
  readonly checkpoints: number;
  readonly state: string | undefined;
}

export function readCases(directory: string): readonly WorkflowCase[] {
  return readdirSync(directory).filter((name) => name.endsWith('.txt')).flatMap((name) =>
    readFileSync(join(directory, name), 'utf8').split(/^#### /m).slice(1).map((block): WorkflowCase => {
      const [head = '', ...rest] = block.trimEnd().split('\n');
      const runs: Expected[][] = [[]];
      for (const line of rest.filter((l) => l.startsWith('## '))) {
        const [, kind = '', text = ''] = /^## (\w+) ?(.*)$/.exec(line) ?? [];
        if (kind === 'resume') runs.push([]); else runs.at(-1)?.push({ kind, text });
      }
      return { number: Number.parseInt(head, 10), script: rest.filter((l) => !l.startsWith('## ')).join('\n'), runs };
    })).sort((a, b) => a.number - b.number);
}

/** The world of a workflow in a test: real clock, real files, waiting that really waits. */
export const workflowHost = (parts: Pick<EngineHost, 'records'> & Partial<EngineHost>): EngineHost => ({
  clock: systemClock, random: systemRandom, environment: systemEnvironment, files: filePort,
  process: { id: process.pid },
  wait: { sleep: (milliseconds) => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds); return false; } },
  stop: { requested: () => false }, ...parts,
});

export const scriptOf = (body: string): string => (/^\s*(?:workflow|class|enum)\b/.test(body) ? body : `workflow t { ${body} }`);

/** Runs a workflow to its end, or on from `state`. */
export function runWorkflow(script: string, state?: string): Ran {
  const output: { text: string; kind: string }[] = [], errors: string[] = [], verbose: string[] = [], warnings: string[] = [];
  let saved = state, checkpoints = 0;
  const engine = createEngine(workflowHost({
    records: {
      write(r) {
        if (r.stream === 'Output') { const { value } = r; output.push(engine.use(() => ({ text: toText(value), kind: kindOf(value) }))); }
        else if (r.stream === 'Error') errors.push(`${r.error.fullyQualifiedErrorId} ${r.error.message}`);
        else if (r.stream === 'Verbose') verbose.push(r.text);
        else if (r.stream === 'Warning') warnings.push(r.text);
      },
    },
    checkpoints: { save(text) { saved = text; checkpoints += 1; }, suspendAsked: () => false },
  }));
  const result = engine.run({ script, isWorkflow: true, ...(state === undefined ? {} : { checkpoint: state }) });
  return {
    output, errors, verbose, warnings, outcome: result.outcome, failure: result.error?.message, refused: result.parseErrors.map((e) => e.errorId), exitCode: result.exitCode, checkpoints, state: saved,
  };
}
function kindOf(v: Value): string {
  if (v instanceof ErrorRecord) return `error record ${v.message}`;
  if (isEnumerable(v)) return `list of ${toItems(v).length}`;
  return v == null ? 'null' : typeNames(v).join(' ');
}
