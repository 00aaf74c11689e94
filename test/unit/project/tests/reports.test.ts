import assert from 'node:assert/strict';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { InOrder, TapWriter, junit, lcov, type TestResult, type TestRun } from '../../../../src/project/tests/index.ts';
import { cleanUp, folderWith, runIn } from './support.ts';

const RUN: TestRun = {
  results: [
    { file: '/w/a.tests.yaml', path: ['one & <two>'], line: 2, outcome: 'passed', problems: [], output: '', milliseconds: 12 },
    { file: '/w/a.tests.yaml', path: ['bad'], line: 3, outcome: 'failed', problems: [{ message: 'not "so"\nat all\u0001', file: '/w/a.tests.yaml', line: 3, column: 5, expected: 'x', actual: 'y' }], output: 'said ]]> \ud800', milliseconds: 1000 },
    { file: '/w/b.Tests.ps1', path: ['outer', 'later # 1'], line: 4, outcome: 'skipped', reason: 'not yet', problems: [], output: '', milliseconds: 0 },
  ],
  problems: [{ of: '/w/c.tests.yaml', message: 'no cases', file: '/w/c.tests.yaml', line: 1, column: 1 }],
  coverage: [],
};

function tap(run: TestRun): string {
  let text = '';
  const writer = new TapWriter('/w', (part) => { text += part; });
  for (const result of run.results) writer.result(result);
  for (const problem of run.problems) writer.problem(problem.of, problem);
  writer.end();
  return text;
}

