import assert from 'node:assert/strict';
import { cleanUp, folderWith, runIn, tellOf, told } from './support.ts';

const RUNBOOK = `param([string]$Name = 'x', [int]$Count = 1, [pscredential]$Account)
$greeting = Get-AutomationVariable -Name 'Greeting'
foreach ($i in 1..$Count) { "$greeting $Name" }
Write-Warning 'careful'
Write-Verbose 'in detail'
Write-Error 'a small one'
[pscustomobject]@{ Size = 3; Tags = @('a', 'b'); Inner = @{ X = 1.5 } }
if ($Account) { "as $($Account.UserName)" }
Set-AutomationVariable -Name Greeting -Value @{ last = $Name }
`;
const cases = (text: string): Promise<string[]> => tellOf({ 'Greet.ps1': RUNBOOK, 'Greet.tests.yaml': text }, 'Greet.tests.yaml');
const expecting = (expect: string, more = ''): Promise<string[]> => cases(`assets: { variables: { Greeting: hi } }\ncases:\n- name: one\n${more}  expect:\n${expect.split('\n').map((line) => `    ${line}`).join('\n')}\n`);

describe('a case in NAME.tests.yaml', () => {
  after(cleanUp);

  it('passes where every record, the status and the assets are as it says', async () => {
    assert.deepEqual(await expecting(`status: Completed
output:
  - hi 007
  - matches: ^hi
  - json: { Size: 3, Tags: [a, b], Inner: { X: 1.5 } }
warning: careful
verbose: [in detail]
error: [a small one]
variables: { greeting: { last: "007" } }`, '  parameters: { Name: 007, Count: 2 }\n'), ['passed one']);
  });

  it('tells each difference with its place in the file', async () => {
    const folder = folderWith({ 'Greet.ps1': RUNBOOK, 'Greet.tests.yaml': 'assets: { variables: { Greeting: hi } }\ncases:\n- name: one\n  expect:\n    output: [ho x]\n    warning: []\n    variables:\n      Greeting: 5\n      Other: 1\n' });
    const { results } = await runIn(folder, ['Greet.tests.yaml']);
    assert.deepEqual(results[0]?.problems.map(({ message, line, column, expected }) => ({ message, line, column, expected })), [
      { message: 'Record 1 of "output" is "hi x", not "ho x".', line: 5, column: 14, expected: 'ho x' },
      { message: '"warning" has 1 record more than expected: "careful".', line: 6, column: 5, expected: '' },
      { message: 'The variable "Greeting" is {"last":"x"} at the end, not 5.', line: 8, column: 7, expected: '5' },
      { message: 'There is no variable "Other". Give it to the case: assets: { variables: { Other: … } }', line: 9, column: 7, expected: undefined },
    ]);
    assert.match(results[0]?.output ?? '', /^hi x\nWARNING: careful\nERROR: a small one\n/);
  });

  it('asks for some records of a stream, for none like it, and for their number', async () => {
    assert.deepEqual(await expecting('output: { includes: [hi x, { has: { size: 3, inner: { x: 1.5 } } }], excludes: { matches: ^ho }, count: 2 }'), ['passed one']);
    assert.deepEqual(await expecting('output: { includes: [nothing] }'), ['failed one 5:26: No record of "output" is "nothing". There are "hi x", "Size Tags   Inner\\n---- ----   -----\\n   3 {a, b} {[X, 1.5]}".']);
    assert.deepEqual(await expecting('output: { excludes: { matches: ^hi }, count: 3 }'), ['failed one 5:25: A record of "output" is like /^hi/: "hi x".']);
    assert.deepEqual(await expecting('output: { count: 3 }').then(([first]) => first?.slice(0, 56)), 'failed one 5:5: "output" has 2 records, not 3. There are');
    assert.deepEqual(await expecting('warning: { count: 2 }'), ['failed one 5:5: "warning" has 1 record, not 2. There is "careful".']);
    assert.deepEqual(await expecting('output: [hi x, { json: { Size: 3 } }]'), ['failed one 5:20: Record 2 of "output" is {"Size":3,"Tags":["a","b"],"Inner":{"X":1.5}}, not {"Size":3}.']);
    assert.deepEqual(await expecting('output: [hi x]').then(([first]) => first?.slice(0, 56)), 'failed one 5:5: "output" has 1 record more than expected');
    assert.deepEqual(await expecting('error: [a small one, another]'), ['failed one 5:26: Record 2 of "error" is missing: "another". There is "a small one".']);
  });

  it('masks what encrypted variables hold, those that the runbook sets and the exception included', async () => {
    const script = "$key = Get-AutomationVariable Key\n\"key $key\"\n[pscustomobject]@{ Key = $key; N = 1 }\nWrite-Warning $key\n$plain = Get-AutomationVariable Plain\n\"plain $plain\"\nSet-AutomationVariable Key 'n3w-value'\n'now n3w-value'\nthrow \"no $key\"\n";
    const text = `assets: { variables: { Plain: open-text }, encryptedVariables: { key: s3cret-value } }
cases:
- name: masked
  expect: { exception: no ********, warning: '********', output: [key ********, { has: { Key: '********' } }, plain open-text, now ********], variables: { Key: n3w-value } }
- name: plain in this case
  assets: { variables: { KEY: s3cret-value }, encryptedVariables: { Plain: open-text } }
  expect: { exception: no s3cret-value, output: { includes: [key s3cret-value, plain ********] } }
`;
    assert.deepEqual(await tellOf({ 'A.ps1': script, 'A.tests.yaml': text }, 'A.tests.yaml'), ['passed masked', 'passed plain in this case']);
  });

  it('gives credentials, connections and certificates to the runbook, and nothing else; passwords are masked', async () => {
    const script = "(Get-AutomationPSCredential Admin).GetNetworkCredential().Password\n(Get-AutomationConnection Db)['Server']\n(Get-AutomationCertificate Web).Thumbprint\nGet-AutomationVariable Missing\n(Get-AutomationPSCredential Admin).GetNetworkCredential().Password.Length\n(Get-AutomationPSCredential Short).GetNetworkCredential().Password\n";
    const text = `assets:
  credentials: { admin: { userName: a, password: s3cret }, Short: { userName: a, password: abc } }
  connections: { Db: { Server: sql1 } }
  certificates: { Web: { Thumbprint: AB12 } }
cases:
- name: assets
  expect:
    output: ['********', sql1, AB12, '6', abc]
    error: { matches: "does not exist\\\\. Give it to the test: assets: .*variables" }
`;
    assert.deepEqual(await tellOf({ 'A.ps1': script, 'A.tests.yaml': text }, 'A.tests.yaml'), ['passed assets']);
  });

  it('has assets and expectations of any name', async () => {
    const script = "Get-AutomationVariable -Name __proto__; (Get-AutomationPSCredential -Name __proto__).UserName; Get-AutomationVariable -Name constructor; Set-AutomationVariable -Name __proto__ -Value 7";
    const text = `assets: { variables: { __proto__: own, constructor: 3 }, credentials: { __proto__: { userName: u, password: Passw0rd } } }
cases:
- name: all
  expect: { output: [own, u, '3'], variables: { __proto__: 7, constructor: 3 } }
- name: the case's own
  assets: { variables: { __proto__: other } }
  expect: { output: [other, u, '3'] }
`;
    assert.deepEqual(await tellOf({ 'A.ps1': script, 'A.tests.yaml': text }, 'A.tests.yaml'), ['passed all', "passed the case's own"]);
  });

  it('gives variables to the cmdlets of the web service too, which may make new ones for the case', async () => {
    const script = "$v = Get-SmaVariable -WebServiceEndpoint 'https://localhost' -Name greeting; \"$($v.Name) $($v.Value)\"\nSet-SmaVariable -Name Made -Value 7; Set-SmaVariable -Name Greeting -Value 'set'\n(Get-SmaVariable).Count; (Get-AutomationVariable Made) + 1; Get-AutomationVariable Greeting\nGet-SmaVariable -Name Nope\n";
    const text = `assets: { variables: { Greeting: hi } }
cases:
- name: variables
  expect:
    output: [Greeting hi, '2', '8', set]
    error: { matches: "'Nope' was not found. Give it to the test: assets: .*variables: .*Nope" }
`;
    assert.deepEqual(await tellOf({ 'A.ps1': script, 'A.tests.yaml': text }, 'A.tests.yaml'), ['passed variables']);
  });

  it('takes the name of a credential for a parameter that is one; its password is masked too', async () => {
    const script = "param([pscredential]$Account) 'with ' + $Account.GetNetworkCredential().Password\n";
    const text = 'assets: { credentials: { Boss: { userName: boss, password: s3cret } } }\ncases:\n- name: masked\n  parameters: { Account: Boss }\n  expect: { output: with ******** }\n';
    assert.deepEqual(await tellOf({ 'A.ps1': script, 'A.tests.yaml': text }, 'A.tests.yaml'), ['passed masked']);
    assert.deepEqual(await cases('assets: { variables: { Greeting: hi }, credentials: { Boss: { userName: CONTOSO\\boss, password: x } } }\ncases:\n- name: one\n  parameters: { Account: Boss }\n  expect: { output: { includes: as CONTOSO\\boss } }\n'), ['passed one']);
  });

  it('expects a failure with its exception; a runbook that fails unexpectedly fails the case with it', async () => {
    const files = (text: string): Record<string, string> => ({ 'F.ps1': "'begun'\nthrow 'no disk'", 'F.tests.yaml': text });
    const of = async (expect: string): Promise<string[]> => await tellOf(files(`cases:\n- name: one\n  expect: ${expect}\n`), 'F.tests.yaml');
    assert.deepEqual(await of('{ status: Failed, exception: no disk }'), ['passed one']);
    assert.deepEqual(await of('{ exception: { matches: "F:2 char:1" } }'), ['passed one']);
    assert.match((await of('{ output: [begun] }'))[0] ?? '', /^failed one 2:3: In "one" the runbook ended as Failed: no disk\nAt F:2 char:1/);
    assert.deepEqual(await of('{ exception: no space }'), ['failed one 3:24: Expected an exception "no space", but it is "no disk".']);
    const { results } = await runIn(folderWith(files('cases:\n- name: one\n  expect: { output: [begun] }\n')), ['F.tests.yaml']);
    assert.match(results[0]?.problems[0]?.stack?.[0]?.file ?? '', /F\.ps1$/);
    assert.equal(results[0]?.problems[0]?.stack?.[0]?.line, 2);
  });

  it('stops a runbook that does not end, whether it works or sleeps, and goes on with the next case', async () => {
    assert.deepEqual(await tellOf({
      'E.ps1': "param($How)\nif ($How -eq 'work') { while ($true) { } }\nif ($How -eq 'sleep') { Start-Sleep 100 }\n'done'",
      'E.tests.yaml': 'timeout: 0.3\ncases:\n- { name: works, parameters: { How: work }, expect: { status: Completed } }\n- { name: sleeps, parameters: { How: sleep }, timeout: 0.2, expect: { status: Completed } }\n- { name: ends, timeout: 30, expect: { output: done } }\n',
    }, 'E.tests.yaml'), [
      'failed works 3:3: The runbook ran longer than 0.3 s and was stopped. Give it more time ("timeout"), or mock what it waits for.',
      'failed sleeps 4:3: The runbook ran longer than 0.2 s and was stopped. Give it more time ("timeout"), or mock what it waits for.', 'passed ends',
    ]);
  });

  it('keeps ten thousand records of a case, and does not judge by a part of them', async () => {
    const text = "cases:\n- { name: many, parameters: { N: 10000 }, expect: { output: { count: 10000 } } }\n- { name: too many, parameters: { N: 10001 }, expect: { output: { includes: x } } }\n";
    assert.deepEqual(await tellOf({ 'N.ps1': "param([int]$N)\nforeach ($i in 1..$N) { 'x' }", 'N.tests.yaml': text }, 'N.tests.yaml'), [
      'passed many', 'failed too many 3:3: The runbook wrote 1 record more than a case keeps (10,000 and 4 MB); what was expected of them is not known.',
    ]);
  });

  it('keeps what a case does from the next one', async () => {
    assert.deepEqual(await tellOf({
      'K.ps1': "$global:n += 1\n$n = Get-AutomationVariable N\nSet-AutomationVariable N ($n + 1)\n\"$global:n $n\"",
      'K.tests.yaml': 'assets: { variables: { N: 1 } }\ncases:\n- { name: a, expect: { output: 1 1, variables: { N: 2 } } }\n- { name: b, expect: { output: 1 1, variables: { N: 2 } } }\n',
    }, 'K.tests.yaml'), ['passed a', 'passed b']);
  });

  it('leaves out what is skipped, by name, and what was not asked for', async () => {
    const folder = folderWith({ 'S.ps1': "'x'", 'S.tests.yaml': 'cases:\n- { name: now, expect: { output: x } }\n- { name: later, skip: not ready }\n- { name: never, skip: true }\n- { name: now too, skip: false, expect: { output: x } }\n' });
    assert.deepEqual(told(await runIn(folder, ['S.tests.yaml'])), ['passed now', 'skipped later (not ready)', 'skipped never (skip: true)', 'passed now too']);
    assert.deepEqual(told(await runIn(folder, ['S.tests.yaml'], { names: ['NOW*', '*er'] })), ['passed now', 'skipped later (not ready)', 'skipped never (skip: true)', 'passed now too']);
    assert.deepEqual(told(await runIn(folder, ['S.tests.yaml'], { names: ['now'] })), ['passed now']);
    assert.deepEqual(told(await runIn(folder, ['S.tests.yaml'], { tags: ['fast'] })), []);
  });

  it('compares the objects of a workflow without what it notes on each, unless that is asked for', async () => {
    const of = async (json: string): Promise<string> => (await tellOf({ 'Made.ps1': 'workflow Made { [pscustomobject]@{ a = 1 } }', 'Made.tests.yaml': `cases:\n  - name: one\n    expect: { output: [ { json: ${json} } ] }\n` }, 'Made.tests.yaml'))[0] ?? '';
    assert.equal(await of('{ a: 1 }'), 'passed one');
    assert.equal(await of('{ a: 1, PSComputerName: localhost }'), 'passed one');
    assert.match(await of('{ a: 1, PSComputerName: other }'), /^failed one/);
    assert.match(await of('{ a: 1, b: 2 }'), /^failed one/);
  });

  it('hands the object of the pipeline to the script of a mock, whatever the command declares', async () => {
    const files = {
      'Piped.ps1': `function Send-It { param($To) process { "real $To $_" } }
function Take-It { param([Parameter(ValueFromPipelineByPropertyName)]$Name) process { "real $Name" } }
'a', 'b' | Send-It -To me
'c' | Send-It -To you
'x' | Out-File -FilePath ./nope.txt
[pscustomobject]@{ Name = 'n'; Size = 1 } | Take-It
'p' | Get-Unknown -X 2
Get-Unknown -X '2'; Get-Unknown -X 3; Get-Unknown -X 'True'; Get-Unknown -X @('1', 2)
`,
      'Piped.tests.yaml': `mocks:
- { command: Send-It, when: { To: me }, script: '"send $To $_ $input"' }
- { command: Out-File, script: '"file $_"' }
- { command: Take-It, script: '"take $Name $($_.Size)"' }
- { command: Get-Unknown, script: '"any $X $_"' }
- { command: Get-Unknown, when: { X: 2 }, script: '"two $_"' }
- { command: Get-Unknown, when: { X: true }, script: '"true"' }
- { command: Get-Unknown, when: { X: [1, 2] }, script: '"list"' }
cases:
- name: one
  expect: { output: [send me a a, send me b b, real you c, file x, take n 1, two p, 'two ', 'any 3 ', 'true', list] }
`,
    };
    assert.deepEqual(await tellOf(files, 'Piped.tests.yaml'), ['passed one']);
  });

  it('takes the common parameters of a call in the condition of a mock', async () => {
    const files = {
      'Asks.ps1': 'Get-Item a -ErrorAction Stop; Get-Item b -ErrorAction SilentlyContinue; Remove-Item c -Confirm:$false; Remove-Item d -WhatIf',
      'Asks.tests.yaml': `mocks:
- { command: Get-Item, when: { ErrorAction: Stop }, returns: stops }
- { command: Get-Item, when: { ErrorAction: silently* }, returns: silent }
- { command: Remove-Item, when: { Confirm: false }, returns: sure }
- { command: Remove-Item, when: { WhatIf: true }, returns: if }
cases:
- name: one
  expect: { output: [stops, silent, sure, if] }
`,
    };
    assert.deepEqual(await tellOf(files, 'Asks.tests.yaml'), ['passed one']);
  });

  it('runs functions, workflows and children of a workflow where no mock of them is for the call', async () => {
    const files = {
      'Part.ps1': 'workflow Part { param([string]$Who) "part $Who" }',
      'Whole.ps1': 'workflow Whole {\n  function Own($Q) { "own $Q" }\n  workflow Inner { param($Z) "inner $Z" }\n  Own -Q 1; Own -Q 2\n  Inner -Z 1; Inner -Z 2\n  Part -Who a; Part -Who b\n}',
      'Whole.tests.yaml': `mocks:
- { command: Own, when: { Q: 2 }, returns: m1 }
- { command: Inner, when: { Z: 2 }, returns: m2 }
- { command: Part, when: { Who: b }, returns: m3 }
cases:
- name: one
  expect: { output: [own 1, m1, inner 1, m2, part a, m3] }
`,
    };
    assert.deepEqual(await tellOf(files, 'Whole.tests.yaml'), ['passed one']);
  });

  it('runs workflows, with mocked activities, children of the folder and mocked children', async () => {
    const files = {
      'Parent.ps1': 'workflow Parent { param([string]$Name)\n  $r = Child -Text $Name\n  parallel { Get-AzVM -Name $Name\n    sequence { Start-Sleep -Seconds 60 } }\n  $r\n  Checkpoint-Workflow\n  InlineScript { Get-AzVM -Name "in $using:Name" }\n  .\\Script.ps1\n}',
      'Child.ps1': 'workflow Child { param([string]$Text)\n  "child $Text" }', 'Script.ps1': "'a script'",
      'Parent.tests.yaml': `mocks:
- { command: Start-Sleep }
- { command: Get-AzVM, when: { Name: web* }, returns: [{ Name: web1 }], calls: 1 }
- { command: Get-AzVM, when: { Name: in* }, script: '"inline $Name"' }
cases:
- name: with its child
  parameters: { Name: web }
  expect:
    output: [{ has: { Name: web1 } }, child web, inline in web, a script]
- name: with mocks for its children
  parameters: { Name: web }
  mocks: [{ command: Child, script: '"mock of $Text"' }, { command: Script.ps1, returns: no script }]
  expect: { output: [{ has: { Name: web1 } }, mock of web, inline in web, no script] }
`,
    };
    assert.deepEqual(await tellOf(files, 'Parent.tests.yaml'), ['passed with its child', 'passed with mocks for its children']);
  });

  it('asks for no calls of a mock of the file that one of the case stands in for', async () => {
    const suite = (own: string): string => `mocks:\n- { command: Get-AzVM, returns: [1], calls: 1 }\n- { command: Stop-AzVM, when: { Name: a* }, calls: 1 }\ncases:\n- name: one\n${own}  expect: { status: Completed }\n`;
    const tell = (own: string): Promise<string[]> => tellOf({ 'M.ps1': 'Get-AzVM; Stop-AzVM -Name a1', 'M.tests.yaml': suite(own) }, 'M.tests.yaml');
    assert.deepEqual(await tell(''), ['passed one']);
    assert.deepEqual(await tell('  mocks: [{ command: get-azvm, returns: [2], calls: 1 }, { command: Stop-AzVM, when: { name: "a*" } }]\n'), ['passed one']);
    assert.deepEqual(await tell('  mocks: [{ command: Stop-AzVM }]\n'), ['passed one']);
    assert.deepEqual(await tell('  mocks: [{ command: Stop-AzVM, when: { Name: "*1" } }]\n'), ['failed one 3:3: The mock of Stop-AzVM was called never, not once.'], 'it might have been taken');
  });

  it('mocks commands by their arguments; what fits none is the command itself, or an error that says so', async () => {
    const script = "Get-Date -Format yyyy\n(Get-Date -Year 2001 -Format yyyy)\nGet-AzThing -Name a -Force\n1, 2 | Set-AzThing\nfunction Get-Own { param([string]$Id, [switch]$All) 'own' }\nGet-Own 5\nGet-Own -All\nGet-AzThing b\n";
    assert.deepEqual(await tellOf({
      'M.ps1': script,
      'M.tests.yaml': `mocks:
- { command: Get-Date, when: { Format: yyyy, Year: null }, returns: '1999' }
- { command: Get-AzThing, when: { Name: a, Force: true }, returns: [1, { a: 2 }], calls: 1 }
- { command: Set-AzThing, script: '"set $_"', calls: 2 }
- { command: Get-Own, when: { All: true }, returns: mocked own }
cases:
- name: one
  expect: { output: ['1999', '2001', '1', { json: { a: 2 } }, set 1, set 2, own, mocked own], status: Failed, exception: { matches: "^'Get-AzThing b' was called, none of its mocks is for these arguments" } }
`,
    }, 'M.tests.yaml'), ['passed one']);
  });
});
