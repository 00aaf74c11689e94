import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run;
async function run(script: string): Promise<string[]> {
  const output: string[] = [];
  const { exception } = await runInSandbox({ script, name: 'Net', type: 'PowerShellScript', parameters: [], onRecords: (records: readonly RunRecord[]) => { output.push(...records.map((r) => (r.streamTypeName === 'Output' ? r.text : `${r.streamTypeName}: ${r.text}`))); } }).done;
  return exception === null ? output : [...output, `FAILED ${exception}`];
}
async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('The network of a sandbox', () => {
  before(async () => {
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
  });

  it('tells whether a machine or a port of it answers, and what is wrong with a name', async () => {
    const server = createServer();
    const port = await listening(server);
    const closed = createServer();
    const nobody = await listening(closed);
    closed.close();
    await once(closed, 'close');
    try {
      const lines = await run(`Test-Connection 127.0.0.1 -TcpPort ${port}
Test-Connection -ComputerName 127.0.0.1 -TcpPort ${nobody}
Test-Connection 127.0.0.1 -Count 1 -Quiet
$d = Test-Connection 127.0.0.1 -TcpPort ${nobody} -Detailed; "$($d.Id) $($d.Target) $($d.TargetAddress) $($d.Port) $($d.Connected) $($d.Status) $($d.TargetAddress.GetType().Name)"
$p = Test-Connection 127.0.0.1 -Count 1; "$($p.Ping) $($p.Destination) $($p.Address) $($p.Status) $($p.Latency.GetType().Name) $($p.BufferSize)"
($p | Out-String) -replace [regex]::Escape($p.Source), 'SOURCE' -split '\r?\n' | Where-Object { $_ } | Select-Object -First 2
Test-Connection no.such.host.invalid -Count 1 -Quiet
Test-Connection no.such.host.invalid -TcpPort 80
Test-Connection ::1 -IPv4 -TcpPort 80 -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId
try { Test-Connection localhost -Traceroute } catch { $_.FullyQualifiedErrorId }`);
      assert.deepEqual(lines, [
        'True', 'False', 'True', `1 127.0.0.1 127.0.0.1 ${nobody} False ConnectionRefused IPAddress`, '1 127.0.0.1 127.0.0.1 Success Int64 32', '   Destination: 127.0.0.1',
        'Ping Source           Address                   Latency BufferSize Status', 'False',
        "Error: Testing connection to computer 'no.such.host.invalid' failed: Cannot resolve the target name.",
        'TestConnectionException,Microsoft.PowerShell.Commands.TestConnectionCommand', 'TestConnectionException,Microsoft.PowerShell.Commands.TestConnectionCommand',
      ]);
    } finally {
      server.close();
    }
  });

  describe('web requests', () => {
    const seen: string[] = [];
    let server: Server, proxy: Server, at = 0, proxyAt = 0;
    before(async () => {
      server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'} ${Buffer.concat(chunks).toString()}`);
          const { url = '' } = request;
          if (url === '/slow') return;
          if (url.startsWith('/round')) { response.writeHead(302, { location: '/round' }).end(); return; }
          if (url === '/moved') { response.writeHead(302, { location: '/json' }).end(); return; }
          if (url === '/missing') { response.writeHead(404, { 'content-type': 'text/plain' }).end('not here'); return; }
          response.writeHead(200, { 'content-type': 'application/json', 'x-two': 'b' }).end('{"a":[1,2],"b":"ü"}');
        });
      });
      proxy = createServer((request, response) => { seen.push(`proxy ${request.url} ${request.headers['proxy-authorization'] ?? '-'}`); response.writeHead(200, { 'content-type': 'text/plain' }).end('through the proxy'); });
      at = await listening(server);
      proxyAt = await listening(proxy);
    });
    after(() => { for (const one of [server, proxy]) { one.closeAllConnections(); one.close(); } });
    beforeEach(() => { seen.length = 0; });

    it('give objects, headers and status, follow redirects without the credential, and tell errors as PowerShell does', async () => {
      const lines = await run(`$u = 'http://127.0.0.1:${at}'
$r = Invoke-RestMethod "$u/json"; "$($r.a.Count) $($r.b)"
$c = [pscredential]::new('me', (ConvertTo-SecureString 'pass' -AsPlainText -Force))
$w = Invoke-WebRequest "$u/moved" -Credential $c -Authentication Basic -AllowUnencryptedAuthentication; "$($w.StatusCode) $($w.Headers['X-Two'])"
$null = Invoke-RestMethod "$u/post" -Method Post -Body @{ x = 'ä b' }
try { Invoke-RestMethod "$u/missing" } catch { "$($_.Exception.Message) | $([int]$_.Exception.Response.StatusCode) | $_" }
try { Invoke-RestMethod "$u/round" } catch { $_.FullyQualifiedErrorId }
try { Invoke-RestMethod "$u/slow" -TimeoutSec 1 } catch { "$_ | $($_.FullyQualifiedErrorId)" }
try { Invoke-RestMethod 'http://127.0.0.1:1/' } catch { "$_" }`);
      assert.deepEqual(lines, [
        '2 ü', '200 b', 'Response status code does not indicate success: 404 (Not Found). | 404 | not here', 'WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand',
        'The request was canceled due to the configured HttpClient.Timeout of 1 seconds elapsing. | ConnectionTimeoutReached,Microsoft.PowerShell.Commands.InvokeRestMethodCommand', 'Connection refused',
      ]);
      assert.ok(seen.includes('GET /moved Basic bWU6cGFzcw== '));
      assert.ok(seen.includes('GET /json - '), seen.join('\n'));
      assert.ok(seen.includes('POST /post - x=%C3%A4+b'));
    });
    it('of WebClient and HttpClient go through their WebProxy', async () => {
      const lines = await run(`$p = [Net.WebProxy]::new("http://127.0.0.1:${proxyAt}"); $p.Credentials = [Net.NetworkCredential]::new('me', 'pw')
$w = [Net.WebClient]::new(); $w.Proxy = $p; $w.DownloadString('http://example.invalid/a')
$h = [Net.Http.HttpClientHandler]::new(); $h.Proxy = $p; [Net.Http.HttpClient]::new($h).GetStringAsync('http://example.invalid/b').Result
"$($p.IsBypassed('http://example.invalid/')) $($p.GetProxy('http://example.invalid/'))"; $p.BypassList = 'invalid$'; $p.IsBypassed('http://example.invalid/')`);
      assert.deepEqual(lines, ['through the proxy', 'through the proxy', `False http://127.0.0.1:${proxyAt}/`, 'True']);
      assert.deepEqual(seen.filter((s) => s.includes('example.invalid/')).slice(-2), ['a', 'b'].map((each) => `proxy http://example.invalid/${each} Basic ${Buffer.from('me:pw').toString('base64')}`));
    });
    it('go through the proxy that is named, with its credential', async () => {
      const lines = await run(`$c = [pscredential]::new('p', (ConvertTo-SecureString 'w' -AsPlainText -Force))
Invoke-RestMethod http://example.invalid/x -Proxy http://127.0.0.1:${proxyAt} -ProxyCredential $c
Invoke-RestMethod http://127.0.0.1:${at}/json -NoProxy | ForEach-Object b`);
      assert.deepEqual(lines, ['through the proxy', 'ü']);
      assert.equal(seen[0], 'proxy http://example.invalid/x Basic cDp3');
    });
  });

  describe('mail', () => {
    const mails: string[] = [];
    const smtp = new SMTPServer({
      authOptional: true, hideSTARTTLS: false, logger: false,
      onAuth: ({ username, password }, _, done) => { if (username === 'me' && password === 'pass') done(null, { user: 'me' }); else done(new Error('Invalid username or password')); },
      onRcptTo: ({ address }, _, done) => { done(address.startsWith('nobody') ? new Error('no such user') : null); },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => { mails.push(`${session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address} > ${session.envelope.rcptTo.map((r) => r.address).join(',')}\n${Buffer.concat(chunks).toString()}`); done(); });
      },
    });
    smtp.on('error', () => { /* clients that go away */ });
    let at = 0;
    before(async () => { smtp.listen(0, '127.0.0.1'); await once(smtp.server, 'listening'); at = (smtp.server.address() as AddressInfo).port; });
    after((done) => { smtp.close(() => { done(); }); });

    it('is sent with its parts to everybody', async () => {
      const lines = await run(`Set-Content $env:TMPDIR/sma-note-${process.pid}.txt 'attached'; $f = "$env:TMPDIR/sma-note-${process.pid}.txt"
Send-MailMessage -From 'Jobs <jobs@example.com>' -To a@example.com, b@example.com -Bcc c@example.com -Subject 'Grüße' -Body '<b>hi</b>' -BodyAsHtml -Priority High -Attachments $f -SmtpServer 127.0.0.1 -Port ${at}; Remove-Item $f; 'sent'`);
      assert.deepEqual(lines, ['sent']);
      const [mail = ''] = mails;
      assert.match(mail, /^jobs@example\.com > a@example\.com,b@example\.com,c@example\.com\n/);
      assert.match(mail, /Subject: =\?UTF-8\?/);
      assert.match(mail, /X-Priority: 1/);
      assert.match(mail, /Content-Type: text\/html; charset=utf-8/);
      assert.match(mail, /filename="?sma-note-\d+\.txt/);
      assert.ok(!mail.includes('Bcc:'));
    });
    it('is sent by an SmtpClient too', async () => {
      const before = mails.length, lines = await run(`$m = [Net.Mail.MailMessage]::new('Jobs <jobs@example.com>', 'a@example.com', 'Hello', 'body')
$m.To.Add('b@example.com, c@example.com'); $m.CC.Add([mailaddress]'d@example.com'); $m.Priority = 'High'; $m.IsBodyHtml = $true
$m.Attachments.Add([Net.Mail.Attachment]::new([IO.MemoryStream]::new([Text.Encoding]::ASCII.GetBytes('attached')), 'note.txt'))
$m.To.ToString(); $m.To.Count; $m.From.DisplayName
$c = New-Object Net.Mail.SmtpClient('127.0.0.1', ${at}); $c.Send($m); 'sent'
try { $c.Send('a@example.com', 'nobody@example.com', 's', 'b') } catch { $_.Exception.InnerException.GetType().FullName; $_.Exception.InnerException.Message }
try { (New-Object Net.Mail.SmtpClient('127.0.0.1', 1)).Send('a@example.com', 'b@example.com', 's', 'b') } catch [Net.Mail.SmtpException] { $_.Exception.Message; $_.Exception.InnerException.Message; $_.Exception.StatusCode }
try { $c.Send([Net.Mail.MailMessage]::new()) } catch { $_.Exception.InnerException.Message }`);
      assert.deepEqual(lines, ['a@example.com, b@example.com, c@example.com', '3', 'Jobs', 'sent', 'System.Net.Mail.SmtpFailedRecipientException', 'Mailbox unavailable. The server response was: no such user', 'Failure sending mail.', 'Connection refused [::ffff:127.0.0.1]:1', 'GeneralFailure', 'A from address must be specified.']);
      const mail = mails[before] ?? '';
      assert.match(mail, /^jobs@example\.com > a@example\.com,b@example\.com,c@example\.com,d@example\.com\n/);
      assert.match(mail, /Subject: Hello/);
      assert.match(mail, /filename="?note\.txt/);
    });
    it('that is refused is one error that says by whom and why', async () => {
      const lines = await run(`$p = @{ From = 'a@example.com'; To = 'b@example.com'; Subject = 's'; Port = ${at} }
Send-MailMessage @p -SmtpServer 127.0.0.1 -UseSsl:$false -Credential ([pscredential]::new('me', (ConvertTo-SecureString 'wrong' -AsPlainText -Force)))
function Told($e) { "$($e.FullyQualifiedErrorId) | $($e.CategoryInfo) | $($e.Exception.GetType().Name) | $($e.Exception.Message) | $($e.Exception.StatusCode)" }
$q = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'e'; From = 'a@example.com'; Subject = 's'; SmtpServer = '127.0.0.1'; Port = ${at} }
Send-MailMessage @q -To nobody@example.com; Told $e[0]; $e[0].Exception.FailedRecipient
Send-MailMessage @q -To nobody@example.com, b@example.com, 'nobody2@example.com'; Told $e[0]; $e[0].Exception.InnerExceptions.FailedRecipient
$q.Port = 1; Send-MailMessage @q -To b@example.com; Told $e[0]
Send-MailMessage @q -To 'not one'; foreach ($one in $e) { Told $one }
try { Send-MailMessage @p } catch { Told $_ }
try { Send-MailMessage -From nonsense -To b@example.com -Subject s -SmtpServer x } catch { Told $_ }`);
      const id = 'Microsoft.PowerShell.Commands.SendMailMessage', of = (kind: string): string => `InvalidOperation: (System.Net.Mail.SmtpClient:SmtpClient) [Send-MailMessage], ${kind}`;
      assert.match(lines[0] ?? '', /^Error: The SMTP server requires a secure connection or the client was not authenticated\. The server response was: /);
      assert.deepEqual(lines.slice(1), [
        `SmtpException,${id} | ${of('SmtpFailedRecipientException')} | SmtpFailedRecipientException | Mailbox unavailable. The server response was: no such user | MailboxUnavailable`, '<nobody@example.com>',
        `SmtpFailedRecipientsException,${id} | ${of('SmtpFailedRecipientsException')} | SmtpFailedRecipientsException | Unable to send to all recipients. | MailboxUnavailable`, '<nobody@example.com>', '<nobody2@example.com>',
        `SmtpException,${id} | ${of('SmtpException')} | SmtpException | Connection refused [::ffff:127.0.0.1]:1 | GeneralFailure`,
        `FormatException,${id} | InvalidType: (:) [Send-MailMessage], FormatException | FormatException | The specified string is not in the form required for an e-mail address. | `,
        `InvalidOperationException,${id} | ${of('InvalidOperationException')} | InvalidOperationException | A recipient must be specified. | `,
        `${id} | InvalidArgument: (:) [Send-MailMessage], InvalidOperationException | InvalidOperationException | The email cannot be sent because no SMTP server was specified. You must specify an SMTP server by using either the SmtpServer parameter or the $PSEmailServer variable. | `,
        `FormatException,${id} | InvalidType: (nonsense:String) [Send-MailMessage], FormatException | FormatException | The specified string is not in the form required for an e-mail address. | `,
      ]);
    });
  });
});
