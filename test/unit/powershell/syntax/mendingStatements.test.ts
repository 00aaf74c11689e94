import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mended, outlineOf, parse, walk, type Ast, type FunctionDefinitionAst, type ScriptBlockAst } from '../../../../src/powershell/index.ts';
import { shapeOf } from './shape.ts';

const before = 'Get-One\n';
const behind = [
  'function Two { param($c)\n  Get-Date "x"\n}', "workflow Two {\n  Get-It -Name 'q'\n}", 'filter Two { $_ }', 'class Two {\n  [int] $A\n  [void] Do() { Get-Date }\n}', 'enum Two { A; B }', 'if ($q) { Get-It }',
  'foreach ($i in 1..3) { Get-It $i }', 'switch ($q) { 1 { Get-It } }', 'try { Get-It } catch { }', 'while ($q) { Get-It }',
];
const opens = [
  'foo |', 'foo | ', 'foo | # what goes on?', 'foo |\n', 'if (', 'if ($a', 'if ($a -eq', '[', '[  ', '$x = [', '$x = if (', 'while (', 'for (', 'for ($i = 0;', 'foreach (', 'foreach ($x in', 'switch (', 'switch ($x) {', '(', 'foo (', 'foo(', '$x.Foo(',
  '$x[', 'Get-It -Name (Get-', 'foo &&', 'foo ||', 'foo `', 'foo a,', 'foo -a,', 'foo | [', 'try { Get-It } catch [', 'class A {', 'class A {\n  [int] $B', 'enum E {', 'class A :', 'class', 'function', 'param(', '@{', '$h = @{', '[Parameter(', '[ValidateSet(', '[OutputType([',
  '$a = Get-It |\n  Where-Object { $_.B } |',
];

/** The statement at a place, with its extent and shape from there on. */
function at(root: Ast, place: number, length: number): string[] {
  const found: string[] = [];
  walk(root, (node) => {
    if (node.start === place && node.end === place + length && node.kind !== 'NamedBlockAst' && node.kind !== 'StatementBlockAst') {
      walk(node, ({ kind, start, end }) => void found.push(`${kind} ${start - place} ${end - place}`));
      found.unshift(shapeOf(node));
      return false;
    }
    return undefined;
  });
  return found;
}

const alone = (text: string): string[] => at(parse(text).ast.endBlock!.statements[0]!, 0, text.length);

