import assert from 'node:assert/strict';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { parse } from '../../../../src/powershell/syntax/index.ts';
import { placesIn } from '../../../../src/powershell/runtime/debug/places.ts';
import type { DebugEvent, DebugPort, DebugReply, DebugRequest, ErrorFilter } from '../../../../src/powershell/runtime/debug/protocol.ts';
import { testHost } from '../runtime/harness.ts';

type Mode = 'over' | 'into' | 'out';
const CHILD = { name: 'Child', isWorkflow: false, script: 'param($p)\n$c = $p\n"child $c"\n' };

/** The stacks at a breakpoint and behind each step from there, and the texts of the errors that were stopped at. */
function walk(script: string, isWorkflow: boolean, line: number, steps: readonly Mode[], filters: readonly ErrorFilter[] = []): { readonly stacks: string; readonly errors: readonly string[] } {
  const stacks: string[] = [], events: DebugEvent[] = [], left = [...steps];
  const asked: DebugRequest[] = [{ kind: 'setErrorFilters', filters }, { kind: 'setBreakpoints', source: 'Job', breakpoints: line === 0 ? [] : [{ line }] }, { kind: 'start', stopOnEntry: false }];
  let ids = 0, looked = false;
  const port: DebugPort = {
    next() {
      const first = asked.shift();
      if (first !== undefined) return { id: ++ids, request: first };
      looked = !looked;
      return { id: ++ids, request: looked ? { kind: 'stack' } : { kind: 'resume', mode: left.shift() ?? 'continue' } };
    },
    waiting: () => false, take: () => undefined, event: (event) => { events.push(event); },
    reply(_, reply: DebugReply) { if (reply.kind === 'stack') stacks.push(reply.frames.map((f) => `${f.name}:${f.line}`).join(' < ')); },
  };
  const engine: Engine = new Engine({ ...testHost(() => {}), debug: port, runbooks: { find: (name: string) => (name === 'Child' ? CHILD : undefined), start: () => ({ refused: '' }) } }, cmdlets);
  engine.run({ script, file: 'Job', isWorkflow });
  return { stacks: stacks.join(' | '), errors: events.flatMap((e) => (e.kind === 'stopped' && e.reason === 'exception' ? [e.text ?? ''] : [])) };
}

const KIDS = 'workflow W {\nworkflow Kid { param($p)\n$k = $p + 1\n"k$k"\n}\nfunction Fun($p) {\n$f = $p + 1\n"f$f"\n}\n';
/** What stands at line 10 of a workflow; the stack behind a step over it, and those of a step into it, over there and out. */
const IN_WORKFLOW: readonly (readonly [string, string, string])[] = [
  ['Kid -p 1\n"end"\n}', 'W:11', 'Kid:3 < W:10 | Kid:4 < W:10 | W:11'],
  ['$v = Kid -p 1\n"end"\n}', 'W:11', 'Kid:3 < W:10 | Kid:4 < W:10 | W:11'],
  ['if (Kid -p 1) {\n"in" }\n"end"\n}', 'W:11', 'Kid:3 < W:10 | Kid:4 < W:10 | W:11'],
  ['sequence { Kid -p 1 }\n"end"\n}', 'W:10', 'W:10 | W:11 | '],
  ['Fun -p 1\n"end"\n}', 'W:11', 'Fun:7 < W:10 | Fun:8 < W:10 | W:11'],
  ['$v = Fun -p 1\n"end"\n}', 'W:11', 'Fun:7 < W:10 | Fun:8 < W:10 | W:11'],
  ['InlineScript {\n$y = 1\n"y$y"\n}\n"end"\n}', 'W:14', 'InlineScript:11 < W:10 | InlineScript:12 < W:10 | W:14'],
  ['InlineScript {\nfunction G { param($p)\n$g = $p\n$g }\nG 1\n"y"\n}\n"end"\n}', 'W:17', 'InlineScript:14 < W:10 | InlineScript:15 < W:10 | W:17'],
  ['1..2 | ForEach-Object {\n$y = $_\n"y$y"\n}\n"end"\n}', 'W:14', 'W:11 < W:10 | W:12 < W:10 | W:14'],
  ['$v = 1..2 | Where-Object {\n$y = $_\n$y -gt 1\n}\n"end"\n}', 'W:14', 'W:11 < W:10 | W:12 < W:10 | W:14'],
  ['1..2 | ForEach-Object -Sequence {\n$y = $_\n"y$y"\n}\n"end"\n}', 'W:14', 'W:11 | W:12 | W:14'],
];
/** The same at line 5 of a script. */
const KID = 'workflow Kid { param($p)\n$k = $p + 1\n"k$k"\n}\n';
const IN_SCRIPT: readonly (readonly [string, string, string])[] = [
  [`${KID}Kid -p 1\n"end"`, 'Job:6', 'Kid:2 < Job:5 | Kid:3 < Job:5 | Job:6'],
  [`${KID}$v = Kid -p 1 | Write-Output\n"end"`, 'Job:6', 'Kid:2 < Job:5 | Kid:3 < Job:5 | Job:6'],
  ['\n\n\n\n./Child.ps1 -p 1\n"end"', 'Job:6', 'Child.ps1:2 < Job:5 | Child.ps1:3 < Job:5 | Job:6'],
  ['class C {\n[int] M($p) {\n$m = $p\nreturn $m } }\n[C]::new().M(1)\n"end"', 'Job:6', 'M:3 < Job:5 | M:4 < Job:5 | Job:6'],
  ['\n\n\n\n1..2 | ForEach-Object {\n$y = $_\n"y$y"\n}\n"end"', 'Job:9', 'Job:6 | Job:7 | Job:9'],
  ['\n\n\n\n1..2 | Where-Object {\n$y = $_\n$y -gt 1\n}\n"end"', 'Job:9', 'Job:6 | Job:7 | Job:9'],
  ['\n\n\n\nInvoke-Command {\n$x = 1\n"j$x" }\n"end"', 'Job:8', '<ScriptBlock>:6 < Job:5 | <ScriptBlock>:7 < Job:5 | Job:8'],
  ['function F { process {\n$f = $_\n$f\n} }\n1..2 | F\n"end"', 'Job:6', 'F:2 < Job:5 | F:3 < Job:5 | Job:6'],
];

