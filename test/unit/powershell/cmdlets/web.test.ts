import assert from 'node:assert/strict';
import type { WebPort, WebRequest, WebResponse } from '../../../../src/powershell/runtime/host.ts';
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

describe('Tasks', () => {
  it('have results and are waited for', () => {
    const { output } = answered("[System.Threading.Tasks.Task]::FromResult(3).Result; $t = [System.Threading.Tasks.Task]::Delay(0); $t.Wait(); \"$($t.Status) $($t.IsFaulted)\"", {});
    assert.deepEqual(output, ['3', 'RanToCompletion False']);
  });
});
