import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import { contextKey } from '../../src/app/ids.ts';
import type { ConnectionStateName } from '../../src/app/ids.ts';
import type { SmaApi } from '../../src/client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, answerQuestions, messagesSince, run, shownOutput, useLocalService, writeRunbook } from './support/extension.ts';

describe('bad input', () => {
  let app: App;
  let client: SmaApi;
  before(async function () {
    this.timeout(60_000);
    app = await activateExtension();
    client = await useLocalService(app);
  });

  it('refuses to publish errors, says line and column once, and goes there', async () => {
    const file = writeRunbook('Test-Broken', "Write-Output 'fine'\nif ($true {\n  'x'\n}\n");
    const said = messagesSince(app);
    await run('sma.runbook.publish', file);
    assert.equal(said().length, 1);
    assert.match(said()[0] ?? '', /^Test-Broken\.ps1 cannot be published: line 2, column \d+: /);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), file.toString());
    assert.equal(editor.selection.active.line, 1);
    const problems = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(file);
    assert.ok(problems().some((diagnostic) => diagnostic.source === 'SMA'));
    // The language features find the same: what both say stands there once, and it is theirs (it has the error's id).
    await eventually(() => problems().length > 0 && problems().every(({ code }) => code !== undefined), 15_000, 'each problem once');
    const places = problems().map(({ message, range }) => `${range.start.line}: ${message}`);
    assert.deepEqual(places, [...new Set(places)]);
    assert.equal(await client.runbooks.findByName('Test-Broken'), undefined);
  });

  it('refuses a name that SMA forbids, a file that is there, and one that is no UTF-8', async () => {
    const said = messagesSince(app);
    await run('sma.runbook.new', { type: 'PowerShellScript', name: '1st' });
    assert.match(said().at(-1) ?? '', /must start with a letter/);
    await run('sma.runbook.new', { type: 'PowerShellScript', name: 'Hello-World' });
    assert.match(said().at(-1) ?? '', /already/);
    const file = writeRunbook('Test-Utf16', '');
    await vscode.workspace.fs.writeFile(file, new Uint8Array([0xff, 0xfe, 0x41, 0x00, 0xe4, 0x00]));
    await run('sma.runbook.publish', file);
    assert.match(said().at(-1) ?? '', /is not UTF-8/);
    assert.equal(said().length, 3);
  });

  it('never overwrites what changed on the server, nor somebody’s draft, without being told to', async () => {
    const file = writeRunbook('Test-Conflict', "'mine'\n");
    await run('sma.runbook.publish', file);
    const runbook = await client.runbooks.findByName('Test-Conflict');
    assert.ok(runbook);
    const theirs = new TextEncoder().encode("'theirs'\n");
    const draftId = await client.runbooks.edit(runbook.id);
    await client.versions.write(draftId, theirs, null);

    writeRunbook('Test-Conflict', "'mine again'\n");
    const said = messagesSince(app);
    const cancel = answerQuestions(app, undefined);
    await run('sma.runbook.publish', file);
    assert.match(cancel.asked[0] ?? '', /has a draft on the server that was not saved from here/);
    assert.equal(said().length, 1, 'a question is not followed by an error');
    assert.equal((await client.versions.read(draftId)).text, "'theirs'\n");
    await client.runbooks.publish(runbook.id);
    await run('sma.runbook.publish', file);
    cancel.restore();
    assert.match(cancel.asked[1] ?? '', /was changed on the server since/);
    const publishedText = async (): Promise<string> => (await client.versions.read((await client.runbooks.get(runbook.id)).publishedVersionId ?? '')).text;
    assert.equal(await publishedText(), "'theirs'\n");

    const compare = answerQuestions(app, 'Compare');
    await run('sma.runbook.publish', file);
    compare.restore();
    assert.equal(await publishedText(), "'theirs'\n");
    await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff, 10_000, 'a diff');

    const overwrite = answerQuestions(app, 'Publish Anyway');
    await run('sma.runbook.publish', file);
    overwrite.restore();
    assert.equal(await publishedText(), "'mine again'\n");
  });

  it('asks before it starts another text than the one in the editor', async () => {
    const file = writeRunbook('Test-Differs', "'published'\n");
    await run('sma.runbook.publish', file);
    writeRunbook('Test-Differs', "'edited'\n");
    const cancel = answerQuestions(app, undefined);
    assert.equal(await run('sma.runbook.start', file, { parameters: {} }), undefined);
    cancel.restore();
    assert.match(cancel.asked[0] ?? '', /differs from the published version/);
  });

  it('says which parameter cannot be taken, and starts nothing', async () => {
    const file = writeRunbook('Test-Parameters', 'param([Parameter(Mandatory)] [int] $Count)\n$Count\n');
    await run('sma.runbook.publish', file);
    const jobs = (await client.jobs.list()).items.length;
    const said = messagesSince(app);
    await run('sma.runbook.start', file, { parameters: { Count: 'many' } });
    await run('sma.runbook.start', file, { parameters: {} });
    await run('sma.runbook.start', file, { parameters: { Count: '1', Other: 'x' } });
    assert.match(said()[0] ?? '', /Parameter Count: Type a whole number/);
    assert.match(said()[1] ?? '', /Count must be given/);
    assert.match(said()[2] ?? '', /no parameter Other/);
    assert.equal((await client.jobs.list()).items.length, jobs);
  });

  it('shows a runbook that fails as Failed, with the reason in its output', async function () {
    this.timeout(60_000);
    const file = writeRunbook('Test-Fails', "Write-Output 'before'\nGet-NoSuchCommand\n");
    await run('sma.runbook.publish', file);
    const jobId = String(await run('sma.runbook.start', file, { parameters: {} }));
    const output = await eventually(() => shownOutput('Failed at'), 30_000, 'the end of the job');
    assert.match(output, /Get-NoSuchCommand/);
    await eventually(() => app.jobs.find(jobId)?.status === 'Failed');
  });

  describe('connections', () => {
    afterEach(async () => {
      for (const { id, info } of app.connections.all) if (info.kind === 'server') await app.connections.remove(id);
      assert.equal(app.connections.active.info.kind, 'local');
    });

    const connectTo = async (url: string, password: string, pinnedCertificate?: string): Promise<{ state: ConnectionStateName; said: readonly string[] }> => {
      const connection = await app.connections.add({ url, user: 'sma', ...(pinnedCertificate === undefined ? {} : { pinnedCertificate }) }, password);
      await app.connections.activate(connection.id);
      const said = messagesSince(app);
      await run('sma.connection.connect');
      return { state: connection.state.name, said: said() };
    };
    const localCertificate = async (): Promise<string> => {
      const connection = await app.connections.add({ url: client.root, user: 'sma' }, 'any password');
      await connection.connect().catch(() => undefined);
      assert.equal(connection.state.name, 'untrusted');
      return connection.state.error.certificate.pem;
    };

    it('tell of a wrong password', async () => {
      const { state, said } = await connectTo(client.root, 'wrong-password', await localCertificate());
      assert.equal(state, 'unauthorized');
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', /^Signing in to .+ failed\. .*password/i);
      assert.equal(app.keys.get(contextKey.connection), 'unauthorized');
    });

    it('that were just added and fail leave the one that works in use', async () => {
      assert.equal(app.connections.local.state.name, 'connected');
      const said = messagesSince(app);
      await run('sma.connection.add', { url: 'https://127.0.0.1:1', user: 'ada', password: 'secret word' });
      assert.equal(app.connections.active.info.kind, 'local');
      assert.equal(said().length, 1);
      assert.match(said()[0] ?? '', /^Connecting to 127\.0\.0\.1:1 failed\. .* Local Service stays in use\.$/);
      const added = app.connections.all.find(({ info }) => info.kind === 'server');
      assert.ok(added);
      await run('sma.connection.connect', { connectionId: added.id, thenUse: true });
      assert.deepEqual([app.connections.active.info.kind, said().length], ['local', 2]);
      await run('sma.connection.activate', { connectionId: added.id });
      assert.equal(app.connections.active.id, added.id);
    });

    it('ask about a certificate that is not trusted, and pin nothing by themselves', async () => {
      const cancel = answerQuestions(app, undefined);
      const { state, said } = await connectTo(client.root, 'never-sent');
      cancel.restore();
      assert.equal(state, 'untrusted');
      assert.match(cancel.asked[0] ?? '', /is not trusted by this machine[\s\S]*SHA-256 fingerprint[\s\S]*([0-9A-F]{2}:){15}/);
      assert.equal(said.length, 1);
      const { info } = app.connections.active;
      assert.ok(info.kind === 'server' && info.pinnedCertificate === undefined);
      assert.equal(app.keys.get(contextKey.connection), 'untrusted');
    });

    it('go on with a certificate that the user agrees to', async () => {
      const password = await app.vault.password('local', 'sma');
      assert.ok(password !== undefined);
      const agree = answerQuestions(app, 'Trust This Certificate');
      await connectTo(client.root, password);
      agree.restore();
      const { info, state } = app.connections.active;
      assert.equal(state.name, 'connected');
      assert.ok(info.kind === 'server' && info.pinnedCertificate !== undefined);
    });

    it('tell of a wrong password as such, though the certificate was asked about first', async () => {
      const agree = answerQuestions(app, 'Trust This Certificate');
      const { said } = await connectTo(client.root, 'wrong-password');
      agree.restore();
      assert.equal(agree.asked.length, 1);
      assert.equal(app.connections.active.state.name, 'unauthorized');
      assert.match(said.at(-1) ?? '', /^Signing in to .+ failed\. .*password/i);
      assert.equal(said.filter((text) => /failed/.test(text)).length, 1);
    });

    it('tell of a server that does not answer', async function () {
      this.timeout(60_000);
      const { state, said } = await connectTo('https://127.0.0.1:1', 'pw');
      assert.equal(state, 'unreachable');
      assert.equal(said.length, 1);
      assert.equal(app.keys.get(contextKey.connection), 'unreachable');
    });

    it('tell of a server that is something else', async () => {
      const other = createServer((_request, response) => response.end('<html>Hello</html>')).listen(0, '127.0.0.1');
      await new Promise((resolve) => { other.once('listening', resolve); });
      try {
        const { state, said } = await connectTo(`http://127.0.0.1:${(other.address() as AddressInfo).port}`, 'pw');
        assert.equal(state, 'notSma');
        assert.equal(said.length, 1);
        assert.equal(app.keys.get(contextKey.connection), 'notSma');
      } finally {
        other.closeAllConnections();
        other.close();
      }
    });

    it('ask for a password that the machine does not have any more', async () => {
      const connection = await app.connections.add({ url: client.root, user: 'sma' }, 'pw');
      await app.vault.forget(connection.id);
      await app.connections.activate(connection.id);
      const said = messagesSince(app);
      await run('sma.connection.connect');
      assert.match(said()[0] ?? '', /is not stored on this machine\. Enter it again/);
      assert.equal(connection.state.name, 'unauthorized');
    });
  });
});
