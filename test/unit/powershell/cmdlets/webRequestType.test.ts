/** System.Net.WebRequest over a port that answers by address, as .NET 10 does. */
import assert from 'node:assert/strict';
import { WebPortError } from '../../../../src/powershell/runtime/host.ts';
import type { WebPort, WebRequest, WebResponse } from '../../../../src/powershell/runtime/host.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

const PAGES: Readonly<{ [path: string]: (r: WebRequest) => Partial<WebResponse> & { readonly text?: string } }> = {
  '/echo': (r) => ({ headers: [['Content-Type', 'application/json; charset=utf-8'], ['Server', 's'], ['Set-Cookie', 'a=1; Path=/']], text: `${r.method} ${r.headers.map((h) => h.join('=')).sort().join(' ')} ${new TextDecoder().decode(r.body)}` }),
  '/gone': () => ({ status: 404, statusText: 'Not Found', text: 'not here' }),
  '/auth': (r) => (r.headers.some(([n]) => n === 'Authorization') ? { text: 'in' } : { status: 401, statusText: 'Unauthorized', headers: [['WWW-Authenticate', 'Basic realm="r"']] }),
};
function asked(script: string): { readonly output: readonly string[]; readonly sent: readonly WebRequest[] } {
  const sent: WebRequest[] = [], web: WebPort = { send: (request) => {
    sent.push(request);
    const { pathname } = new URL(request.url);
    if (pathname === '/late') throw new WebPortError('timeout', 'late');
    if (pathname === '/off') throw new WebPortError('connection', 'Connection refused (h:80)', { type: 'System.Net.Sockets.SocketException', message: 'Connection refused' });
    const { text = '', ...page } = PAGES[pathname]?.(request) ?? {};
    return { status: 200, statusText: 'OK', url: request.url, headers: [], body: new TextEncoder().encode(text), ...page };
  } };
  const { output, errors, ended } = runInFolder(script, { web });
  assert.deepEqual([errors, ended], [[], undefined]);
  return { output, sent };
}
const answer = (script: string): readonly string[] => asked(script).output, READ = '[IO.StreamReader]::new($r.GetResponseStream()).ReadToEnd()';

