import assert from 'node:assert/strict';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { gears } from '../../../../src/powershell/runtime/compile/generate/gears.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import type { DebugEvent, DebugPort, DebugReply, DebugRequest, SourceBreakpoint } from '../../../../src/powershell/runtime/debug/protocol.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { testHost } from './harness.ts';

type Talk = Generator<DebugRequest, void, DebugReply>;
/** Somebody who comes while a script runs: what they send then, and what they do at stops. */
class Visitor implements DebugPort {
  readonly events: DebugEvent[] = [];
  readonly replies: DebugReply[] = [];
  private readonly sent: DebugRequest[] = [];
  private readonly talk: Talk;
  private last: DebugReply = { kind: 'done' };
  private ids = 0;
  constructor(talk: Talk) { this.talk = talk; }
  send(...requests: readonly DebugRequest[]): void { this.sent.push(...requests); }
  next() {
    const { value, done } = this.talk.next(this.last);
    return { id: ++this.ids, request: done === true ? go : value };
  }
  waiting() { return this.sent.length > 0; }
  take() { const request = this.sent.shift(); return request === undefined ? undefined : { id: ++this.ids, request }; }
  reply(_: number, reply: DebugReply) { this.last = reply; this.replies.push(reply); }
  event(event: DebugEvent) { this.events.push(event); }
}
const go: DebugRequest = { kind: 'resume', mode: 'continue' }, attach: DebugRequest = { kind: 'attach' };
const breakpoints = (...lines: readonly (number | SourceBreakpoint)[]): DebugRequest => ({ kind: 'setBreakpoints', source: 'Job', breakpoints: lines.map((l) => (typeof l === 'number' ? { line: l } : l)) });
const evaluate = (expression: string): DebugRequest => ({ kind: 'evaluate', expression, frame: 0 });
const shown = (reply: DebugReply): string => (reply.kind === 'value' ? reply.variable.value : reply.kind === 'failed' ? `failed: ${reply.message}` : reply.kind);
const places = (reply: DebugReply): string[] => (reply.kind === 'stack' ? reply.frames.map((f) => `${f.name}:${f.line}`) : []);

/** Runs a script; `when` hears every line of its output and sends requests. */
function run(script: string, when: (visitor: Visitor, line: string) => void, talk: () => Talk = function* (): Talk { /* goes on at every stop */ }, isWorkflow = false) {
  const output: string[] = [], visitor = new Visitor(talk());
  const engine: Engine = new Engine({ ...testHost((r) => {
    const line = r.stream === 'Output' ? engine.use(() => toText(r.value)) : r.stream === 'Error' ? `ERROR ${r.error.message}` : undefined;
    if (line === undefined) return;
    output.push(line);
    when(visitor, line);
  }), attach: visitor, wait: { sleep: () => { (engine.session.debug ?? engine.session.dormant)?.whileWaiting(); return false; } } }, cmdlets);
  const { outcome } = engine.run({ script, file: 'Job', isWorkflow });
  return { output, outcome, visitor, stops: visitor.events.flatMap((e) => (e.kind === 'stopped' ? [e.reason] : [])) };
}
/** Where it stopped, as the top of the stack, and what `expression` was there. */
function* looks(seen: string[], expression: string, stops: number): Talk {
  for (let i = 0; i < stops; i++) {
    const [top] = places(yield { kind: 'stack' });
    seen.push(`${top} ${shown(yield evaluate(expression))}`);
    yield go;
  }
}

