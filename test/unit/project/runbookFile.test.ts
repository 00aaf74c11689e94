import assert from 'node:assert/strict';
import { readRunbookFile, runProblems, statementOutside } from '../../../src/project/runbookFile.ts';

describe('project: what a file is to SMA', () => {
  it('takes a script by its file\'s name', () => {
    const { name, type, problems, parameters } = readRunbookFile('/runbooks/Get-Report.ps1', 'param([Parameter(Mandatory)][int] $Days, [string[]] $Names = @("a"), $Any)\n"x"');
    assert.deepEqual([name, type, problems], ['Get-Report', 'PowerShellScript', []]);
    assert.deepEqual(parameters, [
      { name: 'Days', type: 'System.Int32', isMandatory: true, position: 0 },
      { name: 'Names', type: 'System.String[]', isMandatory: false, position: 1 },
      { name: 'Any', type: 'System.Object', isMandatory: false, position: 2 },
    ]);
  });
  it('takes a workflow by its own name', () => {
    const { name, type, parameters } = readRunbookFile('Something.ps1', '# comment\nworkflow Deploy-Web { param([Parameter(Mandatory = $true)][string]$Server, [Parameter(Mandatory = $false)]$Other) "x" }');
    assert.deepEqual([name, type], ['Deploy-Web', 'Script']);
    assert.deepEqual(parameters.map(({ name: parameter, isMandatory }) => [parameter, isMandatory]), [['Server', true], ['Other', false]]);
  });
  it('takes the workflow named as the file where there are several', () => {
    assert.equal(readRunbookFile('Main.ps1', 'workflow Helper { }\nworkflow main { }').name, 'main');
  });
  it('says where the syntax is wrong, also behind a byte order mark and Windows line ends', () => {
    const { problems } = readRunbookFile('Broken.ps1', '\uFEFF"fine"\r\n  if ($x) {\r\n');
    assert.equal(problems[0]?.kind, 'syntax');
    assert.deepEqual([problems[0]?.line, problems[0]?.column], [2, 11]);
  });
  it('says what keeps a text from running, with the id of each: the syntax, else what a workflow may not hold', () => {
    const told = (text: string): readonly unknown[] => runProblems(text).map(({ errorId, line, column }) => [errorId, line, column]);
    assert.deepEqual(told('workflow A {\n  break\n  $a.b = 1 }'), [['BreakContinueNotSupported', 2, 3], ['AssignmentNotSupported', 3, 3]]);
    assert.match(runProblems('workflow A { break }')[0]?.message ?? '', / \(BreakContinueNotSupported\)$/);
    assert.ok(runProblems('workflow A { break\n  if ($x {').every(({ errorId }) => errorId !== 'BreakContinueNotSupported'), 'mistakes of the syntax come first');
    assert.deepEqual([told('while ($true) { break }'), told('workflow A { 1 }')], [[], []]);
  });
  it('finds the statement beside the workflows and functions of a text', () => {
    const outside = (text: string): ReturnType<typeof statementOutside> => statementOutside(readRunbookFile('A.ps1', text), text);
    assert.deepEqual(outside('function f { 1 }\nworkflow A { f }\nA\n'), { message: 'This stands outside the workflow A and is not run: a workflow runbook is the workflow alone. Move it in, or remove it.', line: 3, column: 1 });
    for (const text of ['function f { 1 }\nworkflow A { f }\n', 'function f { 1 }\nf\n']) assert.equal(outside(text), undefined);
  });
  it('says what is wrong with a name, and where it stands', () => {
    assert.match(readRunbookFile('1st.ps1', '"x"').problems[0]?.message ?? '', /must start with a letter\. Rename the file\.$/);
    const [problem] = readRunbookFile('A.ps1', `\nworkflow ${'a'.repeat(65)} { "x" }`).problems;
    assert.equal(problem?.kind, 'name');
    assert.deepEqual([problem.line, problem.column], [2, 10]);
  });
  it('refuses an empty file', () => {
    assert.match(readRunbookFile('Empty.ps1', ' \n').problems[0]?.message ?? '', /empty/);
  });
  it('sees no difference in line ends and byte order marks, and every other', () => {
    const hash = (text: string): string => readRunbookFile('a.ps1', text).hash;
    assert.equal(hash('"a"\r\n"b"'), hash('\uFEFF"a"\n"b"'));
    assert.notEqual(hash('"a"'), hash('"a" '));
    assert.notEqual(hash('"a"'), hash('"A"'));
  });
});
