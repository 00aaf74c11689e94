import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyEdits, formatText, lineIndent, parse, sameMeaning, walk } from '../../../../../src/powershell/index.ts';
import type { FormatOptions, FormatResult } from '../../../../../src/powershell/index.ts';
import { cmdletCatalogue } from '../../../../../src/powershell/cmdlets/catalogue.ts';

const cmdlets = new Map(cmdletCatalogue.map((facts) => [facts.name.toLowerCase(), facts]));
const options: FormatOptions = { tabSize: 4, insertSpaces: true, known: (name) => cmdlets.get(name.toLowerCase()) };
const run = (text: string, more: Partial<FormatOptions> = {}): { readonly out: string; readonly level: FormatResult['level'] } => {
  const { edits, level } = formatText(parse(text), { ...options, ...more });
  return { out: applyEdits(text, edits), level };
};
const formatted = (text: string, more: Partial<FormatOptions> = {}): string => {
  const { out, level } = run(text, more);
  assert.equal(level, 'whole', text);
  assert.equal(run(out, more).out, out, 'formatting again changes it');
  return out;
};

/** What is written, and what it becomes. */
const rows: readonly (readonly [string, string])[] = [
  ['if($a){b}', 'if ($a) { b }'],
  ['IF( $a ){ 1 }ElseIf($b){2}else{3}', 'if ($a) { 1 } elseif ($b) { 2 } else { 3 }'],
  ['try{1}catch [int]{2}finally{3}', 'try { 1 } catch [int] { 2 } finally { 3 }'],
  ["switch($a){'x'{1}\ndefault{2}\n}", "switch ($a) { 'x' { 1 }\n    default { 2 }\n}"],
  ['$a=1;$b = $a+2*$c ;', '$a = 1; $b = $a + 2 * $c;'],
  ['$a -EQ 1 -and -NOT $b', '$a -eq 1 -and -not $b'],
  ['$a = -1; $b = !$c; $i++', '$a = -1; $b = !$c; $i++'],
  ['1..5|%{$_}', '1..5 | % { $_ }'],
  ['Get-Foo a , b,c', 'Get-Foo a, b, c'],
  ['function foo {} foo a , b,c', 'function foo {} foo a, b, c'],
  ['Get-Foo $x -A a,b;.\\Foo.ps1 a,b;& { $args } a,b;M.Own\\Get-Foo a,b', 'Get-Foo $x -A a, b; .\\Foo.ps1 a, b; & { $args } a, b; M.Own\\Get-Foo a, b'],
  ['foo (1,2) @(a 1,2)', 'foo (1, 2) @(a 1,2)'],
  // What a program is given is handed to it as it is written.
  ...['netsh localport=80,443 a,b', 'msiexec ADDLOCAL=a , b', 'wmic get a ,b', '& $tool a,b', '& "C:\\x.exe" /a:1,2 -x:1,2', '.\\show.sh a,b', 'docker-compose a,b', 'awk.exe {print $1;b} {If(1){2}}', 'awk.exe {a\n b}'].map((text) => [text, text] as const),
  ['powershell.exe {a;b}', 'powershell.exe { a; b }'],
  ['$x[1,2]; [Dictionary[string,int]]$y; [int[,]]$z', '$x[1,2]; [Dictionary[string,int]]$y; [int[,]]$z'],
  [',1', ',1'],
  ['if($a){1}\ndata d { "x" }\n  data e{1}', 'if ($a) { 1 }\ndata d { "x" }\ndata e { 1 }'],
  ['@{a=1;If   = 2}', '@{ a = 1; If   = 2 }'],
  ['$a.Where{$_}', '$a.Where{ $_ }'],
  ['for(;;){}', 'for (;;) {}'],
  ['for($i=0;$i -lt 3;$i++){1}', 'for ($i = 0; $i -lt 3; $i++) { 1 }'],
  ['function Foo{param([int]$a=1)}', 'function Foo { param([int]$a = 1) }'],
  ['get-childitem -PATH . -recurse;gci', 'Get-ChildItem -Path . -Recurse; gci'],
  ['function get-childitem { }\nget-childitem -path 1', 'function get-childitem { }\nget-childitem -path 1'],
  ['write-output IF', 'Write-Output IF'],
  ['icmd  --% a=1   ;  {x  \nif(1){2}', 'icmd  --% a=1   ;  {x  \nif (1) { 2 }'],
  ['foo   -a   1  # note  ', 'foo -a 1  # note  '],
  ['foo  "a  b"   $c    (1)  @d', 'foo "a  b" $c (1) @d'],
  ['using  namespace  System.IO', 'using namespace System.IO'], [':lbl  foreach ($a  in  1) { continue  lbl; break  lbl }', ':lbl foreach ($a in 1) { continue lbl; break lbl }'], ['workflow A { foreach  -parallel  -throttlelimit  3 ($a in 1) { } }', 'workflow A { foreach -parallel -ThrottleLimit 3 ($a in 1) { } }'],
  ['data  X  -SupportedCommand  a { 1 }', 'data X -SupportedCommand a { 1 }'], ['function X  ($a) { return  1; throw  2 }', 'function X ($a) { return 1; throw 2 }'], ['function X($a) { }', 'function X($a) { }'], ['switch  -regex  -file  x { default  { } }', 'switch -regex -file x { default { } }'],
  ['$h = @{ if  = 1; return   = 2 }', '$h = @{ if  = 1; return   = 2 }'], ['break  # x', 'break  # x'], ['try { } catch  [X] { } trap  [Y] { }', 'try { } catch [X] { } trap [Y] { }'],
  ['foo $a.b  -x:  1   -y:2', 'foo $a.b -x:  1 -y:2'],
  ['$a>b; foo 2>&1>>c; $b   >$null', '$a > b; foo 2>&1 >> c; $b   > $null'],
  ['$a =,1; $b=,(1,2)', '$a = ,1; $b = ,(1, 2)'],
  ['workflow W{foreach -PARALLEL -THROTTLELIMIT 5($a in $b){1}}', 'workflow W { foreach -parallel -ThrottleLimit 5 ($a in $b) { 1 } }'],
  ['switch -REGEX -CaseSensitive($a){b{1}}', 'switch -regex -casesensitive ($a) { b { 1 } }'],
  ['foo  \n\t\nbar \t', 'foo\n\nbar'],
  ['foo\r\n  bar\r\n', 'foo\r\nbar\r\n'],
  ['"$($a+$b) $(IF($a){1})"', '"$($a+$b) $(IF($a){1})"'],
  ["if ($a) {\n$x = @'\n keep\n'@\n}", "if ($a) {\n    $x = @'\n keep\n'@\n}"],
  ['if ($a) {\n<#\n keep\n#>\n# move\nb\n}', 'if ($a) {\n<#\n keep\n#>\n    # move\n    b\n}'],
  ['if ($a -and\n$b) {\nc\n}', 'if ($a -and\n    $b) {\n    c\n}'],
  ['a |\nb |\n  c { \nd\n}', 'a |\n    b |\n    c {\n        d\n    }'],
  ['{\nfoo -a 1 `\n         -b 2\n}', '{\n    foo -a 1 `\n             -b 2\n}'],
  ['$l = @(\n1,\n   2\n)', '$l = @(\n    1,\n    2\n)'],
  ['foo @{\na = 1\n}, @{\nb = 2\n}', 'foo @{\n    a = 1\n}, @{\n    b = 2\n}'],
  ['foo({\n1\n})', 'foo ({\n    1\n})'.replace('foo (', 'foo(')],
  ['workflow W {\nPARALLEL {\nSequence {\ninlinescript{$using:a}\n}\n}\nforeach -parallel ($i in $j) {\n$i\n}\n}',
    'workflow W {\n    parallel {\n        sequence {\n            InlineScript { $using:a }\n        }\n    }\n    foreach -parallel ($i in $j) {\n        $i\n    }\n}'],
  ['where`\n{ 1 }', 'where`\n{ 1 }'],
  ['class A{[int]$x=1;STATIC[int]$y}', 'class A { [int]$x = 1; static [int]$y }'],
  ['class B{}\nclass  A:B{A():base(){}[void]Do([int]$a=2){$a}hidden[int]F(){return(1)}}', 'class B {}\nclass A : B { A() : base() {} [void]Do([int]$a = 2) { $a } hidden [int]F() { return (1) } }'],
  ['[Flags()]enum E:byte{A=1;B}', '[Flags()] enum E : byte { A = 1; B }'],
  ['enum E{Class;If}', 'enum E { Class; If }'],
  ['workflow W{foreach -Parallel -throttlelimit(2)($x in $y){$x}parallel{1}sequence{2}}', 'workflow W { foreach -parallel -ThrottleLimit(2) ($x in $y) { $x } parallel { 1 } sequence { 2 } }'],
  ['switch -Regex($a){1{2}{$_}{3}default{4}}', 'switch -regex ($a) { 1 { 2 } { $_ } { 3 } default { 4 } }'],
  ['try{1}catch [int],[string]{3}', 'try { 1 } catch [int], [string] { 3 }'],
  ['function f{param($a)begin{1}process{2}end{throw($a)}}', 'function f { param($a) begin { 1 } process { 2 } end { throw ($a) } }'],
  ['&{1};.{2};& $x', '& { 1 }; . { 2 }; & $x'],
  ['$a ? 1:2; -not($a); !($b); -$c', '$a ? 1 : 2; -not ($a); !($b); -$c'],
  ['param([Parameter(Mandatory=$true,Position=0)]$a,[Parameter(Mandatory)]$b)', 'param([Parameter(Mandatory = $true, Position = 0)]$a, [Parameter(Mandatory)]$b)'],
  ['if($a){1}Get-It;{1}.Invoke()', 'if ($a) { 1 } Get-It; { 1 }.Invoke()'],
  ['param(\n[Parameter()]\n  [int]$A,\n      [int]$B\n)', 'param(\n    [Parameter()]\n    [int]$A,\n    [int]$B\n)'],
];

