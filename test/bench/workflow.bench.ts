// The workflow tier: the start of a workflow in a prepared sandbox against a script's, what a checkpoint of a megabyte costs, activities a second.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/paths.ts';
import { createEngine } from '../../src/powershell/engine/index.ts';
import type { CheckpointPort, EngineHost, StreamRecord } from '../../src/powershell/runtime/host.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';
import type { SandboxJob, SandboxToWorker } from '../../src/worker/sandbox/protocol.ts';
import { DEFAULT_SANDBOX_SETTINGS, sandboxEnvironment } from '../../src/worker/sandbox/settings.ts';
import { Budget, median, type Bench } from './bench.ts';
import { startBenchService } from './serviceProcess.ts';

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
    // As the service sends a published version.
    isTest: false, isChecked: true, logVerbose: false, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: false, width: 120,
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

/** A megabyte of strings, numbers, objects, tables, every text another one. */
const LARGE = "$rows = foreach ($i in 1..4000) { Select-Object -InputObject @{ N = $i } -Property @{ N = 'Id'; E = { $i } }, @{ N = 'Name'; E = { \"server-$i.contoso.example\" } }, @{ N = 'Notes'; E = { [guid]::NewGuid().ToString() * 3 } } }; $text = -join (1..5000 | ForEach-Object { [guid]::NewGuid() })";

/** Milliseconds of one checkpoint with a megabyte of state: strings, numbers, objects, tables. */
function checkpoint(): { readonly time: number; readonly size: number } {
  const times: number[] = [];
  let size = 0, last = 0;
  const keeper: CheckpointPort = { save(state) { times.push(performance.now() - last); size = state.length; last = performance.now(); }, suspendAsked: () => false };
  const engine = createEngine(host(() => { last = performance.now(); }, keeper));
  engine.run({
    isWorkflow: true,
    script: `workflow W { ${LARGE}; foreach ($n in 1..15) { 'go'; Checkpoint-Workflow } }`,
  });
  return { time: median(times.slice(3)), size };
}
/** Milliseconds of the same checkpoint in a job of the service: from a record before it to one behind it, with the state encrypted on the disk between them. */
async function stored(): Promise<number> {
  await using service = await startBenchService(join(root, 'dist/worker.cjs'));
  const { url, folder, post } = service;
  const made = await post(`${url}RunbookVersions`, `workflow BenchKept { ${LARGE}; foreach ($n in 1..40) { 'go'; Checkpoint-Workflow } }`, { 'Content-Type': 'application/octet-stream' }) as { RunbookID: string };
  const runbook = `${url}Runbooks(guid'${made.RunbookID}')`;
  await post(`${runbook}/Publish`, '{}');
  await post(`${runbook}/Start`, '{}');
  using database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
  const ended = database.prepare("select JobStatus as status from Jobs where JobStatus in ('Completed', 'Failed', 'Suspended')");
  let end = ended.get();
  for (; end === undefined; end = ended.get()) await sleep(100);
  if (end['status'] !== 'Completed') throw new Error(`The job is ${String(end['status'])}.`);
  const times = database.prepare('select time from stream_record order by time').all().map(({ time }) => Date.parse(`${String(time).slice(0, 23)}Z`) + Number(`0.${String(time).slice(23)}`));
  const each = times.slice(1).map((time, i) => time - (times[i] ?? time)).slice(5).toSorted((a, b) => a - b);
  // What a checkpoint costs, and not what other programs took while it passed four processes: the middle of the quicker half.
  return median(each.slice(0, Math.ceil(each.length / 2)));
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
    // The least of all turns: what another program took from one side of a turn says nothing of a workflow.
    const script = Math.min(...scripts), workflow = Math.min(...workflows), kept = checkpoint(), whole = Math.min(await stored(), await stored(), await stored()), speed = activities();
    return [
      { what: 'workflow to first output / script', value: `${(workflow / script).toFixed(2)} (${workflow.toFixed(1)} ms)`, budget: Budget.atMost(workflow / script, 2, ' x') },
      { what: `the state of a megabyte as text, packed to ${(kept.size / 1024 / 1024).toFixed(1)} MB`, value: `${kept.time.toFixed(1)} ms` },
      { what: 'checkpoint of a megabyte, stored by the service', value: `${whole.toFixed(1)} ms`, against: `${(whole / kept.time).toFixed(2)} x making its text`, budget: Budget.atMost(whole, 10, ' ms') },
      { what: 'activities a second', value: speed.toFixed(0), budget: Budget.atLeast(speed, 10_000, ' a second') },
    ];
  },
};
