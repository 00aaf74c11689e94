// The workflow tier: the start of a workflow in a prepared sandbox against a script's, what a checkpoint of a megabyte costs, activities a second.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/paths.ts';
import { createEngine } from '../../src/powershell/engine.ts';
import type { CheckpointPort, EngineHost, StreamRecord } from '../../src/powershell/engine.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';
import type { SandboxJob, SandboxToWorker } from '../../src/worker/sandbox/protocol.ts';
import { DEFAULT_SANDBOX_SETTINGS, sandboxEnvironment } from '../../src/worker/sandbox/settings.ts';
import { median, type Bench } from './bench.ts';

const TURNS = 15;

function host(write: (record: StreamRecord) => void, checkpoints?: CheckpointPort): EngineHost {
  return {
    records: { write, keeps: (stream) => stream !== 'Progress' }, clock: systemClock, random: systemRandom, environment: systemEnvironment,
    wait: { sleep: () => false }, stop: { requested: () => false }, ...(checkpoints === undefined ? {} : { checkpoints }),
  };
}
/** Milliseconds from the word that a sandbox is prepared to the first record of a runbook in it. */
function toFirst(script: string, runbookType: SandboxJob['runbookType']): Promise<number> {
  const job: SandboxJob = {
    jobId: '00000000-0000-0000-0000-000000000001', runbookId: '', runbookName: 'W', runbookVersionId: '', runbookType, script, parameters: [],
    isTest: false, logVerbose: false, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: false, width: 120,
  };
  return new Promise((resolve, reject) => {
    let began = 0;
    const sandbox = spawn(process.execPath, [join(root, 'dist/sandbox.cjs')], { stdio: ['pipe', 'pipe', 'inherit'], env: sandboxEnvironment(DEFAULT_SANDBOX_SETTINGS, process.env) });
    sandbox.on('error', reject);
    // It may have ended before it hears that its last batch is stored.
    sandbox.stdin.on('error', () => {});
    createInterface(sandbox.stdout).on('line', (line) => {
      const message = JSON.parse(line) as SandboxToWorker;
      if (message.type === 'prepared') { began = performance.now(); sandbox.stdin.write(`${JSON.stringify({ type: 'run', job })}\n`); }
      if (message.type === 'records') { resolve(performance.now() - began); sandbox.stdin.write(`${JSON.stringify({ type: 'acknowledge', batch: message.batch })}\n`); }
      if (message.type === 'finished' && message.status !== 'Completed') reject(new Error(message.exception ?? message.status));
    });
  });
}
const BODY = `param([string]$Name = 'x', [int]$Count = 3)\n${"if ($Count -gt 5) { Write-Output -InputObject 'many' } else { foreach ($i in 1..$Count) { $t = \"$Name $i\" } }\n".repeat(20)}Write-Output -InputObject "hello $Name"`;

/** Milliseconds of one checkpoint with a megabyte of state: strings, numbers, objects, tables. */
function checkpoint(): { readonly time: number; readonly size: number } {
  const times: number[] = [];
  let size = 0, last = 0;
  const keeper: CheckpointPort = { save(state) { times.push(performance.now() - last); size = state.length; last = performance.now(); }, suspendAsked: () => false };
  const engine = createEngine(host(() => { last = performance.now(); }, keeper));
  engine.run({
    isWorkflow: true,
    script: "workflow W { $rows = foreach ($i in 1..4000) { Select-Object -InputObject @{ N = $i } -Property @{ N = 'Id'; E = { $i } }, @{ N = 'Name'; E = { \"server-$i.contoso.example\" } }, @{ N = 'Notes'; E = { 'x' * 120 } } }; $text = 'y' * 200000; foreach ($n in 1..15) { 'go'; Checkpoint-Workflow } }",
  });
  return { time: median(times.slice(3)), size };
}
function activities(): number {
  const count = 20_000;
  let begun = 0, ended = 0;
  const engine = createEngine(host((r) => { if (r.stream === 'Warning') { if (begun === 0) begun = performance.now(); else ended = performance.now(); } }));
  engine.run({ isWorkflow: true, script: `workflow W { foreach ($i in 1..2000) { Write-Output -InputObject $i }; Write-Warning 'begin'; foreach ($i in 1..${count}) { $x = Write-Output -InputObject $i }; Write-Warning 'end' }` });
  return (count / (ended - begun)) * 1000;
}

export const bench: Bench = {
  name: 'workflows',
  run: async () => {
    const scripts: number[] = [], workflows: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      scripts.push(await toFirst(BODY, 'PowerShellScript'));
      workflows.push(await toFirst(`workflow W {\n${BODY}\n}`, 'Script'));
    }
    const script = median(scripts), workflow = median(workflows), kept = checkpoint(), speed = activities();
    return [
      { what: 'workflow to first output / script', value: `${(workflow / script).toFixed(2)} (${workflow.toFixed(1)} ms)`, budget: '2', ok: workflow <= 2 * script },
      { what: `checkpoint of ${(kept.size / 1024 / 1024).toFixed(1)} MB`, value: `${kept.time.toFixed(1)} ms`, budget: '10 ms', ok: kept.time <= 10 },
      { what: 'activities a second', value: speed.toFixed(0), budget: '10000', ok: speed >= 10_000 },
    ];
  },
};
