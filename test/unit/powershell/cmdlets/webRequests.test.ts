/** What web cmdlets send and how they read what comes back. */
import assert from 'node:assert/strict';
import type { WebPort, WebRequest, WebResponse } from '../../../../src/powershell/runtime/host.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

type Reply = Partial<Omit<WebResponse, 'body'>> & { readonly body?: string | Uint8Array };
function asked(script: string, reply: (request: WebRequest) => Reply = () => ({}), files: Readonly<Record<string, string | Uint8Array>> = {}): { readonly output: readonly string[]; readonly errors: readonly string[]; readonly sent: readonly WebRequest[] } {
  const sent: WebRequest[] = [], web: WebPort = {
    send: (request) => {
      sent.push(request);
      const { status = 200, headers = [], body = '' } = reply(request);
      return { status, statusText: 'OK', url: request.url, headers, body: typeof body === 'string' ? new TextEncoder().encode(body) : body };
    },
  };
  const { output, errors, ended } = runInFolder(script, { web, files });
  return { output, errors: ended === undefined ? errors : [...errors, ended], sent };
}
const header = (request: WebRequest | undefined, name: string): string | undefined => request?.headers.find(([n]) => n.toLowerCase() === name)?.[1];
const text = (request: WebRequest | undefined): string | undefined => (request?.body === undefined ? undefined : new TextDecoder().decode(request.body));

describe('What web cmdlets send', () => {
  afterEach(removeFolders);
  it('has the type that was given for it, and none where nobody gave one', () => {
    const { sent } = asked("$u = 'http://a.example/'; irm $u -Method Put -Body x; irm $u -Method Post -Body @{ a = 1 }; irm $u -Method Post -Headers @{ 'Content-Type' = 'plain/text' } -ContentType application/json; irm $u -Headers @{ 'Content-Type' = 'a/b' }; irm $u -ContentType ''; irm $u -Method Delete");
    assert.deepEqual(sent.map((r) => [header(r, 'content-type'), text(r)]), [[undefined, 'x'], ['application/x-www-form-urlencoded', 'a=1'], ['application/json', ''], [undefined, undefined], [undefined, ''], [undefined, '']]);
  });
  it('is in the charset of its type, and XML as it is written', () => {
    const { sent } = asked("irm http://a.example -Method Post -Body 'é' -ContentType 'text/plain; charset=iso-8859-1'; irm http://a.example -Method Post -Body ([xml]'<?xml version=\"1.0\"?><a b=\"1\" />') -ContentType text/xml");
    assert.deepEqual([...sent[0]?.body ?? []], [0xe9]);
    assert.equal(text(sent[1]), '<?xml version="1.0"?><a b="1" />');
  });
  it('is a part of a form for each item of a list, files with their names', () => {
    const { sent } = asked('$r = [ordered]@{ t = 1, 2; f = Get-Item a.txt, b.txt }; irm http://a.example -Method Post -Form $r', undefined, { 'a.txt': 'A', 'b.txt': 'B' });
    assert.deepEqual([...(text(sent[0]) ?? '').matchAll(/\r\n(Content-[^]*?)(?=\r\n--)/g)].map((m) => m[1]?.replace(/(?:Content-|\r\n)+/g, '|')), [
      '|Type: text/plain; charset=utf-8|Disposition: form-data; name=t|1', '|Type: text/plain; charset=utf-8|Disposition: form-data; name=t|2',
      '|Disposition: form-data; name=f; filename=a.txt; filename*=utf-8\'\'a.txt|Type: application/octet-stream|A', '|Disposition: form-data; name=f; filename=b.txt; filename*=utf-8\'\'b.txt|Type: application/octet-stream|B']);
    const names = asked("irm http://a.example -Method Post -Form ([ordered]@{ 'a b' = 1; '\"q\"' = 2; 'ö' = 3 }); try { irm http://a.example -Method Post -Form @{ 'a\"b' = 1 } } catch { \"$_\" }");
    assert.deepEqual([...(text(names.sent[0]) ?? '').matchAll(/name=(.*)\r/g)].map((m) => m[1]), ['"a b"', '"q"', '"=?utf-8?B?w7Y=?="']);
    assert.equal(names.output.at(-1), "The format of value 'a\"b' is invalid.");
  });
  it('closes the connection where that is asked, and goes to further pages without the credential', () => {
    const pages = (r: WebRequest): Reply => ({ headers: r.url.endsWith('2') ? [] : [['Link', '</2>; rel="next"']] });
    const { sent } = asked("irm http://a.example/1 -FollowRelLink -DisableKeepAlive -Headers @{ Authorization = 'secret' }; irm http://a.example/1 -FollowRelLink -PreserveAuthorizationOnRedirect -Headers @{ Authorization = 'secret' }", pages);
    assert.deepEqual(sent.map((r) => [header(r, 'authorization'), header(r, 'connection')]), [['secret', 'Close'], [undefined, 'Close'], ['secret', undefined], ['secret', undefined]]);
  });
  it('is refused where a header is none', () => {
    const { output, sent } = asked("foreach ($p in @{ UserAgent = 'Invalid:Agent' }, @{ Headers = @{ 'If-Match' = '12345' } }, @{ ContentType = 'foo'; Body = 'x'; Method = 'Post' }) { try { irm http://a.example @p } catch { $_.FullyQualifiedErrorId -replace ',.*' }; irm http://a.example @p -SkipHeaderValidation }; irm http://a.example -UserAgent ([Microsoft.PowerShell.Commands.PSUserAgent]::InternetExplorer) -Headers @{ 'If-None-Match' = 'W/\"a\", \"b\"' }");
    assert.deepEqual(output.filter((o) => o !== ''), ['System.FormatException', 'System.FormatException', 'WebCmdletContentTypeException']);
    assert.equal(sent.length, 4);
  });
  it('has a time until the answer begins, and one between two pieces of it', () => {
    const { sent } = asked('irm http://a.example -TimeoutSec 7; irm http://a.example -OperationTimeoutSeconds 3');
    assert.deepEqual(sent.map((r) => [r.timeoutMs, r.answerTimeoutMs, r.readTimeoutMs]), [[0, 7000, 0], [0, 0, 3000]]);
  });
});

