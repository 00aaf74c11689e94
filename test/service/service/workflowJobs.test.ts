import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkpointOwner } from '../../../src/service/dispatch/checkpoints.ts';
import { openCipher } from '../../../src/service/secrets/cipher.ts';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { act, job, publishNew, rows, start, streamItems, type Wire } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);
let serial = 0;

describe('workflow jobs of the service', function () {
  this.timeout(60_000);
  let under: UnderTest;
  before(async () => { under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') } }); });
  after(() => under[Symbol.asyncDispose]());
  const status = async (id: string): Promise<unknown> => (await job(under.http, id))['JobStatus'];
  const ended = (id: string, patience = 30_000): Promise<Wire> => eventually(async () => {
    const entity = await job(under.http, id);
    return FINAL.has(entity['JobStatus']) ? entity : undefined;
  }, patience, 'the end of the job');
  const texts = async (id: string): Promise<readonly string[]> => rows(await streamItems(under.http, id)).map((item) => `${String(item['StreamTypeName'])}: ${String(item['StreamText'])}`);
  const run = async (body: string, around = ''): Promise<string> => {
    const name = `Flow${++serial}`;
    return start(under.http, (await publishNew(under.http, `${around}workflow ${name} { ${body} }`)).runbook);
  };
  const resume = async (id: string): Promise<void> => { assert.equal((await act(under.http, 'Jobs', id, 'Resume')).status, 204); };
  const database = <T>(ask: (db: DatabaseSync) => T): T => {
    const db = new DatabaseSync(join(under.folder, 'sma.db'), { readOnly: true });
    try { return ask(db); } finally { db.close(); }
  };

  it('Suspend-Workflow suspends; resumed, the job goes on behind it with its variables', async () => {
    const id = await run("$list = @('a'); $h = @{ k = 1 }; $d = Get-Date -Date '2020-01-02'; 'before'; Suspend-Workflow; $list += 'b'; \"$($list -join ',') $($h.k) $($d.Year)\"");
    const first = await ended(id);
    assert.deepEqual([first['JobStatus'], first['JobException'], first['EndTime']], ['Suspended', null, null]);
    assert.deepEqual(await texts(id), ['Output: before']);
    await resume(id);
    assert.equal((await ended(id))['JobStatus'], 'Completed');
    assert.deepEqual(await texts(id), ['Output: before', 'Output: a,b 1 2020']);
  });

  it('an error that nothing catches suspends; resumed, it goes on from the checkpoint and repeats what came after (case 135)', async () => {
    const id = await run("$n = 1; 'once'; Checkpoint-Workflow; $n++; $n; throw 'x'");
    const first = await ended(id);
    assert.deepEqual([first['JobStatus'], first['ErrorCount']], ['Suspended', 1]);
    assert.match(String(first['JobException']), /^x\nAt Flow/);
    await resume(id);
    await eventually(async () => (await texts(id)).length >= 5 && FINAL.has(await status(id)));
    assert.deepEqual(await texts(id), ['Output: once', 'Output: 2', 'Error: x', 'Output: 2', 'Error: x']);
    assert.deepEqual([await status(id), (await job(under.http, id))['ErrorCount']], ['Suspended', 2]);
    assert.equal((await act(under.http, 'Jobs', id, 'Stop')).status, 204);
    assert.equal(await status(id), 'Stopped');
    assert.equal(database((db) => db.prepare('select count(*) as n from job_checkpoint').get()?.['n']), 0);
  });

  it('without a checkpoint a resumed job begins again', async () => {
    const id = await run("'from the start'; Get-Item -Path ./no-such -ErrorAction Stop");
    assert.equal((await ended(id))['JobStatus'], 'Suspended');
    await resume(id);
    await eventually(async () => (await texts(id)).filter((t) => t === 'Output: from the start').length === 2 && await status(id) === 'Suspended');
  });

  it('the action Suspend takes effect at the next checkpoint, and not at all where there is none', async () => {
    // Until the file is there the job takes its time, so that the wish comes while it runs, however slow the machine is.
    const go = join(under.folder, 'go');
    const id = await run(`foreach ($i in 1..500) { $i; $quick = Test-Path -Path '${go}'; if (-not $quick) { Start-Sleep -Milliseconds 40 }; if ($i % 5 -eq 0) { Checkpoint-Workflow } }; 'end'`);
    await eventually(async () => (await texts(id)).length >= 3);
    assert.equal((await act(under.http, 'Jobs', id, 'Suspend')).status, 204);
    assert.equal((await ended(id))['JobStatus'], 'Suspended');
    const count = (await texts(id)).length;
    assert.equal(count % 5, 0, `${count} records`);
    writeFileSync(go, '');
    await resume(id);
    const done = await ended(id);
    assert.equal(done['JobStatus'], 'Completed');
    assert.deepEqual(await texts(id), [...Array.from({ length: 500 }, (_, i) => `Output: ${i + 1}`), 'Output: end']);
    rmSync(go);
    const free = await run(`'go'; $quick = $false; while (-not $quick) { $quick = Test-Path -Path '${go}'; Start-Sleep -Milliseconds 20 }; 'done'`);
    await eventually(async () => (await texts(free)).length === 1);
    assert.equal((await act(under.http, 'Jobs', free, 'Suspend')).status, 204);
    assert.equal(await status(free), 'Suspending');
    writeFileSync(go, '');
    assert.equal((await ended(free))['JobStatus'], 'Completed');
  });

  it('arguments that do not fit fail the job, since they would fail again', async () => {
    const name = `Flow${++serial}`, { runbook } = await publishNew(under.http, `workflow ${name} { param([ValidateRange(1, 5)][int]$N) "n $N" }\n${name} -N 99`);
    const done = await ended(await start(under.http, runbook, { N: '9' }));
    assert.equal(done['JobStatus'], 'Failed');
    assert.match(String(done['JobException']), /'N'.*9.*maximum allowed range of 5/s);
    const fine = await start(under.http, runbook, { N: '3' });
    assert.equal((await ended(fine))['JobStatus'], 'Completed');
    assert.deepEqual(await texts(fine), ['Output: n 3'], 'a call beside the definition is not part of the runbook');
  });

  it('what cannot be kept fails the job with the variable and the way out; so does too much', async () => {
    const live = await ended(await run("$s = New-Object -TypeName System.IO.StringReader -ArgumentList 'x'; Checkpoint-Workflow; 'not reached'"));
    assert.equal(live['JobStatus'], 'Failed');
    assert.match(String(live['JobException']), /variable \$s holds an object of the type System\.IO\.StringReader.*Set it to \$null/s);
    const large = await ended(await run("$big = 'x' * 40000000; Checkpoint-Workflow; 'not reached'"));
    assert.equal(large['JobStatus'], 'Failed');
    assert.match(String(large['JobException']), /at most 32\.0 MB.*\$big \(38\.\d MB\)/s);
  });

  it('the state is encrypted in the database, and a resumed job still masks what it has read', async () => {
    assert.equal((await under.http.post('Variables', { Name: 'Pin', Value: '"swordfish-4711"', IsEncrypted: true })).status, 201);
    const id = await run("$pin = Get-AutomationVariable -Name Pin; Suspend-Workflow; \"pin $pin\"");
    assert.equal((await ended(id))['JobStatus'], 'Suspended');
    const secret = String(database((db) => db.prepare('select secret from job_checkpoint').get()?.['secret']));
    assert.match(secret, /^v1:/);
    assert.ok(!secret.includes('swordfish'));
    await resume(id);
    assert.equal((await ended(id))['JobStatus'], 'Completed');
    assert.deepEqual(await texts(id), ['Output: pin ********']);
  });

  it('secrets are masked in every record of progress, before a checkpoint and after it', async () => {
    await under.http.post('Variables', { Name: 'Sword', Value: '"marlin-0815"', IsEncrypted: true });
    const name = `Flow${++serial}`, tells = 'Write-Progress -Activity "a $s" -Status "s $s" -CurrentOperation "c $s" -PercentComplete 5; InlineScript { Write-Progress -Activity "i $using:s" -Status $using:s; Write-Verbose "v $using:s" -Verbose } -DisplayName "shown marlin-0815"';
    const { runbook } = await publishNew(under.http, `workflow ${name} { $s = Get-AutomationVariable -Name Sword; ${tells}; Suspend-Workflow; ${tells} }`);
    await under.http.put(`Runbooks(guid'${runbook}')`, { LogVerbose: true, LogProgress: true });
    const id = await start(under.http, runbook), told: string[] = [];
    for (const expected of ['Suspended', 'Completed']) {
      const job = await ended(id);
      assert.equal(job['JobStatus'], expected, String(job['JobException']));
      const items = rows(await streamItems(under.http, id)), all = JSON.stringify(items);
      assert.ok(!all.includes('marlin'), all);
      told.push(String(items.filter((item) => item['StreamTypeName'] === 'Progress' && /: (a|i) \*{8}/.test(String(item['StreamText']))).length));
      if (expected === 'Suspended') await resume(id);
    }
    assert.deepEqual(told, ['2', '4']);
  });

  it('a checkpoint that an earlier version has stored is gone on from', async () => {
    for (const earlier of [(state: string) => JSON.stringify({ state, secrets: [] }), (state: string) => `[]\n${state}`]) {
      const id = await run("$large = 'x' * 30000; Suspend-Workflow; \"$($large.Length) after\"");
      assert.equal((await ended(id))['JobStatus'], 'Suspended');
      const cipher = openCipher(join(under.folder, 'secret.key'), []), owner = checkpointOwner(id);
      using db = new DatabaseSync(join(under.folder, 'sma.db'), { timeout: 10_000 });
      const key = db.prepare('select job_key from Jobs where JobID = ?').get(id)?.['job_key'] as number;
      const kept = cipher.decryptBytes(String(db.prepare('select secret from job_checkpoint where job_key = ?').get(key)?.['secret']), owner);
      // As bytes, and not as base64 in base64.
      assert.equal(kept.toString('latin1', 0, 8), '[]\nzstd!');
      db.prepare('update job_checkpoint set secret = ? where job_key = ?').run(cipher.encrypt(earlier(`zstd:${kept.toString('base64', 8)}`), owner), key);
      await resume(id);
      assert.equal((await ended(id))['JobStatus'], 'Completed');
      assert.deepEqual(await texts(id), ['Output: 30000 after']);
    }
  });

  it('a large checkpoint is gone on from as it was stored', async () => {
    const id = await run("$large = 'ü' * 30000; Suspend-Workflow; \"$($large.Length) $($large[29999])\"");
    assert.equal((await ended(id))['JobStatus'], 'Suspended');
    await resume(id);
    assert.equal((await ended(id))['JobStatus'], 'Completed');
    assert.deepEqual(await texts(id), ['Output: 30000 ü']);
  });

  it('memory and processor time of a job are noted', async () => {
    const id = await run("'x'");
    await ended(id);
    const row = database((db) => db.prepare('select cpu_ms, peak_memory_kb from Jobs where JobID = ?').get(id));
    assert.ok(Number(row?.['cpu_ms']) > 0 && Number(row?.['peak_memory_kb']) > 10_000, JSON.stringify(row));
  });

  it('memory and processor time of a workflow are noted also where each of its sandboxes was killed', async () => {
    const id = await run('$p = InlineScript { $PID }; "pid $p"; while ($true) { Start-Sleep -Milliseconds 20; "more" }'), killed = new Set<number>();
    let cpu = 0;
    for (let kill = 1; kill <= 3; kill++) {
      const pid = await eventually(async () => {
        const all = await texts(id), last = all.findLastIndex((text) => text.startsWith('Output: pid')), found = Number(all[last]?.slice('Output: pid '.length));
        // For so long that it has told what it used.
        return last >= 0 && !killed.has(found) && all.length > last + 30 ? found : undefined;
      });
      killed.add(pid);
      process.kill(pid, 'SIGKILL');
      const before = cpu;
      cpu = await eventually(() => { const now = Number(database((db) => db.prepare('select cpu_ms from Jobs where JobID = ?').get(id)?.['cpu_ms'])); return now > before ? now : undefined; }, 10_000, `what sandbox ${kill} used`);
    }
    assert.match(String((await ended(id))['JobException']), /It was tried 3 times/);
    const row = database((db) => db.prepare('select cpu_ms, peak_memory_kb from Jobs where JobID = ?').get(id));
    assert.ok(Number(row?.['cpu_ms']) === cpu && Number(row?.['peak_memory_kb']) > 10_000, JSON.stringify(row));
  });

  it('a stopped service: a workflow goes on from its checkpoint when it is back, and what it wrote after is not there twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-drain-')), worker = { script: join(await workerBundle(), 'worker.cjs') };
    try {
      let id = '';
      {
        await using first = await serve({ dataFolder: folder, worker, drainMilliseconds: 300 });
        id = await start(first.http, (await publishNew(first.http, "workflow Long { foreach ($i in 1..40) { \"n$i\"; if ($i % 4 -eq 0) { Checkpoint-Workflow }; Start-Sleep -Milliseconds 60 } }")).runbook);
        await eventually(async () => rows(await streamItems(first.http, id)).length >= 6);
      }
      {
        // Cut off by the end of the drain: what it had used until then is noted.
        using db = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
        const row = db.prepare('select cpu_ms, peak_memory_kb from Jobs where JobID = ?').get(id);
        assert.ok(Number(row?.['cpu_ms']) > 0 && Number(row?.['peak_memory_kb']) > 10_000, JSON.stringify(row));
      }
      await using second = await serve({ dataFolder: folder, worker });
      await eventually(async () => (await job(second.http, id))['JobStatus'] === 'Completed', 20_000);
      assert.deepEqual(rows(await streamItems(second.http, id)).map((item) => item['StreamText']), Array.from({ length: 40 }, (_, i) => `n${i + 1}`));
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('a stopped service: a script that is cut off runs its finally blocks, briefly; a workflow does not, since it goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-drain-')), worker = { script: join(await workerBundle(), 'worker.cjs') };
    const waits = (after: string): string => `try { 'begins'; while ($true) { Start-Sleep -Milliseconds 20 } } finally { ${after} }`, endless = 'while ($true) { Start-Sleep -Milliseconds 20 }';
    try {
      const ids: string[] = [];
      {
        await using first = await serve({ dataFolder: folder, worker, drainMilliseconds: 300 });
        for (const [name, text] of [['Tidy', waits("'cleaned'")], ['Stubborn', waits(`'cleans'; ${endless}`)], ['Flow', `workflow Flow { ${waits("'cleaned'")} }`]] as const) ids.push(await start(first.http, (await publishNew(first.http, text, name)).runbook));
        for (const id of ids) await eventually(async () => rows(await streamItems(first.http, id)).length > 0);
      }
      await using second = await serve({ dataFolder: folder });
      const told = await Promise.all(ids.map(async (id) => [(await job(second.http, id))['JobStatus'], rows(await streamItems(second.http, id)).map((item) => item['StreamText'])]));
      assert.deepEqual(told.slice(0, 2), [['Failed', ['begins', 'cleaned']], ['Failed', ['begins', 'cleans']]]);
      assert.doesNotMatch(JSON.stringify(told[2]), /cleaned/, 'the workflow begins anew');
      assert.match(String((await job(second.http, ids[0] ?? ''))['JobException']), /^The service was stopped while the runbook was running\./);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('killed with -9 at any moment, the job goes on from its checkpoint: nothing is lost and nothing doubled', async function () {
    this.timeout(180_000 + 3_000 * Number(process.env['SMA_KILL_SECONDS'] ?? 15));
    // Work of every kind between checkpoints: expressions, activities, branches, an InlineScript, a child, an error that is caught.
    const body = [
      '$sum = 0; $log = @()',
      'foreach ($round in 1..150) {',
      '  $r = foreach -parallel ($i in 1..3) { if ($round % 25 -eq 0) { Start-Sleep -Milliseconds 5 }; $round * 10 + $i }',
      '  foreach ($x in $r) { $sum = $sum + $x }',
      '  "round $round"; Write-Output -InputObject "sum $sum"',
      '  if ($round % 10 -eq 0) { $t = InlineScript { $using:sum % 7 }; $log += $t; try { throw "e$round" } catch { Write-Warning -Message $_.Message }; Checkpoint-Workflow }',
      '  if ($round % 3 -eq 0) { Write-Output -InputObject "kept $round" -PSPersist $true }',
      '}',
      '"end $sum $($log -join \'\')"',
    ].join('\n');
    const undisturbed = await run(body);
    assert.equal((await ended(undisturbed))['JobStatus'], 'Completed');
    const wanted = await texts(undisturbed), until = performance.now() + Number(process.env['SMA_KILL_SECONDS'] ?? 15) * 1000;
    assert.equal(wanted.length, 300 + 15 + 50 + 1);
    let kills = 0, jobs = 0, suspended = 0;
    while (performance.now() < until || jobs === 0) {
      const id = await run(body), seen = new Set<unknown>(), blows = new Set<NodeJS.Timeout>();
      const killer = setInterval(() => {
        const pid = under.logger.entries.findLast((entry) => entry.fields['jobId'] === id && entry.message === 'The job has its sandbox')?.fields['sandbox'];
        if (typeof pid !== 'number' || seen.has(pid) || (performance.now() > until && kills >= 5)) return;
        seen.add(pid);
        // At its end a job is left alone: one that is killed too often without getting further fails by rule.
        // Now and then the whole worker dies, with all its sandboxes.
        const worker = under.logger.entries.findLast((entry) => entry.message === 'The worker is ready')?.fields['pid'], victim = Math.random() < 0.15 ? Number(worker) : pid;
        const blow = setTimeout(() => {
          blows.delete(blow);
          // One that never gets to run is given up by rule: on a slow machine it is left to begin.
          const at = database((db) => db.prepare('select JobStatus, attempt from Jobs where JobID = ?').get(id));
          if (at?.['JobStatus'] === 'Activating' && Number(at['attempt']) >= 4) { seen.delete(pid); return; }
          try { process.kill(victim, 'SIGKILL'); kills += 1; } catch { /* it had ended */ }
        }, 60 + Math.random() * 240);
        blows.add(blow);
      }, 2);
      let done: Wire;
      try {
        done = await ended(id, 120_000);
        // Killed three times at one place (more often where it had not begun) it waits for a person.
        for (; done['JobStatus'] === 'Suspended'; done = await ended(id, 120_000)) {
          assert.match(String(done['JobException']), /It was tried [3-9] times\. Resume the job/);
          suspended += 1;
          await resume(id);
        }
      } finally {
        clearInterval(killer);
        for (const blow of blows) clearTimeout(blow);
      }
      assert.deepEqual([done['JobStatus'], done['WarningCount']], ['Completed', 15], String(done['JobException']));
      assert.deepEqual(await texts(id), wanted);
      jobs += 1;
    }
    if (process.env['SMA_KILL_SECONDS'] !== undefined) console.log(`        ${kills} kills of ${jobs} jobs, ${suspended} times resumed by hand`);
    assert.ok(kills >= 5, `${kills} kills of ${jobs} jobs`);
  });
});