describe('results for other programs', () => {
  after(cleanUp);

  it('name what kept a file from running once each', () => {
    const [one] = RUN.problems, text = junit({ ...RUN, results: [], problems: one === undefined ? [] : [one, { ...one, line: 2 }, { ...one, of: '/w/d.tests.yaml' }] }, '/w');
    assert.deepEqual([...text.matchAll(/classname="([^"]+)" name="([^"]+)"/g)].map(([, suite, name]) => `${suite} ${name}`), ['c.tests.yaml (the file)', 'c.tests.yaml (the file, 2)', 'd.tests.yaml (the file)']);
  });

  it('are JUnit XML that any reader takes, with counts, messages and output', () => {
    const text = junit(RUN, '/w');
    assert.equal(XMLValidator.validate(text), true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', processEntities: true, htmlEntities: true }).parse(text) as { testsuites: Record<string, unknown> & { testsuite: readonly (Record<string, unknown> & { testcase: unknown })[] } };
    assert.deepEqual([testsuites['tests'], testsuites['failures'], testsuites['errors'], testsuites['skipped'], testsuites['time']], ['4', '1', '1', '1', '1.012']);
    assert.deepEqual(testsuites.testsuite.map((suite) => [suite['name'], suite['tests'], suite['failures'], suite['errors'], suite['skipped']]), [['a.tests.yaml', '2', '1', '0', '0'], ['b.Tests.ps1', '1', '0', '0', '1'], ['c.tests.yaml', '1', '0', '1', '0']]);
    const [passed, failed] = (testsuites.testsuite[0]?.testcase ?? []) as readonly Record<string, unknown>[];
    assert.equal(passed?.['name'], 'one & <two>');
    assert.deepEqual(failed?.['failure'], { message: 'not "so"\nat all\ufffd', '#text': 'a.tests.yaml:3:5: not "so"\nat all\ufffd\nExpected: x\nActual:   y' });
    assert.equal(failed?.['system-out'], 'said ]]> \ufffd');
    assert.match(text, /classname="b\.Tests\.ps1 › outer" name="later # 1"/);
  });

  it('are TAP, one line a test', () => {
    assert.equal(tap(RUN), `TAP version 14
ok 1 - a.tests.yaml › one & <two>
not ok 2 - a.tests.yaml › bad
  ---
  message: "not \\"so\\"\\nat all\\u0001"
  at: "a.tests.yaml:3:5"
  expected: "x"
  actual: "y"
  ...
ok 3 - b.Tests.ps1 › outer › later \\# 1 # SKIP not yet
not ok 4 - c.tests.yaml
  ---
  message: "no cases"
  at: "c.tests.yaml:1:1"
  ...
1..4
`);
    const [first] = RUN.results;
    assert.ok(first !== undefined);
    assert.equal(tap({ results: [{ ...first, path: ['a\u001b[31mred\u0000\u0007\u009b1m\nb'] }], problems: [], coverage: [] }), 'TAP version 14\nok 1 - a.tests.yaml › a\ufffd[31mred\ufffd\ufffd\ufffd1m b\n1..1\n');
    assert.equal(tap({ results: [], problems: [], coverage: [] }), 'TAP version 14\n1..0 # SKIP there are no tests\n');
  });

  it('are told in the order of files and cases as soon as what stands before them is', () => {
    const told: string[] = [], of = (file: string, name: string, line: number): TestResult => ({ file, path: [name], line, outcome: 'passed', problems: [], output: '', milliseconds: 1 });
    const ordered = new InOrder(['a', 'b', 'c'], { result: ({ file, path }) => told.push(`${file} ${path[0]}`), problem: (file) => told.push(`${file} !`) });
    ordered.expect('a', [{ name: 'one', line: 2 }, { name: 'two', line: 2 }, { name: 'two', line: 2 }, { name: 'three', line: 3 }]);
    ordered.result(of('b', 'early', 1));
    ordered.problem('c', { message: '', file: 'c', line: 1, column: 1 });
    ordered.result(of('a', 'two', 2));
    assert.deepEqual(told, []);
    ordered.result(of('a', 'one', 2));
    assert.deepEqual(told, ['a one', 'a two']);
    ordered.end('c');
    ordered.result(of('a', 'two', 2));
    ordered.result(of('a', 'three', 3));
    assert.deepEqual(told.splice(0), ['a one', 'a two', 'a two', 'a three']);
    ordered.end('a');
    assert.deepEqual(told, ['b early']);
    ordered.result(of('b', 'later', 2));
    assert.deepEqual(told, ['b early', 'b later']);
    ordered.end('b');
    assert.deepEqual(told, ['b early', 'b later', 'c !']);
    // One that is cut off tells what it has, in the order it came.
    const cut: string[] = [], rest = new InOrder(['a', 'b'], { result: ({ path }) => cut.push(path[0] ?? ''), problem: () => {} });
    rest.expect('a', [{ name: 'one', line: 1 }, { name: 'two', line: 2 }]);
    rest.result(of('b', 'other', 1));
    rest.result(of('a', 'two', 2));
    rest.finish();
    assert.deepEqual(cut, ['two', 'other']);
  });
});

describe('coverage', () => {
  after(cleanUp);
  const RUNBOOK = "param($Kind)\nfunction Get-One {\n    'one'\n}\nif ($Kind -eq 'a') {\n    Get-One\n} else {\n    'other'\n}\nforeach ($i in 1..3) { $i }\n& \"$PSScriptRoot/Part.ps1\"\n";

  it('counts what has run over all tests, with what never has', async () => {
    const folder = folderWith({
      'R.ps1': RUNBOOK, 'Part.ps1': "'part'\nif ($false) {\n  'never'\n}\n", 'Alone.ps1': "'alone'", 'Alone.tests.yaml': 'cases: [{ name: a, skip: true }]\n',
      'R.Tests.ps1': "Describe R { It a { & $PSScriptRoot/R.ps1 -Kind a | Should -HaveCount 5 }; It b { & $PSScriptRoot/R.ps1 -Kind b | Should -HaveCount 5 } }",
    });
    const { coverage, results } = await runIn(folder, ['R.Tests.ps1', 'Alone.tests.yaml'], { coverage: true });
    assert.deepEqual(results.map(({ outcome }) => outcome), ['passed', 'passed', 'skipped']);
    assert.deepEqual(coverage.map(({ file, statements }) => `${file.slice(folder.length + 1)} ${statements.map(({ line, hits }) => `${line}:${hits}`).join(' ')}`), [
      'Alone.ps1 1:0', 'Part.ps1 1:2 2:2 3:0', 'R.ps1 3:1 5:2 6:1 8:1 10:2 10:6 11:2',
    ]);
    const text = lcov(coverage).replaceAll(folder, '');
    assert.equal(text.split('end_of_record\n')[2], 'TN:\nSF:/R.ps1\nDA:3,1\nDA:5,2\nDA:6,1\nDA:8,1\nDA:10,6\nDA:11,2\nLF:6\nLH:6\n');
    assert.ok(text.includes('SF:/Part.ps1\nDA:1,2\nDA:2,2\nDA:3,0\nLF:3\nLH:2\n'));
  });

  it('counts what a text or a list over several lines works out', async () => {
    const text = '"x $(\n  1 + 1\n)"\n@(\n  3\n)\n';
    const folder = folderWith({ 'S.ps1': `${text}foreach ($i in 1..400) { $null = ${text.split('@')[0]}}\n`, 'F.ps1': `workflow F {\n${text}InlineScript {\n${text}}\n}\n`, 'S.tests.yaml': 'cases: [{ name: a, expect: { output: [x 2, "3"] } }]\n', 'F.tests.yaml': 'cases: [{ name: a, expect: { output: [x 2, "3", x 2, "3"] } }]\n' });
    const { coverage, results } = await runIn(folder, ['S.tests.yaml', 'F.tests.yaml'], { coverage: true });
    assert.deepEqual(results.map(({ problems }) => problems), [[], []]);
    assert.deepEqual(coverage.map(({ statements }) => statements.map(({ line, hits }) => `${line}:${hits}`).join(' ')), ['2:1 3:1 5:1 6:1 8:1 9:1 10:1 12:1 13:1', '1:1 2:1 4:1 5:1 7:1 7:400 8:400']);
  });

  it('counts the activities of workflows, of their children and of scripts inside', async () => {
    const folder = folderWith({
      'W.ps1': "workflow W {\n  param([bool]$Deep)\n  if ($Deep) {\n    Child\n  }\n  parallel {\n    'a'\n    'b'\n  }\n  InlineScript {\n    'inline'\n    if ($false) { 'never' }\n  }\n}\n",
      'Child.ps1': "workflow Child {\n  'child'\n}\n", 'W.tests.yaml': 'cases:\n- { name: flat, expect: { output: { count: 3 } } }\n- { name: deep, parameters: { Deep: true }, expect: { output: { count: 4 } } }\n',
    });
    const { coverage } = await runIn(folder, ['W.tests.yaml'], { coverage: true });
    const hits = (name: string, line: number): number[] => coverage.find(({ file }) => file.endsWith(name))?.statements.filter((one) => one.line === line).map((one) => one.hits) ?? [];
    assert.deepEqual([hits('W.ps1', 3), hits('W.ps1', 4), hits('W.ps1', 7), hits('W.ps1', 8), hits('W.ps1', 11), hits('Child.ps1', 2)], [[2], [1], [2], [2], [2], [1]]);
    assert.deepEqual(hits('W.ps1', 12), [2, 0]);
  });

  it('counts the same in code that became hot', async () => {
    const folder = folderWith({ 'H.ps1': "$n = 0\nfor ($i = 0; $i -lt 5000; $i++) {\n  $n += 1\n}\n$n\n", 'H.tests.yaml': "cases: [{ name: a, expect: { output: '5000' } }]\n" });
    const { coverage: [file] } = await runIn(folder, ['H.tests.yaml'], { coverage: true });
    assert.deepEqual(file?.statements.filter(({ line }) => line === 3).map(({ hits }) => hits), [5000]);
  });
});
