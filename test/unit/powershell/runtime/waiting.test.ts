/** What scripts wait at, answered as PowerShell 7.6 does. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const T = '[System.Threading.', answer = (script: string): string => run(script).output.join(' ');
const caught = (script: string): string => answer(`try { ${script} } catch { "$($_.Exception.InnerException.GetType().Name): $($_.Exception.InnerException.Message)" }`);

describe('Semaphores, mutexes and events', () => {
  it('wait as long as it was said, and have what is there at once', () => {
    assert.equal(answer(`$s = ${T}SemaphoreSlim]::new(0); $w = [Diagnostics.Stopwatch]::StartNew(); $s.Wait(60); $w.ElapsedMilliseconds -ge 55; $s.Release(2); $s.Wait([timespan]::FromMilliseconds(5)); $s.CurrentCount; $s.Wait(); $s.CurrentCount; $s.Wait(-5)`), 'False True 0 True 1 0 False');
    assert.equal(answer(`$s = ${T}Semaphore]::new(1, 2); $s.WaitOne(5); $s.WaitOne(20); $s.Release(); $s.WaitOne(); $s -is ${T}WaitHandle]`), 'True False 0 True True');
    assert.equal(answer(`$m = ${T}Mutex]::new($false, 'Global\\x'); $m.WaitOne(); $m.WaitOne(5); $m.ReleaseMutex(); $m.ReleaseMutex(); $r = $null; ${T}Mutex]::TryOpenExisting('x', [ref] $r); $m.GetType().FullName`), 'True True False System.Threading.Mutex');
    assert.equal(answer(`$e = ${T}ManualResetEvent]::new($false); $e.WaitOne(5); $e.Set(); $e.WaitOne(); $e.WaitOne(0); $e.Reset(); $e.WaitOne(1); $e -is ${T}EventWaitHandle]; "$e"`), 'False True True True True False True System.Threading.ManualResetEvent');
    assert.equal(answer(`$e = New-Object System.Threading.AutoResetEvent $true; $e.WaitOne(5); $e.WaitOne(5); $e.Set(); $e.WaitOne([timespan]::Zero); $x = ${T}EventWaitHandle]::new($true, 'ManualReset'); $x.WaitOne(0); $x.WaitOne(0)`), 'True False True True True True');
    assert.equal(answer(`$e = ${T}ManualResetEventSlim]::new(); $e.IsSet; $e.Wait(5); $e.Set(); $e.IsSet; $e.Wait(); $e.Wait(3); $e.WaitHandle.WaitOne(0); $e.Reset(); $e.IsSet; $e.SpinCount`), 'False False True True True False 35');
    assert.equal(answer(`$c = ${T}CountdownEvent]::new(2); $c.Signal(); $c.Wait(5); $c.Signal(); $c.IsSet; $c.Wait(); $c.Reset(1); $c.AddCount(2); $c.CurrentCount; $c.TryAddCount(); $c.Signal(4)`), 'False False True True 3 True True');
  });
  it('wait forever where nothing comes, until the run is stopped', () => {
    for (const wait of ['SemaphoreSlim]::new(0).Wait()', 'Semaphore]::new(0, 1).WaitOne()', 'ManualResetEvent]::new($false).WaitOne()', 'ManualResetEventSlim]::new().Wait()', 'CountdownEvent]::new(1).Wait()', 'SemaphoreSlim]::new(0).WaitAsync().Wait()', 'WaitHandle]::WaitAll(@([System.Threading.AutoResetEvent]::new($false)))', 'WaitHandle]::WaitAny(@([System.Threading.AutoResetEvent]::new($false)))']) {
      const { output, result } = run(`${T}${wait}; 'past'`, {}, { stopAfterMs: 80 });
      assert.deepEqual([output, result.outcome], [[], 'stopped'], wait);
    }
  });
  it('end with their token', () => {
    for (const wait of ['SemaphoreSlim]::new(0).Wait($t)', 'ManualResetEventSlim]::new().Wait(5000, $t)', 'CountdownEvent]::new(1).Wait($t)']) assert.equal(caught(`$t = ${T}CancellationTokenSource]::new(30).Token; ${T}${wait}`), 'OperationCanceledException: The operation was canceled.');
  });
  it('are taken together or not at all', () => {
    assert.equal(answer(`$a = ${T}ManualResetEvent]::new($false); $b = ${T}AutoResetEvent]::new($true); ${T}WaitHandle]::WaitAll(@($a, $b), 5); ${T}WaitHandle]::WaitAny(@($a, $b)); ${T}WaitHandle]::WaitAny(@($a, $b), 25); $null = $a.Set(), $b.Set(); ${T}WaitHandle]::WaitAll(@($a, $b), 5); $b.WaitOne(0)`), 'False 1 258 True False');
  });
  it('are begun as tasks that have what comes first', () => {
    assert.equal(answer(`$s = ${T}SemaphoreSlim]::new(1); $s.WaitAsync().IsCompleted; $t = $s.WaitAsync(); $t.IsCompleted; $null = $s.Release(); $s.CurrentCount; $t.Wait(100); $s.WaitAsync(10).GetAwaiter().GetResult(); ${T}SemaphoreSlim]::new(2).AvailableWaitHandle.WaitOne(5)`), 'True False 0 True False True');
  });
  it('refuse what .NET refuses', () => {
    assert.equal(caught(`${T}SemaphoreSlim]::new(3, 2)`), "ArgumentOutOfRangeException: The initialCount argument must be non-negative and less than or equal to the maximumCount. (Parameter 'initialCount')\nActual value was 3.");
    assert.equal(caught(`${T}SemaphoreSlim]::new(1, 2).Release(2)`), 'SemaphoreFullException: Adding the specified count to the semaphore would cause it to exceed its maximum count.');
    assert.equal(caught(`${T}Semaphore]::new(1, 1, 'x')`), 'PlatformNotSupportedException: The named version of this synchronization primitive is not supported on this platform.');
    assert.equal(caught(`${T}Mutex]::new().ReleaseMutex()`), 'ApplicationException: Object synchronization method was called from an unsynchronized block of code.');
    assert.equal(caught(`$e = ${T}AutoResetEvent]::new($true); $e.Dispose(); $e.WaitOne(1)`), "ObjectDisposedException: Cannot access a disposed object.\nObject name: 'Microsoft.Win32.SafeHandles.SafeWaitHandle'.");
    assert.equal(caught(`$s = ${T}SemaphoreSlim]::new(1); $s.Dispose(); $s.Wait()`), "ObjectDisposedException: Cannot access a disposed object.\nObject name: 'System.Threading.SemaphoreSlim'.");
    assert.equal(caught(`${T}ManualResetEvent]::new($false).WaitOne(-5)`), "ArgumentOutOfRangeException: millisecondsTimeout ('-5') must be greater than or equal to '-1'. (Parameter 'millisecondsTimeout')\nActual value was -5.");
    assert.equal(caught(`${T}CountdownEvent]::new(1).Signal(2)`), "InvalidOperationException: Invalid attempt made to decrement the event's count below zero.");
  });
});

describe('Types that the engine cannot have', () => {
  it('say so, the principals of Windows in the words of .NET', () => {
    for (const use of ['WindowsIdentity]::GetCurrent()', "WindowsIdentity]::new('a')", 'WindowsPrincipal]::new($null)', "NTAccount]::new('D\\u')", "SecurityIdentifier]::new('S-1-5-32-544')"]) assert.equal(caught(`[Security.Principal.${use}`), 'PlatformNotSupportedException: Windows Principal functionality is not supported on this platform.', use);
    assert.equal(answer("[int] [Security.Principal.WindowsBuiltInRole]'User'"), '545');
    assert.match(caught('[Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)'), /^PlatformNotSupportedException: The engine opens no ports/);
    assert.match(caught('[Net.HttpListener]::new()'), /^PlatformNotSupportedException: The engine opens no ports/);
    assert.match(caught('[Threading.Timer]::new({}, $null, 5, 5)'), /^PlatformNotSupportedException: .*Start-Sleep/);
  });
  it('can be made where they are of use without being heard', () => {
    assert.equal(answer("$t = New-Object Timers.Timer 30; $t.Interval; $t.AutoReset; $t.Enabled; $t.AutoReset = $false; $t.Start(); $t.Enabled; $w = [Diagnostics.Stopwatch]::StartNew(); while ($w.ElapsedMilliseconds -lt 40) { }; $t.Enabled; try { $t.Interval = 0 } catch { $_.Exception.InnerException.Message }; try { [Timers.Timer]::new(-1) } catch { $_.Exception.InnerException.Message }; $t.Interval = 2.5; $t.Interval"), "30 True False True False '0' is not a valid value for 'Interval'. 'Interval' must be greater than 0. Invalid value '-1' for parameter 'interval'. 2.5");
    assert.match(caught('[Timers.Timer]::new().add_Elapsed({})'), /^PlatformNotSupportedException: .*Start-Sleep/);
  });
});