describe('formatting', () => {
  for (const [text, expected] of rows) it(`makes ${JSON.stringify(text)} tidy`, () => assert.equal(formatted(text), expected));

  it('puts every blank of a tidy text back that can be left out', () => {
    const tidy = [
      'class A : B { [int]$x = 1; static [int]$y; A() : base(1) { 2 } [void]Do([int]$a = 1) { return ($a) } }', 'enum E { A = 1; B }', 'workflow W { foreach -parallel ($x in $y) { $x } parallel { 1 } sequence { 2 } InlineScript { 3 } }', 'function f($a, $b = 1) { begin { 1 } end { 2 } }', 'filter f { $_ }',
      'if ($a) { 1 } elseif ($b) { 2 } else { 3 }', 'switch -wildcard ($a) { 1 { 2 } { $_ } { 3 } default { 4 } }', 'try { 1 } catch [int] { 2 } catch { 3 } finally { 4 }', 'for ($i = 0; $i -lt 3; $i++) { 1 }', 'do { 1 } while ($a)', 'do { 1 } until (-not $a)', 'foreach ($a in 1, 2) { 1 }', '$h = @{ a = 1; b = { 2 } }',
      '1..3 | ForEach-Object { $_ } | & { 1 }', '$x = $a -eq 1 -and ($b -or $c) -and $d -is [int]', 'param([Parameter(Mandatory = $true)][int]$a = 1, $b)', 'data x { 1 }; trap { 2 }; while ($a) { throw ($b) }',
    ];
    fc.assert(fc.property(fc.constantFrom(...tidy), fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (text, choices) => {
      const blanks = [...text.matchAll(/ +/g)].filter((_, i) => choices[i] === true);
      // Each on its own: some must stay, for the words beside them.
      const bare = blanks.toReversed().reduce((now, { index, 0: { length } }) => {
        const without = now.slice(0, index) + now.slice(index + length);
        return sameMeaning(parse(text), parse(without)) ? without : now;
      }, text);
      assert.equal(applyEdits(bare, formatText(parse(bare), options).edits), parse(bare).isWhole === true ? text : bare);
    }), { numRuns: 300 });
  });

  it('parts the properties of DSC resources, which are words to the grammar, and no words elsewhere', () => {
    const format = (text: string): string => applyEdits(text, formatText(parse(text), { tabSize: 4, insertSpaces: true }).edits);
    for (const [text, expected] of [
      ['configuration C { Node localhost { File a {Ensure="Present";DestinationPath= "c:\\a";Force =$true;  Type=\'File\'} } }', 'configuration C { Node localhost { File a { Ensure = "Present"; DestinationPath = "c:\\a"; Force = $true; Type = \'File\' } } }'],
      ['configuration C {\n    Script "x" {\n        GetScript={ @{a="b=c"} }\n        DependsOn=@("[File]a","[File]b")\n        Credential=$c\n    }\n}\n', 'configuration C {\n    Script "x" {\n        GetScript = { @{ a = "b=c" } }\n        DependsOn = @("[File]a", "[File]b")\n        Credential = $c\n    }\n}\n'],
    ] as const) {
      assert.equal(format(text), expected);
      assert.equal(format(expected), expected);
    }
    for (const text of ['File a { Ensure="Present" }', 'configuration C { Script a { SetScript = { tool.exe a=b; Start-It x { a=b } } } }', 'configuration C { }\nfunction F { Get-It a=b }']) assert.equal(format(text), text);
    // Only the stretch that is asked for.
    const two = 'configuration C {\n    File a { Ensure="x" }\n    File b { Ensure="y" }\n}', at = two.indexOf('File b');
    assert.equal(applyEdits(two, formatText(parse(two), { tabSize: 4, insertSpaces: true, within: { start: at, end: two.length } }).edits), two.replace('Ensure="y"', 'Ensure = "y"'));
  });

  it('tidies a text whose errors are of meaning alone', () => {
    assert.equal(formatted('class A:B{\n[int]$x\n}'), 'class A : B {\n    [int]$x\n}');
    assert.equal(formatted('$a=1\n1++'), '$a = 1\n1++');
    assert.equal(formatted('#requires -modules @{ModuleName="a"}\n$a=1'), '#requires -modules @{ModuleName="a"}\n$a = 1');
    assert.deepEqual(formatText(parse('$a=1\nif($b){'), { tabSize: 4, insertSpaces: true }), { edits: [], level: 'nothing' });
  });

  it('parts the words of using statements and configurations from what follows', () => {
    assert.equal(formatted('using namespace   System.IO\n$a=1'), 'using namespace System.IO\n$a = 1');
    // The name of a command, to PowerShell.
    assert.equal(formatted('throw"a"'), 'throw"a"');
    assert.equal(formatted("configuration C{\nnode localhost{\nFile a{\nEnsure='Present'\n}\n}\n}"), "configuration C {\n    node localhost {\n        File a {\n            Ensure = 'Present'\n        }\n    }\n}");
  });

  it('indents what goes on in a condition over lines, brackets too', () => {
    assert.equal(formatted('if ($a -and\n$b -or\n($c -and\n$d)) {\n1\n}'), 'if ($a -and\n    $b -or\n    ($c -and\n        $d)) {\n    1\n}');
    assert.equal(formatted('f(\n$a +\n$b,\n$c\n)'), 'f(\n    $a +\n    $b,\n    $c\n)');
  });

  it('indents with tabs where they are wanted', () => {
    assert.equal(formatted('if ($a) {\n  if ($b) {\n      c\n}\n}', { insertSpaces: false }), 'if ($a) {\n\tif ($b) {\n\t\tc\n\t}\n}');
    assert.equal(formatted('if ($a) {\n\t# x\n\tb\n\t<#\n\ty #>\n}'), 'if ($a) {\n    # x\n    b\n\t<#\n\ty #>\n}');
    assert.equal(formatted('if ($a) {\nb\n}', { tabSize: 2 }), 'if ($a) {\n  b\n}');
  });

  it('changes nothing behind the end of a text', () => {
    for (const text of ['\t', ' ', "'a'\n  ", "'a' \r\n\t "]) for (const { end } of formatText(parse(text), { tabSize: 4, insertSpaces: true }).edits) assert.ok(end <= text.length, JSON.stringify(text));
  });

  it('leaves the case alone where it is not asked for, and a broken text altogether', () => {
    assert.equal(run('IF($a){get-date}', { known: undefined }).out, 'IF ($a) { get-date }');
    assert.deepEqual(run('if($a){'), { out: 'if($a){', level: 'nothing' });
  });

  it('changes only the stretch that is asked for', () => {
    const text = 'if($a){\n$b=1\n$c=2\n}';
    assert.equal(run(text, { within: { start: 8, end: 11 } }).out, 'if($a){\n    $b = 1\n$c=2\n}');
  });

  it('keeps a stretch that goes on with a line outside of it where it is, however often it is asked', () => {
    const rows: readonly (readonly [text: string, first: string, last: string])[] = [
      ['if($a){\nGet-X -A 1 `\n      -B 2 `\n      -C 3 `\n      -D 4\n}', '      -B', '-C 3'],
      ["if($a){\n$a = 'A',\n               'B',\n               'C'\n}", "               'B'", "'B'"],
      ['if($a){\nGet-X |\n      Get-Y |\n      Get-Z\n}', '      Get-Y', 'Get-Z'],
    ];
    for (const [text, first, last] of rows) {
      const within = { start: text.indexOf(first), end: text.indexOf(last) + last.length };
      assert.equal(run(text, { within }).out, text);
    }
    const off = '    if($a){\nfoo `\n-b 2\n}', within = { start: off.indexOf('foo'), end: off.indexOf('-b') + 4 };
    const once = run(off, { within }).out;
    assert.equal(once, '    if($a){\n        foo `\n            -b 2\n}');
    assert.equal(run(once, { within: { start: once.indexOf('foo'), end: once.indexOf('-b') + 4 } }).out, once);
  });

  it('knows where a new line begins, in a broken text too', () => {
    const indent = (text: string): number | undefined => lineIndent(parse(text.replace('^', '')), text.indexOf('^'), options);
    assert.deepEqual(['if ($a) {\n^', 'if ($a) {\n^}', 'a |\n^', 'if ($a) {\n  b\n^\n}', '@(\n1,\n^', 'foo `\n^', '{{\n^', '  if ($a) {\n^', '  if ($a) {\n      b |\n^'].map(indent), [4, 0, 4, 2, 0, 4, 4, 6, 10]);
    // Lines that people have aligned are gone on with beside them.
    assert.deepEqual(['Get-It -A 1 `\n       -B 2 `\n^', '  Get-It -A 1 `\n         -B @{\n           a = 1\n         } `\n^', '$list = 1,\n        2,\n^', '$x = Get-It |\n     Sort-It |\n^', 'Get-It -A 1 `\n^\n       -B 2', 'Get-It -A 1 `\n^\n\t-B 2', 'Get-It -A 1 `\n^\nOther'].map(indent), [7, 9, 8, 5, 7, 4, 4]);
    assert.deepEqual(["$a = @'\n^\n'@", '<#\n^\n#>', '"a\n^"'].map(indent), [undefined, undefined, undefined]);
  });
});