describe('statements that are not finished', () => {
  it('end before the next that begins on a line of its own: that and what follows is what it would be alone, at its place', () => {
    for (const open of opens) for (const one of behind) {
      const text = `${before}${open}\n${one}\nGet-Last "x"\n`, plain = parse(text), result = mended(plain), place = before.length + open.length + 1;
      assert.deepEqual(at(result.ast, place, one.length), alone(one), text);
      assert.equal(at(result.ast, place + one.length + 1, 12)[0], 'Command(StringConstant "Get-Last", StringConstant "x")', text);
      assert.deepEqual([result.text, result.errors], [text, plain.errors]);
    }
  });

  it('end inside of a workflow too, indented as what follows', () => {
    for (const open of ['foo |', 'if (', '[', '$x = Get-It -Name (', '$h = @{', 'Get-It -Name $b |\n    Sort-Object |']) {
      const whole = mended(parse(`workflow A {\n  ${open}\n  foreach -parallel ($i in 1..3) { Get-It }\n  if ($b) { Get-That }\n}\nfunction B { }\n`));
      assert.deepEqual(outlineOf(whole).map(({ name }) => name), ['A', 'B'], open);
      const [flow] = (whole.ast.endBlock!.statements[0] as FunctionDefinitionAst).body.endBlock!.statements.slice(-1);
      assert.equal(flow?.kind, 'IfStatementAst', open);
    }
  });

  it('leave their own part in the tree', () => {
    const { ast } = mended(parse(`Get-It -Name $b |\nfunction B { }\n`)), names: string[] = [];
    walk(ast, (node) => void (node.kind === 'VariableExpressionAst' && names.push(node.variablePath)));
    assert.deepEqual(names, ['b']);
  });

  it('are attributes before a param block', () => {
    for (const open of ['[', '[]', '[CmdletBinding(', '[CmdletBinding()]\n[', '[CmdletBinding()]\n[OutputType(', '[CmdletBinding()]\n[OutputType([', '[CmdletBinding(Supports']) {
      for (const [start, end] of [['', ''], ['function A {\n', '}\n'], ['workflow A {\n', '}\n']] as const) {
        const text = `${start}${open}\nparam([string]$c)\nGet-It $c\n${end}Get-Last\n`, { ast } = mended(parse(text)), [first, last] = ast.endBlock!.statements;
        const block = start === '' ? ast : (first as FunctionDefinitionAst).body;
        assert.equal(block.paramBlock?.parameters[0]?.name.variablePath, 'c', text);
        assert.equal(text.slice(last!.start, last!.end), 'Get-Last', text);
      }
    }
  });

  it('are parameters of a list: the others, the body and what follows stay', () => {
    const body = (open: string): { readonly block: ScriptBlockAst; readonly count: number } => {
      const { ast } = mended(parse(`function A {\nparam(\n  ${open}\n  [string]$c,\n  $d\n)\nGet-It $c\n}\nGet-Last\n`));
      return { block: (ast.endBlock!.statements[0] as FunctionDefinitionAst).body, count: ast.endBlock!.statements.length };
    };
    for (const open of ['[', '[]', '[str', '[string]', '[Parameter(', '[Parameter()', '[Parameter(Mandatory', '[Parameter(Mandatory=', '[ValidateSet(', "[ValidateSet('a',", '[string]$', '[string]$a', '$a', '$a = ', '$a = (Get-It', '$a = @(', '$a,', '$a = 1,']) {
      const { block, count } = body(open), names = block.paramBlock?.parameters.map(({ name }) => name.variablePath);
      if (!open.endsWith('(') || open.startsWith('[')) assert.deepEqual(names?.slice(-1), ['d'], open);
      if (!open.includes('= ')) assert.deepEqual(names?.slice(-2), ['c', 'd'], open);
      assert.deepEqual([count, block.endBlock?.statements.length], [2, 1], open);
    }
    assert.equal(body('[').block.paramBlock?.parameters[0]?.attributes[0]?.typeName.text, '', 'a type that nobody wrote has no name');
    assert.equal(body('[string]$').block.paramBlock?.parameters[0]?.name.variablePath, '');
  });

  it('are none where the lines go together, or where what looks like a statement is text', () => {
    for (const text of [
      'foo |\n  foreach { $_ }\n', 'foo |\n  where { $_ }\n', 'Select-Object Name,\n  Class,\n  Function\n', '$a = @"\nfoo |\nfunction Two { }\n"@\n', '<#\nfoo |\nfunction Two { }\n#>\nfoo\n', 'foo "|\nif (a)"\n', 'switch ($x) {\n  try { 1 }\n  do { 2 }\n}\n',
      '@{\n  if = 1\n  class = 2\n}\n', '$x =\nif ($a) { 1 }\n', 'if ($x) {\nfunction Two { }\n}\n', '[Foo()]\nclass A { }\n', '# foo |\nfunction Two { }\n', 'foo |\n  # if (\n  bar\n', 'function Two\n{\n}\nfoo -a:$b\n', 'foo a,\n  function\n',
    ]) {
      const plain = parse(text);
      assert.equal(mended(plain), plain, text);
    }
  });

  it('change nothing behind them, wherever they stand between the statements of a text', () => {
    fc.assert(fc.property(fc.shuffledSubarray(behind, { minLength: 3 }), fc.constantFrom(...opens), fc.nat(), (list, open, choice) => {
      const where = choice % list.length, head = list.slice(0, where).map((one) => `${one}\n`).join(''), tail = `${list.slice(where).join('\n')}\n`, text = `${head}${open}\n${tail}`;
      const { ast } = mended(parse(text)), from = head.length + open.length + 1;
      let place = from;
      for (const one of list.slice(where)) {
        assert.deepEqual(at(ast, place, one.length), alone(one), text);
        place += one.length + 1;
      }
      walk(ast, ({ start, end }) => assert.ok(start >= 0 && start <= end && end <= text.length));
    }), { numRuns: 200 });
  });

  /** Functions, commands and assignments from a place on, with their extents. */
  const told = (root: Ast, from: number, by = 0): string[] => {
    const found: string[] = [];
    walk(root, ({ kind, start, end }) => void (start >= from && /^(?:FunctionDefinition|Command|AssignmentStatement)Ast$/.test(kind) && found.push(`${kind} ${start + by} ${end + by}`)));
    return found;
  };
  const lines = [
    'Get-Bar -Name 1', '$a = 3', '$h = @{ A = 1; B = 2 }', '$q = Get-Foo (Get-Bar 2) | Sort-Object Name', "Set-Thing -Value @('a', 'b') -Force", 'if ($a -eq 1) {\n  Get-It\n}', 'foreach ($i in 1..3) { Get-It $i }', 'function Two {\n  param([string]$c)\n  Get-Date "x"\n}',
    '$t = @{\n  Name = 1\n  Other = Get-X\n}', '$s = "a $(Get-It $b) c"', '$o.Name = [string]$x', 'Foo-Bar -A $x[0] -B { $_ }', '$r = $x | Where-Object { $_.A -eq 1 } | ForEach-Object { $_.B }', 'return $a', 'try {\n  Get-It\n} catch {\n  throw\n}', '$l = @(\n  1\n  2\n)', '$n += $(Get-One)', '[void]$x.Add(1)',
    'Get-A |\n  Sort-Object |\n  Select-Object Name', '$w = switch ($x) { 1 { "a" } default { "b" } }', 'while ($x -lt 3) { $x++ }', 'workflow W {\n  parallel { Get-A }\n  Checkpoint-Workflow\n}',
  ];

  it('cut behind any token leave functions, commands and assignments of the lines behind them', () => {
    fc.assert(fc.property(fc.constantFrom(...lines), fc.nat(), fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 4 }), fc.boolean(), (one, choice, rest, isInside) => {
      const { tokens } = parse(one, { tokens: true }), cut = one.slice(0, tokens[choice % tokens.length]!.end), indent = (text: string): string => (isInside ? text.replace(/^/gm, '  ') : text);
      const head = isInside ? 'function A {\n  Get-First\n' : 'Get-First\n', tail = `\n${indent(rest.join('\n'))}${isInside ? '\n}\nfunction Last { Get-Last }' : ''}\n`;
      const whole = `${head}${indent('$null')}${tail}`, text = `${head}${indent(cut)}${tail}`, from = whole.length - tail.length, found = new Set(told(mended(parse(text)).ast, 0));
      assert.deepEqual(told(parse(whole).ast, from, text.length - whole.length).filter((wanted) => !found.has(wanted)), [], text);
    }), { numRuns: 400, seed: 7 });
  });

  it('leaves what is closed in a text that is wrong elsewhere', () => {
    const broken = '\nfunction Broken {\n  Get-It )\n}\n';
    for (const text of ['$h = @{\n$a = 1\n$b = 2\n}', 'Get-It @{\n$a = 1\n}', 'Get-It |\nWhere-Object { $_ } |\nSelect-Object Name', 'Get-It `\nGet-That -Name 1', '$x = (\nGet-It -Name 1\n)', 'class A {\n[int]$B = 1\n$C = 2\n}', 'param(\n[string]$a = 1,\n$b = 2\n)\nGet-It', 'Get-It -Name @(\n$a = 1\nGet-Date\n)']) {
      const plain = parse(text + broken), found = new Set(told(mended(plain).ast, 0));
      assert.deepEqual(told(plain.ast, 0).filter((wanted) => !found.has(wanted)), [], text);
    }
  });
});
