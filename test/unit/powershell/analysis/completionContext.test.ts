import assert from 'node:assert/strict';
import { analyseSymbols, commandAt, commandsIn, completionContext, functionFacts, parameterAt, parse, positionalArguments, variablesInScope } from '../../../../src/powershell/index.ts';
import { cmdletCatalogue, commonParameters } from '../../../../src/powershell/cmdlets/catalogue.ts';

/** The place is where the bar stands. */
const split = (marked: string): { text: string; offset: number } => ({ text: marked.replace('|', ''), offset: marked.indexOf('|') });
const context = (marked: string): string => {
  const { text, offset } = split(marked), found = completionContext(parse(text), offset);
  return found.kind === 'none' ? 'none' : `${found.kind} "${text.slice(found.start, found.end)}"`;
};
const parameter = (marked: string): string | undefined => {
  const { text, offset } = split(marked), command = commandAt(parse(text), offset);
  const facts = cmdletCatalogue.find(({ name }) => text.includes(name));
  return command && facts && parameterAt(command, offset, facts, commonParameters, commandsIn(parse(text).ast).find(({ node }) => node.start === command.start)?.texts)?.name;
};

describe('completionContext', () => {
  it('knows the beginning of a command', () => {
    for (const text of ['Get-|', '$a = Get-|', 'if (1) { Get-| }', '(Get-|)']) assert.equal(context(text), 'command "Get-"', text);
    for (const text of ['|', 'if (1) { | }', '1;|', '1\n|']) assert.equal(context(text), 'command ""', text);
  });

  it('replaces no more than the line, where a quote is not closed yet', () => {
    assert.equal(context("Get-AutomationVariable -Name 'A|\nWrite-Output 'b'"), "argument \"'A\"");
    assert.equal(context('Get-AutomationVariable -Name "|\n"x"'), 'argument """');
    assert.equal(context("Get-AutomationVariable -Name 'Ab|c\n'"), "argument \"'Abc\"");
    assert.equal(context("Get-AutomationVariable -Name 'a\nb|'"), 'none');
  });

  it('knows which parameters a splatted table gives', () => {
    assert.equal(parameter("$p = @{ Path = 'a' }; Get-ChildItem @p |"), 'Filter');
    assert.equal(parameter("$p = @{ Filter = 'a' }; Get-ChildItem @p |"), 'Path');
    assert.equal(parameter("$p = @{ Path = 'a' }\n$q = @{ Filter = 'b' }\nGet-ChildItem @p @q |"), undefined);
    assert.equal(parameter('Get-ChildItem @p |'), 'Path');
  });

  it('knows nothing before the operator that calls a command', () => assert.equal(context('|&m'), 'none'));

  it('knows parameters and arguments', () => {
    assert.equal(context('Get-Item -|'), 'parameter "-"');
    assert.equal(context('Get-Item -Pa| x'), 'parameter "-Pa"');
    assert.equal(context('Get-Item |'), 'argument ""');
    assert.equal(context('Get-Item -Path fo|o'), 'argument "foo"');
    assert.equal(context('Get-Item -Path:|'), 'argument ""');
    assert.equal(context('Get-Item -Path:| -Force'), 'argument ""');
    assert.equal(context('Get-Item -Path:fo|o'), 'argument "foo"');
    assert.equal(context("Get-AutomationVariable -Name 'A|'"), "argument \"'A'\"");
    assert.equal(context('Where-Object { Get-Item -| }'), 'parameter "-"');
  });

  it('knows variables, in double quotes too, and splatting', () => {
    assert.equal(context('$a|bc'), 'variable "$abc"');
    assert.equal(context('"x $us|"'), 'variable "$us"');
    assert.equal(context('InlineScript { $using:n| }'), 'variable "$using:n"');
    assert.equal(context('Get-Item @sp|'), 'variable "@sp"');
  });

  it('knows arguments in lists and brackets, and nothing where output goes to', () => {
    assert.deepEqual(['Get-It x,|', 'Get-It -Path "a",|', 'Get-It -Path @("|")', 'Get-It -Path ("b|")', "Get-It -Path @('a', 'b|c')", 'Get-It ("|', 'Get-It -Path:("|")'].map(context), ['argument ""', 'argument ""', 'argument """"', 'argument ""b""', `argument "'bc'"`, 'argument """', 'argument """"']);
    for (const text of ['Get-It > |', 'Get-It >|', 'Get-It 2> a|', '("|")', '& ("|")', 'Get-It ("a"|)']) assert.equal(context(text), 'none', text);
    assert.equal(context('Get-It > a |'), 'argument ""');
  });

  it('offers nothing in comments, single quotes and member names', () => {
    for (const text of ['# Get-|', '<# Get-| #>', "$a = 'Get-|'", '$a.Le|', '1 + |']) assert.equal(context(text), 'none', text);
  });

  it('goes on with a command behind a backtick at the end of a line', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      assert.equal(context(`Get-AutomationVariable -Name \`${end}    |`), 'argument ""');
      assert.equal(context(`Get-AutomationVariable \`${end}\t|`), 'argument ""');
      assert.equal(context(`Get-AutomationVariable \`${end}  -Name \`${end}  | \`${end}`), 'argument ""');
      assert.equal(context(`Get-AutomationVariable \`${end}  -|`), 'parameter "-"');
      assert.equal(context(`$h = @{ A = Get-It -Name \`${end}  | }`), 'argument ""');
      assert.equal(parameter(`Get-AutomationVariable -Name \`${end}    |`), 'Name');
      assert.equal(parameter(`Get-AutomationVariable -Name x \`${end}  -ErrorAction \`${end}    |`), 'ErrorAction');
      assert.equal(context(`Get-It${end}    |`), 'command ""');
      assert.equal(context(`Get-It # \`${end}    |`), 'command ""');
    }
  });
  it('answers for every place of a broken text', () => {
    const text = 'workflow A { param($x) $y = Get-AutomationVariable -Name "b';
    for (let length = 0; length <= text.length; length++) for (let offset = 0; offset <= length; offset++) assert.ok(completionContext(parse(text.slice(0, length)), offset).kind);
  });
});

