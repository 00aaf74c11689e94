import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import type { ConnectReply, ConnectRequest } from '../../../../src/powershell/runtime/host.ts';
import { tryConnection } from '../../../../src/worker/sandbox/ports/networkPort.ts';
import { testHost } from './harness.ts';
import { table } from './table.ts';

const PLACE = '10.0.0.7';
/** A network in which one port takes connections, one refuses, the others never answer; `nowhere` is nobody's name. */
function reply({ host, ports }: ConnectRequest): ConnectReply {
  if (host === 'nowhere') return { kind: 'unresolved' };
  const tried = { kind: 'tried', address: PLACE, milliseconds: 1 } as const;
  if (ports.length === 0) return { ...tried, addresses: [PLACE, '::1'], code: '' };
  return { ...tried, code: ports[0] === 80 ? '' : ports[0] === 81 ? 'ECONNREFUSED' : 'ETIMEDOUT' };
}
function written(script: string): string {
  const out: string[] = [], engine: Engine = new Engine({ ...testHost((r) => { if (r.stream === 'Output') out.push(engine.use(() => toText(r.value))); }), network: { connect: reply } }, cmdlets);
  const { error } = engine.run({ script });
  assert.equal(error, undefined);
  return out.join('|');
}
const TCP = '$t = [System.Net.Sockets.TcpClient]::new();';

describe('Types of the network', () => {
  it('try a port at once and with a time limit', () => {
    assert.equal(written(`${TCP} $t.Connect('h', 80); $t.Connected; "$($t.Client.RemoteEndPoint)"; $t.Close(); $t.Connected`), `True|${PLACE}:80|False`);
    assert.equal(written(`${TCP} $t.ConnectAsync('h', 80).Wait(100); $t.Connected; $t.Dispose(); ${TCP} $t.ConnectAsync('h', 90).Wait(100); $t.Connected`), 'True|True|False|False');
    assert.equal(written(`${TCP} $a = $t.BeginConnect('h', 80, $null, $null); $a.AsyncWaitHandle.WaitOne(100, $false); $t.EndConnect($a); $t.Connected; ${TCP} $a = $t.BeginConnect('h', 90, $null, $null); $a.AsyncWaitHandle.WaitOne(100, $false); $t.Connected`), 'True|True|False|False');
  });
  it('say why there is no connection', () => {
    assert.equal(written(`${TCP} try { $t.Connect('h', 81) } catch { $e = $_.Exception.InnerException; $e.Message; "$($e.SocketErrorCode)" }; try { [System.Net.Sockets.TcpClient]::new('nowhere', 80) } catch [System.Net.Sockets.SocketException] { 'no such name' }`), `Connection refused ${PLACE}:81|ConnectionRefused|no such name`);
    assert.equal(written(`${TCP} try { $t.ConnectAsync('h', 81).Wait(100) } catch { $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }; ${TCP} try { $t.GetStream() } catch { $_.Exception.InnerException.GetType().Name }`), `AggregateException|One or more errors occurred. (Connection refused ${PLACE}:81)|NotSupportedException`);
  });
  it('look names up', () => {
    assert.equal(written("[System.Net.Dns]::GetHostAddresses('h').IPAddressToString; ([System.Net.Dns]::GetHostEntry('h')).HostName; [System.Net.Dns]::GetHostAddressesAsync('h').Result.Count; try { [System.Net.Dns]::GetHostEntry('nowhere') } catch { $_.Exception.InnerException.Message }"), `${PLACE}|::1|h|2|Name or service not known`);
  });
  it('really connect', async () => {
    const server = createServer((socket) => { socket.destroy(); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    try {
      const { port } = server.address() as AddressInfo, ask = { host: '127.0.0.1', timeoutMs: 10_000 };
      assert.deepEqual(await tryConnection({ ...ask, ports: [] }), { kind: 'tried', address: '127.0.0.1', addresses: ['127.0.0.1'], milliseconds: 0, code: '' });
      const tried = await tryConnection({ ...ask, ports: [port] });
      assert.equal(tried.kind === 'tried' ? tried.code : tried.kind, '');
    } finally { server.close(); }
  });
  table([
    ['end points have an address and a port', "\"$([ipendpoint] '[::1]:80')\"; ([System.Net.IPEndPoint]::Parse('1.2.3.4:5')).Port; [System.Net.IPEndPoint]::new([ipaddress] '1.2.3.4', 6).ToString()", '[::1]:80|5|1.2.3.4:6'],
    ['addresses list what .NET lists', "([ipaddress] '1.2.3.4' | Select-Object *).psobject.Properties.Name.Count; ([ipaddress] 'fc00::1').IsIPv6UniqueLocal; ([ipaddress] '2001::1').IsIPv6Teredo; ([ipaddress] 'ff02::1').IsIPv6Multicast; ([ipaddress] 'fec0::1').IsIPv6SiteLocal; ([ipaddress] '::1').ScopeId; $null -eq ([ipaddress] '1.2.3.4').ScopeId", '10|True|True|True|True|0|True'],
    ['names of characters in HTML are known', "[System.Net.WebUtility]::HtmlDecode('&eacute;&Uuml;&hellip;&there4;&Omega;&sigmaf;&frac12;&apos;&#x41;&#66;&amp;lt;'); Add-Type -AssemblyName System.Web; [System.Web.HttpUtility]::HtmlDecode('&euro;&nope;&#xD800;')", "éÜ…∴Ως½'AB&lt;|€&nope;&#xD800;"],
    ['a host without a person has a surface that shows nothing', "$Host.UI.WriteLine('x'); $Host.UI.Write('Red', 'Black', 'x'); $Host.UI.WriteErrorLine('x'); $null -ne $Host.UI.RawUI; $null -eq $Host.UI.RawUI.WindowSize; try { $Host.UI.PromptForChoice('a', 'b', @(), 0) } catch { $_.Exception.InnerException.GetType().Name }", 'True|True|HostException'],
    ['the own process is known', "$p = [System.Diagnostics.Process]::GetCurrentProcess(); $p.Id -eq $PID; $p.ProcessName; try { [System.Diagnostics.Process]::GetProcessById(999999) } catch { $_.Exception.InnerException.Message }", 'True|pwsh|Process with an Id of 999999 is not running.'],
    ['collections of texts, flags of reflection and the domain of the process', "$c = [System.Collections.Specialized.StringCollection]::new(); $c.Add('b'); $c.AddRange(@('a', 'c')); $c.Remove('b'); \"$c\"; $c[1]; $c.Contains('a'); [int] [System.Reflection.BindingFlags] 'Instance, NonPublic'; [AppDomain]::CurrentDomain.SetData('x', 3); [AppDomain]::CurrentDomain.GetData('x')", '0|a c|c|True|36|3'],
  ]);
});