describe('What web cmdlets get', () => {
  afterEach(removeFolders);
  it('is read in the charset that its type, the page or the XML document names', () => {
    const wide = new Uint8Array(Buffer.from('<p>ü', 'utf16le'));
    for (const [type, body, expected] of [
      ['text/html; charset=utf-16', wide, '<p>ü'], ['text/html; charset=windows-1252', Uint8Array.of(0x80), '€'], ['text/html; charset=gb2312', Uint8Array.of(178, 226, 202, 212), '测试'],
      ['text/html', new Uint8Array(Buffer.from('<meta charset="iso-8859-1">é', 'latin1')), '<meta charset="iso-8859-1">é'], ['text/html', new Uint8Array(Buffer.from('<meta http-equiv=x\n content="text/html; charset=windows-1252">\x80', 'latin1')), '<meta http-equiv=x\n content="text/html; charset=windows-1252">€'],
      ['text/html; charset=utf-8', '<meta charset="iso-8859-1">é', '<meta charset="iso-8859-1">é'], ['text/html; charset=invalid', 'é', 'é'],
    ] as const) assert.deepEqual(asked('irm http://a.example', () => ({ headers: [['Content-Type', type]], body })).output, [expected], type);
    assert.deepEqual(asked('(irm http://a.example).a', () => ({ headers: [['Content-Type', 'text/xml']], body: new Uint8Array(Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>', 'latin1')) })).output, ['é']);
  });
  it('tells the encoding it was read in', () => {
    const told = (type: string): string | undefined => asked('(iwr http://a.example).Encoding.WebName', () => ({ headers: [['Content-Type', type]], body: '<meta charset="Unicode">' })).output[0];
    assert.deepEqual([told('text/html'), told('text/html; charset=iso-8859-1'), told('text/html; charset=utf-8')], ['utf-16', 'iso-8859-1', 'utf-8']);
  });
  it('is kept in a folder by the last part of the address', () => {
    assert.deepEqual(asked("$null = mkdir d; irm http://a.example/x/re%20port.txt?y=1 -OutFile d; iwr http://a.example/x/z/ -OutFile d; Get-Content 'd/re port.txt', d/z", () => ({ body: 'in' })).output, ['in', 'in']);
  });
  it('goes on where a file ends, begins anew where it is another, and is left where it is whole', () => {
    const whole = 'abcdefgh', server = (r: WebRequest): Reply => {
      const from = /bytes=(\d+)-/.exec(header(r, 'range') ?? '')?.[1];
      if (from === undefined) return { body: whole };
      return Number(from) >= whole.length ? { status: 416, headers: [['Content-Range', `bytes */${whole.length}`]] } : { status: 206, body: whole.slice(Number(from)) };
    };
    const { output, errors, sent } = asked('foreach ($f in "none", "part", "full", "long") { irm http://a.example -OutFile "$f.txt" -Resume; Get-Content "$f.txt" }; $null = mkdir d; irm http://a.example -OutFile d -Resume', server, { 'part.txt': 'abc', 'full.txt': whole, 'long.txt': 'xxxxxxxxxxxx' });
    // What is whole goes on as the answer that says so.
    assert.deepEqual(output, [whole, whole, '', whole, whole]);
    assert.deepEqual(sent.map((r) => header(r, 'range')), ['bytes=0-', 'bytes=3-', 'bytes=8-', 'bytes=12-', undefined]);
    assert.match(errors.join(), /^WebCmdletResumeNotFilePathException,/);
  });
});
