import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { workerAccount, type AccountFacts } from '../../../src/service/dispatch/workerAccount.ts';
import { ModuleFolder, unpackInto } from '../../../src/service/modules/moduleFolder.ts';
import { ServiceStartError } from '../../../src/service/startError.ts';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { job, publishNew, rows, start, streamItems } from '../support/conversation.ts';
import { exitOf, startProcess } from '../support/serviceProcess.ts';
import { client, serve, USER, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);
const nobody = { name: 'nobody', uid: 65_534, gid: 65_534, home: '/nonexistent' };
const refused = (pattern: RegExp) => (error: unknown): boolean => ServiceStartError.is(error, 'WorkerAccount') && pattern.test(error.message);

describe('the account that runbooks run under', function () {
  this.timeout(180_000);
  const machine = (uid: number, platform: NodeJS.Platform = 'linux'): AccountFacts => ({ platform, own: { uid, username: uid === 0 ? 'root' : 'ann' }, find: (name) => (name === 'nobody' ? nobody : name === 'ann' ? { ...nobody, name, uid: 1000 } : undefined) });

  it('is another one for a service of root only; its own needs nothing', () => {
    assert.deepEqual(workerAccount('nobody', machine(0)), nobody);
    assert.equal(workerAccount('ann', machine(1000)), undefined);
    assert.throws(() => workerAccount('nobody', machine(1000)), refused(/'nobody': only root may start processes of another account, and the service runs as 'ann'\. Start the service as root/));
    assert.throws(() => workerAccount('nobody', machine(0, 'win32')), refused(/on Windows a service runs its runbooks under its own account/));
    for (const name of ['nosuch', '', '-u', 'a b', '$(id)', '../x', 'x\n']) assert.throws(() => workerAccount(name, machine(0)), refused(/there is no such account on this machine/), name);
  });

  it('is found on this machine, whoever runs the test', () => {
    if (process.platform === 'win32') assert.throws(() => workerAccount(userInfo().username), refused(/on Windows/));
    else {
      assert.equal(workerAccount(userInfo().username), undefined);
      assert.throws(() => workerAccount('no-such-account-here'), refused(/no such account/));
    }
  });

  it('may read the modules, and nobody else beside the service', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-modules-')), mode = (path: string): number => statSync(join(folder, path)).mode & 0o777;
    try {
      const files = { name: 'Tools', files: new Map([['Tools.psm1', Buffer.from('function Get-It { 1 }')], ['en-US/about.txt', Buffer.from('x')]]) };
      for (const readers of [undefined, process.getgid?.()]) {
        const modules = new ModuleFolder(folder, readers);
        const staged = modules.stage();
        unpackInto(staged, files);
        modules.put(staged, 'Tools', 'v1');
        const open = readers !== undefined;
        if (process.platform !== 'win32') assert.deepEqual(['modules', 'modules/Tools', 'modules/Tools/Tools.psm1', 'modules/Tools/en-US', 'modules/Tools/en-US/about.txt'].map(mode), open ? [0o750, 0o750, 0o640, 0o750, 0o640] : [0o700, 0o700, 0o600, 0o700, 0o600]);
      }
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  const run = async (under: Pick<UnderTest, 'http'>, script: string): Promise<readonly string[]> => {
    const id = await start(under.http, (await publishNew(under.http, script, `Account${++serial}`)).runbook);
    const done = await eventually(async () => { const found = await job(under.http, id); return FINAL.has(found['JobStatus']) ? found : undefined; }, 90_000, 'the end of the job');
    assert.equal(done['JobException'], null);
    return rows(await streamItems(under.http, id)).map((item) => String(item['StreamText']));
  };
  let serial = 0;
  /** A service that is not root's: it may take no other account, and its own is no change. */
  const asNobody = async (open: string, program: string, work: string, { uid, gid, home }: typeof nobody): Promise<void> => {
    const main = join(open, 'service.cjs');
    await build({
      absWorkingDir: join(import.meta.dirname, '../../..'), entryPoints: ['src/service/main.ts'], outfile: main, bundle: true, platform: 'node', format: 'cjs', target: 'node24', logLevel: 'error',
      define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    });
    chmodSync(main, 0o644);
    for (const account of ['root', 'nobody']) {
      const { child, line, log } = await startProcess({
        dataFolder: join(work, account), users: [USER], transport: 'http', worker: { script: join(open, 'worker.cjs'), account },
      }, [], { program, main, uid, gid, home });
      try {
        if (account === 'root') {
          assert.deepEqual([line.type, line.type === 'failed' && line.code], ['failed', 'WorkerAccount'], log());
          assert.match(line.type === 'failed' ? line.message : '', /only root may start processes of another account, and the service runs as 'nobody'/);
          continue;
        }
        assert.ok(line.type === 'ready', JSON.stringify(line) + log());
        const { http } = client({ url: line.url, certificatePem: undefined });
        assert.deepEqual(await run({ http }, `Set-Content -Path '${join(work, 'own')}' -Value x; [Environment]::UserName`), ['nobody']);
        assert.equal(statSync(join(work, 'own')).uid, uid);
      } finally {
        child.stdin.end();
        await exitOf(child);
      }
    }
  };

  it('is that of every runbook: with root another one, which sees nothing of the service; else its own, and no other', async () => {
    const bundle = await workerBundle(), folder = mkdtempSync(join(tmpdir(), 'sma-account-'));
    try {
      if (userInfo().uid !== 0) {
        // Whoever may not do it is told so at the start; its own account is no change.
        if (process.platform !== 'win32') await assert.rejects(serve({ worker: { script: join(bundle, 'worker.cjs'), account: 'root' } }), refused(/only root may start processes of another account/));
        await using own = await serve({ worker: { script: join(bundle, 'worker.cjs'), ...(process.platform === 'win32' ? {} : { account: userInfo().username }) } });
        assert.deepEqual(await run(own, `Set-Content -Path '${join(folder, 'made')}' -Value x; 'done'`), ['done']);
        assert.equal(statSync(join(folder, 'made')).uid, statSync(folder).uid);
        return;
      }
      // A product that the account may not read is refused before anything starts.
      await assert.rejects(serve({ worker: { script: join(bundle, 'worker.cjs'), account: 'nobody' } }), refused(/'nobody': it may not use \S+(?:node|worker\.cjs)\. Install the product where that account may read it/));
      // Programs and the worker where everybody may read them.
      const open = join(folder, 'open'), work = join(folder, 'work'), program = join(open, 'node');
      for (const path of [folder, open]) { mkdirSync(path, { recursive: true }); chmodSync(path, 0o755); }
      mkdirSync(work);
      chmodSync(work, 0o777);
      for (const name of readdirSync(bundle)) { copyFileSync(join(bundle, name), join(open, name)); chmodSync(join(open, name), 0o644); }
      try { linkSync(process.execPath, program); } catch { copyFileSync(process.execPath, program); }
      await using under = await serve({ worker: { script: join(open, 'worker.cjs'), program, account: 'nobody' } });
      const made = join(work, 'made'), key = join(under.folder, 'secret.key'), found = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find(([name]) => name === 'nobody');
      const told = await run(under, `Set-Content -Path '${made}' -Value x; $env:HOME; $env:USER; [Environment]::UserName
foreach ($file in '${key}', '${join(under.folder, 'sma.db')}') { try { Get-Content -Path $file -ErrorAction Stop; 'read' } catch { 'closed' } }
try { Get-ChildItem -Path '${under.folder}' -ErrorAction Stop; 'listed' } catch { 'closed' }
try { Set-Content -Path '${join(under.folder, 'x')}' -Value 1 -ErrorAction Stop; 'written' } catch { 'closed' }`);
      assert.deepEqual(told, [found?.[5], 'nobody', 'nobody', 'closed', 'closed', 'closed', 'closed']);
      assert.deepEqual([statSync(made).uid, statSync(made).gid], [Number(found?.[2]), Number(found?.[3])]);
      const pid = under.logger.entries.findLast((entry) => entry.message === 'The worker is ready')?.fields['pid'];
      if (process.platform === 'linux') assert.match(readFileSync(`/proc/${Number(pid)}/status`, 'utf8'), new RegExp(`^Uid:\\s+${found?.[2]}\\s+${found?.[2]}\\s[\\s\\S]*^Groups:\\s*$`, 'm'));
      // A workflow, whose state goes to the service and comes back.
      assert.deepEqual(await run(under, `workflow Account${serial + 1} { $a = 1; Checkpoint-Workflow; InlineScript { [Environment]::UserName }; $a }`), ['nobody', '1']);
      assert.deepEqual([statSync(key).mode & 0o777, statSync(under.folder).mode & 0o777], [0o600, 0o710]);
      await asNobody(open, program, work, { ...nobody, uid: Number(found?.[2]), gid: Number(found?.[3]) });
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });
});