/** What is dot-sourced runs in the scope around, and is a call of its own: the stack where a breakpoint is, and behind a step out. */
const DOTTED: readonly (readonly [string, number, string, string])[] = [
  ['$x = 1\n. {\n$y = 2\n"$y"\n}\n"end"', 3, '<ScriptBlock>:3 < Job:2', 'Job:6'],
  ['$b = {\n$y = 2\n}\n. $b\n"end"', 2, '<ScriptBlock>:2 < Job:4', 'Job:5'],
  ['. {\n1 | % {\n$y = 2\n} }\n"end"', 3, '<ScriptBlock>:3 < Job:1', 'Job:5'],
  ['1 | % {\n. {\n$y = 2\n} }\n"end"', 3, '<ScriptBlock>:3 < Job:2', 'Job:5'],
  ['. {\n. {\n$y = 2\n}\n"b" }\n"end"', 3, '<ScriptBlock>:3 < <ScriptBlock>:2 < Job:1', '<ScriptBlock>:5 < Job:1'],
  ['function g { . {\n$y = 2\n}\n"b" }\ng\n"end"', 2, '<ScriptBlock>:2 < g:1 < Job:5', 'g:4 < Job:5'],
  ['function f { param($a)\n"$a" }\n. f 1\n"end"', 2, 'f:2 < Job:3', 'Job:4'],
  ['1, 2 | . { process {\n$y = $_\n} }\n"end"', 2, '<ScriptBlock>:2 < Job:1', 'Job:4'],
  ['. {\n& {\n$y = 2\n}\n"b" }\n"end"', 3, '<ScriptBlock>:3 < <ScriptBlock>:2 < Job:1', '<ScriptBlock>:5 < Job:1'],
];
describe('The stack of what is dot-sourced', () => {
  for (const [script, line, there, behind] of DOTTED) it(script.split('\n').join(' '), () => {
    const [first, second, third] = walk(script, false, line, ['out', 'out']).stacks.split(' | ');
    // A block of a pipeline is left once for each object.
    assert.deepEqual([first, second === there ? third : second], [there, behind]);
  });
  it('is what stack traces and Get-PSCallStack have, each call by its own name', () => {
    const told: string[] = [], engine: Engine = new Engine(testHost((r) => { if (r.stream === 'Output') told.push(engine.use(() => toText(r.value))); }), cmdlets);
    engine.run({ script: "function f { try { throw 'no' } catch { $_.ScriptStackTrace } }\nfunction g { . {\n. f\n(Get-PSCallStack).Command -join ' ' } }\ng\n", file: 'Job', isWorkflow: false });
    assert.deepEqual(told, ['at f, Job: line 1\nat <ScriptBlock>, Job: line 3\nat g, Job: line 2\nat <ScriptBlock>, Job: line 5', '<ScriptBlock> g Job']);
  });
});

