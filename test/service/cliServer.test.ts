import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { runCli } from '../../src/cli/runCli.ts';
import type { SmaApi } from '../../src/client/index.ts';
import type { RunningService } from '../../src/service/options.ts';
import { STARTED_BY_PARAMETER, startedByJob } from '../../src/sma/values/startedBy.ts';
import { CapturedIo } from '../unit/cli/captured.ts';
import { bytes, clientOf, PASSWORD, published, serve, temporaryFolder, USER } from './clientSupport.ts';

const ORPHANED = '9c2e1111-2222-3333-4444-555555555555';

describe('command line: against a real service', function () {
  this.timeout(30_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let work: string;
  let service: RunningService;
  let client: SmaApi;
  let environment: Record<string, string>;
  before(async () => {
    folder = await temporaryFolder();
    service = await serve(join(folder.path, 'data'));
    client = clientOf(service);
    work = join(folder.path, 'work');
    await mkdir(work);
    const passwordFile = join(folder.path, 'password');
    await writeFile(passwordFile, `${PASSWORD}\r\nsecond line\n`, { mode: 0o600 });
    environment = { SMA_URL: service.url, SMA_USER: USER, SMA_PASSWORD_FILE: passwordFile, SMA_CA: `sha256:${service.certificateFingerprint ?? ''}` };
  });
  after(async () => {
    client.dispose();
    await service.stop();
    await folder[Symbol.asyncDispose]();
  });

  const sma = async (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string; readonly err: string; readonly io: CapturedIo }> => {
    const io = new CapturedIo({ environment: { ...environment, ...more }, cwd: work });
    const code = await runCli(args, COMMANDS, io, new AbortController().signal);
    for (const text of [io.out, io.err]) assert.ok(!text.includes(PASSWORD), text);
    return { code, out: io.out, err: io.err, io };
  };
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(work, name), text);
    return name;
  };

  describe('publish', () => {
    it('creates, updates, and leaves alone what is there already', async () => {
      await file('Report.ps1', '"one"');
      assert.deepEqual(await sma(['publish', 'Report.ps1']).then(({ code, out, err }) => [code, out, err]), [0, 'Report was created and published.\n', '']);
      await file('Report.ps1', '"two"\r\n');
      assert.deepEqual(await sma(['publish', './Report.ps1']).then(({ code, out }) => [code, out]), [0, 'Report was updated and published.\n']);
      assert.deepEqual(await sma(['publish', join(work, 'Report.ps1')]).then(({ code, out }) => [code, out]), [0, 'Report is already up to date: the server has the same text.\n']);
      const runbook = await client.runbooks.findByName('Report');
      assert.equal(runbook?.draftVersionId, null);
      assert.equal((await client.versions.read(runbook.publishedVersionId ?? '')).text, '"two"\r\n');
    });

    it('sends nothing from a folder that cannot remember what was sent', async () => {
      await mkdir(join(work, 'forgetful'));
      await file('forgetful/.sma', 'a file');
      await file('forgetful/Forgotten.ps1', '"x"');
      const { code, out, err } = await sma(['publish', 'forgetful/Forgotten.ps1']);
      assert.deepEqual([code, out], [4, '']);
      assert.match(err, /^sma: What is known of the server cannot be kept in .*\.sma: .*Nothing was sent; mend that, or publish from a folder of your own\.\n$/);
      assert.equal(await client.runbooks.findByName('Forgotten'), undefined);
    });

    it('refuses a file that is no runbook by its name, before it asks anybody', async () => {
      await file('pw', 'secret');
      const { code, out, err } = await sma(['publish', 'pw'], { SMA_URL: 'https://127.0.0.1:1' });
      assert.deepEqual([code, out, err], [5, '', 'sma: pw is no runbook: the name of its file does not end in .ps1. Nothing was sent.\n']);
      assert.equal(await client.runbooks.findByName('pw'), undefined);
    });

    it('refuses what the linter calls an error, but keeps it as a draft, and tells warnings', async () => {
      await file('Wrong.ps1', 'workflow Wrong {\n  InlineScript { Get-AutomationVariable -Name "x" }\n}\n');
      // Nobody is asked: there is no server at this address.
      const refused = await sma(['publish', 'Wrong.ps1'], { SMA_URL: 'https://127.0.0.1:1' });
      assert.notEqual(refused.code, 0);
      assert.match(refused.err, /^sma: Wrong\.ps1:2:18: .+ \[SMA1104\]\n$/m);
      assert.equal(await client.runbooks.findByName('Wrong'), undefined);
      assert.equal((await sma(['publish', 'Wrong.ps1', '--draft'])).code, 0);
      assert.match((await sma(['publish', 'Wrong.ps1', '--severity', 'asset-in-inlinescript=warning'])).err, /^warning: Wrong\.ps1:2:18: .+ \[SMA1104\]\nwarning: .+ \[SMA1101\]\n$/);

      // What only the server knows.
      await client.variables.create({ name: 'Limit', value: '"5"' });
      await file('Asks.ps1', 'Get-AutomationVariable -Name "limit"\nGet-AutomationVariable -Name "Limmit"\nGet-AutomationPSCredential -Name "Limit"\n');
      const asks = await sma(['publish', 'Asks.ps1']);
      assert.match(asks.err, /^sma: Asks\.ps1:3:\d+: 'Limit' is a variable asset, not a credential.+ \[SMA1102\]\n$/m);
      assert.match((await sma(['publish', 'Asks.ps1', '--severity', 'SMA1102=off'])).err, /^warning: Asks\.ps1:2:\d+: There is no variable asset 'Limmit'.+ \[SMA1101\]\n$/);

      await file('Warned.ps1', 'Write-Host 1\n');
      const warned = await sma(['publish', 'Warned.ps1']);
      assert.equal(warned.code, 0);
      assert.match(warned.err, /^warning: Warned\.ps1:1:1: .+ \[SMA2003\]\n$/);
      await file('Warned.ps1', 'Write-Host 2\n');
      assert.equal((await sma(['publish', 'Warned.ps1', '--no-warnings'])).err, '');
      assert.match((await sma(['publish', 'Warned.ps1', '--severity', 'nonsense=off'])).err, /there is no rule "nonsense"/);
    });

    it('lints with what the server has in mind', async () => {
      await mkdir(join(work, 'linted'));
      await client.variables.create({ name: 'Quota', value: '"5"' });
      await file('linted/Draft-Child.ps1', 'workflow Draft-Child { "x" }');
      assert.equal((await sma(['publish', 'linted/Draft-Child.ps1', '--draft'])).code, 0);
      await file('linted/Parent.ps1', 'workflow Parent {\n  Draft-Child\n  Get-AutomationVariable -Name "quota"\n  Get-AutomationVariable -Name "Quotta"\n  Get-AutomationPSCredential -Name "Quota"\n  Start-SmaRunbook -Name Nowhere-There\n}\n');
      const offline = await sma(['lint', 'linted/Parent.ps1']);
      assert.deepEqual([...offline.out.matchAll(/\[(\w+) /g)].map(([, id]) => id), ['SMA1005']);
      const online = await sma(['lint', 'linted/Parent.ps1', '--online']);
      assert.equal(online.code, 1);
      assert.deepEqual([...online.out.matchAll(/^\S+?:(\d+):.*\[(\w+) /gm)].map(([, line, id]) => `${line} ${id}`), ['2 SMA1010', '4 SMA1101', '5 SMA1102', '6 SMA1005']);
      assert.equal((await sma(['lint', 'linted/Parent.ps1', '--online'], { SMA_URL: 'https://127.0.0.1:1' })).code, 3);
    });

    it('lints and publishes with the parameters in mind of runbooks that the server alone has', async () => {
      await file('Far-Child.ps1', 'workflow Far-Child { param([Parameter(Mandatory)][string]$Name, [PSCredential]$Login) "$Name $($Login.UserName)" }');
      assert.equal((await sma(['publish', 'Far-Child.ps1'])).code, 0);
      await mkdir(join(work, 'far'));
      await file('far/Near.ps1', "<#\n.SYNOPSIS\nx\n#>\nworkflow Near {\n  Far-Child -Login Nobody\n  Far-Child -Name x Nobody\n  Far-Child -Name x -Other 1\n}\n");
      const online = await sma(['lint', 'far', '--online']), told = (text: string): string[] => [...text.matchAll(/:(\d+):\d+: .*\[(SMA\d+)/gm)].map(([, line, id]) => `${line} ${id}`).sort();
      assert.deepEqual(told(online.out), ['6 SMA1009', '6 SMA1101', '7 SMA1007', '7 SMA1101', '8 SMA1008']);
      assert.deepEqual(told((await sma(['publish', 'far/Near.ps1'])).err), ['6 SMA1009', '6 SMA1101', '7 SMA1007', '7 SMA1101', '8 SMA1008']);
    });

    it('saves as a draft, and publishes its own draft later', async () => {
      await file('Drafted.ps1', 'workflow Drafted-Flow { "one" }');
      const saved = await sma(['publish', 'Drafted.ps1', '--draft', '--json']);
      assert.equal(saved.code, 0);
      assert.deepEqual([saved.io.lines[0]?.['runbook'], saved.io.lines[0]?.['outcome'], saved.io.lines[0]?.['goal']], ['Drafted-Flow', 'created', 'draft']);
      await file('Drafted.ps1', 'workflow Drafted-Flow { "two" }');
      assert.equal((await sma(['publish', 'Drafted.ps1'])).out, 'Drafted-Flow was updated and published.\n');
    });

    it('sends nothing where the syntax is wrong, and says file, line and column', async () => {
      await file('Broken.ps1', '"fine"\nif ($x) {\n');
      const { code, out, err } = await sma(['publish', 'Broken.ps1'], { SMA_URL: 'https://127.0.0.1:1' });
      assert.deepEqual([code, out], [5, '']);
      assert.match(err, /^sma: Broken\.ps1:2:9: /);
      assert.equal(await client.runbooks.findByName('Broken'), undefined);
    });

    it('refuses names that SMA forbids, files that are not there, and texts that are not UTF-8', async () => {
      await file('2nd Report.ps1', '"x"');
      assert.match((await sma(['publish', '2nd Report.ps1'])).err, /must start with a letter.*Rename the file\.\n$/);
      const absent = await sma(['publish', 'Absent.ps1']);
      assert.deepEqual([absent.code, absent.err], [5, 'sma: The runbook Absent.ps1 cannot be read: it does not exist.\n']);
      await writeFile(join(work, 'Latin.ps1'), Buffer.from([0x22, 0xe4, 0x22]));
      assert.match((await sma(['publish', 'Latin.ps1'])).err, /not UTF-8/);
      assert.match((await sma(['publish', '.'])).err, /it is a folder/);
    });

    it('does not overwrite a draft from someone else, unless told to', async () => {
      await file('Shared.ps1', '"mine"');
      await sma(['publish', 'Shared.ps1']);
      const runbook = await client.runbooks.findByName('Shared');
      const draft = await client.runbooks.edit(runbook?.id ?? '');
      await client.versions.write(draft, bytes('"theirs"'), null);
      await file('Shared.ps1', '"mine again"');

      const refused = await sma(['publish', 'Shared.ps1']);
      assert.equal(refused.code, 4);
      assert.match(refused.err, /^sma: Shared has a draft on the server that was not saved from here .*--force.*\n$/);
      assert.equal((await client.versions.read(draft)).text, '"theirs"');

      assert.equal((await sma(['publish', 'Shared.ps1', '--force'])).out, 'Shared was updated and published.\n');
      assert.equal((await client.versions.read((await client.runbooks.findByName('Shared'))?.publishedVersionId ?? '')).text, '"mine again"');
    });

    it('does not overwrite what somebody else published since, unless told to', async () => {
      await file('Moving.ps1', '"one"');
      await sma(['publish', 'Moving.ps1']);
      const { id = '' } = (await client.runbooks.findByName('Moving')) ?? {};
      await client.versions.write(await client.runbooks.edit(id), bytes('"theirs"'), null);
      await client.runbooks.publish(id);
      await file('Moving.ps1', '"two"');
      const refused = await sma(['publish', 'Moving.ps1']);
      assert.equal(refused.code, 4);
      assert.match(refused.err, /Moving was changed on the server since/);
      assert.equal((await client.runbooks.get(id)).draftVersionId, null);
      assert.equal((await sma(['publish', 'Moving.ps1', '--force'])).code, 0);
    });

    it('does not overwrite a runbook that it has never seen, unless told to; the same text is up to date', async () => {
      const id = await published(client, 'Stranger', '"theirs"');
      await file('Stranger.ps1', '"mine"');
      const refused = await sma(['publish', 'Stranger.ps1']);
      assert.deepEqual([refused.code, refused.out], [4, '']);
      assert.match(refused.err, /^sma: Stranger is on the server already, with another text.*use --force to overwrite it\.\n$/);
      const untouched = await client.runbooks.get(id);
      assert.equal(untouched.draftVersionId, null);
      assert.equal((await client.versions.read(untouched.publishedVersionId ?? '')).text, '"theirs"');

      assert.equal((await sma(['publish', 'Stranger.ps1', '--force'])).out, 'Stranger was updated and published.\n');
      assert.equal((await client.versions.read((await client.runbooks.get(id)).publishedVersionId ?? '')).text, '"mine"');

      await published(client, 'Twin', '"same"');
      await file('Twin.ps1', '"same"');
      const twin = await sma(['publish', 'Twin.ps1']);
      assert.deepEqual([twin.code, twin.out], [0, 'Twin is already up to date: the server has the same text.\n']);
    });

    it('takes over a draft that was opened and not touched', async () => {
      await file('Opened.ps1', '"one"');
      await sma(['publish', 'Opened.ps1']);
      await client.runbooks.edit((await client.runbooks.findByName('Opened'))?.id ?? '');
      await file('Opened.ps1', '"two"');
      assert.equal((await sma(['publish', 'Opened.ps1'])).code, 0);
    });

    it('refuses to turn a script into a workflow', async () => {
      await file('Kind.ps1', '"script"');
      await sma(['publish', 'Kind.ps1']);
      await file('Kind.ps1', 'workflow Kind { "flow" }');
      const { code, err } = await sma(['publish', 'Kind.ps1']);
      assert.equal(code, 5);
      assert.match(err, /PowerShell script on the server and a PowerShell Workflow here/);
    });
  });

  describe('start', () => {
    it('prints the job, and sends parameters by their declared types', async () => {
      await published(client, 'Typed', 'param([string]$Text, [int]$Number, [string[]]$List, [bool]$Switch)\n"x"');
      const { code, out } = await sma(['start', 'typed', '--param', 'text=007', '-p', 'Number=7', '-p', 'LIST=web01', '-p', 'Switch=yes']);
      assert.equal(code, 0);
      const parameters = await client.jobs.parameters(await client.jobs.get(out.trim()));
      assert.deepEqual(Object.fromEntries(parameters.map(({ name, value }) => [name, value])), { Text: '"007"', Number: '7', List: '["web01"]', Switch: 'true' });
    });
    it('starts nothing where a parameter is wrong, missing or unknown, and repeats no value', async () => {
      await published(client, 'Strict', 'param([Parameter(Mandatory)][int]$Days)\n"x"');
      const before = (await client.jobs.list()).items.length;
      for (const [args, expected] of [
        [['--param', 'Days=s3cret'], /^sma: The value of Days does not fit: a whole number is needed/],
        [['--param', 'Dayz=1'], /has no parameter Dayz; did you mean Days\?/],
        [[], /Strict needs Days: give --param Days=…/],
      ] as const) {
        const { code, err, out } = await sma(['start', 'Strict', ...args]);
        assert.equal(code, 2);
        assert.match(err, expected);
        assert.ok(!err.includes('s3cret') && out === '');
      }
      assert.equal((await client.jobs.list()).items.length, before);
    });
    it('names the nearest runbook, and says that a draft alone cannot run', async () => {
      assert.match((await sma(['start', 'Typd'])).err, /There is no runbook Typd on the server; did you mean Typed\?/);
      for (const given of ['typed.ps1', './runbooks/Typed.ps1', 'runbooks\\TYPED.PS1', 'Typd.ps1']) {
        const { code, err } = await sma(['start', given]);
        assert.deepEqual([code, err], [4, `sma: There is no runbook ${given} on the server; did you mean Typed? A runbook is named without folder and ".ps1".\n`]);
      }
      assert.equal((await sma(['start', 'Zzzzzzzz.ps1'])).err, 'sma: There is no runbook Zzzzzzzz.ps1 on the server; "sma publish" puts one there.\n');
      await client.runbooks.import(bytes('"x"'), 'Only-Draft');
      const { code, err } = await sma(['start', 'Only-Draft']);
      assert.deepEqual([code, err], [4, 'sma: Only-Draft has only a draft; publish it first.\n']);
    });
  });

  describe('jobs', () => {
    it('lists the newest first, as a table and as JSON, by state and number', async () => {
      const id = await published(client, 'Listed', '"x"');
      const first = await client.runbooks.start(id, []);
      const second = await client.runbooks.start(id, []);
      const rows = (await sma(['jobs'])).out.split('\n');
      assert.match(rows[0] ?? '', /^JOB +STATUS +RUNBOOK +CREATED \(UTC\)/);
      assert.ok((rows[1] ?? '').startsWith(`${second}  New`) && (rows[1] ?? '').includes('Listed') && (rows[2] ?? '').startsWith(first));
      const { io } = await sma(['jobs', '--json', '--status', 'new', '-n', '2']);
      assert.deepEqual(io.lines.map((line) => [line['id'], line['status'], line['runbook']]), [[second, 'New', 'Listed'], [first, 'New', 'Listed']]);
      for (const line of io.lines) assert.ok(String(line['createdAt']).endsWith('Z') && line['endedAt'] === null, JSON.stringify(line));
      assert.equal((await sma(['jobs', '--status', 'Failed'])).out, 'No jobs.\n');
    });
    it('shows those that a job started below it, and whose each is', async () => {
      const id = await published(client, 'Family', '"x"');
      const start = async (by: string): Promise<string> => await client.runbooks.start(id, by === '' ? [] : [{ name: STARTED_BY_PARAMETER, value: by }]);
      const parent = await start(''), other = await start('"CONTOSO\\\\ada"');
      const child = await start(startedByJob('Family', parent)), grandchild = await start(startedByJob('Family', child)), orphan = await start(startedByJob('Family', ORPHANED));
      const rows = (await sma(['jobs', '-n', '5'])).out.split('\n');
      assert.match(rows[0] ?? '', /WARNINGS {2}PARENT JOB$/);
      const seen = rows.slice(1, 6).map((row) => [row.slice(0, 36), / (\s*)Family /.exec(row.slice(37).replace(/^ *New {2}/, ' '))?.[1]?.length, / ([0-9a-f-]{36})$/.exec(row)?.[1]]);
      assert.deepEqual(seen.map(([job, , by]) => [job, by]), [[orphan, ORPHANED], [other, undefined], [parent, undefined], [child, parent], [grandchild, child]]);
      const indent = seen.map(([, spaces]) => Number(spaces));
      assert.deepEqual(indent.map((spaces) => spaces - Number(indent[0])), [0, 0, 0, 2, 4]);
      const { io } = await sma(['jobs', '--json', '-n', '5']);
      assert.deepEqual(io.lines.map((line) => [line['id'], line['parent'], line['startedBy']]), [
        [orphan, ORPHANED, `Family (job ${ORPHANED})`], [grandchild, child, `Family (job ${child})`], [child, parent, `Family (job ${parent})`], [other, null, 'CONTOSO\\ada'], [parent, null, null],
      ]);
    });
    it('tells whose they are of more jobs than fit one question', async () => {
      const id = await published(client, 'Many-Children', '"x"');
      const parent = await client.runbooks.start(id, []);
      for (let count = 0; count < 45; count++) await client.runbooks.start(id, [{ name: STARTED_BY_PARAMETER, value: startedByJob('Many-Children', parent) }]);
      const { io } = await sma(['jobs', '--json', '-n', '46']);
      assert.deepEqual(io.lines.map((line) => line['parent']), [...Array.from({ length: 45 }, () => parent), null]);
    });
    it('refuses states and numbers that are none', async () => {
      assert.match((await sma(['jobs', '-s', 'Runing'])).err, /"Runing" is no job state; did you mean Running\?/);
      assert.match((await sma(['jobs', '-s', 'Bogus'])).err, /^sma: "Bogus" is no job state\. The states are New, .*\.\n/);
      assert.equal((await sma(['jobs', '-n', '0'])).code, 2);
    });
  });

  describe('the connection', () => {
    it('says what is missing', async () => {
      for (const [name, expected] of [['SMA_URL', /No server is given: use --url or SMA_URL/], ['SMA_USER', /No user is given/], ['SMA_PASSWORD_FILE', /No password is given/]] as const) {
        const { code, err } = await sma(['jobs'], { [name]: '' });
        assert.equal(code, 2);
        assert.match(err, expected);
      }
    });
    it('takes the password from the environment, and options before it', async () => {
      assert.equal((await sma(['jobs'], { SMA_PASSWORD_FILE: '', SMA_PASSWORD: PASSWORD })).code, 0);
      assert.equal((await sma(['jobs', '--url', service.url, '--user', USER], { SMA_URL: 'https://127.0.0.1:1', SMA_USER: 'nobody' })).code, 0);
    });
    it('tells trust, password and reach apart, each once, with exit code 3', async () => {
      const untrusted = await sma(['jobs'], { SMA_CA: '' });
      assert.deepEqual([untrusted.code, untrusted.err.trimEnd().split('\n').length], [3, 1]);
      assert.ok(untrusted.err.includes(service.certificateFingerprint ?? '-'));
      const wrong = await sma(['jobs'], { SMA_PASSWORD_FILE: '', SMA_PASSWORD: 'wrong' });
      assert.equal(wrong.code, 3);
      assert.match(wrong.err, /^sma: https:\/\/127\.0\.0\.1:\d+ does not accept the user name or password/);
      const away = await sma(['jobs'], { SMA_URL: 'https://127.0.0.1:1' });
      assert.equal(away.code, 3);
      assert.match(away.err, /connection refused/);
    });
    it('says of a web server that is no SMA what it is, for every command, with exit code 3', async () => {
      const answers: readonly (readonly [number, string, string])[] = [[404, 'text/plain', 'nothing here'], [404, 'application/json', '{"error":{"code":"x","message":"no route"}}'], [405, 'text/plain', ''], [200, 'text/html', '<html></html>']];
      await file('Elsewhere.ps1', '"x"');
      for (const [status, type, body] of answers) {
        const other = createServer((_request, response) => response.writeHead(status, { 'content-type': type }).end(body)).listen(0, '127.0.0.1');
        await once(other, 'listening');
        const address = other.address();
        assert.ok(address !== null && typeof address === 'object');
        for (const args of [['jobs'], ['start', 'Typed'], ['publish', 'Elsewhere.ps1']]) {
          const { code, err } = await sma(args, { SMA_URL: `http://127.0.0.1:${address.port}` });
          assert.equal(code, 3, `${args[0] ?? ''} ${status}: ${err}`);
          assert.match(err, /^sma: .*127\.0\.0\.1:\d+.* SMA web service.*\n$/);
        }
        other.closeAllConnections();
        other.close();
      }
    });
    it('takes the certificate from a file, and refuses files that are none', async () => {
      await file('ca.pem', service.certificatePem ?? '');
      assert.equal((await sma(['jobs', '--ca', 'ca.pem'])).code, 0);
      await file('not.pem', 'hello');
      assert.match((await sma(['jobs', '--ca', 'not.pem'])).err, /holds no certificate/);
      assert.match((await sma(['jobs', '--ca', 'sha256:12'])).err, /64 hexadecimal digits/);
      assert.match((await sma(['jobs', '--ca', 'absent.pem'])).err, /does not exist/);
    });
    it('warns of a password file that others can read, and refuses an empty one', async function () {
      await file('empty', '\n');
      assert.match((await sma(['jobs', '--password-file', 'empty'])).err, /is empty; its first line must be the password/);
      assert.match((await sma(['serve', '--data', 'never-made', '--proxy-secret-file', 'empty'])).err, /^sma: The secret file empty is empty; its first line must be the secret/m);
      if (process.platform === 'win32') return;
      await file('open', PASSWORD);
      await chmod(join(work, 'open'), 0o644);
      const { code, err } = await sma(['jobs', '--password-file', 'open']);
      assert.equal(code, 0);
      assert.match(err, /^sma: the password file open can be read by others; "chmod 600 open"/);
    });
  });
});