describe('parameterAt', () => {
  it('takes the named one, else the next by position', () => {
    assert.equal(parameter('Get-AutomationVariable -Name |'), 'Name');
    assert.equal(parameter('Get-AutomationVariable -Name:|'), 'Name');
    assert.equal(parameter('Get-AutomationVariable |'), 'Name');
    assert.equal(parameter('Get-AutomationVariable Ab|'), 'Name');
    assert.equal(parameter('Get-AutomationVariable -ErrorAction |'), 'ErrorAction');
    assert.equal(parameter('Set-AutomationVariable -Name a -Va|'), 'Value');
    for (const text of ['Get-Item -Path a, |', 'Get-Item -Path a,|', 'Get-Item a, b, |', 'Get-Item a,\n  |']) assert.equal(parameter(text), 'Path', text);
  });
  it('leaves out what is given by name further on, and where output goes to, and gives all that is left to what takes it', () => {
    assert.equal(parameter('Get-ChildItem *.txt -Recurse | -Filter x'), undefined);
    assert.equal(parameter('Get-ChildItem | -Path x'), 'Filter');
    assert.deepEqual(['Get-Item > |', 'Get-Item >|', 'Get-Item > a|'].map(parameter), [undefined, undefined, undefined]);
    assert.equal(parameter('Get-Item > a |'), 'Path');
    assert.deepEqual(['Write-Host 1 2 3 |', 'Write-Host 1 |', 'Get-Item 1 2 |'].map(parameter), ['Object', 'Object', undefined]);
  });
});

