import assert from 'node:assert/strict';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import type { DebugEvent, DebugPort, DebugReply, DebugRequest } from '../../../../src/powershell/runtime/debug/protocol.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { testHost } from '../runtime/harness.ts';

type Talk = Generator<DebugRequest, void, DebugReply>;

/** Debugs a workflow as a job; `talk` is what a person asks, one request after the other. */
function debug(script: string, talk: () => Talk) {
  const output: string[] = [], events: DebugEvent[] = [], spoken = talk();
  let last: DebugReply = { kind: 'done' }, ids = 0;
  const port: DebugPort = {
    next() {
      const { value, done } = spoken.next(last);
      return { id: ++ids, request: done === true ? { kind: 'resume', mode: 'continue' } as const : value };
    },
    waiting: () => false, take: () => undefined, reply: (_, reply) => { last = reply; }, event: (event) => { events.push(event); },
  };
  const engine: Engine = new Engine({ ...testHost((r) => { if (r.stream === 'Output') output.push(engine.use(() => toText(r.value))); }), debug: port }, cmdlets);
  const { outcome, error } = engine.run({ script, file: 'Job', isWorkflow: true });
  const stops = events.flatMap((e) => (e.kind === 'stopped' ? [e] : []));
  return { output, outcome, error: error?.message, stops };
}
const at = (...lines: number[]): DebugRequest => ({ kind: 'setBreakpoints', source: 'Job', breakpoints: lines.map((line) => ({ line })) });
const start: DebugRequest = { kind: 'start', stopOnEntry: false }, go: DebugRequest = { kind: 'resume', mode: 'continue' };
const resume = (mode: 'into' | 'over' | 'out'): DebugRequest => ({ kind: 'resume', mode });
const evaluate = (expression: string): DebugRequest => ({ kind: 'evaluate', expression, frame: 0 });
const shown = (reply: DebugReply): string => (reply.kind === 'value' ? reply.variable.value : JSON.stringify(reply));
const lines = (reply: DebugReply): string[] => (reply.kind === 'stack' ? reply.frames.map((f) => `${f.name}:${f.line}`) : [JSON.stringify(reply)]);

