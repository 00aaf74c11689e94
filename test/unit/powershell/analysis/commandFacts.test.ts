import assert from 'node:assert/strict';
import { analyseRunbook, commonAt, findParameter, functionFacts, parse, runbookAsCommand, workflowsOf } from '../../../../src/powershell/index.ts';
import type { CommandParameter } from '../../../../src/powershell/index.ts';
import { cmdletCatalogue, commonParameters, smaModuleCatalogue } from '../../../../src/powershell/cmdlets/catalogue.ts';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';

const text = 'workflow Copy-All {\n<#\n.SYNOPSIS\n Copies.\n.PARAMETER From\n The source.\n#>\n param([Parameter(Mandatory)][string]$From, [ValidateSet("a", "b")][string]$Mode, [switch]$Force) }';

describe('facts about commands', () => {
  it('reads a workflow with its help', () => {
    const result = parse(text), facts = functionFacts(result, workflowsOf(result.ast)[0]!.node);
    assert.deepEqual([facts.kind, facts.synopsis], ['workflow', 'Copies.']);
    assert.deepEqual(facts.parameters.map(({ name, isMandatory, isSwitch, help, allowedValues }) => [name, isMandatory, isSwitch, help, allowedValues]),
      [['From', true, false, 'The source.', undefined], ['Mode', false, false, undefined, ['a', 'b']], ['Force', false, true, undefined, undefined]]);
  });

  it('knows which parameters take what is given without a name, as PowerShell places them', () => {
    const places = (list: string): unknown[] => runbookAsCommand('X', analyseRunbook(parse(`${list} 1`))).parameters.map(({ position, takesRest }) => [position, takesRest ?? false]);
    assert.deepEqual(places('param([switch]$S, $A, $B)'), [[undefined, false], [1, false], [2, false]]);
    assert.deepEqual(places('param($A, [Parameter(Position = 0)]$B)'), [[undefined, false], [0, false]]);
    assert.deepEqual(places("param($A, [Parameter(ParameterSetName = 'X')]$B)"), [[undefined, false], [undefined, false]]);
    assert.deepEqual(places("param($A, [Parameter(ParameterSetName = '__AllParameterSets')]$B)"), [[0, false], [1, false]]);
    assert.deepEqual(places('[CmdletBinding(PositionalBinding = $false)] param($A, [Parameter(ValueFromRemainingArguments)]$R)'), [[undefined, false], [undefined, true]]);
  });

  it('speaks of a runbook as of a command', () => {
    const facts = runbookAsCommand('Copy-All', analyseRunbook(parse(text)));
    assert.deepEqual([facts.kind, facts.name, facts.parameters.length], ['runbook', 'Copy-All', 3]);
  });

  it('finds a parameter by its name, an alias or a beginning that only one has', () => {
    assert.equal(findParameter(commonParameters, 'ea')?.name, 'ErrorAction');
    assert.equal(findParameter(commonParameters, 'errora')?.name, 'ErrorAction');
    assert.equal(findParameter(commonParameters, 'error'), undefined);
    const of = (name: string): readonly CommandParameter[] => cmdletCatalogue.find((one) => one.name === name)?.parameters ?? [];
    const meant = (name: string, written: string): string | undefined => findParameter(of(name), written, commonParameters)?.name;
    assert.deepEqual([meant('Select-Object', 'Pr'), meant('Sort-Object', 'd'), meant('Get-ChildItem', 'E'), meant('Get-ChildItem', 'ea'), meant('Get-Item', 'Verb')], ['Property', 'Descending', 'Exclude', 'ErrorAction', 'Verbose'], 'its own before the common ones');
    const places = ([['cmdlet', 'workflow'], ['cmdlet', 'inlineScript'], ['function', 'workflow']] as const).map(([kind, place]) => commonAt(commonParameters, kind, place).map(({ name }) => name));
    assert.deepEqual(places.map((names) => [names.includes('ProgressAction'), names.includes('ErrorAction')]), [[false, true], [true, true], [true, true]], 'activities have no ProgressAction');
    assert.deepEqual([meant('Get-Item', 'P'), meant('Get-Item', 'PSP'), meant('Get-Item', 'War')], [undefined, 'LiteralPath', undefined], 'the beginning of an alias counts');
  });

  it('has every cmdlet of the engine as data that survives being written down', () => {
    assert.deepEqual(cmdletCatalogue.map(({ name }) => name), cmdlets.map(({ name }) => name));
    assert.deepEqual(JSON.parse(JSON.stringify(cmdletCatalogue)).length, cmdlets.length);
    // The rest of the SMA module, none of it twice: 40 cmdlets and a function (sma-rest-api.md 7).
    const sma = [...cmdletCatalogue.filter(({ module }) => module === 'Microsoft.SystemCenter.ServiceManagementAutomation'), ...smaModuleCatalogue];
    assert.deepEqual([sma.length, new Set(sma.map(({ name }) => name)).size], [41, 41]);
    assert.deepEqual(smaModuleCatalogue.flatMap(({ name, parameters }) => parameters.filter((one) => !/^[A-Z]\w+$/.test(one.name) || one.type.includes('undefined')).map((one) => `${name} ${one.name}`)), []);
    assert.deepEqual(sma.find(({ name }) => name === 'Get-SmaRunbookDefinition')?.parameters.slice(0, 5).map(({ name, isMandatory, type }) => [name, isMandatory, type]), [['Type', true, 'System.String'], ['Name', false, 'System.String[]'], ['Id', false, 'System.String[]'], ['VersionId', false, 'System.String[]'], ['WebServiceEndpoint', false, 'System.String']], 'the service of the job is asked where none is named');
    const variable = cmdletCatalogue.find(({ name }) => name === 'Get-AutomationVariable');
    assert.deepEqual(variable?.parameters.map(({ name, isMandatory, type }) => [name, isMandatory, type]), [['Name', true, 'System.String']]);
  });
});
