import assert from 'node:assert/strict';
import { commandsIn, extentsAround, foldsOf, nodesAt, outlineOf, parse } from '../../../../src/powershell/index.ts';
import type { OutlineItem } from '../../../../src/powershell/index.ts';

const print = (items: readonly OutlineItem[], depth = 0): string[] => items.flatMap(({ kind, name, children }) => [`${' '.repeat(depth)}${kind} ${name}`, ...print(children, depth + 1)]);

describe('outlineOf', () => {
  it('takes properties of DSC resources for no commands', () => {
    const names = (text: string): (string | undefined)[] => commandsIn(parse(text).ast).map(({ name }) => name);
    assert.deepEqual(names("Get-Date = 1\nconfiguration Web { Import-DscResource -ModuleName x; Node a { File b { Type = 'Directory'; Path = (Get-Path) } } }\nWeb -OutputPath x | ForEach-Object { type = 1 }\n1 | foreach { type a } "), ['Get-Date', 'configuration', 'Import-DscResource', 'Get-Path', 'Web', 'ForEach-Object', 'foreach', 'type']);
  });

  it('shows configurations with their nodes', () => {
    const [row] = outlineOf(parse("configuration Web {\n  param($Path)\n  Node 'a' { File x { Ensure = 'Present' } }\n  Node $AllNodes.NodeName { }\n  function Inner { }\n}"));
    assert.deepEqual([row?.kind, row?.name, row?.detail, row?.children.map(({ name, detail }) => `${name} ${detail}`)], ['function', 'Web', 'configuration', ['$Path ', 'a node', 'Inner ']]);
    assert.deepEqual(outlineOf(parse('configuration Web; & configuration Web { }; node x')), []);
    const resources = outlineOf(parse("configuration Web {\n  Node 'a' {\n    WindowsFeature IIS { Ensure = 'Present' }\n    if ($x) { File \"f $x\" { Type = 'File' } }\n    Invoke-It x { 1 }\n    foreach ($i in 1) { Get-Date }\n  }\n  Service s { }\n  File '' { }\n}\nFile x { }"));
    assert.deepEqual(resources.map(({ name }) => name), ['Web']);
    assert.deepEqual(resources[0]?.children.map(({ name, detail, children }) => [name, detail, children.map((one) => `${one.name} ${one.detail}`)]), [['a', 'node', ['IIS WindowsFeature', 'f $x File']], ['s', 'Service', []]]);
  });

  it('shows workflows with their parameters, blocks and checkpoints', () => {
    const text = 'workflow Copy-All {\n param([string]$From, [int]$Count)\n parallel { sequence { InlineScript { function f { } } } }\n foreach -parallel ($x in 1..3) { Checkpoint-Workflow }\n}';
    assert.deepEqual(print(outlineOf(parse(text))), [
      'workflow Copy-All', ' parameter $From', ' parameter $Count', ' parallel parallel', '  sequence sequence', '   inlineScript InlineScript', '    function f',
      ' parallel foreach -parallel', '  checkpoint Checkpoint-Workflow',
    ]);
  });

  it('shows every kind of checkpoint', () => {
    const text = 'workflow A {\n Persist\n Suspend-Workflow\n if ($x) { PSWorkflow\\Checkpoint-Workflow }\n Get-It -PSPersist $true\n Get-It -PSPersist $false\n InlineScript { 1 } -PSPersist $true\n}';
    assert.deepEqual(outlineOf(parse(text))[0]?.children.map(({ kind, name, detail }) => `${kind} ${name} ${detail}`), ['checkpoint Checkpoint-Workflow ', 'checkpoint Suspend-Workflow ', 'checkpoint Checkpoint-Workflow ', 'checkpoint Get-It -PSPersist', 'inlineScript InlineScript -PSPersist']);
  });

  it('shows classes and enums with their members', () => {
    assert.deepEqual(print(outlineOf(parse('class A { [int]$n; A() { } [string] Say([int]$x) { return "" } }\nenum E { One; Two }'))),
      ['class A', ' property n', ' constructor A', ' method Say', 'enum E', ' enumMember One', ' enumMember Two']);
  });

  it('shows blocks by name, data sections and regions, which stand around the rows in them', () => {
    const text = '#region All of it\nfunction A {\n begin { function b { } }\n end { 1 }\n}\ndata D { 1 }\n#region\nfunction C { #region in C\n param($x)\n #endregion\n}\n#endregion\n#endregion\n#region open';
    assert.deepEqual(print(outlineOf(parse(text))), ['region All of it', ' function A', '  block begin', '   function b', '  block end', ' data D', ' region region', '  function C', '   region in C', '    parameter $x']);
    // One that begins or ends in the middle of a row is none.
    assert.deepEqual(print(outlineOf(parse('#region a\nfunction A {\n#endregion\n1\n}\n'))), ['function A']);
    const many = parse('#region\n'.repeat(20_000) + '#endregion\n'.repeat(20_000));
    assert.equal(print(outlineOf(many)).length, 50);
  });

  it('marks the name of a property alone', () => {
    const member = 'class A { hidden [ValidateSet("$q")] [int] $Count = 1 }', [row] = outlineOf(parse(member))[0]?.children ?? [];
    assert.equal(member.slice(row?.nameStart, row?.nameEnd), '$Count');
    const value = 'enum E { One = 1 }', [first] = outlineOf(parse(value))[0]?.children ?? [];
    assert.equal(value.slice(first?.nameStart, first?.nameEnd), 'One');
  });

  it('keeps every name inside its row and every row inside the one above, in a broken text too', () => {
    const check = (items: readonly OutlineItem[], start: number, end: number): void => {
      for (const item of items) {
        assert.ok(start <= item.start && item.end <= end && item.start <= item.nameStart && item.nameEnd <= item.end, JSON.stringify(item));
        check(item.children, item.start, item.end);
      }
    };
    const text = 'workflow A { param($x) parallel { InlineScript { function b($y) { ';
    for (let length = 0; length <= text.length; length++) check(outlineOf(parse(text.slice(0, length))), 0, length);
  });
});