describe('Steps of the debugger', () => {
  for (const [body, over, into] of IN_WORKFLOW) it(`in a workflow: ${body.split('\n', 1)[0] ?? ''}`, () => {
    assert.equal(walk(KIDS + body, true, 10, ['over']).stacks, `W:10 | ${over}`);
    const walked = walk(KIDS + body, true, 10, ['into', 'over', 'out']).stacks;
    assert.ok(`${walked} | `.startsWith(`W:10 | ${into}`), walked);
  });
  for (const [script, over, into] of IN_SCRIPT) it(`in a script: ${script.split('\n')[4] ?? ''}`, () => {
    assert.equal(walk(script, false, 5, ['over']).stacks, `Job:5 | ${over}`);
    assert.equal(walk(script, false, 5, ['into', 'over', 'out']).stacks, `Job:5 | ${into}`);
  });
  it('in a branch and in each turn of a parallel loop', () => {
    assert.match(walk(`${KIDS}parallel {\nsequence {\nKid -p 1\n"b"\n}\n}\n"end"\n}`, true, 12, ['over']).stacks, /^W:12 \| W:13$/);
    assert.match(walk(`${KIDS}foreach -parallel ($i in 1..2) {\nKid -p $i\n"b"\n}\n"end"\n}`, true, 11, ['into', 'out']).stacks, /^W:11 \| Kid:3 < W:11 \| W:1[12]/);
  });
});

/** Conditions are places of their own, as in a script, whether they are expressions or activities. */
const CONDITIONS: readonly (readonly [string, string, string])[] = [
  ['do {\n$i++\n} until ($i -ge 2)', '3 4', '3 4 3 4 5'],
  ['do {\n$i++\n} while ($i -lt 2)', '3 4', '3 4 3 4 5'],
  ['while (\n$i -lt 2) {\n$i++ }', '3 4', '3 4 3 4 3 5'],
  ['for ($k = 0;\n$k -lt 2;\n$k++) {\n$i++ }', '2 3 4 5', '2 3 5 4 3 5 4 3 6'],
  ['if ($i -eq 9) { }\nelseif ($i -eq 8) { }\nelseif ((Get-Random -Minimum 0 -Maximum 1) -eq 0) {\n$i++ }', '2 3 4 5', '2 3 4 5 6'],
  ['if ($i -eq 9) { }\nelseif (Write-Output -InputObject $true) {\n$i++ }', '2 3 4', '2 3 4 5'],
  ['switch ($i) {\n0 {\n$i++ } }', '2 4', '2 4 5'],
];
const linesOf = (stacks: string): string => stacks.split(' | ').map((one) => one.split(' < ')[0]?.split(':')[1]).join(' ');
describe('Conditions in a workflow', () => {
  for (const [body, places, steps] of CONDITIONS) it(body.split('\n').join(' '), () => {
    const script = `workflow W { $i = 0\n${body}\n"end" }\n`, { ast } = parse(script), wanted = [...places.split(' '), steps.split(' ').at(-1) ?? ''].map(Number);
    assert.deepEqual([...new Set(placesIn(ast, script).map((p) => p.line))].filter((line) => line > 1).sort((a, b) => a - b), wanted);
    const turns = steps.split(' ').length, { stacks } = walk(script, true, 1, Array.from({ length: turns }, () => 'over'));
    assert.equal(linesOf(stacks), `1 ${steps}`);
    // A breakpoint at each place stops as often as the steps do.
    for (const line of wanted) assert.equal(linesOf(walk(script, true, line, []).stacks), steps.split(' ').filter((one) => Number(one) === line).join(' '), `line ${line}`);
  });
});

describe('The debugger, asked to stop at all errors', () => {
  const WRITES = "Write-Error 'one'\nGet-Variable -Name nosuch\nWrite-Error 'two' -ErrorAction SilentlyContinue\nWrite-Error 'three' 2>$null\ntry { Write-Error 'four' -ErrorAction Stop } catch { 'c' }\nfunction F { [CmdletBinding()]param() $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('five'), 'id', 'NotSpecified', $null)) }\nF\ntry { 1 / 0 } catch { 'd' }";
  it('stops at what commands write too, unless it is silenced; at uncaught ones alone it does not', () => {
    assert.deepEqual(walk(WRITES, false, 0, [], ['all']).errors.map((text) => text.replace(/^Cannot find a variable.*/, 'none')), ['one', 'none', 'four', 'five', 'Attempted to divide by zero.']);
    assert.deepEqual(walk(WRITES, false, 0, [], ['uncaught']).errors, []);
    assert.equal(walk(WRITES, false, 0, [], ['all']).stacks.split(' | ')[0], 'Job:1');
    assert.deepEqual(walk("workflow W {\nWrite-Error -Message 'one'\nWrite-Error -Message 'two' -ErrorAction SilentlyContinue\n'on'\n}", true, 0, [], ['all']).errors, ['one']);
  });
});