describe('positionalArguments', () => {
  /** Each argument that has a hint, with its parameter. */
  const hints = (text: string, own = ''): string => {
    const result = parse(own + text), [definition] = result.ast.endBlock?.statements ?? [], use = commandsIn(result.ast).at(-1)!;
    const facts = definition?.kind === 'FunctionDefinitionAst' ? functionFacts(result, definition) : cmdletCatalogue.find(({ name, aliases }) => [name, ...aliases].some((each) => each.toLowerCase() === use.name?.toLowerCase()))!;
    return positionalArguments(use, facts, commonParameters).map(({ start, parameter: { name } }) => `${/^(?:\{.*?\}|\S+)/.exec(result.text.slice(start))![0]} -${name}`).join(', ');
  };

  it('goes by the parameter sets that share a place', () => {
    for (const [text, expected] of [
      ['1 | where Name -eq 1', 'Name -Property, 1 -Value'], ['1 | where { $_ }', '{ $_ } -FilterScript'], ['New-Object PSObject $x', 'PSObject -TypeName, $x -ArgumentList'], ['Start-Job {1}', '{1} -ScriptBlock'], ['Invoke-Command {1}', '{1} -ScriptBlock'], ['Invoke-Command srv {1}', 'srv -ComputerName, {1} -ScriptBlock'],
      ['1 | % {1} {2}', '{1} -Process, {2} -RemainingScripts'], ['1 | % Name', 'Name -MemberName'], ["Write-Error 'x'", "'x' -Message"], ['Get-Job x', 'x -Name'], ['Get-ChildItem a b', 'a -Path, b -Filter'], ['Get-ChildItem -Path a b', 'b -Filter'], ['Copy-Item a b', 'a -Path, b -Destination'],
    ] as const) assert.equal(hints(text), expected, text);
  });
  it('says nothing where the text does not decide it, or the name could not be written there', () => {
    for (const text of ['Write-Error $x', 'Receive-Job $j', 'Add-Member NoteProperty A 1', 'Get-ChildItem @p x', 'Write-Output a b']) assert.equal(hints(text), '', text);
    assert.deepEqual([hints('Write-Output a'), hints('1 | % {1} {2} {3}')], ['a -InputObject', '{1} -Process']);
  });
  it('knows the sets of functions of the text', () => {
    const own = "function F { [CmdletBinding(DefaultParameterSetName='A')] param([Parameter(Position=0,ParameterSetName='A')]$X,[Parameter(Position=0,ParameterSetName='B')][int]$Y,[Parameter(Position=1)]$Z) }\n";
    assert.equal(hints('F a b', own), 'a -X, b -Z');
    assert.equal(hints('F -Y 1 b', own), 'b -Z');
    const typed = "function G { param([Parameter(Position=0,ParameterSetName='A')][string]$X,[Parameter(Position=0,ParameterSetName='B')][int]$Y,[Parameter(Position=1,ParameterSetName='B')]$Z) }\n";
    assert.deepEqual([hints('G a', typed), hints('G 1 2', typed), hints('G $a 2', typed)], ['a -X', '1 -Y, 2 -Z', '']);
  });
  it('leaves the value that is being written to the likeliest parameter', () => {
    assert.deepEqual([parameter('Where-Object |'), parameter('New-Object T |'), parameter('Where-Object Name -eq |')], ['Property', 'ArgumentList', 'Value']);
  });
});

describe('variablesInScope', () => {
  const visible = (marked: string): string[] => {
    const { text, offset } = split(marked);
    return variablesInScope(analyseSymbols(parse(text).ast), offset).map(({ name, throughUsing }) => (throughUsing ? `using:${name}` : name));
  };

  it('goes outwards, says what an InlineScript needs $using: for, and stops at the workflow', () => {
    assert.deepEqual(visible('$top = 1; workflow w { param($p) $a = 1; InlineScript { $b = 2; | } }'), ['b', 'using:p', 'using:a']);
    assert.deepEqual(visible('$top = 1; function f { $x = 1; | }'), ['x', 'top']);
    assert.deepEqual(visible('$other; |'), []);
  });
});
