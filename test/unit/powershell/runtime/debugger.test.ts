import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { gears } from '../../../../src/powershell/runtime/compile/generate/gears.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import type { DebugEvent, DebugPort, DebugReply, DebugRequest, SourceBreakpoint, VariableEntry } from '../../../../src/powershell/runtime/debug/protocol.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { filePort } from '../../../../src/worker/sandbox/ports/filePort.ts';
import { testHost } from './harness.ts';

type Talk = Generator<DebugRequest, void, DebugReply>;
/** What a person does at a stop, and what was seen. */
class Person implements DebugPort {
  readonly events: DebugEvent[] = [];
  /** Requests for while the script runs. */
  readonly meanwhile: DebugRequest[];
  private readonly talk: Talk;
  private last: DebugReply = { kind: 'done' };
  private ids = 0;
  constructor(talk: Talk, meanwhile: DebugRequest[] = []) { this.talk = talk; this.meanwhile = meanwhile; }
  next() {
    const { value, done } = this.talk.next(this.last);
    return { id: ++this.ids, request: done === true ? { kind: 'resume', mode: 'continue' } as const : value };
  }
  waiting() { return this.meanwhile.length > 0; }
  take() { const request = this.meanwhile.shift(); return request === undefined ? undefined : { id: ++this.ids, request }; }
  reply(_: number, reply: DebugReply) { this.last = reply; }
  event(event: DebugEvent) { this.events.push(event); }
}
function debug(script: string, talk: () => Talk, during?: (person: Person, output: readonly string[]) => void): { readonly output: string[]; readonly stops: string[]; readonly logs: string[]; readonly outcome: string } {
  const output: string[] = [], person = new Person(talk());
  const engine: Engine = new Engine({ ...testHost((r) => { if (r.stream === 'Output') output.push(engine.use(() => toText(r.value))); if (r.stream === 'Error') output.push(`ERROR ${r.error.message}`); during?.(person, output); }), debug: person }, cmdlets);
  const result = engine.run({ script, file: 'Job.ps1' });
  return {
    output, outcome: result.outcome, stops: person.events.flatMap((e) => (e.kind === 'stopped' ? [e.text === undefined ? e.reason : `${e.reason}: ${e.text}`] : [])),
    logs: person.events.flatMap((e) => (e.kind === 'output' ? [e.text.trim()] : [])),
  };
}
const breakpoints = (...lines: readonly (number | SourceBreakpoint)[]): DebugRequest => ({ kind: 'setBreakpoints', source: 'job.ps1', breakpoints: lines.map((l) => (typeof l === 'number' ? { line: l } : l)) });
const start: DebugRequest = { kind: 'start', stopOnEntry: false }, go: DebugRequest = { kind: 'resume', mode: 'continue' };
const evaluate = (expression: string, frame = 0): DebugRequest => ({ kind: 'evaluate', expression, frame });
const shown = (reply: DebugReply): string => (reply.kind === 'value' ? reply.variable.value : reply.kind === 'failed' ? `failed: ${reply.message}` : reply.kind);
const lines = (reply: DebugReply): string[] => (reply.kind === 'stack' ? reply.frames.map((f) => `${f.name}:${f.line}`) : []);
const bindings = (reply: DebugReply | undefined) => (reply?.kind === 'breakpoints' ? reply.breakpoints : []);
const tree = (reply: DebugReply): readonly VariableEntry[] => (reply.kind === 'variables' ? reply.variables : []);

const LOOP = `$sum = 0
foreach ($i in 1..5) {
  $sum += $i
}
"sum $sum"`;
const CALLS = `function Get-Twice($n) {
  $r = $n * 2
  return $r
}
$a = Get-Twice 4
$b = Get-Twice $a
"$a $b"`;

