import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { Certificate, readCertificate } from '../../../../src/powershell/runtime/types/net/certificate.ts';
import { Decoder } from '../../../../src/powershell/workflow/state/decode.ts';
import { Encoder } from '../../../../src/powershell/workflow/state/encode.ts';
import type { WebPort, WebRequest } from '../../../../src/powershell/runtime/host.ts';
import { sendWebRequest } from '../../../../src/worker/sandbox/ports/webSender.ts';
import { root } from '../../../../scripts/lib/paths.ts';
import { testHost } from '../runtime/harness.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

const FOLDER = join(root, 'test/fixtures/certificates'), fixture = (name: string): Buffer => readFileSync(join(FOLDER, name));
const THUMB = '(Get-PfxCertificate certificate.pem).Thumbprint';
const PASSWORD = "(ConvertTo-SecureString 'pä ss' -AsPlainText -Force)";
const given = (script: string, web?: WebPort): ReturnType<typeof runInFolder> => runInFolder(`Set-Location -LiteralPath '${FOLDER}'; ${script}`, web === undefined ? {} : { web });
const gives = (script: string): readonly string[] => { const ran = given(script); return [...ran.output, ...ran.errors.map((e) => e.slice(0, e.indexOf(',')))]; };

describe('Certificates', () => {
  afterEach(removeFolders);
  it('are read from files, with their key where they have one', () => {
    assert.deepEqual(gives(`$c = Get-PfxCertificate certificate.pem; $c.Subject; $c.HasPrivateKey; $p = Get-PfxCertificate password.pfx -Password ${PASSWORD}; $p.HasPrivateKey; $p.Thumbprint -eq $c.Thumbprint; (Get-PfxCertificate -LiteralPath empty.pfx).HasPrivateKey; [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Resolve-Path password.pfx).Path, 'pä ss').HasPrivateKey; $p.Export('Pfx', 'pä ss').Length -eq (Get-Item password.pfx).Length`),
      ['O=Contoso, CN=runbooks.example', 'False', 'True', 'True', 'True', 'True', 'True']);
    assert.match(gives('(Get-PfxCertificate certificate.pem | Out-String).Trim()')[0] ?? '', /^Thumbprint +Subject +EnhancedKeyUsageList\n-+ +-+ +-+\n[0-9A-F]{40} +O=Contoso, CN=runbo…$/);
  });
  it('that cannot be read say why', () => {
    const { errors } = given("Get-PfxCertificate password.pfx; Get-PfxCertificate legacy.pfx -Password (ConvertTo-SecureString x -AsPlainText -Force); Get-PfxCertificate README.md; Get-PfxCertificate none.pfx");
    assert.deepEqual(errors.map((e) => e.replace(/^[^:]*: /, '').replace(/'.*'/, "''")), ['The specified network password is not correct. A runbook cannot be asked for it: add -Password.', 'The PFX is encrypted in an old way (RC2) that the engine cannot read. Export it again with AES256-SHA256.', 'Cannot find the requested object.', "Cannot find path '' because it does not exist."]);
  });
  it('are kept in stores for the run', () => {
    assert.deepEqual(gives(`$c = Get-PfxCertificate certificate.pem; $s = New-Object System.Security.Cryptography.X509Certificates.X509Store 'My', 'LocalMachine'; try { $s.Add($c) } catch { 'closed' }; $s.Open('ReadOnly'); try { $s.Add($c) } catch { 'read-only' }; $s.Close(); $s.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite); $s.Add($c); $s.Close()
      $t = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'LocalMachine'); $t.Open('ReadWrite'); $t.Certificates.Count; $t.Certificates.Find('FindByThumbprint', ${THUMB}, $false)[0].Subject; $t.Certificates.Find('FindBySubjectName', 'nobody', $false).Count; $t.Certificates | ForEach-Object Subject; $t.Remove($c); $t.Certificates.Count`),
      ['closed', 'read-only', '1', 'O=Contoso, CN=runbooks.example', '0', 'O=Contoso, CN=runbooks.example', '0']);
  });
  it('are kept by checkpoints and handed on to threads with their key', () => {
    const made = readCertificate(fixture('password.pfx'), 'pä ss'), encoder = new Encoder(), sent = JSON.parse(JSON.stringify({ root: encoder.value(made), shapes: encoder.shapes, table: encoder.table })) as { readonly root: unknown; readonly shapes: unknown[][]; readonly table: unknown[][] };
    const read = new Decoder(sent.table, { session: new Engine(testHost(() => {}), []).session, shapes: sent.shapes }).root(sent.root);
    assert.ok(read instanceof Certificate);
    assert.deepEqual([read.thumbprint, read.pfx?.passphrase], [made.thumbprint, 'pä ss']);
  });
  it('go with web requests, given or by thumbprint; one without a key is refused', () => {
    const sent: WebRequest[] = [], web: WebPort = { send: (request) => { sent.push(request); return { status: 200, statusText: 'OK', url: request.url, headers: [], body: new Uint8Array() }; } };
    const ran = given(`$p = Get-PfxCertificate password.pfx -Password ${PASSWORD}; $null = Invoke-WebRequest https://x.example -Certificate $p; $s = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser'); $s.Open('ReadWrite'); $s.Add($p); $null = Invoke-RestMethod https://x.example -CertificateThumbprint $p.Thumbprint
      foreach ($a in @{ Certificate = Get-PfxCertificate certificate.pem }, @{ Certificate = 'x' }, @{ CertificateThumbprint = '00' }) { try { Invoke-WebRequest https://x.example @a } catch { $_.FullyQualifiedErrorId -replace ',.*' } }`, web);
    assert.deepEqual(ran.output, ['WebCmdletCertificateWithoutKey', 'WebCmdletCertificateNotValid', 'WebCmdletThumbprintNotFoundException']);
    assert.deepEqual(sent.map(({ certificate }) => certificate?.passphrase), ['pä ss', 'pä ss']);
  });
  it('reach the server', async () => {
    const server = createServer({ pfx: fixture('empty.pfx'), requestCert: true, rejectUnauthorized: false }, (request, response) => { response.end((request.socket as TLSSocket).getPeerX509Certificate()?.subject ?? 'nobody'); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    try {
      const request: WebRequest = { method: 'GET', url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`, headers: [], body: undefined, timeoutMs: 0, maximumRedirection: 0, skipCertificateCheck: true, proxy: 'none' };
      const told: string[] = [];
      for (const certificate of [undefined, { pfx: new Uint8Array(fixture('password.pfx')), passphrase: 'pä ss' }, { pfx: new Uint8Array(fixture('password.pfx')), passphrase: 'wrong' }]) {
        const reply = await sendWebRequest({ ...request, ...(certificate === undefined ? {} : { certificate }) });
        told.push(reply.kind === 'response' ? Buffer.from(reply.response.body).toString() : reply.kind);
      }
      assert.deepEqual(told, ['nobody', 'CN=runbooks.example\nO=Contoso', 'failed']);
    } finally {
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => resolve()); });
    }
  });
});