describe('the comparison of meanings', () => {
  it('takes a text that was moved for the same, whatever stands in it', () => {
    const corpus = new URL('../../../../conformance/', import.meta.url), seen = new Set<string>();
    for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ps1'))) {
      const result = parse(readFileSync(new URL(name, corpus), 'utf8'));
      if (result.errors.length > 0 || result.text.length > 20_000) continue;
      walk(result.ast, ({ kind }) => { seen.add(kind); });
      assert.ok(sameMeaning(result, parse(`\n\n ${result.text}`)), name);
    }
    for (const kind of ['DataStatementAst', 'FunctionDefinitionAst', 'TypeDefinitionAst', 'BinaryExpressionAst', 'UsingStatementAst', 'BlockStatementAst']) assert.ok(seen.has(kind), kind);
  });
  it('sees what is another meaning', () => {
    const differs = (one: string, other: string): boolean => !sameMeaning(parse(one), parse(other));
    for (const [one, other] of [['"a b"', '"a  b"'], ['foo a', 'foo A'], ['@{ a = 1 }', '@{ A = 1 }'], ['$a.b', '$a.B'], ['1 # x', '1 # y'], ['1', '1.0'], ['foo $a[0]', 'foo $a [0]'],
      // What a program is handed as it is written.
      ['netsh localport=80,443', 'netsh localport=80, 443'], ['& $tool a,b', '& $tool a ,b'], ['a.exe { 1 }', 'a.exe {1}'], ['tool -x:a', 'tool -x: a'], ['wmic get a, b', 'wmic get a,b']] as const) assert.ok(differs(one, other), `${one} and ${other}`);
    for (const [one, other] of [['IF(1){}', 'if (1) { }'], ['foo -a 1', 'FOO -A  1'], ['$a -EQ 1', '$a -eq 1'], ['Get-Item a,b', 'Get-Item a, b'], ['netsh a, b', 'netsh  a,   b'], ['function own { }; own a,b', 'function own { }; own a, b']] as const) assert.ok(!differs(one, other), `${one} and ${other}`);
  });
});
