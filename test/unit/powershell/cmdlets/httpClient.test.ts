import assert from 'node:assert/strict';
import { WebPortError } from '../../../../src/powershell/runtime/host.ts';
import type { WebPort, WebRequest } from '../../../../src/powershell/runtime/host.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

function asked(script: string, status = 200): { readonly output: readonly string[]; readonly sent: readonly WebRequest[] } {
  const sent: WebRequest[] = [], web: WebPort = { send: (request) => {
    sent.push(request);
    if (request.url.endsWith('/late')) throw new WebPortError('timeout', 'late');
    if (request.url.endsWith('/none')) throw new WebPortError('connection', 'No such host is known. (a.example:80)');
    return { status, statusText: status === 200 ? 'OK' : 'Not Found', url: request.url, headers: [['Content-Type', 'text/plain'], ['X-Own', 'o']], body: new TextEncoder().encode('body') };
  } };
  const { output, errors, ended } = runInFolder(`$c = [System.Net.Http.HttpClient]::new(); ${script}`, { web });
  assert.deepEqual([errors, ended], [[], undefined]);
  return { output, sent };
}
const header = (r: WebRequest | undefined, name: string): string | undefined => r?.headers.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1];

describe('HttpClient', () => {
  afterEach(removeFolders);
  it('gets texts, bytes and messages', () => {
    const { output, sent } = asked("$c.BaseAddress = 'http://a.example/x/'; $c.GetStringAsync('y').Result; $c.GetByteArrayAsync('y').GetAwaiter().GetResult().Length; $r = $c.GetAsync([uri]'http://b.example/').Result; [int]$r.StatusCode; $r.IsSuccessStatusCode; $r.Content.ReadAsStringAsync().Result; $r.Headers.GetValues('X-Own'); $r.GetType().Name; $c.Dispose()");
    assert.deepEqual(output, ['body', '4', '200', 'True', 'body', 'o', 'HttpResponseMessage']);
    assert.deepEqual(sent.map((r) => r.url), ['http://a.example/x/y', 'http://a.example/x/y', 'http://b.example/']);
  });
  it('sends headers and contents', () => {
    const { sent } = asked(`$c.DefaultRequestHeaders.Authorization = [System.Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', 't'); $c.DefaultRequestHeaders.Add('X-A', '1'); $c.DefaultRequestHeaders.Accept.Add([System.Net.Http.Headers.MediaTypeWithQualityHeaderValue]::new('application/json')); $c.DefaultRequestHeaders.UserAgent.ParseAdd('me/1')
      $null = $c.PostAsync('http://a.example/', [System.Net.Http.StringContent]::new('{"a":1}', [Text.Encoding]::UTF8, 'application/json')).Result
      $f = [System.Collections.Generic.Dictionary[string,string]]::new(); $f.Add('k', 'a b&c'); $null = $c.PutAsync('http://a.example/', [System.Net.Http.FormUrlEncodedContent]::new($f)).Result
      $m = [System.Net.Http.HttpRequestMessage]::new('PATCH', 'http://a.example/p'); $m.Headers.Add('X-A', '2'); $m.Content = [System.Net.Http.ByteArrayContent]::new([byte[]](1, 2)); $m.Content.Headers.ContentType = 'application/octet-stream'; $null = $c.SendAsync($m).Result
      $null = $c.DeleteAsync('http://a.example/d').Result`);
    assert.deepEqual(sent.map((r) => [r.method, header(r, 'Authorization'), header(r, 'X-A'), header(r, 'Accept'), header(r, 'User-Agent'), header(r, 'Content-Type'), r.body === undefined ? '' : Buffer.from(r.body).toString('latin1')]), [
      ['POST', 'Bearer t', '1', 'application/json', 'me/1', 'application/json; charset=utf-8', '{"a":1}'], ['PUT', 'Bearer t', '1', 'application/json', 'me/1', 'application/x-www-form-urlencoded', 'k=a+b%26c'],
      ['PATCH', 'Bearer t', '2', 'application/json', 'me/1', 'application/octet-stream', '\u0001\u0002'], ['DELETE', 'Bearer t', '1', 'application/json', 'me/1', undefined, ''],
    ]);
  });
  it('fails as .NET does', () => {
    const { output } = asked(`foreach ($s in { $c.GetStringAsync('http://a.example/x').GetAwaiter().GetResult() }, { $c.GetAsync('http://a.example/none').GetAwaiter().GetResult() }, { $c.GetAsync('http://a.example/late').GetAwaiter().GetResult() }, { $c.GetAsync('y').GetAwaiter().GetResult() }, { $c.GetAsync('http://a.example/x').Result.EnsureSuccessStatusCode() }) { try { & $s } catch { $e = $_.Exception; while ($e.InnerException) { $e = $e.InnerException }; "$($e.GetType().Name): $($e.Message)" } }`, 404);
    assert.deepEqual(output, [
      'HttpRequestException: Response status code does not indicate success: 404 (Not Found).', 'HttpRequestException: No such host is known. (a.example:80)',
      'TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.',
      'InvalidOperationException: An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set.', 'HttpRequestException: Response status code does not indicate success: 404 (Not Found).',
    ]);
  });
  it('takes a handler with a credential, and one that trusts every certificate', () => {
    const { sent } = asked("$h = [System.Net.Http.HttpClientHandler]::new(); $h.Credentials = [System.Net.NetworkCredential]::new('u', 'p'); $h.ServerCertificateCustomValidationCallback = [System.Net.Http.HttpClientHandler]::DangerousAcceptAnyServerCertificateValidator; $c = [System.Net.Http.HttpClient]::new($h); $c.Timeout = [timespan]::FromSeconds(5); $null = $c.GetAsync('https://a.example/').Result");
    assert.deepEqual(sent.map((r) => [header(r, 'Authorization'), r.skipCertificateCheck, r.timeoutMs]), [[`Basic ${Buffer.from('u:p').toString('base64')}`, true, 5000]]);
  });
});
