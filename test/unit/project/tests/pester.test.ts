import assert from 'node:assert/strict';
import { cleanUp, folderWith, runIn, tellOf, told } from './support.ts';

const of = async (text: string, more = {}): Promise<string[]> => await tellOf({ 'T.Tests.ps1': text }, 'T.Tests.ps1', more);
/** What one test says, whose body this is: `passed`, or why not. */
async function body(text: string): Promise<string> {
  const [first = ''] = await of(`Describe d { It i {\n${text}\n} }`);
  return first.replace(/^failed d › i \d+:\d+: /, '').replace(/^passed d › i$/, 'passed');
}

describe('a file in the words of Pester', () => {
  after(cleanUp);

  it('runs blocks and tests in their order, set-up and tear-down around them, wherever these stand', async () => {
    const text = `$log = [Collections.ArrayList]::new()
BeforeEach { [void]$log.Add('each of the file') }
Describe 'outer' {
  It 'one' { $log -join ',' | Should -Be 'all,each of the file,each'; $x | Should -Be 1 }
  Context 'inner' {
    BeforeAll { $y = $x + 1; $log.Clear() }
    BeforeEach { [void]$log.Add('inner'); $z = $y + 1 }
    AfterEach { [void]$log.Add('after inner') }
    It 'two' { $z | Should -Be 3; $log -join ',' | Should -Be 'each of the file,each,inner' }
    It 'three' { $log -join ',' | Should -Be 'each of the file,each,inner,after inner,after,each of the file,each,inner' }
  }
  BeforeAll { $x = 1; [void]$log.Add('all') }
  BeforeEach { [void]$log.Add('each') }
  AfterEach { [void]$log.Add('after') }
  AfterAll { $log.Clear(); [void]$log.Add('end') }
}
Describe 'next' { It 'sees what was left' { $log -join ',' | Should -Be 'end,each of the file' }; It 'does not see variables of others' { $x | Should -BeNullOrEmpty } }
`;
    assert.deepEqual(await of(text), ['passed outer › one', 'passed outer › inner › two', 'passed outer › inner › three', 'passed next › sees what was left', 'passed next › does not see variables of others']);
  });

  const operators: readonly (readonly [passes: string, fails: string, why: string])[] = [
    ["'a' | Should -Be 'A'", "'a' | Should -Be 'b'", "Expected strings to be the same, but they were different.\nString lengths are both 1.\nStrings differ at index 0.\nExpected: 'b'\nBut was:  'a'\n           ^"],
    ["1, 2 | Should -Be 1, 2", '1, 2 | Should -Be 1, 3', 'Expected @(1, 3), but got @(1, 2).'],
    ["'a' | Should -BeExactly 'a'", "'a' | Should -BeExactly 'A'", "Expected strings to be the same, but they were different.\nString lengths are both 1.\nStrings differ at index 0.\nExpected: 'A'\nBut was:  'a'\n           ^"],
    ["'abc' | Should -BeLike 'A*'", "'abc' | Should -BeLike 'x*'", "Expected like wildcard 'x*' to match 'abc', but it did not match."],
    ["'abc' | Should -BeLikeExactly 'a*'", "'abc' | Should -BeLikeExactly 'A*'", "Expected like wildcard 'A*' to match 'abc', but it did not match."],
    ["'abc' | Should -Match 'B'", "'abc' | Should -Match '^b'", "Expected regular expression '^b' to match 'abc', but it did not match."],
    ["'abc' | Should -MatchExactly 'b'", "'abc' | Should -MatchExactly 'B'", "Expected regular expression 'B' to match 'abc', but it did not match."],
    ['$true | Should -BeTrue', '0 | Should -BeTrue', 'Expected $true, but got 0.'],
    ['$null | Should -BeFalse', '$true | Should -BeFalse', 'Expected $false, but got $true.'],
    ["$null | Should -BeNullOrEmpty; '' | Should -BeNullOrEmpty; @() | Should -BeNullOrEmpty; @{} | Should -BeNullOrEmpty", '0 | Should -BeNullOrEmpty', 'Expected $null or empty, but got 0.'],
    ['5 | Should -BeOfType [int]; 5 | Should -BeOfType ([int]); 5 | Should -BeOfType System.Int32', "5 | Should -BeOfType [string]", 'Expected the value to have type [string] or any of its subtypes, but got 5 with type [int].'],
    ['1, 2 | Should -Contain 2', '1, 2 | Should -Contain 3', 'Expected 3 to be found in collection @(1, 2), but it was not found.'],
    ['2 | Should -BeIn 1, 2', '3 | Should -BeIn 1, 2', 'Expected collection @(1, 2) to contain 3, but it was not found.'],
    ['1, 2 | Should -HaveCount 2; @() | Should -HaveCount 0', '1, 2 | Should -HaveCount 3', 'Expected a collection with size 3, but got collection with size 2 @(1, 2).'],
    ['2 | Should -BeGreaterThan 1', '1 | Should -BeGreaterThan 1', 'Expected the actual value to be greater than 1, but got 1.'],
    ['1 | Should -BeLessThan 2', '2 | Should -BeLessThan 2', 'Expected the actual value to be less than 2, but got 2.'],
    ['2 | Should -BeGreaterOrEqual 2', '1 | Should -BeGreaterOrEqual 2', 'Expected the actual value to be greater than or equal to 2, but got 1.'],
    ['2 | Should -BeLessOrEqual 2', '3 | Should -BeLessOrEqual 2', 'Expected the actual value to be less than or equal to 2, but got 3.'],
    ["{ throw 'no disk' } | Should -Throw 'no d*'", "{ throw 'no disk' } | Should -Throw 'disk'", "Expected an error with a message like 'disk', but got the error 'no disk' [no disk] of the type [System.Management.Automation.RuntimeException]."],
    ["{ Get-Item /nowhere -ErrorAction Stop } | Should -Throw -ErrorId PathNotFound* -ExceptionType ([System.Management.Automation.ItemNotFoundException])", "{ 'fine' } | Should -Throw", 'Expected an error, but nothing was thrown.'],
    ["{ 'fine' } | Should -Not -Throw; 1, 2 | Should -BeOfType [int]; $true | Should -Not -Be 'anything'; $e = $null; try { throw 'no disk' } catch { $e = $_ }; $e | Should -Be 'no disk'", "{ throw 'no disk' } | Should -Not -Throw", "Expected no error, but got the error 'no disk' [no disk] of the type [System.Management.Automation.RuntimeException]."],
    ["1, 2 | Should -BeLessThan 3", "1, 'b' | Should -BeOfType [int]", "Expected the value to have type [int] or any of its subtypes, but got 'b' with type [string]."],
    ["Setup -File 'a/b.ps1' \"'from the drive'\"; & TestDrive:\\a\\b.ps1 | Should -Be 'from the drive'; [IO.File]::Exists('TestDrive:/a/b.ps1') | Should -BeTrue", "Setup -Dir d; 'TestDrive:\\d' | Should -Not -Exist", "Expected path 'TestDrive:\\d' to not exist, but it did exist."],
    ['@() | Should -Be @(); $null | Should -Be @(); @() | Should -Be $null; $null, $null | Should -Be $null, $null; , (1, 2) | Should -Be @(, (1, 2)); 5 | Should -Be @(5); @{ a = 1 }.Keys | Should -Be @("a"); Should -Be 1, 2 -ActualValue 1, 2', "@() | Should -Be 0", 'Expected 0, but got $null.'],
    [', (1, 2) | Should -HaveCount 1; $null | Should -HaveCount 1; @{ a = 1; b = 2 } | Should -HaveCount 1; Should -HaveCount 2 -ActualValue 1, 2', ', (1, 2) | Should -HaveCount 2', 'Expected a collection with size 2, but got collection with size 1 @(@(1, 2)).'],
    [', (1, 2) | Should -Not -Contain 1; Should -Contain 1 -ActualValue 1, 2', ', (1, 2) | Should -Contain 2', 'Expected 2 to be found in collection @(@(1, 2)), but it was not found.'],
    [', @() | Should -BeNullOrEmpty; [ordered]@{} | Should -Not -BeNullOrEmpty; 1, 2 | Should -Not -BeNullOrEmpty', '[ordered]@{} | Should -BeNullOrEmpty', 'Expected $null or empty, but got @{}.'],
    ["5 | Should -Not -Be 6", '5 | Should -Not -Be 5 -Because "it is another"', 'Expected 5 to be different from the actual value, because it is another, but got the same value.'],
    ["'abc' | Should -Not -BeLike 'x*'", "'abc' | Should -Not -BeLike 'a*'", "Expected like wildcard 'a*' to not match 'abc', but it did match."],
    ["'abc' | Should -Not -Match 'x'", "'abc' | Should -Not -Match 'b'", "Expected regular expression 'b' to not match 'abc', but it did match."],
    ["0 | Should -Not -BeTrue", "1 | Should -Not -BeTrue", 'Expected $false, but got 1.'],
    ["1 | Should -Not -BeNullOrEmpty", "'' | Should -Not -BeNullOrEmpty -Because 'it counts'", 'Expected a value, because it counts, but got $null or empty.'],
    ["1 | Should -Not -BeOfType [string]", "1 | Should -Not -BeOfType [int]", 'Expected the value to not have type [int] or any of its subtypes, but got 1 with type [int].'],
    ["1, 2 | Should -Not -Contain 3", "1, 2 | Should -Not -Contain 2", 'Expected 2 to not be found in collection @(1, 2), but it was found.'],
    ["3 | Should -Not -BeIn 1, 2", "2 | Should -Not -BeIn 1, 2", 'Expected collection @(1, 2) to not contain 2, but it was found.'],
    ["1, 2 | Should -Not -HaveCount 1", "1, 2 | Should -Not -HaveCount 2", 'Expected a collection with size different from 2, but got collection with that size @(1, 2).'],
    ["1 | Should -Not -HaveCount 0", "1 | Should -HaveCount 0", 'Expected an empty collection, but got collection with size 1 @(1).'],
    ["1 | Should -Not -BeGreaterThan 1", "2 | Should -Not -BeGreaterThan 1", 'Expected the actual value to be less than or equal to 1, but got 2.'],
    ["'a' | Should -Not -BeExactly 'A'", "'a' | Should -Not -BeExactly 'a'", "Expected 'a' to be different from the actual value, but got exactly the same value."],
    ["$TestDrive | Should -Exist; 'TestDrive:\\nothing' | Should -Not -Exist", "'/nowhere' | Should -Exist", "Expected path '/nowhere' to exist, but it did not exist."],
    ["'some text' | Set-Content TestDrive:\\f; 'TestDrive:\\f' | Should -FileContentMatch 'TEXT$'", "'x' | Set-Content TestDrive:\\f; 'TestDrive:\\f' | Should -FileContentMatch y", "Expected a line that matches 'y' in the file 'TestDrive:\\f', but it has 1 line, and none does."],
    ["5 | Should Be 5; 5 | Should Not Be 6; 'abc' | Should Match b; { throw 'no disk' } | Should Throw disk; $null | Should BeNullOrEmpty", "5 | Should Be 6", 'Expected 6, but got 5.'],
  ];
  for (const [passes, fails, why] of operators) {
    it(`knows ${/Should (.+)/.exec(fails)?.[0] ?? fails}`, async () => {
      assert.equal(await body(passes), 'passed');
      assert.equal((await body(fails)).replace(/^failed d › i.*/s, ''), why);
    });
  }
  describe('asks a command for a parameter', () => {
    const declared = "function f { param([Parameter(Mandatory, ParameterSetName = 'A')][Alias('q', 'r')][int]$x = 5, [Parameter(ParameterSetName = 'B')][string]$y = 'ab', [switch]$z, $w = (Get-Date), $t = $true, $n = $null, [ArgumentCompleter({ 'a' })]$c) }; function g($a, $b = 3) { }\n";
    const why = async (text: string): Promise<string> => (await body(declared + text)).replace(/^failed d › i.*/s, '');
    it('that is there, as it is declared', async () => {
      for (const wish of ['X', 'x -Mandatory', 'x -Type int', 'x -Type ([int])', "x -Type '[int]' -Mandatory -DefaultValue 5 -InParameterSet A -Alias q, R", "y -InParameterSet B -DefaultValue 'AB'", 'y -Mandatory:$false', 'z -Type switch', "w -DefaultValue '(Get-Date)'", 't -DefaultValue true', "n -DefaultValue ''", "z -DefaultValue ''", 'c -HasArgumentCompleter', 'x -HasArgumentCompleter:$false', 'y [string] ab B']) assert.equal(await why(`Get-Command f | Should -HaveParameter ${wish}`), 'passed', wish);
      for (const wish of ['none', 'y -Mandatory', 'x -Type string', 'x -DefaultValue 6', 'x -InParameterSet B', 'x -Alias s', 'x -HasArgumentCompleter']) assert.equal(await why(`Get-Command f | Should -Not -HaveParameter ${wish}`), 'passed', wish);
      assert.equal(await why("Get-Command g | Should -HaveParameter b -DefaultValue 3; Get-Command Get-Item | Should -HaveParameter Path -Mandatory -Type ([string[]]) -InParameterSet Path; Set-Alias ff f; Get-Command ff | Should -HaveParameter x; Get-Command dir | Should -Not -HaveParameter Nothing"), 'passed');
    });
    const fails: readonly (readonly [wish: string, why: string])[] = [
      ['-HaveParameter k', 'Expected the command f to have a parameter k, but it has none.'], ['-HaveParameter x -InParameterSet B', 'Expected the command f to have a parameter x in the parameter set B, but it has none.'],
      ['-HaveParameter y -Mandatory -Type int', "Expected the command f to have a parameter y, that is mandatory, of the type [int], but it is not mandatory, and it is of the type [string]."],
      ['-HaveParameter x -Mandatory:$false', 'Expected the command f to have a parameter x, that is not mandatory, but it is mandatory.'], ["-HaveParameter x -DefaultValue 6 -Because 'six it is'", "Expected the command f to have a parameter x, with the default value '6', because six it is, but its default value is '5'."],
      ['-HaveParameter x -Alias q, s', "Expected the command f to have a parameter x, with the alias 'q', with the alias 's', but its aliases are @('q', 'r')."], ['-HaveParameter x -HasArgumentCompleter', 'Expected the command f to have a parameter x, with an argument completer, but it has no completer.'],
      ['-Not -HaveParameter x', 'Expected the command f not to have a parameter x, but it has one.'], ['-Not -HaveParameter x -Type int', 'Expected the command f not to have a parameter x, not of the type [int], but it is of the type [int].'],
    ];
    for (const [wish, told] of fails) it(`fails: ${wish}`, async () => assert.equal(await why(`Get-Command f | Should ${wish}`), told));
    it('takes commands alone', async () => {
      assert.equal(await why('5 | Should -HaveParameter x'), 'Should -HaveParameter takes a command: Get-Command Get-Thing | Should -HaveParameter Name. It got 5. [CommandExpected,Should]');
      assert.match(await why('Get-Command f | Should -HaveParameter x -Type nothing'), /there is no type \[nothing\]/);
      assert.match(await why('Get-Command Get-Item | Should -HaveParameter Path -DefaultValue 1'), /asks functions and scripts alone/);
    });
  });
  it('says which operators there are', async () => assert.match(await body('5 | Should Bee 5'), /^Should has no operator 'Bee'\. It has: -Be, -BeExactly, .*-HaveParameter, -Invoke, -InvokeVerifiable\. \[UnknownShould,Should\]$/));

  it('makes a test of each set of data, with names made of them', async () => {
    assert.deepEqual(await of(`Describe 'of <_>' -ForEach 'x', 'y' {
  It 'adds <a> to <b.Size>' -TestCases @{ a = 1; b = @{ Size = 2 } }, @{ a = 'n'; b = @{ Size = $null } } { param($a, $b) if ($a -eq 1) { $a + $b.Size | Should -Be 3 }; $_.a | Should -Be $a }
  It 'has <_>' -ForEach 1, 2 { $_ | Should -BeLessThan 2 }
}`), ['passed of x › adds 1 to 2', 'passed of x › adds n to $null', 'passed of x › has 1', 'failed of x › has 2 3:32: Expected the actual value to be less than 2, but got 2.',
      'passed of y › adds 1 to 2', 'passed of y › adds n to $null', 'passed of y › has 1', 'failed of y › has 2 3:32: Expected the actual value to be less than 2, but got 2.']);
  });

  it('names tests by the data of the blocks around them and by variables, where a name is not escaped', async () => {
    assert.deepEqual(await of(`Describe 'of <Name>' -ForEach @{ Name = 'cactus'; Symbol = 'C' } {
  BeforeAll { $later = 'L' }
  It 'is <Symbol> and <later>, not <nothing> or \`<Name\`>' { $Symbol | Should -Be C }
  Context 'in <Symbol>' { It 'with <N> of <name.Length>' -ForEach @{ N = 1 } { $N | Should -Be 1 } }
}`), ['passed of cactus › is C and L, not <nothing> or <Name>', 'passed of cactus › in C › with 1 of 6']);
  });

  it('mocks commands for a block or a test, by their arguments, and counts their calls', async () => {
    assert.deepEqual(await of(`function Get-Own { param([string]$Id, [switch]$All) "own $Id" }
Describe mocks {
  BeforeAll { Mock Get-Own { "mock $Id $args $($PesterBoundParameters.Count)" }; Mock Get-Own { 'all' } -ParameterFilter { $All } }
  It 'by parameter' { Get-Own 5 | Should -Be 'mock 5  1'; Get-Own -All | Should -Be 'all'; Should -Invoke Get-Own -Times 2 -Exactly; Should -Invoke Get-Own -Times 1 -Exactly -ParameterFilter { $Id -eq 5 } }
  It 'counts its own calls alone' { Should -Invoke Get-Own -Times 0; Should -Not -Invoke Get-Own; Should -Invoke Get-Own -Times 2 -Scope Describe; Assert-MockCalled Get-Own -Times 2 -Exactly -Scope Describe }
  It 'for itself' { Mock Get-Own { 'mine' }; Get-Own | Should -Be 'mine' }
  It 'and no longer' { Get-Own | Should -BeLike 'mock*' }
  It 'of aliases, pipelines and cmdlets' { Mock Get-ChildItem { 'nothing' }; dir | Should -Be 'nothing'; Mock Out-File { }; 1, 2 | Out-File x; Should -Invoke Out-File -Times 2 -Exactly; Mock Get-Date { 'never' } -ParameterFilter { $Format -eq 'q' }; Get-Date -Format yyyy | Should -Match '^\\d{4}$' }
  It 'that must be called' { Mock Get-Date { } -Verifiable; Should -InvokeVerifiable }
  It 'too few' { Should -Invoke Get-Own -Times 1 -ParameterFilter { $Id -eq 7 } }
  It 'of nothing' { Mock Get-Nothng { } }
  It 'not at all' { Should -Invoke Get-Item }
}
Describe after { It 'the block the command is itself' { Get-Own 5 | Should -Be 'own 5' } }
`), ['passed mocks › by parameter', 'passed mocks › counts its own calls alone', 'passed mocks › for itself', 'passed mocks › and no longer', 'passed mocks › of aliases, pipelines and cmdlets',
      'failed mocks › that must be called 9:61: Expected all verifiable mocks to be called, but these were not: Get-Date.',
      "failed mocks › too few 10:18: Expected 'Get-Own' to be called at least once with arguments for which { $Id -eq 7 } is true, but it was called 0 times so, and 0 times in all.",
      "failed mocks › of nothing 11:21: There is nothing to mock: 'Get-Nothng' is no command of this engine, and no script beside the test calls it. Correct the name. [CommandNotFoundException,Mock]",
      "failed mocks › not at all 12:21: 'Get-Item' is not mocked here, so its calls were not counted. Add: Mock Get-Item { } [NotMocked,Should]", 'passed after › the block the command is itself']);
  });

  it('tests scripts beside it, with mocks of commands that the engine does not have, and says where in them an error arose', async () => {
    const folder = folderWith({
      'Deploy.ps1': "param($Name)\nfunction Get-Plan { 'plan' }\n$vm = Get-AzVM -Name $Name\nif (-not $vm) { throw \"no $Name\" }\n\"$(Get-Plan) $($vm.Size)\"\n",
      'Deploy.Tests.ps1': "BeforeAll { Import-Module Pester; $script = Join-Path $PSScriptRoot 'Deploy.ps1' }\nDescribe Deploy {\n  It works { Mock Get-AzVM { [pscustomobject]@{ Size = 'big' } } -ParameterFilter { $Name -eq 'web' }; & $script -Name web | Should -Be 'plan big' }\n  It fails { Mock Get-AzVM { }; & $script -Name db }\n  It loads { Mock Get-AzVM { 1 }; . $script -Name x; Get-Plan | Should -Be plan }\n}\n",
    });
    const run = await runIn(folder, ['Deploy.Tests.ps1']);
    assert.deepEqual(told(run), ['passed Deploy › works', `failed Deploy › fails 4:1: no db\nAt ${folder}/Deploy.ps1:4`, 'passed Deploy › loads']);
    assert.deepEqual(run.results[1]?.problems[0]?.stack?.map(({ file, line }) => `${file.slice(folder.length + 1)}:${line}`).slice(0, 2), ['Deploy.ps1:4', 'Deploy.Tests.ps1:4']);
  });

  it('skips what is marked, what is not chosen, and what skips itself', async () => {
    const text = "Describe a -Tag slow {\n  It one -Skip { 1 | Should -Be 2 }\n  It two -Tag fast { }\n  It three { Set-ItResult -Skipped -Because 'no network' }\n  It four\n}\nDescribe b -Skip { BeforeAll { throw 'never' }\n  It five { } }\n";
    assert.deepEqual(await of(text), ['skipped a › one (-Skip)', 'passed a › two', 'skipped a › three (no network)', 'skipped a › four (It is not written yet.)', 'skipped b › five (-Skip)']);
    assert.deepEqual(await of(text, { tags: ['FAST'] }), ['passed a › two']);
    assert.deepEqual(await of(text, { excludeTags: ['slow'] }), ['skipped b › five (-Skip)']);
    assert.deepEqual(await of(text, { names: ['* two'] }), ['passed a › two']);
    const folder = folderWith({ 'T.Tests.ps1': text });
    assert.deepEqual(told(await runIn(folder, [], { files: [{ path: `${folder}/T.Tests.ps1`, lines: [3] }] })), ['passed a › two']);
  });

  it('ends a test that does not end, and goes on', async () => {
    assert.deepEqual(await of("Describe d {\n  It works { while ($true) { } }\n  It sleeps { try { Start-Sleep 100 } finally { $script:cleaned = 1 } }\n  It ends { $script:cleaned | Should -Be 1 }\n}", { seconds: 0.2 }), [
      'failed d › works 2:1: It ran longer than 0.2 s and was ended. Give it more time, or mock what it waits for.', 'failed d › sleeps 3:1: It ran longer than 0.2 s and was ended. Give it more time, or mock what it waits for.', 'passed d › ends',
    ]);
  });

  it('tells what keeps a file or a block from running, and runs the rest', async () => {
    assert.deepEqual(await of("Describe a { if ($x { }"), ["broken 1:21: Unexpected token '{' in expression or statement."]);
    assert.deepEqual(await of("throw 'not today'\nDescribe a { It b { } }"), ['broken 1:1: not today']);
    assert.deepEqual(await of("Describe a { BeforeAll { throw 'no server' }\n  It b { } }\nDescribe c { It d { } ; AfterAll { throw 'no end' } }"), ['broken 1:26: a: no server', 'broken 3:36: c: no end', "failed a › b 1:26: BeforeAll of 'a' failed: no server", 'passed c › d']);
    assert.deepEqual(await of("Describe a { It b { exit 3 }; It c { break }; It d { It e { } }; It f { 'fine' } }"), [
      "failed a › b 1:26: 'exit' would end the whole file of tests. Call the script that exits with '&'. [LeftTest]", "failed a › c 1:36: 'break' or 'continue' stands outside a loop. [LeftTest]",
      "failed a › d 1:54: It 'e' stands inside It 'd'. Put it beside. [TestInTest,It]", 'passed a › f',
    ]);
    assert.deepEqual(await of('Describe a\n{ It b { } }'), ["broken 1:1: 'Describe a' has no block. Its brace must begin on the line of its name."]);
  });

  it('keeps what a test writes, for the person', async () => {
    const { results } = await runIn(folderWith({ 'T.Tests.ps1': "Describe d { It i { 'out'; Write-Host 'host'; Write-Warning 'careful'; Write-Error 'small' } }" }), ['T.Tests.ps1']);
    assert.deepEqual(results.map(({ outcome, output }) => ({ outcome, output })), [{ outcome: 'passed', output: 'out\nhost\nWARNING: careful\nERROR: small' }]);
  });
});