describe('foldsOf', () => {
  const folded = (text: string, kind: string): string[] => foldsOf(parse(text)).filter((fold) => fold.kind === kind).map(({ start, end }) => text.slice(start, end));

  it('folds bodies, tables and here-strings', () => {
    assert.deepEqual(folded('if (1) {\n 2\n}', 'block').at(-1), '{\n 2\n}');
    assert.deepEqual(folded('$a = @{\n b = 1\n}', 'block'), ['@{\n b = 1\n}']);
    assert.deepEqual(folded("$a = @'\nx\n'@", 'block'), ["@'\nx\n'@"]);
  });

  it('folds blocks by name, arguments, attributes, lists of parameters with the body behind them, and texts over lines', () => {
    const overLines = (text: string): string[] => folded(text, 'block').filter((stretch) => stretch.includes('\n'));
    assert.deepEqual(overLines('begin {\n 1\n}\nprocess {\n 2\n}\nend {\n 3\n}\nclean {\n 4\n}'), ['begin {\n 1\n}', 'process {\n 2\n}', 'end {\n 3\n}', 'clean {\n 4\n}']);
    assert.deepEqual(overLines('filter f { dynamicparam {\n 1\n} }').at(-1), 'dynamicparam {\n 1\n}');
    assert.deepEqual([overLines('$x.M(\n1\n)'), overLines('[T]::new(\n1\n)'), overLines('class A { A() : base(\n1\n) { } }').at(-1)], [['(\n1\n)'], ['(\n1\n)'], '(\n1\n)']);
    assert.deepEqual(overLines('param([Parameter(\nMandatory\n)]$a)').at(-1), '[Parameter(\nMandatory\n)]');
    assert.deepEqual(overLines('function f(\n$a\n) {\n 1\n}'), ['function f(\n$a\n)', '{\n 1\n}']);
    assert.deepEqual(overLines('function f($a) {\n 1\n}'), ['function f($a) {\n 1\n}']);
    assert.deepEqual([overLines("'a\nb'"), overLines('"a\n$b"')], [["'a\nb'"], ['"a\n$b"']]);
  });

  it('folds regions, which nest, block comments and runs of line comments', () => {
    const text = '#region a\n#region b\n1\n#endregion\n#endregion\n<#\nx\n#>\n# one\n# two\n1 # three\n# four';
    assert.deepEqual(folded(text, 'region'), ['#region b\n1\n#endregion', '#region a\n#region b\n1\n#endregion\n#endregion']);
    assert.deepEqual(folded(text, 'comment'), ['<#\nx\n#>', '# one\n# two', '# four']);
  });

  it('leaves an #endregion without a beginning alone', () => {
    assert.deepEqual(foldsOf(parse('#endregion\n1')), []);
  });
});

describe('nodesAt and extentsAround', () => {
  it('leads to the innermost node', () => {
    const text = 'Get-Item -Path $a.b';
    assert.deepEqual(nodesAt(parse(text).ast, text.indexOf('$a')).slice(-2).map((node) => node.kind), ['MemberExpressionAst', 'VariableExpressionAst']);
  });

  it('grows over the pair of a hashtable, from its key as from its value', () => {
    const text = "$t = @{ Name = 'a'; Size = 1 }", grown = (at: number): string[] => extentsAround(parse(text).ast, at, text.length).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(grown(text.indexOf('Name') + 1).slice(0, 3), ['Name', "Name = 'a'", "@{ Name = 'a'; Size = 1 }"]);
    assert.deepEqual(grown(text.indexOf('1')).slice(0, 3), ['1', 'Size = 1', "@{ Name = 'a'; Size = 1 }"]);
  });

  it('grows from the name to the whole text, each extent around the last', () => {
    const text = ' if ($true) { Get-Item $a } ', extents = extentsAround(parse(text).ast, text.indexOf('$a') + 1, text.length);
    assert.deepEqual(extents.map(({ start, end }) => text.slice(start, end)), ['$a', 'Get-Item $a', '{ Get-Item $a }', 'if ($true) { Get-Item $a }', text]);
  });
});
