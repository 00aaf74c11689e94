import assert from 'node:assert/strict';
import { WebPortError } from '../../../../src/powershell/runtime/host.ts';
import type { WebFailure, WebPort, WebRequest, WebResponse } from '../../../../src/powershell/runtime/host.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

type Given = { readonly status?: number; readonly type?: string; readonly body?: string; readonly headers?: WebResponse['headers'] };
/** Runs a script whose every request gets one answer. */
function answered(script: string, { status = 200, type = 'text/html', body = '', headers = [] }: Given): { readonly output: readonly string[]; readonly errors: readonly string[]; readonly sent: readonly WebRequest[] } {
  const sent: WebRequest[] = [], web: WebPort = { send: (request) => { sent.push(request); return { status, statusText: status === 200 ? 'OK' : 'No', url: request.url, headers: [['Content-Type', type], ...headers], body: new TextEncoder().encode(body) }; } };
  const { output, errors, ended } = runInFolder(script, { web });
  assert.equal(ended, undefined);
  return { output, errors, sent };
}
const caught = (what: string): string => `try { Invoke-RestMethod http://a.example/x -Headers @{ Authorization = 'Bearer secret' } } catch { ${what} }`;

describe('Web cmdlets', () => {
  afterEach(removeFolders);
  it('hand out the answer that says error with its headers and body', () => {
    const { output } = answered(caught("$r = $_.Exception.Response; $r.Headers.RetryAfter.Delta.TotalSeconds; $r.Headers.GetValues('retry-AFTER'); [int] $r.StatusCode; $r.Headers.Contains('Content-Type'); $r.Content.Headers.ContentType.MediaType; $r.Content.ReadAsStringAsync().GetAwaiter().GetResult(); $r.RequestMessage.RequestUri.Host; $v = $null; $r.Headers.TryGetValues('X', [ref] $v); try { $r.Headers.GetValues('X') } catch { $_.Exception.InnerException.Message }; $_.Exception.Response.IsSuccessStatusCode"),
      { status: 429, type: 'text/plain; charset=utf-8', body: 'später', headers: [['Retry-After', '7']] });
    assert.deepEqual(output, ['7', '7', '429', 'False', 'text/plain', 'später', 'a.example', 'False', 'The given header was not found.', 'False']);
  });
  it('name what was asked as the target, without credentials in its text', () => {
    const { output } = answered(caught('"$($_.TargetObject)" -replace "`r"; $_.TargetObject.Headers.Authorization.Scheme; $_.CategoryInfo.TargetType'), { status: 500 });
    assert.match(output[0] ?? '', /^Method: GET, RequestUri: 'http:\/\/a\.example\/x', Version: 1\.1, Content: <null>, Headers:\n\{\n(?: {2}.+\n)*? {2}Authorization: \*\*\*\n(?: {2}.+\n)*\}$/);
    assert.deepEqual(output.slice(1), ['Bearer', 'HttpRequestMessage']);
  });
  it('refuse parameters that exclude or need each other before anything is sent', () => {
    const asked = [
      '-WebSession 5 -SessionVariable s', '-UseDefaultCredentials -Authentication Basic', '-Authentication Basic -Token $t -Credential $c', '-Authentication Basic', '-Authentication Bearer', '-Credential $c', '-UseDefaultCredentials -Credential $c -AllowUnencryptedAuthentication',
      '-ProxyCredential $c', '-Proxy http://p -ProxyCredential $c -ProxyUseDefaultCredentials', '-Body 1 -InFile f.txt', '-Body 1 -Form @{}', '-InFile f.txt -Form @{}', '-PassThru', '-Resume', '-InFile *.txt', '-InFile no*', '-InFile env:x', '-InFile .', '-InFile nope',
    ];
    const { output, sent } = answered(`Set-Content f.txt, g.txt 1; $t = ConvertTo-SecureString t -AsPlainText -Force; $c = [pscredential]::new('u', $t)\n${asked.map((x) => `try { Invoke-RestMethod http://a.example ${x} } catch { $_.FullyQualifiedErrorId -replace '^WebCmdlet|(Exception)?,.*' }`).join('\n')}`, {});
    assert.deepEqual(output, [
      'SessionConflict', 'AuthenticationConflict', 'AuthenticationTokenConflict', 'AuthenticationCredentialNotSupplied', 'AuthenticationTokenNotSupplied', 'AllowUnencryptedAuthenticationRequired', 'CredentialConflict',
      'ProxyUriNotSupplied', 'ProxyCredentialConflict', 'BodyConflict', 'BodyFormConflict', 'FormInFileConflict', 'OutFileMissing', 'OutFileMissing', 'InFileMultiplePathsResolved', 'InFileNoPathResolved', 'InFileNotFilesystemPath', 'InFileNotFilePath', 'PathNotFound',
    ]);
    assert.equal(sent.length, 0);
  });
  it('lay the body of an error out by its type', () => {
    const shown = (type: string, body: string): string => answered(caught('"$_"'), { status: 400, type, body }).output.join('|');
    assert.equal(shown('application/json; charset=utf-8', '{"a":{"b":"ö<\\n","n":1.50},"c":[],"d":[true,null]}'), '\n{\n  "a": {\n    "b": "\\u00F6\\u003C\\n",\n    "n": 1.50\n  },\n  "c": [],\n  "d": [\n    true,\n    null\n  ]\n}');
    assert.equal(shown('application/problem+xml', '<?xml version="1.0"?><e><m>t</m></e>'), '\n<e>\n  <m>t</m>\n</e>');
    assert.equal(shown('text/html', '<html><b>gone</b></html>'), 'gone');
    assert.equal(shown('application/json', '{"a":'), '{"a":');
  });
  it('read elements and links of a page', () => {
    const { output } = answered("$r = Invoke-WebRequest http://a.example/x; $r.Images[0].src; $r.InputFields[0].name, $r.InputFields[0].value; $r.Links[0].href; $r.RelationLink['next']; $r.RelationLink.last; $r.BaseResponse.StatusCode; $r.Headers['link'].Count; $r.Headers.GetType().Name; $r.RawContentStream.Length -eq $r.RawContentLength; ($r | Out-String) -match '(?s)Headers .*Images .*InputFields .*Links .*RawContentLength .*RelationLink'",
      { body: `<a class=x href='/l'>l</a><img alt="b" src="i.png"><input name="n" value='v v' disabled>`, headers: [['Link', '</2>; rel="next", <http://b.example/9>; title=t; rel=last']] });
    assert.deepEqual(output, ['i.png', 'n', 'v v', '/l', 'http://a.example/2', 'http://b.example/9', 'OK', '1', 'Dictionary`2', 'True', 'True']);
  });
  it('keep cookies in a session, where scripts see them and add their own', () => {
    const { output, sent } = answered(`Invoke-WebRequest http://a.example/x/ -SessionVariable s | Out-Null; $s.Cookies.GetCookies('http://a.example/x/y').Count; $s.Cookies.GetCookies('http://a.example/')['k'].Value; $s.Cookies.Add([System.Net.Cookie]::new('own', '1', '/', 'a.example')); Invoke-WebRequest http://a.example/x/ -WebSession $s | Out-Null; Invoke-WebRequest http://sub.a.example/ -WebSession $s | Out-Null
      $c = [System.Net.CookieContainer]::new(); try { $c.Add([System.Net.Cookie]::new('n', 'v')) } catch { $_.Exception.InnerException.ParamName }; $c.Add([uri] 'http://h/', [System.Net.Cookie]::new('n', 'v')); "$($c.GetAllCookies())"`,
    { headers: [['Set-Cookie', 'k=v; Path=/; HttpOnly'], ['Set-Cookie', 'deep=1'], ['Set-Cookie', 'tls=1; Path=/; Secure'], ['Set-Cookie', 'old=1; Max-Age=0'], ['Set-Cookie', 'evil=1; Domain=b.example']] });
    assert.deepEqual(output, ['2', 'v', 'cookie.Domain', 'n=v']);
    assert.deepEqual(sent.map((r) => r.headers.find(([n]) => n === 'Cookie')?.[1]), [undefined, 'deep=1; k=v; own=1', undefined]);
  });
});

/** Runs a script against a server that answers by address: a status, and where it leads or what it says. */
function visited(script: string, pages: Readonly<Record<string, readonly [status: number, place: string, ...more: readonly (readonly [string, string])[]]>>): { readonly output: readonly string[]; readonly errors: readonly string[]; readonly asked: readonly string[] } {
  const asked: string[] = [], header = (request: WebRequest, name: string): string => request.headers.find(([n]) => n.toLowerCase() === name)?.[1] ?? '-';
  const web: WebPort = { send: (request) => {
    asked.push([request.method, request.url, header(request, 'authorization'), header(request, 'cookie'), header(request, 'content-type'), request.body === undefined ? '-' : new TextDecoder().decode(request.body)].join(' '));
    const [status, place, ...more] = pages[request.url] ?? [404, ''], leads = status >= 300 && status < 400;
    return { status, statusText: 'No', url: request.url, headers: [...(leads ? [['Location', place] as const] : []), ...more], body: new TextEncoder().encode(leads ? '' : place) };
  } };
  const { output, errors, ended } = runInFolder(script, { web });
  assert.equal(ended, undefined);
  return { output, errors, asked };
}

describe('Web requests that are led on', () => {
  afterEach(removeFolders);
  it('go on with the cookies of each answer and without the credential, with GET where the status says so', () => {
    const { output, asked } = visited("irm https://a/in -Method Post -Body 'u=1' -Headers @{ Authorization = 'k' }",
      { 'https://a/in': [302, '/mid', ['Set-Cookie', 's=1; Path=/']], 'https://a/mid': [307, 'https://b/x'], 'https://b/x': [200, 'there'] });
    assert.deepEqual(output, ['there']);
    assert.deepEqual(asked, ['POST https://a/in k - application/x-www-form-urlencoded u=1', 'GET https://a/mid - s=1 - -', 'GET https://b/x - - - -']);
  });
  it('keep credential and method where they are told to, without the body, and all of it where the status says so', () => {
    const pages = { 'https://a/1': [301, 'https://a/2'], 'https://a/2': [308, 'https://a/3'], 'https://a/3': [200, 'x'] } as const;
    assert.deepEqual(visited("irm https://a/1 -Method Post -Body b -ContentType text/plain -Headers @{ Authorization = 'k' } -PreserveAuthorizationOnRedirect -PreserveHttpMethodOnRedirect", pages).asked,
      ['POST https://a/1 k - text/plain b', 'POST https://a/2 k - - ', 'POST https://a/3 k - - ']);
    // .NET itself, and not PowerShell, goes on here.
    assert.deepEqual(visited("irm https://a/2 -Method Post -Body b -PreserveAuthorizationOnRedirect", pages).asked[1], 'POST https://a/3 - - application/x-www-form-urlencoded b');
    assert.deepEqual(visited('irm https://a/2 -Method Put -Body b -ContentType text/plain', pages).asked, ['PUT https://a/2 - - text/plain b', 'PUT https://a/3 - - text/plain b']);
    assert.deepEqual(visited('irm https://a/s -Method Delete', { 'https://a/s': [303, '3'], 'https://a/3': [200, 'x'] }).asked, ['DELETE https://a/s - - - ', 'GET https://a/3 - - - -']);
  });
  it('end where there are too many, or one is not safe', () => {
    const pages = { 'http://a/1': [302, '1'], 'https://a/s': [302, 'http://a/2'], 'http://a/2': [200, 'y'] } as const, failed = (script: string): string => visited(`try { ${script} } catch { "$($_.FullyQualifiedErrorId): $_" }`, pages).output.join('|');
    assert.match(failed('irm http://a/1 -MaximumRedirection 2'), /^WebCmdletWebResponseException,.*: Response status code does not indicate success: 302 \(No\)\.$/);
    assert.equal(visited('try { irm http://a/1 -MaximumRedirection 2 } catch { }', pages).asked.length, 3);
    assert.equal(visited('try { irm http://a/1 } catch { }', pages).asked.length, 51);
    assert.deepEqual(visited('(iwr http://a/1 -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction SilentlyContinue -ErrorVariable e).StatusCode; $e[0].FullyQualifiedErrorId', pages).output, ['302', 'MaximumRedirectExceeded,Microsoft.PowerShell.Commands.InvokeWebRequestCommand']);
    assert.match(failed('irm https://a/s'), /^InsecureRedirection,.*-AllowInsecureRedirect switch\.$/);
    assert.equal(failed('irm https://a/s -AllowInsecureRedirect'), 'y');
  });
  it('are made again as often as it was said, and as late as the server says', () => {
    const { output, asked } = visited('$s = [Microsoft.PowerShell.Commands.WebRequestSession]::new(); $s.MaximumRetryCount = 2; $s.RetryIntervalInSeconds = 0; try { irm http://a/x -WebSession $s -Verbose 4>&1 | ForEach-Object { "$_" } } catch { "$_" }', { 'http://a/x': [429, 'wait', ['Retry-After', '0']] });
    assert.equal(asked.length, 3);
    assert.deepEqual(output.filter((line) => line.startsWith('Retrying')), Array.from({ length: 2 }, () => 'Retrying after interval of 0 seconds. Status code for previous attempt: TooManyRequests'));
  });
});

describe('Errors and answers of web cmdlets', () => {
  afterEach(removeFolders);
  it('are those of .NET where no answer came', () => {
    const failing = (inner?: WebFailure): string => runInFolder("try { irm http://a.example/ } catch { \"$_\"; $_.Exception.Message; $_.Exception.GetType().FullName; $_.Exception.InnerException.GetType().FullName; $_.ErrorDetails.Message; $_.CategoryInfo.Category }", { web: { send: () => { throw new WebPortError('connection', 'outer', inner); } } }).output.join('|');
    assert.equal(failing({ type: 'System.Net.Http.HttpIOException', message: 'inner' }), 'inner|outer|System.Net.Http.HttpRequestException|System.Net.Http.HttpIOException|inner|InvalidOperation');
    assert.match(failing(), /^outer\|outer\|System\.Net\.Http\.HttpRequestException/);
  });
  it('name the command as what is wrong with its parameters, in a text of two halves', () => {
    assert.deepEqual(answered("try { irm http://a.example -Body 1 -Form @{} } catch { \"$($_.CategoryInfo)\"; $_.TargetObject.GetType().FullName; $_.TargetObject -is [System.Management.Automation.PSCmdlet] }; try { iwr http://a.example -Resume } catch { $_.CategoryInfo.TargetType }", {}).output,
      ['InvalidArgument: (Microsoft.PowerShel…keRestMethodCommand:InvokeRestMethodCommand) [Invoke-RestMethod], ValidationMetadataException', 'Microsoft.PowerShell.Commands.InvokeRestMethodCommand', 'True', 'InvokeWebRequestCommand']);
  });
  it('end with what the request takes, which the handler adds last', () => {
    assert.deepEqual(answered("try { irm http://a.example/x } catch { \"$($_.CategoryInfo)\" }", { status: 500 }).output, ['InvalidOperation: (Method: GET, Reques…gzip, deflate, br\n}:HttpRequestMessage) [Invoke-RestMethod], HttpResponseException']);
  });
  it('refuse addresses and names of headers as .NET does', () => {
    const { output, sent } = answered("foreach ($u in 'ht!tp://x', 'ftp://h/x', 'localhost:80/x', 'file:///x', '127.0.0.1:80/x', 'grüße.example/x', '[::1]/') { try { $null = irm $u; 'sent' } catch { \"$($_.FullyQualifiedErrorId -replace ',.*') $($_.CategoryInfo.Category) $($_.Exception.GetType().Name) $($_.Exception.Message)\" } }; foreach ($h in @{ 'Bad Name' = 'x' }, @{ X = \"a`nb\" }) { try { irm http://h -Headers $h } catch { \"$($_.FullyQualifiedErrorId -replace ',.*') $_\" } }; $null = irm http://h -Headers @{ 'Bad Name' = 'x' } -SkipHeaderValidation", {});
    assert.deepEqual(output, ['System.UriFormatException NotSpecified UriFormatException Invalid URI: The hostname could not be parsed.', "WebCmdletIEDomNotSupportedException NotImplemented NotSupportedException The 'ftp' scheme is not supported.", "WebCmdletIEDomNotSupportedException NotImplemented NotSupportedException The 'localhost' scheme is not supported.",
      "WebCmdletIEDomNotSupportedException NotImplemented NotSupportedException The 'file' scheme is not supported.", 'sent', 'sent', 'sent', "System.FormatException The header name 'Bad Name' has an invalid format.", 'System.FormatException New-line characters are not allowed in header values.']);
    assert.ok(sent.every((r) => r.headers.every(([name]) => name !== 'Bad Name')));
  });
  it('give the items of a feed, XML and JSON by what the text is, and text else', () => {
    const got = (script: string, type: string, body: string): string => answered(script, { type, body }).output.join('|');
    assert.equal(got('irm http://h | % { "$($_.GetType().Name) $($_.title)" }', 'application/rss+xml', '<?xml version="1.0"?><rss><channel><title>c</title><item><title>t1</title></item><Item><title>t2</title></Item></channel></rss>'), 'XmlElement t1|XmlElement t2');
    assert.equal(got('(irm http://h).title', 'text/plain', '<feed xmlns="urn:a"><entry><title>a</title><entry/></entry><entry><title>b</title></entry></feed>'), 'a|b');
    assert.equal(got('(irm http://h).GetType().Name', 'text/html', '<html><p>x</p></html>'), 'XmlDocument');
    assert.equal(got('(irm http://h).GetType().Name; $Error.Count', 'text/plain', ' 5 '), 'Int64|0');
    assert.equal(got('(irm http://h).GetType().Name; $Error.Count', 'application/json', '<a/>'), 'XmlDocument|0');
    assert.equal(got('irm http://h; $Error.Count', 'text/plain', 'nothing of these'), 'nothing of these|0');
    assert.equal(got('irm http://h', 'application/json', '{bad'), '{bad');
  });
  it('say the status by its name, and give bytes where the type is no text', () => {
    const got = (type: string, status = 404): string => answered("$r = iwr http://h -SkipHttpErrorCheck; $r.StatusDescription; ($r.RawContent -split '\\n')[0]; $r.Content.GetType().Name; \"$r\"; $r.OutFile -eq $null; $r.PSObject.Properties.Name[-1]", { type, status, body: 'é\u0001x' }).output.join('|');
    assert.equal(got('text/plain; charset=utf-8'), 'NotFound|HTTP/1.1 404 NotFound|String|??.x|True|OutFile');
    assert.equal(got('application/octet-stream'), 'NotFound|HTTP/1.1 404 NotFound|Byte[]|??.x|True|OutFile');
    assert.equal(got('', 299), '299|HTTP/1.1 299 299|Byte[]|??.x|True|OutFile');
    assert.match(got('application/problem+json'), /Byte\[\]/);
  });
  it('send a body in pieces where that is asked, and ask no proxy for what is on this machine', () => {
    const { sent } = answered('irm http://h -Method Post -Body x -TransferEncoding chunked; irm http://h -Method Post -Body x -Headers @{ "Transfer-Encoding" = "gzip" }; irm http://127.0.0.1/ -Proxy http://p; irm http://h -Proxy http://p', {});
    assert.deepEqual(sent.slice(0, 2).map((r) => r.headers.find(([n]) => n === 'Transfer-Encoding')?.[1]), ['chunked', 'chunked']);
    assert.deepEqual(sent.slice(2).map((r) => (typeof r.proxy === 'object' ? r.proxy.url : r.proxy)), ['none', 'http://p']);
  });
});

describe('Tasks', () => {
  it('have results and are waited for', () => {
    const { output } = answered("[System.Threading.Tasks.Task]::FromResult(3).Result; $t = [System.Threading.Tasks.Task]::Delay(0); $t.Wait(); \"$($t.Status) $($t.IsFaulted)\"", {});
    assert.deepEqual(output, ['3', 'RanToCompletion False']);
  });
});
