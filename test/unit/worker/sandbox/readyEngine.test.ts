import assert from 'node:assert/strict';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { EngineLink } from '../../../../src/worker/sandbox/engine/engineLink.ts';
import type { FromEngine } from '../../../../src/worker/sandbox/engine/messages.ts';
import { SharedState } from '../../../../src/worker/sandbox/engine/sharedState.ts';
import type { SandboxJob } from '../../../../src/worker/sandbox/protocol.ts';
import { RecordClock } from '../../../../src/worker/sandbox/records/recordClock.ts';
import { readyEngine, runJob } from '../../../../src/worker/sandbox/runJob.ts';

const job = (script: string, more: Partial<SandboxJob> = {}): SandboxJob => ({
  jobId: '00000000-0000-0000-0000-00000000000a', runbookId: '', runbookName: 'Ready', runbookVersionId: '', runbookType: 'PowerShellScript', script, parameters: [],
  isTest: false, logVerbose: false, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: false, width: 120, ...more,
});

/** What a job writes, in an engine that waited for it or in one made for it. */
function run(one: SandboxJob, isReady: boolean): { readonly outcome: unknown; readonly records: readonly string[] } {
  const { port1, port2 } = new MessageChannel(), link = new EngineLink(port1, new SharedState());
  try {
    const outcome = isReady ? runJob(one, link, 'builtIn', readyEngine(link)) : runJob(one, link), records: string[] = [];
    const next = (): { readonly message: FromEngine } | undefined => receiveMessageOnPort(port2);
    for (let got = next(); got !== undefined; got = next()) {
      if (got.message.type === 'records') records.push(...(JSON.parse(got.message.records) as { streamTypeName: string; text: string }[]).map(({ streamTypeName, text }) => `${streamTypeName}: ${text}`));
    }
    return { outcome, records };
  } finally {
    port1.close();
  }
}

describe('An engine that is made before its job is known', () => {
  const script = `param($Name) Write-Verbose 'v'; Write-Debug 'd'; Write-Warning 'w'; Write-Host 'h'; "$Name $VerbosePreference $PWD $($PSPrivateMetadata.JobId)"; [pscustomobject]@{ Text = 'x' * 60 } | Format-Table; Write-Error 'a secret word'; throw 'out'`;
  const runs: Record<string, Partial<SandboxJob>> = {
    'as the job is': {},
    'its streams': { logVerbose: true, logDebug: true },
    'all its streams': { keepAllStreams: true },
    'its width': { width: 30 },
    'its parameters': { parameters: [{ name: 'Name', value: '"n"', type: 'System.String' }] },
    'its secrets': { secrets: ['secret word'] },
    'its folder': { directory: import.meta.dirname },
    'its kind': { runbookType: 'Script', script: 'workflow Ready { param($Name) "w $Name"; throw "out" }' },
  };
  for (const [what, more] of Object.entries(runs)) {
    it(`writes and ends as one that is made for the job: ${what}`, () => {
      const ready = run(job(script, more), true);
      assert.ok(ready.records.length > 0 || what === 'its kind');
      assert.deepEqual(ready, run(job(script, more), false));
    });
  }
  it('keeps a secret and a width to the job', () => {
    assert.match(run(job('"a secret word"', { secrets: ['secret word'] }), true).records.join('\n'), /^Output: a \*{8}$/);
    assert.match(run(job("[pscustomobject]@{ Text = 'x' * 60 } | Format-Table", { width: 30 }), true).records.join('\n'), /…/);
  });
  it('takes the time from when the job began', () => {
    let wall = 1_000_000, steady = 0;
    const clock = new RecordClock({ wall: () => wall, steady: () => steady });
    wall += 7_200_000;
    steady += 1_000;
    clock.begin();
    assert.equal(clock.next(), '1970-01-01T02:16:40.0000000');
  });
});