for (const [name, turns] of [['first', Infinity], ['second', 0]] as const) describe(`A debugger that comes while a script runs in the ${name} gear`, () => {
  const before = { ...gears };
  beforeEach(() => { gears.turns = gears.calls = turns; });
  afterEach(() => { Object.assign(gears, before); });

  /** Long enough for a toll after the line that is waited for; `Visitor.send` happens at output 'go'. */
  const LOOPS: readonly { readonly what: string; readonly script: string; readonly line: number }[] = [
    { what: 'while', script: "$i = 0\n'go'\nwhile ($i -lt 20000) {\n  $i += 1\n}\n\"end $i\"", line: 4 },
    { what: 'do-while', script: "$i = 0\n'go'\ndo {\n  $i += 1\n} while ($i -lt 20000)\n\"end $i\"", line: 4 },
    { what: 'do-until', script: "$i = 0\n'go'\ndo {\n  $i += 1\n} until ($i -ge 20000)\n\"end $i\"", line: 4 },
    { what: 'for', script: "'go'\nfor ($i = 0; $i -lt 20000; $i++) {\n  $n += 1\n}\n\"end $n\"", line: 3 },
    { what: 'foreach over a range', script: "'go'\nforeach ($i in 1..20000) {\n  $n += 1\n}\n\"end $n\"", line: 3 },
    { what: 'foreach over an array', script: "$all = @(1..20000)\n'go'\nforeach ($i in $all) {\n  $n += 1\n}\n\"end $n\"", line: 4 },
    { what: 'foreach over a list', script: "$all = [System.Collections.ArrayList]@(1..20000)\n'go'\nforeach ($i in $all) {\n  $n += 1\n}\n\"end $n\"", line: 4 },
    { what: 'foreach with $foreach', script: "'go'\nforeach ($i in 1..20000) {\n  $n += 1; $null = $foreach.Current\n}\n\"end $n\"", line: 3 },
    { what: 'switch', script: "'go'\nswitch (1..20000) {\n  default {\n    $n += 1\n  }\n}\n\"end $n\"", line: 4 },
    { what: 'ForEach-Object', script: "'go'\n1..20000 | ForEach-Object {\n  $n += 1\n}\n\"end $n\"", line: 3 },
    { what: 'Where-Object', script: "'go'\n$null = 1..20000 | Where-Object {\n  ($script:n += 1)\n}\n\"end $n\"", line: 3 },
    { what: 'a function', script: "function Add {\n  $script:n += 1\n}\n'go'\nforeach ($i in 1..20000) { Add }\n\"end $n\"", line: 2 },
    { what: 'a method', script: "class Counter { [int]$n\n  Add() {\n    $this.n += 1\n  }\n}\n$c = [Counter]::new()\n'go'\nforeach ($i in 1..20000) { $c.Add() }\n\"end $($c.n)\"", line: 3 },
    { what: 'a loop in a loop', script: "$n = 0\n'go'\nforeach ($i in 1..200) {\n  for ($k = 0; $k -lt 100; $k++) {\n    $n += 1\n  }\n}\n\"end $n\"", line: 5 },
    { what: 'try', script: "'go'\nforeach ($i in 1..20000) {\n  try {\n    $n += 1\n  } finally { $m = 1 }\n}\n\"end $n\"", line: 4 },
    { what: 'trap', script: "'go'\nforeach ($i in 1..20000) {\n  trap { continue }\n  $n += 1\n}\n\"end $n\"", line: 4 },
    { what: 'if', script: "'go'\nforeach ($i in 1..20000) {\n  if ($i -gt 0) {\n    $n += 1\n  }\n}\n\"end $n\"", line: 4 },
    { what: 'dot-sourced code', script: "$block = {\n  foreach ($i in 1..20000) {\n    $n += 1\n  }\n}\n'go'\n. $block\n\"end $n\"", line: 3 },
  ];
  for (const { what, script, line } of LOOPS) it(`stops inside of ${what} that runs already, and changes nothing`, () => {
    const counter = /while|do-/.test(what) ? '$i' : what === 'a method' ? '$this.n' : '$script:n';
    const undisturbed = run(script, () => {}), seen: string[] = [];
    const { output, outcome, stops } = run(script, (visitor, text) => { if (text === 'go') visitor.send(attach, breakpoints({ line, hitCondition: '==5' })); }, () => looks(seen, `[int]${counter} -gt 0 -and [int]${counter} -lt 19000`, 1));
    assert.deepEqual([output, outcome], [undisturbed.output, 'completed']);
    assert.deepEqual(output.at(-1), 'end 20000');
    assert.deepEqual([stops, seen.map((one) => one.replace(/^\S+:/, ''))], [['breakpoint'], [`${line} $true`]]);
  });

  it('is there while the script sleeps, and steps on from there', () => {
    const seen: string[] = [];
    const script = "function Work {\n  'go'\n  Start-Sleep -Seconds 1\n  'one'\n  if ($true) { 'two' }\n}\nforeach ($i in 1..3) {\n  Work\n  'done'\n}";
    const { output, stops } = run(script, (visitor, text) => { if (text === 'go' && visitor.replies.length === 0) visitor.send(attach, { kind: 'pause' }); }, function* (): Talk {
      for (const mode of ['over', 'over', 'out', 'over', 'into', 'into', 'continue'] as const) { seen.push(places(yield { kind: 'stack' }).join(' < ')); yield { kind: 'resume', mode }; }
    });
    assert.deepEqual(output, Array.from({ length: 3 }, () => ['go', 'one', 'two', 'done']).flat());
    assert.deepEqual(seen, ['Work:3 < Job:8', 'Work:4 < Job:8', 'Work:5 < Job:8', 'Job:9', 'Job:8', 'Work:2 < Job:8', 'Work:3 < Job:8']);
    assert.deepEqual(stops, ['pause', ...Array.from({ length: 6 }, () => 'step')]);
  });

  it('lets the run go on without stops when it leaves, and may come again', () => {
    const script = "foreach ($i in 1..60000) {\n  $n += 1\n  if ($n % 10000 -eq 0) { \"at $n\" }\n}";
    const { output, stops, visitor } = run(script, (one, text) => {
      if (text === 'at 10000') one.send(attach, breakpoints(2));
      if (text === 'at 40000') one.send(attach, breakpoints({ line: 3, hitCondition: '==1' }));
    }, function* (): Talk { yield { kind: 'stack' }; yield { kind: 'detach' }; yield { kind: 'stack' }; yield go; });
    assert.deepEqual(output, [1, 2, 3, 4, 5, 6].map((n) => `at ${n}0000`));
    assert.deepEqual(stops, ['breakpoint', 'breakpoint']);
    assert.equal(visitor.replies.filter((reply) => reply.kind === 'failed').length, 0);
  });

  it('says that nothing is there to be asked before it has come, and why it may not', () => {
    const { visitor } = run("foreach ($i in 1..9000) { if ($i -eq 1) { 'go' } }", (one, text) => { if (text === 'go') one.send({ kind: 'pause' }); });
    assert.deepEqual(visitor.replies, [{ kind: 'failed', message: 'Nobody has attached to this run.' }]);
  });

  it('hears of errors from then on', () => {
    const script = "foreach ($i in 1..3) {\n  1..5000 | ForEach-Object { $null = $_ }\n  \"turn $i\"\n  $null.Nothing()\n}";
    const { stops } = run(script, (visitor, text) => { if (text === 'turn 1') visitor.send(attach, { kind: 'setErrorFilters', filters: ['uncaught'] }); });
    assert.deepEqual(stops.slice(-2), ['exception', 'exception']);
  });

  it('does not take a function that runs already for one that begins', () => {
    const script = "function Long {\n  foreach ($i in 1..9000) { $n = $i }\n  \"long $n\"\n}\n'go'\nLong\nLong";
    const { stops } = run(script, (visitor, text) => { if (text === 'go') visitor.send(attach, { kind: 'setFunctionBreakpoints', functions: [{ name: 'Long' }] }); });
    assert.ok(stops.length === 1 || stops.length === 2, String(stops));
  });

  it('comes to a workflow: its activities, and the script inside of it', () => {
    const script = "workflow Job {\n  'go'\n  foreach ($i in 1..6000) {\n    $n = $i\n  }\n  \"n $n\"\n  InlineScript {\n    foreach ($k in 1..9000) {\n      $m = $k\n    }\n    \"m $m\"\n  }\n}", seen: string[] = [];
    const { output, stops, outcome } = run(script, (visitor, text) => { if (text === 'go') visitor.send(attach, breakpoints({ line: 4, hitCondition: '==3' }, 6, { line: 9, hitCondition: '==2' })); }, () => looks(seen, "'here'", 3), true);
    assert.deepEqual([output, outcome], [['go', 'n 6000', 'm 9000'], 'completed']);
    assert.deepEqual([stops, seen.map((one) => Number(/:(\d+)/.exec(one)?.[1]))], [['breakpoint', 'breakpoint', 'breakpoint'], [4, 6, 9]]);
  });

  it('comes to the script of a workflow while that runs', () => {
    const script = "workflow Job {\n  InlineScript {\n    'go'\n    foreach ($k in 1..20000) {\n      $m = $k\n    }\n    \"m $m\"\n  }\n  'behind'\n}", seen: string[] = [];
    let sent = false;
    const { output, stops } = run(script, () => {}, () => looks(seen, '$m -gt 0', 2), true);
    assert.deepEqual([output, stops], [['go', 'm 20000', 'behind'], []]);
    const visitor = new Visitor(looks(seen, '$m -gt 0', 2)), lines: string[] = [];
    const host = testHost((r) => { if (r.stream === 'Output') lines.push(engine.use(() => toText(r.value))); });
    const engine: Engine = new Engine({ ...host, attach: visitor, stop: { requested: () => {
      // The first toll is inside of the script.
      if (!sent) { sent = true; visitor.send(attach, breakpoints({ line: 5, hitCondition: '==2' }, 9)); }
      return false;
    } } }, cmdlets);
    assert.equal(engine.run({ script, file: 'Job', isWorkflow: true }).outcome, 'completed');
    assert.deepEqual([seen.map((one) => one.replace(/^\S+:/, '')), lines], [['5 $true', '9 $false'], ['go', 'm 20000', 'behind']]);
  });
});
