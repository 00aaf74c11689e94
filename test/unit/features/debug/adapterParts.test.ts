import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkBreakpoints, locationsIn } from '../../../../src/features/debug/adapter/breakpoints.ts';
import { consoleCompletions } from '../../../../src/features/debug/adapter/consoleCompletion.ts';
import { checkArguments, prepareLaunch } from '../../../../src/features/debug/adapter/launch.ts';
import { outputOf, outputsOf } from '../../../../src/features/debug/adapter/outputText.ts';
import { Sources } from '../../../../src/features/debug/adapter/sources.ts';
import { isSafeToHover } from '../../../../src/features/debug/adapter/values.ts';
import { expressionAt } from '../../../../src/features/debug/expressionAt.ts';
import { variablesIn } from '../../../../src/features/debug/inlineValues.ts';

const program = join(import.meta.dirname, 'Job.ps1');

describe('Parts of the debug adapter', () => {
  it('move breakpoints to code, by line and by column, and say why one cannot be', () => {
    const text = '# comment\n\n$a = 1; $b = 2\nfoo(', checked = checkBreakpoints([{ line: 1 }, { line: 3, column: 5 }, { line: 40 }, { line: 3, hitCondition: 'x' }, { line: 3, condition: '(' }], text);
    assert.deepEqual(checked.slice(0, 2).map((c) => [c.asked?.line, c.asked?.column]), [[3, undefined], [3, 9]]);
    assert.deepEqual(checked.slice(2).map((c) => c.asked), [undefined, undefined, undefined]);
    assert.match(checked[2]?.message ?? '', /no code at this line/);
    assert.deepEqual(checkBreakpoints([{ line: 1 }], undefined), [{ asked: undefined, message: 'The file cannot be read.' }]);
    assert.deepEqual(locationsIn('$a = 1; $b = 2\nif ($a) { $b }', { source: {}, line: 1, endLine: 2, endColumn: 8 }), [{ line: 1, column: 1 }, { line: 1, column: 9 }, { line: 2, column: 1 }]);
  });

  it('look up variables under the pointer and never run a command or method', () => {
    for (const text of ['$a', '${odd name}', '$script:x', '$a.Name', "$a['k'].B[0]", '$a[$i]', '$env:PATH']) assert.ok(isSafeToHover(text), text);
    for (const text of ['Get-Date', '$a.Save()', '$(Remove-Item x)', '$a[(Get-Date)]', '$a | b', '1 + 1', '$a = 2', '"$(x)"']) assert.ok(!isSafeToHover(text), text);
    const line = 'foo $a.b.c[0] -x $a.Save() Get-Date', at = (text: string): string | undefined => {
      const found = expressionAt(line, line.indexOf(text) + 1);
      return found === undefined ? undefined : line.slice(found.start, found.end);
    };
    assert.deepEqual(['$a', '.b', '.c', '[0', 'Get', '.Save'].map(at), ['$a', '$a.b', '$a.b.c', '$a.b.c[0]', undefined, undefined]);
  });

  it('name variables beside their lines, each once a line', () => {
    const text = '$a = $true\n$b = $a + $a\n$c = 1\n';
    assert.deepEqual(variablesIn(text, 0, text.indexOf('$c')).map((v) => `${v.name} ${v.start}`), ['a 0', 'b 11', 'a 16']);
  });

  it('show every stream with its name, and errors with their place', () => {
    const sources = new Sources(program, 'Job'), record = (streamTypeName: 'Output' | 'Warning' | 'Error' | 'Information' | 'Progress', text: string, trace = '') =>
      outputOf({ streamTypeName, text, time: '', nameValues: [{ name: 'ScriptStackTrace', value: trace }] }, sources);
    assert.deepEqual(record('Output', 'x'), { category: 'stdout', output: 'x\n' });
    assert.deepEqual(record('Information', 'x'), { category: 'stdout', output: 'x\n' });
    assert.equal(record('Warning', 'x')?.output, '\u001B[33mWARNING: x\u001B[0m\n');
    assert.equal(record('Progress', 'Copying\nfile 1 of 3')?.output, '\u001B[90mPROGRESS: Copying\u001B[0m\n\u001B[90mfile 1 of 3\u001B[0m\n', 'the console begins each line anew');
    assert.equal(record('Progress', ''), undefined);
    assert.deepEqual(record('Error', 'bad', 'at <ScriptBlock>, <No file>: line 1\nat f, Job: line 3'), { category: 'stderr', output: 'ERROR: bad\n', source: { name: 'Job.ps1', path: program }, line: 3 });
    const many = outputsOf([...Array.from({ length: 1000 }, (_, i) => ({ streamTypeName: 'Output' as const, text: `line ${i}`, time: '' })), { streamTypeName: 'Warning', text: 'w', time: '' }], sources);
    assert.deepEqual([many.length, many[0]?.output.split('\n').length], [2, 1001]);
    assert.deepEqual(record('Error', 'bad'), { category: 'stderr', output: 'ERROR: bad\n' });
  });

  it('take parameters as a person types them and as JSON, and refuse what does not fit', () => {
    const text = 'param([int]$Count, [string[]]$Names, [bool]$On)\n$Count', given = prepareLaunch({ program, parameters: { count: '5', Names: ['a', 'b'], On: true } }, text);
    assert.deepEqual(given.parameters.map((p) => `${p.name}=${p.value}`), ['Count=5', 'Names=["a","b"]', 'On=true']);
    assert.equal(given.type, 'PowerShellScript');
    assert.equal(prepareLaunch({ program }, 'workflow Other { 1 }').name, 'Other');
    assert.throws(() => prepareLaunch({ program }, 'if ('), /Job\.ps1 cannot run\. Line 1: /);
    assert.throws(() => prepareLaunch({ program, parameters: { Nope: 1 } }, text), /no parameter Nope/);
    assert.match(checkArguments({ program: './a.ps1' })?.message ?? '', /relative/);
    assert.equal(checkArguments({ program }), undefined);
  });

  it('complete what stands before the cursor', async () => {
    const asked: string[] = [], typed: string[] = [];
    let isWorkflow = false;
    const complete = async (before: string, names: string): Promise<unknown[]> =>
      (await consoleCompletions(before, {
        variables: async () => await Promise.resolve(['$alpha', '$beta']), inWorkflow: async () => await Promise.resolve(isWorkflow), evaluate: async (expression) => { asked.push(expression); return await Promise.resolve(names); },
        types: async (beginning) => { typed.push(beginning); return await Promise.resolve(['System.IO', 'string']); },
      })).map((i) => [i.label, i.start, i.length]);
    assert.deepEqual(await complete('foo $al', ''), [['$alpha', 4, 3]]);
    assert.deepEqual([await complete('$WORK', ''), await complete('$SC', '')], [[], [['$script:', 0, 3]]]);
    isWorkflow = true;
    assert.deepEqual([await complete('1 + $WORK', ''), await complete('$Workflow:B', ''), await complete('$script:', '')], [[['$WORKFLOW:', 4, 5]], [['$Workflow:beta', 0, 11]], [['$script:alpha', 0, 8], ['$script:beta', 0, 8]]]);
    assert.deepEqual(await complete('$env:pa', 'PATH\nTEMP'), [['$env:PATH', 0, 7]]);
    assert.equal(asked.pop(), '(Get-ChildItem -Path env:).Name -join "`n"');
    assert.deepEqual(await complete('$a.Na', 'Method Narrow\nNoteProperty Name\nProperty Size'), [['Name', 3, 2], ['Narrow', 3, 2]]);
    assert.deepEqual(await complete('1 | Get-D', 'Get-Date\nGet-Date\nOther'), [['Get-Date', 4, 5]]);
    assert.deepEqual(await complete('Get-Date -Fo', 'Format\nDate'), [['Format', 10, 2]]);
    assert.deepEqual(await complete('"text', ''), []);
    assert.equal(asked[0], '($a | Get-Member | ForEach-Object { "$($_.MemberType) $($_.Name)" }) -join "`n"');
    for (const [before, start] of [['[Sys', 1], ['$x = [Sys', 6], ['1 -is [Sys', 7], ['New-Object Sys', 11], ['New-Object -TypeName Sys', 21], ['[List[Sys', 6]] as const) assert.deepEqual(await complete(before, ''), [['System.IO', start, 3]], before);
    assert.deepEqual(typed, ['Sys', 'Sys', 'Sys', 'Sys', 'Sys', 'Sys']);
    for (const before of ['$a[Sys', '$a.B[Sys', '(1)[Sys', '$a[0][Sys']) assert.deepEqual(await complete(before, ''), [], before);
    assert.deepEqual(await complete('[math]::Ma', 'Method Max\nMethod Min'), [['Max', 8, 2]]);
    assert.equal(asked.at(-1), '([math] | Get-Member -Static | ForEach-Object { "$($_.MemberType) $($_.Name)" }) -join "`n"');
  });
});
