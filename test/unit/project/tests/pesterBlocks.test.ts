import assert from 'node:assert/strict';
import { cleanUp, tellOf } from './support.ts';

const of = async (text: string): Promise<string[]> => await tellOf({ 'T.Tests.ps1': text }, 'T.Tests.ps1');

describe('blocks in the words of Pester 5', () => {
  after(cleanUp);

  it('fail every test of a block whose set-up fails, and of the blocks in it; the others run', async () => {
    const why = (where: string): string => `BeforeAll of ${where} failed: no server`;
    assert.deepEqual(await of(`Describe a {
  BeforeAll { throw 'no server' }
  It b -TestCases @{ n = 1 }, @{ n = 2 } { 1 | Should -Be 1 }
  Context in { BeforeAll { $script:ran = 1 }; It 'deep <_>' -ForEach 1, 2 { $script:ran = 1 }; AfterAll { throw 'after what never was' } }
  It c -Skip { }
}
Describe d { It e { $script:ran | Should -BeNullOrEmpty } }`), [
      'broken 2:15: a: no server', `failed a › b 2:15: ${why("'a'")}`, `failed a › b 2:15: ${why("'a'")}`, `failed a › in › deep 1 2:15: ${why("'a'")}`, `failed a › in › deep 2 2:15: ${why("'a'")}`, 'skipped a › c (-Skip)', 'passed d › e',
    ]);
    assert.deepEqual(await of("BeforeAll { throw 'no server' }\nDescribe a { It b { } }\nDescribe c { It d { } }"), ['broken 1:13: no server', `failed a › b 1:13: ${why('the file')}`, `failed c › d 1:13: ${why('the file')}`]);
    assert.deepEqual(await of("Describe a { BeforeAll { exit 3 }\n It b { } }\nDescribe c { It d { } }"), [
      "broken 1:12: a: 'exit' would end the whole file of tests. Call the script that exits with '&'. [LeftBlock]", "failed a › b 1:12: BeforeAll of 'a' failed: 'exit' would end the whole file of tests. Call the script that exits with '&'. [LeftBlock]", 'passed c › d',
    ]);
  });

  it('leave nothing of their own in TestDrive', async () => {
    assert.deepEqual(await of(`BeforeAll { 'f' | Set-Content TestDrive:\\file }
Describe d {
  BeforeAll { 'd' | Set-Content TestDrive:\\d }
  Context c { BeforeAll { 'a' | Set-Content TestDrive:\\c; $null = New-Item TestDrive:\\sub\\deep -ItemType Directory; 'x' | Set-Content TestDrive:\\sub\\deep\\x }; It i { 'TestDrive:\\c', 'TestDrive:\\d', 'TestDrive:\\file' | Should -Exist; 'changed' | Set-Content TestDrive:\\d } }
  Context c2 { It i { 'TestDrive:\\c', 'TestDrive:\\sub' | Should -Not -Exist; Get-Content TestDrive:\\d | Should -Be changed } }
  It after { 'TestDrive:\\c' | Should -Not -Exist; 'TestDrive:\\d' | Should -Exist }
}
Describe e { It i { 'TestDrive:\\d' | Should -Not -Exist; 'TestDrive:\\file' | Should -Exist } }`), ['passed d › c › i', 'passed d › c2 › i', 'passed d › after', 'passed e › i']);
  });

  it('say no to any error where none may be, whatever its message', async () => {
    const [first] = await of("Describe d { It i { { throw 'dummy' } | Should -Not -Throw -ExpectedMessage 'message' } }");
    assert.match(first ?? '', /^failed d › i 1:\d+: Expected no error, but got the error 'dummy'/);
    assert.deepEqual(await of("Describe d { It i { { 1 } | Should -Not -Throw -ExpectedMessage 'message'; { throw 'dummy' } | Should -Throw -ExpectedMessage 'dum*' } }"), ['passed d › i']);
  });

  it('go on from what is not so where -ErrorAction asks for it, and tell all of it; the error has the id that helpers compare', async () => {
    assert.deepEqual(await of(`Describe d {
  It two { 1 | Should -Be 2 -ErrorAction Continue; $script:on = 1; 3 | Should -Be 4 -ErrorAction Continue }
  It 'and an end' { 1 | Should -Be 2 -ErrorAction Continue; throw 'end' }
  It stops { 1 | Should -Be 2 -ErrorAction Stop; $script:on = 2 }
  It on { $script:on | Should -Be 1 }
  It id { try { 1 | Should -Be 2 } catch { $_.FullyQualifiedErrorId | Should -Be PesterAssertionFailed } }
}`), ['failed d › two 2:12: Expected 2, but got 1.\nExpected 4, but got 3.', 'failed d › and an end 3:21: Expected 2, but got 1.\nend', 'failed d › stops 4:14: Expected 2, but got 1.', 'passed d › on', 'passed d › id']);
  });

  it('match files as a whole', async () => {
    assert.deepEqual(await of(`Describe d { BeforeAll { "one\`ntwo" | Set-Content TestDrive:\\f -NoNewline }
  It yes { 'TestDrive:\\f' | Should -FileContentMatchMultiline '^ONE\\ntwo$'; 'TestDrive:\\f' | Should -FileContentMatchMultilineExactly '^one\\r?\\n'; 'TestDrive:\\f' | Should -Not -FileContentMatchMultilineExactly 'ONE'; 'TestDrive:\\f' | Should -Not -FileContentMatchMultiline '^one$' }
  It no { 'TestDrive:\\f' | Should -FileContentMatchMultiline three }
}`), ['passed d › yes', "failed d › no 3:11: Expected that the whole of the file 'TestDrive:\\f' matches 'three', but it does not."]);
  });

  it('know the words of older tests for folders, and files whose names have brackets', async () => {
    assert.deepEqual(await of(`Describe d { BeforeAll { Setup -Directory '[here]'; $before = (Get-Location).Path }
  It in { In "$TestDrive/\`[here\`]" -Execute { Set-Content -LiteralPath '[a].txt' 'inside' }; (Get-Location).Path | Should -Be $before; Test-Path -LiteralPath "$TestDrive/[here]/[a].txt" | Should -BeTrue }
  It match { "$TestDrive/\`[here\`]/\`[a\`].txt" | Should -FileContentMatchExactly inside; "$TestDrive/[here]/[a].txt" | Should -FileContentMatchMultiline inside }
  It thrown { try { In $TestDrive { throw 'out' } } catch { "$_" | Should -Be out }; (Get-Location).Path | Should -Be $before }
}`), ['passed d › in', 'passed d › match', 'passed d › thrown']);
  });
});