describe('The debugger in a workflow', () => {
  it('stops at statements, shows and changes variables', () => {
    const seen: string[] = [];
    const { output, stops } = debug('workflow W {\n  $a = 1\n  foreach ($i in 1..3) {\n    $a = $a + $i\n  }\n  "sum $a"\n}', function* (): Talk {
      yield at(4, 6);
      yield start;
      for (let i = 0; i < 3; i++) { seen.push(shown(yield evaluate('"$i $a"'))); yield go; }
      seen.push(...lines(yield { kind: 'stack' }));
      const scopes = yield { kind: 'scopes', frame: 0 };
      const variables = yield { kind: 'variables', handle: scopes.kind === 'scopes' ? scopes.scopes[0]?.handle ?? 0 : 0 };
      seen.push(variables.kind === 'variables' ? variables.variables.filter((v) => v.name === '$a').map((v) => v.value).join() : '');
      yield { kind: 'setVariable', handle: scopes.kind === 'scopes' ? scopes.scopes[0]?.handle ?? 0 : 0, name: '$a', value: '70' };
    });
    assert.deepEqual(seen, ['"1 1"', '"2 2"', '"3 4"', 'W:6', '7']);
    assert.deepEqual([output, stops.length, stops.map((s) => s.thread)], [['sum 70'], 4, [1, 1, 1, 1]]);
  });

  it('a loop in an expression leaves no variable behind, what the expression sets is one of the workflow', () => {
    const { output } = debug('workflow W {\n  $a = 1\n  "here"\n  "[$u][$made]"\n}', function* (): Talk {
      yield at(3);
      yield start;
      yield evaluate('foreach ($u in 1..2) { $made = $u }');
      yield go;
    });
    assert.deepEqual(output, ['here', '[][2]']);
  });

  it('changes a variable to what its type makes of the value, and shows no variables of the runtime as its own', () => {
    const replies: string[] = [];
    const { output } = debug('workflow W {\n  [int]$n = 2\n  $n\n}', function* (): Talk {
      yield at(3);
      yield start;
      const scopes = yield { kind: 'scopes', frame: 0 }, handle = scopes.kind === 'scopes' ? scopes.scopes[0]?.handle ?? 0 : 0;
      const variables = yield { kind: 'variables', handle };
      replies.push(variables.kind === 'variables' ? variables.variables.map((v) => v.name).join() : '');
      for (const value of ["'x'", "'7'"]) {
        const reply = yield { kind: 'setVariable', handle, name: '$n', value };
        replies.push(reply.kind === 'value' ? `${reply.variable.type} ${reply.variable.value}` : reply.kind === 'failed' ? reply.message : reply.kind);
      }
    });
    assert.deepEqual([replies[0], replies[2], output], ['$n', 'int 7', ['7']]);
    assert.match(replies[1] ?? '', /^Cannot convert value "x" to type "System\.Int32"/);
  });

  it('steps over, into and out of another workflow', () => {
    const seen: string[][] = [], script = 'workflow W {\n  workflow Inner {\n    param($n)\n    $twice = $n * 2\n    $twice\n  }\n  $a = Inner -n 4\n  $b = Inner -n 5\n  "$a $b"\n}';
    const { output } = debug(script, function* (): Talk {
      yield at(7);
      yield start;
      for (const mode of ['into', 'out', 'over'] as const) { seen.push(lines(yield { kind: 'stack' })); yield resume(mode); }
      seen.push(lines(yield { kind: 'stack' }));
    });
    assert.deepEqual(seen, [['W:7'], ['Inner:4', 'W:7'], ['W:8'], ['W:9']]);
    assert.deepEqual(output, ['8 10']);
  });

  it('shows branches as threads, each with its own stack, and steps stay in their branch', () => {
    const seen: unknown[] = [], script = 'workflow W {\n  parallel {\n    sequence {\n      $a = 1\n      $b = 2\n    }\n    sequence {\n      $c = 3\n      $d = 4\n    }\n  }\n  "end"\n}';
    const { stops, outcome } = debug(script, function* (): Talk {
      yield at(4);
      yield start;
      const threads = yield { kind: 'threads' };
      seen.push(threads.kind === 'threads' ? threads.threads.map((t) => t.name) : threads);
      const others = threads.kind === 'threads' ? threads.threads : [];
      for (const { id } of others) seen.push(lines(yield { kind: 'stack', thread: id }));
      yield resume('over');
      seen.push(lines(yield { kind: 'stack' }));
      yield resume('over');
      seen.push(lines(yield { kind: 'stack' }));
    });
    assert.equal(outcome, 'completed');
    assert.deepEqual(seen.slice(0, 4), [['W', 'W: branch from line 3', 'W: branch from line 7'], ['W:2'], ['W:4'], ['W:7']]);
    assert.deepEqual(seen[4], ['W:5']);
    assert.equal(stops[1]?.thread, stops[0]?.thread);
    assert.notEqual(stops[0]?.thread, 1);
  });

  it('steps over and out of the last statement of a branch to what is behind the block', () => {
    const block = 'parallel {\n    sequence {\n      $a = 1\n    }\n    sequence {\n      $c = 3\n      $d = 4\n      $e = 5\n    }\n  }\n  "end"\n';
    for (const mode of ['over', 'out'] as const) {
      const seen: string[][] = [], talk = function* (): Talk { yield at(4); yield start; yield resume(mode); seen.push(lines(yield { kind: 'stack' })); };
      assert.deepEqual(debug(`workflow W {\n  ${block}}`, talk).output, ['end']);
      // One call deeper, the branches belong to that call.
      debug(`workflow W { function F {} ; workflow I {\n  ${block}}\n I\n}`, talk);
      assert.deepEqual(seen, [['W:12'], ['I:12', 'W:14']], mode);
      const { stops, outcome } = debug('workflow W {\n  parallel {\n    $a = 1\n    sequence {\n      $b = 2\n      $c = 3\n    }\n  }\n}', function* (): Talk { yield at(3); yield start; yield resume(mode); });
      assert.deepEqual([stops.length, outcome], [1, 'completed']);
    }
  });

  it('names the branches of foreach -parallel by their items', () => {
    const names: string[] = [];
    debug("workflow W {\n  foreach -parallel ($i in 'x', 'y', 'y') {\n    $i\n  }\n}", function* (): Talk {
      yield at(3);
      yield start;
      const threads = yield { kind: 'threads' };
      names.push(...(threads.kind === 'threads' ? threads.threads.map(({ name }) => name) : []));
    });
    assert.equal(names[0], 'W');
    assert.match(names[1] ?? '', /^W: branch from line 2, x$|^W: branch from line 3, x$/);
    assert.deepEqual([names.length, new Set(names).size], [4, 4]);
  });

  it('stops where an activity has a function breakpoint', () => {
    const seen: string[] = [];
    const { stops } = debug('workflow W {\n  $a = 1\n  Write-Output $a\n}', function* (): Talk { yield { kind: 'setFunctionBreakpoints', functions: [{ name: 'write-output' }] }; yield start; seen.push(...lines(yield { kind: 'stack' })); });
    assert.deepEqual([stops.map((s) => s.reason), seen], [['function breakpoint'], ['W:3']]);
  });

  it('shows and changes what the branches of a block have in common, beside what is a branch’s own', () => {
    const seen: unknown[] = [];
    const { output } = debug('workflow W {\n  $w = 1\n  parallel {\n    $common = 2\n    foreach ($i in 7) {\n      "in $i $common"\n    }\n  }\n}', function* (): Talk {
      yield at(6);
      yield start;
      const reply = yield { kind: 'scopes', frame: 0 }, scopes = reply.kind === 'scopes' ? reply.scopes : [];
      for (const { name, handle } of scopes.slice(0, 3)) {
        const variables = yield { kind: 'variables', handle };
        seen.push([name, ...(variables.kind === 'variables' ? variables.variables.filter((v) => /^\$(?:i|common|w)$/.test(v.name)).map((v) => `${v.name}=${v.value}`) : [])]);
      }
      yield { kind: 'setVariable', handle: scopes[1]?.handle ?? 0, name: '$common', value: '20' };
    });
    assert.deepEqual(seen, [['Local', '$i=7'], ['Block', '$common=2'], ['Workflow', '$w=1']]);
    assert.deepEqual(output, ['in 7 20']);
  });

  it('stops inside InlineScript, with the workflow below it on the stack', () => {
    const seen: unknown[] = [];
    const { output } = debug('workflow W {\n  $x = 3\n  InlineScript {\n    $y = $using:x * 2\n    $y\n  }\n  "end"\n}', function* (): Talk {
      yield at(5);
      yield start;
      seen.push(lines(yield { kind: 'stack' }), shown(yield evaluate('$y')), shown(yield { kind: 'evaluate', expression: '$x', frame: 1 }));
      yield resume('over');
      seen.push(lines(yield { kind: 'stack' }));
    });
    assert.deepEqual(seen, [['InlineScript:5', 'W:3'], '6', '3', ['W:7']]);
    assert.deepEqual(output, ['6', 'end']);
  });

  it('shows texts that InlineScript gave as texts', () => {
    const seen: string[] = [];
    debug("workflow W {\n  $r = InlineScript { 'given'; 'b' }\n  $one = $r[0]\n  $one\n}", function* (): Talk {
      yield at(4);
      yield start;
      seen.push(shown(yield evaluate('$one')), shown(yield evaluate("InlineScript { 'x' }")));
    });
    assert.equal(seen[0], '"given"');
  });

  it('stops at errors that nobody takes, and at all where that is asked', () => {
    const script = 'workflow W {\n  try { throw "one" } catch { "took" }\n  throw "two"\n}';
    const run = (filters: readonly ('all' | 'uncaught')[]) => debug(script, function* (): Talk { yield { kind: 'setErrorFilters', filters }; yield start; });
    assert.deepEqual(run(['uncaught']).stops.map((s) => s.text), ['two']);
    assert.deepEqual(run(['all']).stops.map((s) => s.text), ['one', 'two']);
    assert.deepEqual(run([]).stops, []);
  });

  it('stops at uncaught errors where they arise, once, in InlineScript, its functions and branches', () => {
    const run = (body: string) => {
      const seen: string[] = [];
      const { stops } = debug(`workflow W {\n  ${body}\n}`, function* (): Talk {
        yield { kind: 'setErrorFilters', filters: ['uncaught'] };
        yield start;
        for (;;) { seen.push(lines(yield { kind: 'stack' })[0] ?? ''); yield go; }
      });
      return [seen, stops.map((s) => s.text)];
    };
    const inline = "InlineScript {\n    $in = 5\n    throw 'deep' }";
    assert.deepEqual(run(`try {\n  ${inline} } finally { 'fin' }`), [['InlineScript:5'], ['deep']]);
    assert.deepEqual(run(`try { ${inline} } catch [System.IO.IOException] { 'io' }`), [['InlineScript:4'], ['deep']]);
    assert.deepEqual(run(`try { ${inline} } catch { 'taken' }`), [[], []]);
    assert.deepEqual(run(`parallel { ${inline}\n  sequence { 'b' } }`), [['InlineScript:4'], ['deep']]);
    assert.deepEqual(run("function F {\n    throw 'deep' }\n  F"), [['F:3'], ['deep']]);
  });

  it('takes no catch for one that never gets the error: it is written by an InlineScript, by a parallel block, or for the script that called', () => {
    const run = (script: string, filter: 'all' | 'uncaught' = 'uncaught') => {
      const { stops, output } = debug(script, function* (): Talk { yield { kind: 'setErrorFilters', filters: [filter] }; yield start; });
      return [stops.map((s) => s.text), output.toSorted()];
    };
    const zero = 'Attempted to divide by zero.', tried = (body: string, before = ''): string => `${before}workflow M {\n try {\n ${body}\n } catch { 'c' }\n 'e'\n}`;
    const child = "workflow W { throw 'cu' }\n";
    assert.deepEqual(run(tried("InlineScript { 1/0; 'on' }")), [[zero], ['e', 'on']]);
    assert.deepEqual(run(tried("InlineScript { try { 1/0 } finally { 'f' }; 'on' }")), [[zero], ['e', 'f', 'on']]);
    assert.deepEqual(run(tried("InlineScript { $ErrorActionPreference = 'Stop'; 1/0; 'on' }")), [[], ['c', 'e']]);
    assert.deepEqual(run(tried("InlineScript { trap { 't'; continue }\n 1/0; throw 'q' }"), 'all'), [[zero, 'q'], ['e', 't', 't']]);
    assert.deepEqual(run(tried("parallel { W; 'x' }", child)), [['cu'], ['e', 'x']]);
    assert.deepEqual(run(tried("parallel { InlineScript { throw 'it' }; 'x' }")), [['it'], ['e', 'x']]);
    assert.deepEqual(run(tried('foreach -parallel ($i in 1..2) { W }', child)), [['cu', 'cu'], ['e']]);
    assert.deepEqual(run(tried('parallel { F }').replace('{\n', "{\n function F { throw 'f' }\n")), [['f'], ['e']]);
    // What does get there is taken, one block far.
    assert.deepEqual(run(tried("parallel { throw 'own' }")), [[], ['c', 'e']]);
    assert.deepEqual(run(tried("parallel { sequence { parallel { throw 'two' } } }")), [['two'], ['e']]);
    assert.deepEqual(run(tried("parallel { sequence { try { W } catch { 'in' } } }", child)), [[], ['e', 'in']]);
    assert.deepEqual(run(tried('W', child)), [[], ['c', 'e']]);
    assert.deepEqual(run(tried("F").replace('{\n', "{\n function F { 1/0; 'on' }\n")), [[], ['c', 'e']]);
    // A script that calls a workflow gets its error as a record, unless it wants to stop at errors.
    const called = (call: string): string => `workflow M { InlineScript {\n workflow W { throw 'cu' }\n try { ${call} } catch { 'c' }; 'z' } }`;
    assert.deepEqual(run(called('W')), [['cu'], ['z']]);
    assert.deepEqual(run(called('W -ErrorAction Stop')), [[], ['c', 'z']]);
  });

  it('sets the variable of the workflow from a branch, however that is written, and makes no second one', () => {
    const seen: string[] = [];
    const { output } = debug('workflow W {\n  [int]$total = 0\n  parallel {\n    sequence {\n      $own = 1\n      "b1 $total $own" }\n  }\n  "end $total"\n}', function* (): Talk {
      yield at(6, 8);
      yield start;
      for (const text of ['$total = "200"', '$total += 1', '$workflow:total = 300', '$own = 2', '$new = 3']) {
        yield evaluate(text);
        const scopes = yield { kind: 'scopes', frame: 0 };
        for (const { name, handle } of scopes.kind === 'scopes' ? scopes.scopes.filter(({ name: one }) => one === 'Local' || one === 'Workflow') : []) {
          const reply = yield { kind: 'variables', handle };
          seen.push(`${name} ${reply.kind === 'variables' ? reply.variables.filter((v) => /^\$(total|own|new)$/.test(v.name)).map((v) => `${v.name}=${v.value}`).join() : ''}`);
        }
      }
      yield go;
      seen.push(shown(yield evaluate('$total')));
    });
    assert.deepEqual(seen, ['Local $own=1', 'Workflow $total=200', 'Local $own=1', 'Workflow $total=201', 'Local $own=1', 'Workflow $total=300', 'Local $own=2', 'Workflow $total=300', 'Local $new=3,$own=2', 'Workflow $total=300', '300']);
    assert.deepEqual(output, ['b1 300 2', 'end 300']);
  });

  it('names the branches of a workflow that is called after that one, whose lines they are on', () => {
    const seen: string[] = [];
    debug('workflow W {\n  workflow Inner {\n    parallel {\n      "a"\n      "b"\n    }\n  }\n  Inner\n}', function* (): Talk {
      yield at(4);
      yield start;
      const reply = yield { kind: 'threads' };
      seen.push(...(reply.kind === 'threads' ? reply.threads.map(({ name }) => name) : []));
    });
    assert.deepEqual(seen, ['W', 'Inner: branch from line 4', 'Inner: branch from line 5']);
  });

  it('stops at function breakpoints on what a workflow does itself', () => {
    const seen: string[] = [];
    const { stops } = debug('workflow W {\n  $r = InlineScript { 1 }\n  Checkpoint-Workflow\n  Start-Sleep -Seconds 0\n  parallel { InlineScript { 2 } }\n  Set-PSWorkflowData -PSVerbose $true\n  $n = Get-PSWorkflowData[string] -VariableToRetrieve JobName\n  Write-Output $r\n}', function* (): Talk {
      yield { kind: 'setFunctionBreakpoints', functions: ['inlinescript', 'Checkpoint-Workflow', 'sleep', 'Get-PSWorkflowData', 'Set-PSWorkflowData', 'Write-Output'].map((name) => ({ name })) };
      yield start;
      for (;;) { seen.push(...lines(yield { kind: 'stack' }).slice(0, 1)); yield go; }
    });
    assert.deepEqual(stops.map((s) => s.reason), Array.from({ length: 7 }, () => 'function breakpoint'));
    assert.deepEqual(seen, ['W:2', 'W:3', 'W:4', 'W:5', 'W:6', 'W:7', 'W:8']);
  });

  it('stops where a workflow begins that has a function breakpoint, and pauses at a statement', () => {
    const seen: string[] = [];
    const { stops } = debug('workflow W {\n  $a = 1\n  $a\n}', function* (): Talk { yield { kind: 'setFunctionBreakpoints', functions: [{ name: 'w' }] }; yield start; seen.push(...lines(yield { kind: 'stack' })); });
    assert.deepEqual([stops.map((s) => s.reason), seen], [['function breakpoint'], ['W:2']]);
  });
});