describe('WebRequest and HttpWebRequest', () => {
  afterEach(removeFolders);
  it('get a page, and tell of themselves and of the answer what .NET tells', () => {
    assert.deepEqual(answer(`$q = [Net.WebRequest]::Create('http://h:81/echo?x=1'); "$($q.GetType().FullName) $($q.Method) $($q.Timeout) $($q.KeepAlive) $($q.AllowAutoRedirect) $($q.ContentLength) $($q.Host) $($q.ReadWriteTimeout) $($q.AutomaticDecompression) $($null -eq $q.ContentType)"
$r = $q.GetResponse(); "$($r.GetType().FullName) $($r.StatusCode) $([int] $r.StatusCode) $($r.StatusDescription) $($r.ContentType) $($r.ContentLength) $($r.ResponseUri) $($r.CharacterSet) $($r.Server) $($q.HaveResponse) $($r.Headers['content-type'])"; ${READ}; $r.Close(); $r -is [Net.WebResponse]; $q -is [Net.WebRequest]`),
    ['System.Net.HttpWebRequest GET 100000 True True 0 h:81 300000 None True', 'System.Net.HttpWebResponse OK 200 OK application/json; charset=utf-8 -1 http://h:81/echo?x=1 utf-8 s True application/json; charset=utf-8', 'GET  ', 'True', 'True']);
  });
  it('post what is written to their stream, with their headers', () => {
    const { output, sent } = asked(`$q = [Net.HttpWebRequest]::Create('http://h/echo'); $q.Method = 'POST'; $q.ContentType = 'text/plain'; $q.UserAgent = 'ua'; $q.Headers.Add('X-A', '1'); $q.Headers['X-B'] = '2'; $q.Headers.Add('Authorization: Basic x'); $q.Timeout = 700; $q.AllowAutoRedirect = $false
$b = [Text.Encoding]::UTF8.GetBytes('bödy'); $q.ContentLength = $b.Length; $s = $q.GetRequestStream(); $s.Write($b, 0, $b.Length); $s.Close(); $q.CookieContainer = [Net.CookieContainer]::new(); $r = $q.GetResponse(); ${READ}; $r.Method; $r.Cookies.Count; $q.CookieContainer.GetCookies('http://h/').Count; $q.GetResponseAsync().Result.StatusCode`);
    assert.deepEqual(output, ['POST Authorization=Basic x Content-Type=text/plain User-Agent=ua X-A=1 X-B=2 bödy', 'POST', '1', '1', 'OK']);
    assert.deepEqual(sent.map((r) => [r.timeoutMs, r.maximumRedirection]), [[700, 0]]);
  });
  it('show a credential to a server that asks for one', () => {
    const { output, sent } = asked(`$q = [Net.WebRequest]::Create('http://h/auth'); $q.Credentials = [Net.NetworkCredential]::new('u', 'p'); $r = $q.GetResponse(); ${READ}`);
    assert.deepEqual([output, sent.length], [['in'], 2]);
  });
  it('throw a WebException that has the answer and says what went wrong', () => {
    assert.deepEqual(answer(`try { [Net.WebRequest]::Create('http://h/gone').GetResponse() } catch [Net.WebException] { "$($_.Exception.Message) $($_.Exception.Status) $([int] $_.Exception.Response.StatusCode)"; $r = $_.Exception.Response; ${READ} }
foreach ($u in 'http://h/late', 'http://h/off') { try { [Net.WebRequest]::Create($u).GetResponse() } catch { $e = $_.Exception.InnerException; "$($e.Message) $($e.Status) $($null -eq $e.Response) $($e.InnerException.GetType().Name)" } }`.replace('$($e.InnerException.GetType().Name)', "$(if ($e.InnerException) { $e.InnerException.GetType().Name })")),
    ['The remote server returned an error: (404) Not Found. ProtocolError 404', 'not here', 'The operation has timed out. Timeout True ', 'Connection refused (h:80) UnknownError True HttpRequestException']);
  });
  it('and WebClient throws the same', () => {
    assert.deepEqual(answer(`$c = [Net.WebClient]::new(); try { $c.DownloadString('http://h/gone') } catch { $e = $_.Exception.InnerException; "$($e.Status) $([int] $e.Response.StatusCode)"; $r = $e.Response; ${READ} }; try { $c.DownloadString('http://h/late') } catch [Net.WebException] { "$($_.Exception.InnerException.Status) $($_.Exception.Status)" }; $null = $c.DownloadString('http://h/echo'); $c.ResponseHeaders['Server']`),
      ['ProtocolError 404', 'not here', ' Timeout', 's']);
  });
  it('refuse what is no request of the web', () => {
    const refused = (script: string): string => answer(`try { ${script} } catch { "$($_.Exception.InnerException.GetType().Name): $($_.Exception.InnerException.Message)" }`).join('');
    assert.equal(refused("[Net.WebRequest]::Create('nope')"), 'UriFormatException: Invalid URI: The format of the URI could not be determined.');
    assert.equal(refused("[Net.WebRequest]::Create('zz://x/')"), 'NotSupportedException: The URI prefix is not recognized.');
    assert.match(refused("[Net.WebRequest]::Create('ftp://x/')"), /^PlatformNotSupportedException: .*http and https/);
    assert.equal(refused("[Net.WebRequest]::Create('http://h/').GetRequestStream()"), 'ProtocolViolationException: Cannot send a content-body with this verb-type.');
    assert.match(refused("$q = [Net.WebRequest]::Create('http://h/'); $q.Timeout = -7"), /^ArgumentOutOfRangeException: Timeout can be only/);
  });
  it('have the proxy of the system, which takes credentials', () => {
    assert.deepEqual(answer("[Net.WebRequest]::DefaultWebProxy.Credentials = [Net.CredentialCache]::DefaultCredentials; $p = [Net.WebRequest]::GetSystemWebProxy(); $p.GetType().FullName; $p.IsBypassed('http://h/'); $q = [Net.WebRequest]::Create('http://h/gone'); $q.Proxy.GetType().Name"), ['System.Net.Http.HttpNoProxy', 'True', 'HttpNoProxy']);
  });
  it('have headers by name', () => {
    assert.deepEqual(answer("$h = [Net.WebHeaderCollection]::new(); $h.Add('A', '1'); $h.Add('a', '2'); $h['A']; $h.Count; $h.Add('X: y'); $h.Get('X'); $h.GetValues('a') -join '+'; $h.Remove('A'); $h.Set('Q', 'w'); $h.GetKey(0); \"$($h.Keys)\"; $h.Add([Net.HttpRequestHeader]::Accept, 'z'); $h['Accept']; $h[[Net.HttpRequestHeader]::Accept]; ($h | % { $_ }) -join ','; $h.ToString() -replace '\\r\\n', '|'"),
      ['1,2', '1', 'y', '1+2', 'X', 'X Q', 'z', 'z', 'X,Q,Accept', 'X: y|Q: w|Accept: z||']);
  });
});
