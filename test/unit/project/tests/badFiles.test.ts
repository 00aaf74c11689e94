import assert from 'node:assert/strict';
import { outlineOf } from '../../../../src/project/tests/index.ts';
import { cleanUp, tellOf } from './support.ts';

const RUNBOOK = "param([string]$Name)\n\"hello $Name\"";
/** A file, and the one thing that is said of it. */
const BAD: readonly (readonly [what: string, text: string, told: string])[] = [
  ['nothing', '', '1:1: The file is empty. It needs a list "cases".'],
  ['only a comment', '# later\n', '1:1: The file is empty. It needs a list "cases".'],
  ['no mapping', '- a\n', '1:1: The file must be a mapping of names and values, and is a list.'],
  ['no cases', 'timeout: 5\n', '1:1: The file has no list "cases".'],
  ['cases that are none', 'cases: yes\n', '1:8: "cases" must be a list ("- …"), and is a single value.'],
  ['an empty list', 'cases: []\n', '1:1: "cases" is empty. Each case is "- name: …" with what it expects.'],
  ['an empty item', 'cases:\n-\n', '2:2: A case must be a mapping of names and values, and is empty.'],
  ['an unknown key', 'case:\n- name: a\n', '1:1: The file has no key "case". Did you mean "cases"? It has: runbook, timeout, assets, mocks, cases.'],
  ['a misspelt key of a case', 'cases:\n- name: a\n  expects: {}\n', '3:3: A case has no key "expects". Did you mean "expect"? It has: name, skip, timeout, parameters, assets, mocks, expect.'],
  ['a case without a name', 'cases:\n- expect: { output: x }\n', '2:3: A case has no "name".'],
  ['a case that expects nothing', 'cases:\n- name: a\n', '2:3: The case "a" expects nothing. Add "expect:", for example "expect: { status: Completed }".'],
  ['an empty expectation', 'cases:\n- name: a\n  expect: {}\n', '3:3: "expect" of the case "a" is empty. For example "status: Completed".'],
  ['a number as the reason', 'cases:\n- name: a\n  skip: 5\n', '3:9: "skip" is true, or the reason as a text in quotes: 5 is neither.'],
  ['no reason', 'cases:\n- name: a\n  skip:\n  expect: { output: x }\n', '3:8: "skip" is true, or the reason as a text in quotes: null is neither.'],
  ['two cases of one name', 'cases:\n- { name: Same, expect: { output: x } }\n- { name: same, expect: { output: x } }\n', '3:3: Two cases are called "same": this one and that of line 2. Give each its own name.'],
  ['a tab', 'cases:\n- name: a\n\texpect: { output: x }\n', '3:1: A tab stands at the beginning of the line. YAML is indented with spaces.'],
  ['a key twice', 'cases:\n- name: a\n  name: b\n', '3:3: This key stands here twice. Keep one of them.'],
  ['two documents', 'cases: []\n---\ncases: []\n', '2:1: A second document begins here. One file of tests is one document: take out the line "---".'],
  ['an alias of nothing', 'cases: *all\n', '1:8: Nothing here is called "&all", which "*all" stands for.'],
  ['an alias within what it stands for', 'cases:\n- name: a\n  parameters: { Name: &n { a: *n } }\n  expect: { output: x }\n', '3:31: "*n" stands for what it is a part of: that would have no end. Write the value out.'],
  ['the same in a mock', 'mocks: [{ command: Get-Date, returns: &r [ { a: [*r] } ] }]\ncases: []\n', '1:50: "*r" stands for what it is a part of: that would have no end. Write the value out.'],
  ['the same in an asset', 'assets: { variables: { V: &v [*v] } }\ncases: []\n', '1:31: "*v" stands for what it is a part of: that would have no end. Write the value out.'],
  ['the same in what is expected', 'cases:\n- name: a\n  expect: { output: { includes: { json: &j { a: *j } } } }\n', '3:49: "*j" stands for what it is a part of: that would have no end. Write the value out.'],
  ['a status that is none', 'cases:\n- name: a\n  expect: { status: Done }\n', '3:21: "Done" is no status that a job ends with: Completed, Failed, Suspended, Stopped.'],
  ['a bad pattern', 'cases:\n- name: a\n  expect: { output: [{ matches: "(" }] }\n', '3:33: A record of "output" has a pattern that is no regular expression: /(/su: Unterminated group.'],
  ['two kinds of match', 'cases:\n- name: a\n  expect: { output: [{ text: a, matches: b }] }\n', '3:22: A record of "output" must have exactly one of text, matches, json and has.'],
  ['an object in a stream of texts', 'cases:\n- name: a\n  expect: { warning: [{ json: 1 }] }\n', '3:25: "json" is for objects of the stream "output"; all else are texts.'],
  ['a stream without a value', 'cases:\n- name: a\n  expect:\n    output:\n', '4:12: "output" has no records. Write "output: []" where there must be none.'],
  ['a timeout of no time', 'timeout: 0\ncases: []\n', '1:10: "timeout" (in seconds) must be a number, 0.01 or more.'],
  ['a value that JSON has not', 'cases:\n- name: a\n  parameters: { Name: .inf }\n  expect: { output: x }\n', '3:23: The parameter "Name" has a value that JSON does not know (infinity, no number, binary data).'],
  ['half a credential', 'assets: { credentials: { A: { userName: a } } }\ncases: []\n', '1:26: The credential "A" needs a userName and a password; made-up ones will do.'],
  ['a variable encrypted and not', 'assets: { variables: { A: 1 }, encryptedVariables: { a: 2 } }\ncases: []\n', '1:54: "encryptedVariables" names "a", and so does "variables". Keep it in one of them.'],
  ['an asset twice', 'assets: { variables: { A: 1, a: 2 } }\ncases: []\n', '1:30: "variables" names "a" twice; names of assets differ in more than their case.'],
  ['a mock without a command', 'mocks: [{ returns: 1 }]\ncases: []\n', '1:9: A mock has no "command".'],
  ['a mock that does two things', 'mocks: [{ command: A, returns: 1, throws: x }]\ncases: []\n', '1:35: The mock of "A" may have one of returns, throws and script.'],
  ['merge keys', 'a: &a { x: 1 }\n', '1:1: The file has no key "a". It has: runbook, timeout, assets, mocks, cases.'],
  ['merging', 'assets: { variables: &v { A: 1 } }\ncases:\n- name: a\n  assets: { variables: { <<: *v } }\n  expect: { output: x }\n', '4:26: Merging with "<<" is not taken here. Name each value, with an alias where it is one that stands elsewhere.'],
  ['an unknown parameter', 'cases:\n- name: a\n  parameters: { Nmae: x }\n  expect: { output: x }\n', '3:17: The runbook R has no parameter "Nmae". Did you mean "Name"? It has: Name.'],
  ['a parameter twice', 'cases:\n- name: a\n  parameters: { Name: x, name: y }\n  expect: { output: x }\n', '3:26: The parameter "Name" is given twice.'],
  ['a mock of what nobody calls', 'cases:\n- name: a\n  mocks: [{ command: Get-AzVN }]\n  expect: { output: x }\n', '3:11: There is nothing to mock: "Get-AzVN" is no command of this engine, and neither R.ps1 nor a script beside it calls it. Correct the name.'],
];
const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ncases: *d\n`;

describe('a file of cases that cannot be used', () => {
  after(cleanUp);

  for (const [what, text, message] of BAD) {
    it(`is told in one message with its place: ${what}`, async () => {
      assert.deepEqual(await tellOf({ 'R.ps1': RUNBOOK, 'R.tests.yaml': text }, 'R.tests.yaml'), [`broken ${message}`]);
    });
  }

  it('has lists in lists without end', async () => {
    const [told = ''] = await tellOf({ 'R.ps1': RUNBOOK, 'R.tests.yaml': `cases: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n` }, 'R.tests.yaml');
    assert.match(told, /^broken 1:\d+: Lists and mappings stand within one another too deep to be read\.$/);
  });
  it('has aliases upon aliases: refused in no time', async () => {
    assert.deepEqual(await tellOf({ 'R.ps1': RUNBOOK, 'R.tests.yaml': BOMB }, 'R.tests.yaml'), ['broken 2:8: The aliases of this file stand for more than 100 of each other. Write the values out.']);
  });

  it('is too large', async () => {
    assert.match((await tellOf({ 'R.ps1': RUNBOOK, 'R.tests.yaml': `# ${'x'.repeat(2_100_000)}\n` }, 'R.tests.yaml'))[0] ?? '', /^broken 1:1: The file has 2100003 characters; a file of tests may have 2097152\. Split it\.$/);
  });

  it('is for a runbook that is not there', async () => {
    assert.match((await tellOf({ 'R.tests.yaml': 'runbook: Nowhere.ps1\ncases:\n- { name: a, expect: { output: x } }\n' }, 'R.tests.yaml'))[0] ?? '', /^broken 1:1: The runbook Nowhere\.ps1 is not there: .*Nowhere\.ps1\. Name it with "runbook: FILE\.ps1"\.$/);
  });

  it('is for a runbook with a syntax error: its place is told, once for all cases', async () => {
    assert.deepEqual(await tellOf({ 'R.ps1': "'a'\nif ($x {\n", 'R.tests.yaml': 'cases:\n- { name: a, expect: { output: x } }\n- { name: b, expect: { output: x } }\n' }, 'R.tests.yaml'), ["broken 2:8: The runbook cannot run. Unexpected token '{' in expression or statement."]);
  });

  it('shows its fault in the outline too, and never throws', () => {
    assert.deepEqual(outlineOf('/x/R.tests.yaml', 'cases:\n- nme: a\n').problem, { message: 'A case has no key "nme". Did you mean "name"? It has: name, skip, timeout, parameters, assets, mocks, expect.', at: { line: 2, column: 3 }, file: '/x/R.tests.yaml' });
    for (const [, text] of BAD) assert.doesNotThrow(() => outlineOf('/x/R.tests.yaml', text));
  });

  it('finds its runbook whatever the case of its name, and aliases are values', async () => {
    assert.deepEqual(await tellOf({ 'r.PS1': RUNBOOK, 'R.tests.yaml': 'cases:\n- name: a\n  parameters: &p { Name: you }\n  expect: { output: hello you }\n- name: b\n  parameters: *p\n  expect: { output: hello you }\n' }, 'R.tests.yaml'), ['passed a', 'passed b']);
  });
});
