import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterOthers, checkParameterText, kindOf, parametersFrom, wireValue } from '../../../../src/app/parameters/parameterInput.ts';
import type { ParameterSpec } from '../../../../src/app/parameters/parameterInput.ts';
import { parameterSpecs } from '../../../../src/app/parameters/parameterSpecs.ts';

const spec = (type: string, more: Partial<ParameterSpec> = {}): ParameterSpec => ({ name: 'P', type, isMandatory: false, ...more });

describe('the form of a parameter', () => {
  it('knows types as scripts write them and as the server lists them', () => {
    const kinds: readonly [string, string][] = [
      ['string', 'text'], ['System.String', 'text'], ['int', 'integer'], ['System.Int32', 'integer'], ['long', 'integer'], ['System.Nullable[int]', 'integer'],
      ['double', 'number'], ['bool', 'boolean'], ['switch', 'boolean'], ['System.Management.Automation.SwitchParameter', 'boolean'], ['datetime', 'date'],
      ['string[]', 'list'], ['System.Int32[]', 'list'], ['array', 'list'], ['hashtable', 'object'], ['PSCustomObject', 'object'], ['object', 'text'],
      ['PSCredential', 'credential'], ['System.Management.Automation.PSCredential', 'credential'],
    ];
    for (const [type, kind] of kinds) assert.equal(kindOf(type), kind, type);
  });

  it('sends JSON, so that a text that looks like a number stays a text', () => {
    const sent: readonly [string, string, string][] = [
      ['string', 'Hello', '"Hello"'], ['string', '42', '"42"'], ['string', 'say "hi"', String.raw`"say \"hi\""`], ['string', "''", '""'],
      ['int', ' 42 ', '42'], ['int', '+7', '7'], ['long', '9007199254740993', '9007199254740993'], ['double', '2.50', '2.5'], ['bool', 'TRUE', 'true'],
      ['string[]', 'a, b', '["a","b"]'], ['string[]', '1, 2', '["1","2"]'], ['int[]', '1, 2', '[1,2]'], ['string[]', '["a, b"]', '["a, b"]'],
      ['hashtable', "{'a': 1}", '{"a":1}'], ['PSCredential', 'Admin', 'Admin'],
      ['datetime', '2026-03-01T00:00Z', String.raw`"\/Date(1772323200000)\/"`],
    ];
    for (const [type, text, wire] of sent) {
      assert.equal(checkParameterText(spec(type), text), undefined, `${type} ${text}`);
      assert.equal(wireValue(spec(type), text), wire, `${type} ${text}`);
    }
  });

  it('sends nothing for an empty box, so that the default holds', () => {
    for (const type of ['string', 'int', 'string[]', 'datetime']) assert.equal(wireValue(spec(type), ''), undefined);
  });

  it('explains in one sentence what a type cannot take', () => {
    const bad: readonly [string, string, RegExp][] = [
      ['int', '4.2', /whole number/], ['double', 'two', /a number/], ['bool', 'maybe', /true or false/], ['datetime', 'tomorrow', /a date/],
      ['hashtable', '[1]', /JSON object/], ['string[]', '["a"', /JSON array/], ['int[]', '1, two', /"two" is not a number/],
      ['int', '2147483648', /from -2147483648 to 2147483647/], ['System.Int32', '99999999999', /from -2147483648/], ['byte', '-1', /from 0 to 255/], ['long', '9223372036854775808', /to 9223372036854775807/],
      ['System.Nullable[int]', '3000000000', /to 2147483647/], ['byte[]', '1, 256', /^256: .*to 255/], ['ulong', '-1', /from 0 to 18446744073709551615/],
    ];
    for (const [type, text] of [['int', '-2147483648'], ['ulong', '18446744073709551615'], ['sbyte', '-128'], ['uint', '4294967295']] as const) assert.equal(checkParameterText(spec(type), text), undefined);
    for (const [type, text, reason] of bad) assert.match(checkParameterText(spec(type), text) ?? '', reason);
    assert.match(checkParameterText(spec('string', { isMandatory: true }), '') ?? '', /P must be given/);
    assert.match(checkParameterText(spec('string', { isMandatory: true }), '  ') ?? '', /P must be given/);
  });

  it('carries any text exactly', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }).filter((text) => text !== "''" && text !== '""'), (text) => {
      assert.equal(JSON.parse(wireValue(spec('string'), text) ?? ''), text);
    }));
  });
});

describe('what a param block asks for', () => {
  const workflow = `<#
.SYNOPSIS
    A report.
.PARAMETER Name
    Whom to
    greet.
#>
workflow Get-Report {
    param(
        [Parameter(Mandatory = $true)] [string] $Name,
        [ValidateSet('Low', 'High')] [string] $Level = 'Low',
        [int[]] $Sizes = @(1, 2),
        [Parameter(Mandatory)] $Anything
    )
    Write-Output $Name
}`;
  it('is read with types, defaults, choices and help', () => {
    assert.deepEqual(parameterSpecs(workflow, 'Get-Report'), [
      { name: 'Name', type: 'System.String', isMandatory: true, help: 'Whom to greet.' },
      { name: 'Level', type: 'System.String', isMandatory: false, defaultText: "'Low'", choices: ['Low', 'High'] },
      { name: 'Sizes', type: 'System.Int32[]', isMandatory: false, defaultText: '@(1, 2)' },
      { name: 'Anything', type: 'System.Object', isMandatory: true },
    ]);
  });

  it('is that of the workflow with the runbook’s name, else of the script', () => {
    const two = 'workflow Helper { param([int] $A) }\nworkflow Main { param([string] $B) }';
    assert.deepEqual(parameterSpecs(two, 'main')?.map(({ name }) => name), ['B']);
    assert.deepEqual(parameterSpecs('\uFEFFparam([int] $Count = 3)\n$Count', 'X')?.map(({ name }) => name), ['Count']);
    assert.deepEqual(parameterSpecs('Write-Output 1', 'X'), []);
  });

  it('follows parameter sets: a parameter is mandatory where no set that is still meant can do without it', () => {
    const specs = parameterSpecs(`[CmdletBinding(DefaultParameterSetName='A')]\nparam([Parameter(Mandatory)] $All, [Parameter(Mandatory, ParameterSetName='A')] $A, [Parameter(Mandatory, ParameterSetName='B')] $B)`, 'X') ?? [];
    assert.deepEqual(specs.map(({ isMandatory }) => isMandatory), [true, false, false]);
    const asked = (...answers: readonly [string, string][]): boolean[] => specs.map((spec) => afterOthers(spec, new Map(answers)).isMandatory);
    assert.deepEqual(asked(['All', '1'], ['A', '']), [true, false, true], 'without A only B is left');
    assert.deepEqual(asked(['All', '1'], ['A', '2']), [true, false, false], 'A is given, so B is not meant');
    assert.deepEqual(parametersFrom('X', specs, { all: '1', b: '2' }).map(({ name }) => name), ['All', 'B']);
    assert.throws(() => parametersFrom('X', specs, { all: '1' }), /Parameter A: A must be given/);
  });

  it('is not guessed from a text with errors', () => assert.equal(parameterSpecs('param([int] $A', 'X'), undefined));
});