for (const second of [false, true]) describe(`The debugger in the ${second ? 'second' : 'first'} gear`, () => {
  const before = { ...gears };
  beforeEach(() => { gears.turns = gears.calls = second ? 0 : Infinity; });
  afterEach(() => { Object.assign(gears, before); });

  it('shows who has called a function of a module, a block that one runs, and a method, as Get-PSCallStack does', () => {
    const seen: string[] = [], script = `New-Module M { function Get-M($X) { $y = $X + 1; $y }
  function Use-Block($B) { $lib = 1; & $B; 1 | ForEach-Object $B }
  class Made { [int] Twice([int] $n) {
    $d = $n * 2
    return $d } }
  function Get-Made { [Made]::new() } } | Import-Module
function Outer($O) { Get-M $O
  Use-Block {
    $blk = 5
    $blk }
  (Get-Made).Twice(4)
}
function Most { Outer 3 }
Most`;
    const { output } = debug(script, function* (): Talk {
      yield breakpoints({ line: 1, column: 42 }, 4, 9);
      yield start;
      for (let i = 0; i < 4; i++) {
        const stack = yield { kind: 'stack' }, told = yield evaluate('(Get-PSCallStack | Select-Object -Skip 1 | ForEach-Object { "$($_.Command):$($_.ScriptLineNumber)" }) -join ","');
        seen.push(lines(stack).join(','), shown(told), shown(yield evaluate('$O', i === 0 || i === 3 ? 1 : 2)));
        yield go;
      }
    });
    assert.deepEqual(seen, ['Get-M:1,Outer:7,Most:13,Job.ps1:14', '"Get-M:1,Outer:7,Most:13,Job.ps1:14"', '3', '<ScriptBlock>:9,Use-Block:2,Outer:8,Most:13,Job.ps1:14', '"<ScriptBlock>:9,Use-Block:2,Outer:8,Most:13,Job.ps1:14"', '3',
      '<ScriptBlock>:9,Use-Block:2,Outer:8,Most:13,Job.ps1:14', '"<ScriptBlock>:9,Use-Block:2,Outer:8,Most:13,Job.ps1:14"', '3', 'Twice:4,Outer:11,Most:13,Job.ps1:14', '"Twice:4,Outer:11,Most:13,Job.ps1:14"', '3']);
    assert.deepEqual(output, ['4', '5', '5', '8']);
  });

  describe('shows values without running anything of the script', () => {
    /** What a look at the variables, a hover over `$o` and a watch of it show; and how the run ends. */
    function looks(made: string, prints = '"here $global:n"'): { readonly rows: string[]; readonly opened: string[]; readonly hover: string; readonly watch: string; readonly output: readonly string[]; readonly outcome: string; readonly whole: string } {
      const rows: string[] = [], opened: string[] = [];
      let hover = '', watch = '', whole = '';
      const script = `$fine = 1; $global:n = 0\n${made}\n${prints}`, { output, outcome } = debug(script, function* (): Talk {
        yield breakpoints(script.split('\n').length);
        yield start;
        const scopes = yield { kind: 'scopes', frame: 0 };
        for (const { handle } of scopes.kind === 'scopes' ? scopes.scopes.slice(0, 1) : []) rows.push(...tree(yield { kind: 'variables', handle }).filter(({ name }) => /^\$(?:fine|o)$/.test(name)).map(({ name, value }) => `${name}=${value}`));
        hover = shown(yield { ...evaluate('$o'), looks: true } as DebugRequest);
        const looked = yield evaluate('$o');
        watch = shown(looked);
        for (const { name, value, isLazy, handle } of looked.kind === 'value' && looked.variable.handle > 0 ? tree(yield { kind: 'variables', handle: looked.variable.handle }) : []) {
          const [inside] = isLazy === true ? tree(yield { kind: 'variables', handle }) : [];
          opened.push(`${name}=${value}${inside === undefined ? '' : ` -> ${inside.value}`}`);
        }
        if (!made.includes('GetEnumerator();')) whole = shown(yield { ...evaluate('"$o"'), whole: true } as DebugRequest);
        yield go;
      });
      return { rows, opened, hover, watch, output, outcome, whole };
    }
    const cases: readonly (readonly [what: string, made: string, row: string, opened: readonly string[]])[] = [
      ['a property that counts', '$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptProperty Lazy { $global:n++; 7 }', '@{A=1; Lazy=…}', ['A=1', 'Lazy=… -> 7']],
      ['a property that throws', "$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptProperty Boom { throw 'no' }", '@{A=1; Boom=…}', ['A=1', 'Boom=… -> (no)']],
      ['a property that leaves', '$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptProperty Out { exit 3 }', '@{A=1; Out=…}', ['A=1', 'Out=… -> (The expression left the runbook (break, continue, return or exit): it was not done.)']],
      ['a ToString of a class', "class C { [int]$A = 1; [string] ToString() { $global:n++; throw 'tostring' } }; $o = [C]::new()", '[C]', ['A=1']],
      ['a ToString that was added', "$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptMethod ToString { $global:n++; throw 'added' } -Force", '@{A=1}', ['A=1']],
      ['an enumerator of a class', "class En : System.Collections.IEnumerable { [int]$A = 1; [System.Collections.IEnumerator] GetEnumerator() { $global:n++; throw 'enum' } }; $o = [En]::new()", '[En]', ['A=1']],
      ['a list of such', "class C { [string] ToString() { throw 'tostring' } }; $o = @([C]::new(), 2)", '[System.Object[]: 2]', ['[0]=[C]', '[1]=2']],
      ['a table with such a key', "class C { [string] ToString() { throw 'tostring' } }; $o = @{ [C]::new() = 2 }", '[hashtable: 1]', ['[C]=2']],
      ['a type that got a property', 'Update-TypeData -TypeName My.Type -MemberType ScriptProperty -MemberName Added -Value { $global:n++; 8 }; $o = [pscustomobject]@{ PSTypeName = "My.Type"; A = 1 }', '@{A=1}', ['A=1', 'Added=… -> 8']],
    ];
    for (const [what, made, row, opened] of cases) it(what, () => {
      const got = looks(made, '"here"');
      assert.deepEqual(got.rows, ['$fine=1', `$o=${row}`]);
      assert.deepEqual([got.hover, got.watch], [row, row]);
      assert.deepEqual(got.opened, opened);
      assert.deepEqual([got.output, got.outcome], [['here'], 'completed']);
    });
    it('a list that is asked for as a whole comes in parts; a place in an ordered table is named by its place', () => {
      const seen: string[] = [];
      debug('$l = 1..20005; $d = [ordered]@{ x = 1; 5 = "five" }\n"end"', function* (): Talk {
        yield breakpoints(2);
        yield start;
        const list = yield evaluate('$l');
        const parts = list.kind === 'value' ? tree(yield { kind: 'variables', handle: list.variable.handle }) : [];
        seen.push(...parts.map(({ name, indexed }) => `${name} ${indexed}`));
        const last = tree(yield { kind: 'variables', handle: parts.at(-1)?.handle ?? 0 });
        seen.push(...last.map(({ name, value, evaluateName }) => `${name}=${value} ${evaluateName}`));
        const page = list.kind === 'value' ? tree(yield { kind: 'variables', handle: list.variable.handle, start: 10_000, count: 2 }) : [];
        seen.push(...page.map(({ name, value }) => `${name}=${value}`));
        const table = yield evaluate('$d');
        for (const { name, value, evaluateName = '' } of table.kind === 'value' ? tree(yield { kind: 'variables', handle: table.variable.handle }) : []) seen.push(`${name}=${value} ${evaluateName} ${shown(yield evaluate(evaluateName))}`);
        yield go;
      });
      assert.deepEqual(seen, ['[0..9999] 10000', '[10000..19999] 10000', '[20000..20004] 5', ...[0, 1, 2, 3, 4].map((i) => `[${20_000 + i}]=${20_001 + i} $l[${20_000 + i}]`), '[10000]=10001', '[10001]=10002', "[x]=1 $d['x'] 1", '[5]="five" $d[1] "five"']);
    });
    it('an enumerator stays where it is', () => {
      const { rows, output } = looks('$o = (1..3).GetEnumerator(); $null = $o.MoveNext()', '"at $($o.Current)"');
      assert.deepEqual([rows[1]?.startsWith('$o=['), output], [true, ['at 1']]);
    });
    it('nothing ran at the stop', () => {
      const seen: string[] = [], { output } = debug('$global:n = 0; class C { [string] ToString() { $global:n++; return "c" } }\n$o = [C]::new(); $p = [pscustomobject]@{ A = 1 }; $p | Add-Member ScriptProperty Lazy { $global:n++ }\n"n=$n"', function* (): Talk {
        yield breakpoints(3);
        yield start;
        const scopes = yield { kind: 'scopes', frame: 0 };
        for (const { handle } of scopes.kind === 'scopes' ? scopes.scopes : []) yield { kind: 'variables', handle };
        for (const text of ['$o', '$p', '$p.Lazy', '$p.A']) seen.push(shown(yield { kind: 'evaluate', expression: text, frame: 0, looks: true }));
        yield go;
      });
      assert.deepEqual([seen[0], seen[1], seen[3], output], ['[C]', '@{A=1; Lazy=…}', '1', ['n=0']]);
      assert.match(seen[2] ?? '', /^failed: A script works this out/);
    });
    it('texts of log messages and conditions that throw are told, and the run stands', () => {
      const { output, logs, outcome } = debug("class C { [string] ToString() { throw 'tostring' } }\n$o = [C]::new()\n'a'\n'b'", function* (): Talk { yield breakpoints({ line: 3, logMessage: 'it is {$o}' }); yield start; });
      assert.deepEqual([output, outcome], [['a', 'b'], 'completed']);
      assert.match(logs[0] ?? '', /^it is \{.*tostring.*\}$/);
    });
  });

  it('stops at a line, shows its variables, and goes on', () => {
    const seen: string[] = [];
    const { output, stops } = debug(LOOP, function* (): Talk {
      yield breakpoints(3);
      yield start;
      for (let i = 0; i < 5; i++) { seen.push(shown(yield evaluate('"$i of $sum"'))); yield go; }
    });
    assert.deepEqual(seen, ['"1 of 0"', '"2 of 1"', '"3 of 3"', '"4 of 6"', '"5 of 10"']);
    assert.deepEqual(output, ['sum 15']);
    assert.deepEqual(stops, Array.from({ length: 5 }, () => 'breakpoint'));
  });

  it('tells the folder and the file of the script that stands there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-root-')), path = join(folder, 'Job.ps1'), script = '$a = 1\n"$PSScriptRoot|$PSCommandPath"', output: string[] = [], seen: string[] = [];
    try {
      writeFileSync(path, script);
      const person = new Person((function* () {
        yield { kind: 'setBreakpoints', source: path, breakpoints: [{ line: 2 }] };
        yield start;
        seen.push(shown(yield evaluate('$PSScriptRoot')), shown(yield evaluate('Join-Path $PSScriptRoot x | Split-Path')), shown(yield evaluate('$PSCommandPath')), shown(yield { kind: 'evaluate', expression: '$PSScriptRoot', frame: 0, looks: true }));
      })());
      const engine: Engine = new Engine({ ...testHost((r) => { if (r.stream === 'Output') output.push(engine.use(() => toText(r.value))); }), debug: person }, cmdlets);
      engine.run({ script, file: path });
      assert.deepEqual(output, [`${folder}|${path}`]);
      assert.deepEqual(seen, [`"${folder}"`, `"${folder}"`, `"${path}"`, `"${folder}"`]);
    } finally { rmSync(folder, { recursive: true }); }
  });
  it('takes conditions, hit counts and log messages', () => {
    const seen: string[] = [];
    const { stops, logs } = debug(LOOP, function* (): Talk {
      yield breakpoints({ line: 3, condition: '$i -ge 3', hitCondition: '>1' }, { line: 5, logMessage: 'the sum is {$sum} of {(1..5).Count}' });
      yield start;
      seen.push(shown(yield evaluate('$i')));
      yield go;
      seen.push(shown(yield evaluate('$i')));
      yield go;
    });
    assert.deepEqual([seen, stops.length, logs], [['4', '5'], 2, ['the sum is 15 of 5']]);
  });

  it('tells of a condition that fails, and stops there', () => {
    const { stops, logs } = debug('$x = 1\n$x + 1', function* (): Talk { yield breakpoints({ line: 2, condition: '$x.Nothing()' }); yield start; yield go; });
    assert.equal(stops.length, 1);
    assert.match(logs[0] ?? '', /condition \$x\.Nothing\(\).*does not contain a method named 'Nothing'/);
  });

  it('moves a breakpoint to the next code and refuses one behind the last', () => {
    let bound: DebugReply | undefined;
    debug('# nothing\n\n$x = 1\n', function* (): Talk { bound = yield breakpoints(1, 9, { line: 3, column: 1 }); yield start; });
    assert.deepEqual(bindings(bound).map(({ verified, line, message }) => [verified, line, message]), [[true, 3, undefined], [false, undefined, 'There is no code at this line or below it.'], [true, 3, undefined]]);
  });

  it('steps into, over and out of functions', () => {
    const seen: string[][] = [];
    debug(CALLS, function* (): Talk {
      yield breakpoints(5);
      yield start;
      for (const mode of ['into', 'into', 'out', 'over', 'continue'] as const) { seen.push(lines(yield { kind: 'stack' })); yield { kind: 'resume', mode }; }
    });
    assert.deepEqual(seen, [['Job.ps1:5'], ['Get-Twice:2', 'Job.ps1:5'], ['Get-Twice:3', 'Job.ps1:5'], ['Job.ps1:6'], ['Job.ps1:7']]);
  });

  it('steps over a block in a pipeline, and into it', () => {
    const script = '1..2 | ForEach-Object {\n  $_ * 2\n}\n"end"', seen: string[] = [];
    for (const mode of ['over', 'into'] as const) debug(script, function* (): Talk {
      yield { kind: 'start', stopOnEntry: true };
      yield { kind: 'resume', mode };
      seen.push(...lines(yield { kind: 'stack' }));
    });
    assert.deepEqual(seen, ['Job.ps1:4', 'Job.ps1:2']);
  });

  it('stops at every turn of a block with one statement', () => {
    assert.equal(debug('1..3 | ForEach-Object {\n  $_ * 2\n}', function* (): Talk { yield breakpoints(2); yield start; }).stops.length, 3);
  });

  it('stops at loops\' conditions and once at a line with several statements', () => {
    assert.equal(debug('$i = 0\nwhile ($i -lt 3) {\n  $i++\n}', function* (): Talk { yield breakpoints(2); yield start; }).stops.length, 4);
    assert.equal(debug('$a = 1; $b = 2; $c = 3', function* (): Talk { yield breakpoints(1); yield start; }).stops.length, 1);
    assert.equal(debug('$a = 1; $b = 2; $c = 3', function* (): Talk { yield breakpoints({ line: 1, column: 9 }); yield start; }).stops.length, 1);
  });

  it('stops where a function begins', () => {
    const seen: string[] = [];
    const { stops } = debug(CALLS, function* (): Talk { yield { kind: 'setFunctionBreakpoints', functions: [{ name: 'get-twice' }] }; yield start; seen.push(shown(yield evaluate('$n'))); yield go; seen.push(shown(yield evaluate('$n'))); yield go; });
    assert.deepEqual([stops, seen], [['function breakpoint', 'function breakpoint'], ['4', '8']]);
  });

  it('stops where a method of a class or a constructor begins, by the class and the name, and not where another class has the name', () => {
    const script = "class A { [int]$N; A([int]$n) { $this.N = $n }\n[int] Twice() { return $this.N * 2 }\nstatic [string] Name() { return 'a' } }\nclass B { [int] Twice() { return 9 } }\n[A]::new(4).Twice(); [B]::new().Twice(); [A]::Name()";
    const at = (...names: readonly string[]): readonly unknown[] => {
      const bound: unknown[] = [], seen: string[] = [], { stops, output } = debug(script, function* (): Talk {
        bound.push(...bindings(yield { kind: 'setFunctionBreakpoints', functions: names.map((name) => ({ name })) }).map(({ verified }) => verified));
        yield start;
        for (let i = 0; i < 4; i++) { seen.push(lines(yield { kind: 'stack' })[0] ?? ''); yield go; }
      });
      assert.deepEqual(output, ['8', '9', 'a']);
      return [...bound, ...seen.slice(0, stops.length)];
    };
    assert.deepEqual(at('a.twice'), [true, 'Twice:2']);
    assert.deepEqual(at('A.new'), [true, 'A:1']);
    assert.deepEqual(at('Twice'), [true, 'Twice:2', 'Twice:4']);
    assert.deepEqual(at('A.Name', 'B.Name'), [true, false, 'Name:3']);
  });

  it('changes no variable that nobody has: a name that is mistyped is told', () => {
    const seen: string[] = [], { output } = debug('$known = 1\n"$known $([bool](Get-Variable -Name knwon -ErrorAction Ignore))"', function* (): Talk {
      yield breakpoints(2);
      yield start;
      const scopes = yield { kind: 'scopes', frame: 0 };
      for (const { name, handle } of scopes.kind === 'scopes' ? scopes.scopes.slice(0, 1) : []) for (const variable of ['$knwon', '$KNOWN']) seen.push(`${name} ${shown(yield { kind: 'setVariable', handle, name: variable, value: '2' })}`);
    });
    const [first = '', second = ''] = seen;
    assert.match(first, /^\w+ failed: There is no variable '\$knwon' in the scope '\w+'\. A new one is made by an assignment in the debug console\.$/);
    assert.match(second, /^\w+ 2$/);
    assert.deepEqual(output, ['2 False']);
  });

  it('stops where a cmdlet or its alias is called, by either name', () => {
    const seen: string[] = [], script = `$a = 1
Write-Output $a | ForEach-Object { $_ }
$b = (echo $a)
if ((Get-Date).Year -gt 1) { 'end' }`;
    for (const name of ['Write-Output', 'ECHO']) {
      const bound: unknown[] = [], { stops, output } = debug(script, function* (): Talk {
        bound.push(...bindings(yield { kind: 'setFunctionBreakpoints', functions: [{ name }] }));
        yield start;
        for (let i = 0; i < 2; i++) { seen.push(...lines(yield { kind: 'stack' })); yield go; }
      });
      assert.deepEqual([stops, output, bound], [['function breakpoint', 'function breakpoint'], ['1', 'end'], [{ id: 1, verified: true }]]);
    }
    assert.deepEqual(seen.map((line) => line.split(':')[1]), ['2', '3', '2', '3']);
    assert.deepEqual(debug(script, function* (): Talk { yield { kind: 'setFunctionBreakpoints', functions: [{ name: 'Get-Date' }] }; yield start; yield { kind: 'setFunctionBreakpoints', functions: [] }; }).stops.length, 1);
  });

  it('stops where a function begins under a condition of its parameters and at the hits that are asked for', () => {
    const script = 'function Get-Twice($n) { $n * 2 }\nforeach ($i in 1..5) { $t = Get-Twice $i }\nforeach ($i in 1..4) { $d = Write-Output $i }';
    const at = (functions: readonly { name: string; condition?: string; hitCondition?: string }[], shows: string, again?: () => DebugRequest): string[] => {
      const seen: string[] = [], { stops, logs } = debug(script, function* (): Talk {
        bound.splice(0, bound.length, ...bindings(yield { kind: 'setFunctionBreakpoints', functions }));
        yield start;
        for (let i = 0; i < 9; i++) {
          seen.push(shown(yield evaluate(shows)));
          if (again !== undefined) yield again();
          yield go;
        }
      });
      return [...seen.slice(0, stops.length), ...logs];
    };
    const bound: { id: number; verified: boolean }[] = [];
    assert.deepEqual(at([{ name: 'get-twice', condition: '$n -gt 3' }], '$n'), ['4', '5']);
    assert.deepEqual(at([{ name: 'Get-Twice', hitCondition: '%2' }], '$n'), ['2', '4']);
    assert.deepEqual(at([{ name: 'Get-Twice', condition: '$n -ne 2', hitCondition: '3' }], '$n'), ['4'], 'a hit is where the condition is true');
    assert.deepEqual(at([{ name: 'Write-Output', condition: '$i -eq 2' }, { name: 'echo', hitCondition: '>3' }], '$i'), ['2', '4'], 'of a cmdlet where it is called');
    assert.deepEqual(bound.map(({ id, verified }) => [id, verified]), [[1, true], [2, true]]);
    const same: DebugRequest = { kind: 'setFunctionBreakpoints', functions: [{ name: 'Get-Twice', hitCondition: '>=2' }] };
    assert.deepEqual(at([{ name: 'Get-Twice', hitCondition: '>=2' }], '$n', () => same), ['2', '3', '4', '5'], 'set again as it is, it goes on counting');
    assert.deepEqual(at([{ name: 'Get-Twice', condition: '$n.No()' }], '$n').slice(0, 5), ['1', '2', '3', '4', '5'], 'a condition that cannot be worked out is told, and stops');
  });

  it('ends an expression that does not come to its end, when a pause or the run is asked for', () => {
    const seen: string[] = [], output: string[] = [], meanwhile: DebugRequest[] = [];
    const person = new Person((function* (): Talk {
      yield breakpoints(2);
      yield start;
      // What only looks is answered while the loop runs; a pause ends it, and so does what wants the run to go on.
      meanwhile.push({ kind: 'stack' }, { kind: 'pause' });
      seen.push(shown(yield evaluate('while ($true) { try { $n++ } catch { } }')), shown(yield evaluate('$i')));
      meanwhile.push(go);
      yield evaluate('while ($true) { $n++ }');
      seen.push(shown(yield evaluate('$i')));
    })(), meanwhile);
    const engine: Engine = new Engine({ ...testHost((r) => { if (r.stream === 'Output') output.push(engine.use(() => toText(r.value))); }), debug: person }, cmdlets);
    const { outcome } = engine.run({ script: 'foreach ($i in 1..4) {\n  $i\n}', file: 'Job.ps1' });
    assert.deepEqual([outcome, output], ['completed', ['1', '2', '3', '4']]);
    assert.deepEqual([seen[0]?.slice(0, 32), seen[1], seen[2]], ['failed: The expression was ended', '1', '2']);
  });

  it('knows the names of types: short ones, full ones by their namespaces, classes of the script', () => {
    const seen = new Map<string, readonly string[]>();
    debug('class Mine { [int]$x }\n$a = 1', function* (): Talk {
      yield breakpoints(2);
      yield start;
      for (const beginning of ['mi', 'Sys', 'system.io.', 'IO.Pa', 'int', 'nosuch']) { const reply = yield { kind: 'types', beginning }; seen.set(beginning, reply.kind === 'types' ? reply.names : []); }
    });
    assert.ok(seen.get('mi')?.includes('Mine'));
    assert.ok(seen.get('Sys')?.includes('System'));
    assert.ok(seen.get('system.io.')?.includes('System.IO.Path') === true && !seen.get('system.io.')?.includes('System.IO'));
    assert.deepEqual(seen.get('IO.Pa'), ['IO.Path', 'IO.PathTooLongException']);
    assert.ok(seen.get('int')?.includes('int'));
    assert.deepEqual(seen.get('nosuch'), []);
  });

  it('says of a name that nobody knows that it is none, until a function of it is loaded', () => {
    const replies: unknown[] = [], events: unknown[] = [], script = "function Known { 1 }\n'before'\n. ./late.ps1\nGet-Late\nKnown";
    const person = new Person((function* (): Talk {
      replies.push(...bindings(yield { kind: 'setFunctionBreakpoints', functions: [{ name: 'Get-Late' }, { name: 'known' }, { name: 'No-Such' }] }));
      yield start;
      replies.push(...lines(yield { kind: 'stack' }));
    })());
    const folder = mkdtempSync(join(tmpdir(), 'sma-late-'));
    writeFileSync(join(folder, 'late.ps1'), 'function Get-Late {\n  2\n}');
    try {
      const engine: Engine = new Engine({ ...testHost(() => {}), files: filePort, directory: folder, debug: person }, cmdlets);
      engine.run({ script, file: 'Job.ps1' });
    } finally { rmSync(folder, { recursive: true, force: true }); }
    events.push(...person.events.flatMap((e) => (e.kind === 'breakpoint' ? [e.breakpoint] : [])));
    assert.deepEqual(replies.slice(0, 3), [{ id: 1, verified: false, message: 'No command or function "Get-Late" is known yet.' }, { id: 2, verified: true }, { id: 3, verified: false, message: 'No command or function "No-Such" is known yet.' }]);
    assert.deepEqual([replies[3], events], ['Get-Late:2', [{ id: 1, verified: true }]]);
  });

  it('shows who has dot-sourced a file below what runs in it', () => {
    const seen: unknown[] = [], folder = mkdtempSync(join(tmpdir(), 'sma-dot-'));
    writeFileSync(join(folder, 'part.ps1'), '$inner = 1\n$inner');
    const person = new Person((function* (): Talk {
      yield { kind: 'setBreakpoints', source: join(folder, 'part.ps1'), breakpoints: [{ line: 2 }] };
      yield start;
      const reply = yield { kind: 'stack' };
      seen.push(lines(reply), reply.kind === 'stack' ? reply.frames.map(({ source }) => source.replace(/.*[\\/]/, '')) : []);
      seen.push(shown(yield evaluate('$outer', 1)));
    })());
    try { new Engine({ ...testHost(() => {}), files: filePort, directory: folder, debug: person }, cmdlets).run({ script: 'function Use-Part {\n  $outer = 7\n  . ./part.ps1\n}\nUse-Part', file: 'Job.ps1' }); } finally { rmSync(folder, { recursive: true, force: true }); }
    assert.deepEqual(seen, [['part.ps1:2', 'Use-Part:3', 'Job.ps1:5'], ['part.ps1', 'Job.ps1', 'Job.ps1'], '7']);
  });

  it('stops at errors: all, or those nobody takes', () => {
    const script = 'try { throw "caught" } catch { "took it" }\n$null.Method()\nthrow "last"';
    const all = debug(script, function* (): Talk { yield { kind: 'setErrorFilters', filters: ['all'] }; yield start; });
    assert.deepEqual(all.stops, ['exception: caught', 'exception: You cannot call a method on a null-valued expression.', 'exception: last']);
    const uncaught = debug(script, function* (): Talk { yield { kind: 'setErrorFilters', filters: ['uncaught'] }; yield start; });
    assert.deepEqual(uncaught.stops, ['exception: You cannot call a method on a null-valued expression.', 'exception: last']);
    assert.equal(uncaught.outcome, 'failed');
  });

  it('stops at uncaught errors where they arise, whatever stands in between that does not take them', () => {
    const body = (text: string): string => `function A($Q) {
  $loc = "in $Q"
  throw [InvalidOperationException] "bad $Q"
}
class M { static [string] Go() {
    A m
    return 'x' } }
function C { ${text} }
try { C } catch [System.IO.IOException] { 'never' }`;
    const stopsOf = (text: string): string[] => {
      const seen: string[] = [];
      debug(body(text), function* (): Talk {
        yield { kind: 'setErrorFilters', filters: ['uncaught'] };
        yield start;
        for (;;) { seen.push(lines(yield { kind: 'stack' })[0] ?? '', shown(yield evaluate('$loc'))); yield go; }
      });
      return seen;
    };
    for (const text of ['try { A 1 } finally { "fin" }', 'try { A 1 } catch [System.IO.IOException] { "io" }', 'try { try { A 1 } finally { "fin" } } catch [System.ArgumentException], [System.IO.IOException] { "io" } finally { "more" }', 'trap [System.IO.IOException] { continue }\nA 1']) {
      assert.deepEqual(stopsOf(text), ['A:3', '"in 1"'], text);
    }
    assert.deepEqual(stopsOf('[M]::Go()'), ['A:3', '"in m"']);
    for (const text of ['try { A 1 } catch [System.SystemException] { "taken" } ', 'try { try { A 1 } finally { "fin" } } catch { "taken" }', 'trap { continue }\nA 1', 'try { [M]::Go() } catch { "taken" }']) assert.deepEqual(stopsOf(text), [], text);
  });

  it('stops at all errors that a trap of their own block gets, and at the uncaught ones that it lets go on or has written', () => {
    const run = (script: string, filter: 'all' | 'uncaught') => {
      const seen: string[] = [], { stops, output, outcome } = debug(script, function* (): Talk {
        yield { kind: 'setErrorFilters', filters: [filter] };
        yield start;
        for (;;) { seen.push(lines(yield { kind: 'stack' })[0] ?? ''); yield go; }
      });
      return [stops.map((s) => s.replace('exception: ', '')), output, seen, outcome];
    };
    const both = (script: string) => [run(script, 'all'), run(script, 'uncaught')].map(([stops]) => stops);
    const zero = 'Attempted to divide by zero.';
    const own = "trap { 'trapped'; continue }\n1/0\nthrow 'tr'\nfunction F {\n  trap { 'ft'; continue }\n  throw 'inF'\n  [int]'x' }\nF";
    assert.deepEqual(run(own, 'all').slice(0, 3), [[zero, 'tr', 'inF', 'Cannot convert value "x" to type "System.Int32". Error: "The input string \'x\' was not in a correct format."'], ['trapped', 'trapped', 'ft', 'ft'], ['Job.ps1:2', 'Job.ps1:3', 'F:6', 'F:7']]);
    assert.deepEqual(run(own, 'uncaught')[0], []);
    // An error that a trap lets go on ends the script, or is taken further out.
    assert.deepEqual(run("trap { 't'; break }\n'a'\nthrow 'tr'", 'uncaught'), [['tr'], ['a', 't'], ['Job.ps1:3'], 'failed']);
    assert.deepEqual(run("trap { 't'; break }\nfunction B {\n throw 'b' }\nB\n'z'", 'uncaught').slice(0, 3), [['b'], ['t'], ['B:3']]);
    assert.deepEqual(both("try { & { trap { break }\nthrow 'x' } } catch { 'c' }"), [['x'], []]);
    assert.deepEqual(both("trap [System.IO.IOException] { continue }\ntrap { break }\n1/0"), [[zero], [zero]]);
    // One that is written there is seen by nobody further out.
    assert.deepEqual(run("trap { 't' }\nfunction B {\n throw 'b' }\nB\n'z'", 'uncaught'), [['b'], ['t', 'ERROR b', 'z'], ['B:3'], 'completed']);
    assert.deepEqual(run("try { & { trap { 't' }\nthrow 'x'; 'on' } } catch { 'c' }", 'uncaught').slice(0, 2), [['x'], ['t', 'ERROR x', 'on']]);
    assert.deepEqual(both("trap { 't' }\ntry { throw 'x' } catch { 'c' }\ntrap { return }"), [['x'], []]);
    // Where only its run decides, the trap is waited for.
    const decides = "foreach ($go in $true, $false) { & { trap { if ($go) { continue }; 'not' }\n throw \"d$go\"\n 'next' } }";
    assert.deepEqual(run(decides, 'uncaught').slice(0, 3), [['dFalse'], ['next', 'not', 'ERROR dFalse', 'next'], ['<ScriptBlock>:2']]);
    assert.deepEqual(run(decides.replace("'not'", 'break'), 'uncaught')[0], ['dFalse']);
  });

  it('works out the expressions of log messages, whatever braces they have', () => {
    const { logs } = debug('$x = 1, $null, 2\n$x', function* (): Talk {
      yield breakpoints({ line: 2, logMessage: 'a {$(@{ a = 1 }.a)} b {$x | ? { $_ }} c {} d {"}"} e {$x.Count} { f {' });
      yield start;
    });
    assert.deepEqual(logs, ['a 1 b 1 2 c {} d } e 3 { f {']);
  });

  it('names the items of arrays of several dimensions as they are written, and sets them', () => {
    const seen: string[] = [];
    const { output } = debug('$m = [int[,]]::new(2, 3)\n$m[1, 2] = 7\n"$($m[0,1]) $($m[1,2])"', function* (): Talk {
      yield breakpoints(3);
      yield start;
      const reply = yield evaluate('$m'), handle = reply.kind === 'value' ? reply.variable.handle : 0, rows = tree(yield { kind: 'variables', handle });
      seen.push(rows.map(({ name }) => name).join(' '), rows[5]?.evaluateName ?? '', shown(yield evaluate(rows[5]?.evaluateName ?? '')));
      yield { kind: 'setVariable', handle, name: '[0,1]', value: '4' };
    });
    assert.deepEqual([seen, output], [['[0,0] [0,1] [0,2] [1,0] [1,1] [1,2]', '$m[1,2]', '7'], ['4 7']]);
  });

  it('opens values level by level and changes them', () => {
    let top: readonly VariableEntry[] = [], inner: readonly VariableEntry[] = [], items: readonly VariableEntry[] = [];
    const { output } = debug('$o = [pscustomobject]@{ Name = "a"; Tags = 1, 2, 3; Table = @{ k = "v" } }\n$n = 1\n"$($o.Name) $n $($o.Tags) $($o.Table.k)"', function* (): Talk {
      yield breakpoints(3);
      yield start;
      const scopes = yield { kind: 'scopes', frame: 0 }, global = scopes.kind === 'scopes' ? scopes.scopes.find((s) => s.name === 'Global')?.handle ?? 0 : 0;
      top = tree(yield { kind: 'variables', handle: global });
      const o = top.find((v) => v.name === '$o')?.handle ?? 0;
      inner = tree(yield { kind: 'variables', handle: o });
      const tags = inner.find((v) => v.name === 'Tags')?.handle ?? 0;
      items = tree(yield { kind: 'variables', handle: tags });
      yield { kind: 'setVariable', handle: global, name: '$n', value: '40 + 2' };
      yield { kind: 'setVariable', handle: o, name: 'Name', value: '"b"' };
      yield { kind: 'setVariable', handle: tags, name: '[1]', value: '9' };
      yield { kind: 'setVariable', handle: inner.find((v) => v.name === 'Table')?.handle ?? 0, name: '[k]', value: "'w'" };
    });
    assert.deepEqual(top.filter((v) => v.name === '$n' || v.name === '$o').map((v) => [v.name, v.value, v.type, v.evaluateName]), [['$n', '1', 'int', '$n'], ['$o', '@{Name=a; Tags=System.Object[]; Table=System.Collections.Hashtable}', 'System.Management.Automation.PSCustomObject', '$o']]);
    assert.deepEqual(inner.map((v) => [v.name, v.value, v.evaluateName]), [['Name', '"a"', '$o.Name'], ['Tags', '[System.Object[]: 3]', '$o.Tags'], ['Table', '[hashtable: 1]', '$o.Table']]);
    assert.deepEqual(items.map((v) => [v.name, v.value, v.evaluateName]), [['[0]', '1', '$o.Tags[0]'], ['[1]', '2', '$o.Tags[1]'], ['[2]', '3', '$o.Tags[2]']]);
    assert.deepEqual(output, ['b 42 1 9 3 w']);
  });

  it('gives items to who asks for items and names to who asks for names', () => {
    const seen: string[] = [];
    debug('$l = 1..50; $o = [pscustomobject]@{ a = 1; b = 2; c = 3 }; $big = 1..10005\n"end"', function* (): Talk {
      yield breakpoints(2);
      yield start;
      for (const [name, from, count] of [['$l', 48, 5], ['$o', 1, 1], ['$big', 10_003, 9]] as const) {
        const value = yield evaluate(name), handle = value.kind === 'value' ? value.variable.handle : 0;
        for (const filter of ['indexed', 'named'] as const) seen.push(`${filter} ${tree(yield { kind: 'variables', handle, filter, start: from, count }).map((v) => v.name).join()}`);
        const [part] = tree(yield { kind: 'variables', handle });
        if (name === '$big') seen.push(`${part?.name} ${tree(yield { kind: 'variables', handle: part?.handle ?? 0, filter: 'named' }).length} ${tree(yield { kind: 'variables', handle: part?.handle ?? 0, filter: 'indexed', count: 3 }).length}`);
      }
    });
    assert.deepEqual(seen, ['indexed [48],[49]', 'named ', 'indexed ', 'named b', 'indexed [10003],[10004]', 'named ', '[0..9999] 0 3']);
  });

  it('pages tables and objects as it pages lists', () => {
    const seen: string[] = [], handleOf = (reply: DebugReply): number => (reply.kind === 'value' ? reply.variable.handle : 0);
    debug('$t = @{}; $o = [ordered]@{}; foreach ($i in 1..20005) { $t["k$i"] = $i; $o[[string]$i] = $i }; $p = New-Object PSObject -Property $o; $small = @{ a = 1; b = 2 }\n"end"', function* (): Talk {
      yield breakpoints(2);
      yield start;
      for (const name of ['$t', '$o', '$p']) {
        const value = yield evaluate(name), handle = handleOf(value);
        seen.push(`${value.kind === 'value' ? value.variable.indexed : ''}`, tree(yield { kind: 'variables', handle, start: 12_000, count: 2 }).map((v) => `${v.name}=${v.value} ${v.evaluateName}`).join(), tree(yield { kind: 'variables', handle }).map((v) => `${v.name} ${v.indexed}`).join());
        const last = tree(yield { kind: 'variables', handle }).at(-1)?.handle ?? 0;
        seen.push(tree(yield { kind: 'variables', handle: last, start: 3, count: 9 }).map((v) => v.name).join());
      }
      const small = yield evaluate('$small');
      seen.push(`${small.kind === 'value' ? small.variable.indexed : ''}`, tree(yield { kind: 'variables', handle: handleOf(small), start: 1, count: 1 }).map((v) => v.name).join());
    });
    const parts = '[0..9999] 10000,[10000..19999] 10000,[20000..20004] 5';
    assert.deepEqual(seen, [
      '20005', "[k12001]=12001 $t['k12001'],[k12002]=12002 $t['k12002']", parts, '[k20004],[k20005]',
      '20005', "[12001]=12001 $o['12001'],[12002]=12002 $o['12002']", parts, '[20004],[20005]',
      '20005', "12001=12001 $p.'12001',12002=12002 $p.'12002'", parts, '20004,20005', 'undefined', '[b]',
    ]);
  });

  it('sets lists and tables anywhere, and shows what became of them', () => {
    const seen: string[] = [], handles = new Map<string, number>();
    const { output } = debug([
      '$o = [pscustomobject]@{ List = @(1, @{ in = 1 }); Table = @{ k = @(1, 2); "$x" = 0 }; Typed = [int[]](1, 2); Own = [System.Collections.Generic.List[int]](1, 2); Map = [System.Collections.Generic.Dictionary[string,int]]::new() }',
      '$o.Map["a"] = 1',
      '"$($o.List[0].Count) $($o.List[0] -is [array]) $($o.List[1].in.deep) | $($o.Table.k.GetType().Name) $($o.Table.k.Count) $($o.Table[\'$x\']) | $($o.Typed) | $($o.Own) | $($o.Map.a.GetType().Name) $($o.Map.a)"',
    ].join('\n'), function* (): Talk {
      yield breakpoints(3);
      yield start;
      const top = yield evaluate('$o');
      for (const v of tree(yield { kind: 'variables', handle: top.kind === 'value' ? top.variable.handle : 0 })) handles.set(v.name, v.handle);
      const inner = tree(yield { kind: 'variables', handle: handles.get('List') ?? 0 })[1]?.handle ?? 0;
      for (const [handle, name, value] of [
        [inner, '[in]', '@{ deep = 7 }'], [handles.get('List'), '[0]', '@(5)'], [handles.get('Table'), '[k]', '@()  # none'], [handles.get('Table'), '[$x]', '3'], [handles.get('Typed'), '[1]', "'8'"], [handles.get('Own'), '[0]', "'9'"],
        [handles.get('Map'), '[a]', "'4'"], [handles.get('Map'), '[a]', "'no'"], [handles.get('Typed'), '[0]', 'Get-Date'],
      ] as const) { const reply = yield { kind: 'setVariable', handle: handle ?? 0, name, value }; seen.push(reply.kind === 'value' ? `${reply.variable.value} ${reply.variable.type}` : reply.kind); }
    });
    assert.deepEqual(seen, ['[hashtable: 1] hashtable', '[System.Object[]: 1] System.Object[]', '[System.Object[]: 0] System.Object[]', '3 int', '8 int', '9 int', '4 int', 'failed', 'failed']);
    assert.deepEqual(output, ['1 True 7 | Object[] 0 3 | 1 8 | 9 2 | Int32 4']);
  });

  it('takes a date, a span, a day, a GUID or a version as it is shown, and everything else as an expression', () => {
    const seen: string[] = [];
    const { output } = debug([
      '$d = [datetime]"2021-05-06"; $e = $d; $t = [timespan]"2:00"; $w = $d.DayOfWeek; $g = [guid]::Empty; $v = [version]"1.2"; $n = 5; $l = @(1, $d); $o = [pscustomobject]@{ When = $d; Day = $w }',
      '"$($d.ToString(\'s\')) $($e.ToString(\'s\')) $t $w $g $v $n $($l[1].Month) $($o.When.Day) $($o.Day)"',
    ].join('\n'), function* (): Talk {
      yield breakpoints(2);
      yield start;
      const scopes = yield { kind: 'scopes', frame: 0 }, global = scopes.kind === 'scopes' ? scopes.scopes.find((s) => s.name === 'Global')?.handle ?? 0 : 0;
      const top = tree(yield { kind: 'variables', handle: global }), at = (name: string): number => top.find((v) => v.name === name)?.handle ?? 0;
      for (const [handle, name, value] of [
        [global, '$d', '05/07/2021 03:04:05'], [global, '$e', '$d.AddDays(1)'], [global, '$t', '3:30'], [global, '$w', 'Friday'], [global, '$w', 'Fri-day'], [global, '$v', '2.10'], [global, '$n', '2021-05-06'],
        [global, '$g', '10000000-0000-4000-8000-000000000000'], [at('$l'), '[1]', '2021-11-06'], [at('$o'), 'When', '2021-05-09'], [at('$o'), 'Day', 'Sunday'],
      ] as const) { const reply = yield { kind: 'setVariable', handle, name, value }; seen.push(reply.kind === 'value' ? `${reply.variable.value} ${reply.variable.type}` : reply.kind); }
    });
    assert.deepEqual(seen, [
      '05/07/2021 03:04:05 datetime', '05/08/2021 03:04:05 datetime', '03:30:00 timespan', 'Friday System.DayOfWeek', 'failed', '2.10 version', '2010 int',
      '10000000-0000-4000-8000-000000000000 guid', '11/06/2021 00:00:00 datetime', '05/09/2021 00:00:00 datetime', 'Sunday System.DayOfWeek',
    ]);
    assert.deepEqual(output, ['2021-05-07T03:04:05 2021-05-08T03:04:05 03:30:00 Friday 10000000-0000-4000-8000-000000000000 2.10 2010 11 9 Sunday']);
  });

  it('evaluates without harm: errors, output, jumps and stops inside stay there', () => {
    const seen: string[] = [];
    const { output, outcome, stops } = debug('$x = 1\nfunction Show {\n  "shown"\n}\n$?\n$x', function* (): Talk {
      yield breakpoints(3, 5);
      yield start;
      for (const text of ['$x = 7', 'Show', '1 +', 'throw "no"', 'exit 3', 'break', '$undefined', '1..3']) seen.push(shown(yield evaluate(text)));
      yield go;
    });
    assert.deepEqual(seen, ['', '"shown"', 'failed: You must provide a value expression following the \'+\' operator.', 'failed: no', 'failed: The expression left the runbook (break, continue, return or exit): it was not done.', 'failed: The expression left the runbook (break, continue, return or exit): it was not done.', '$null', '[System.Object[]: 3]']);
    assert.deepEqual([output, outcome, stops.length], [['True', '7'], 'completed', 1]);
  });

  it('pauses a script that runs, and takes breakpoints meanwhile', () => {
    const seen: string[] = [];
    const { stops } = debug('foreach ($i in 1..1000) {\n  $i\n}\n"end"', function* (): Talk { yield start; seen.push(shown(yield evaluate('$i'))); yield go; },
      (person, output) => { if (output.length === 500 && output.at(-1) === '500') person.meanwhile.push({ kind: 'pause' }); if (output.at(-1) === '900') person.meanwhile.push(breakpoints(4)); });
    // Requests are looked for every few statements.
    assert.deepEqual([stops, Number(seen[0]) > 500 && Number(seen[0]) < 540], [['pause', 'breakpoint'], true]);
  });

  it('keeps what a SecureString holds to itself', () => {
    const seen: string[] = [];
    debug('$s = ConvertTo-SecureString "secret7" -AsPlainText -Force\n$s', function* (): Talk { yield breakpoints(2); yield start; seen.push(shown(yield evaluate('$s'))); });
    assert.deepEqual(seen, ['[SecureString] of 7 characters']);
  });
});
