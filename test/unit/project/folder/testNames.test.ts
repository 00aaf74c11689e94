import assert from 'node:assert/strict';
import { testNames } from '../../../../src/project/folder/index.ts';

const shown = (text: string, isYaml: boolean): (string | undefined)[][] => testNames(text, 'Get-Kid', isYaml).map(({ start, end, path }) => [text.slice(Math.max(0, start - 2), end + 1), path]);

describe('a runbook’s name in tests', () => {
  it('is found in YAML as its file and as a mocked command', () => {
    assert.deepEqual(shown('runbook: Get-Kid.ps1\n', true), [[': Get-Kid.', 'Get-Kid.ps1']]);
    assert.deepEqual(shown('runbook: "../sub/get-kid.ps1"', true), [['b/get-kid.', '../sub/get-kid.ps1']]);
    assert.deepEqual(shown('mocks:\n  - command: Get-Kid\n  - { command: "Get-Kid", returns: 1 }\n', true), [[': Get-Kid\n', undefined], [' "Get-Kid"', undefined]]);
    for (const text of ['name: Get-Kid does it', 'command: Get-Kids', 'command: A-Get-Kid', 'runbook: My-Get-Kid.ps1', 'runbook: Get-Kid.ps1x', 'runbook: Get-Kid.Tests.ps1']) assert.deepEqual(shown(text, true), [], text);
  });

  it('is found in Pester as a file, and as the title of a block', () => {
    assert.deepEqual(shown('$s = "$PSScriptRoot\\Get-Kid.ps1"; $t = Join-Path $PSScriptRoot \'Get-Kid.ps1\'', false), [['t\\Get-Kid.', 'Get-Kid.ps1'], [" 'Get-Kid.", 'Get-Kid.ps1']]);
    assert.deepEqual(shown("Describe 'Get-Kid' { Context -Name \"Get-Kid\" { It 'Get-Kid' { } } }", false), [[" 'Get-Kid'", undefined], [' "Get-Kid"', undefined]]);
    assert.deepEqual(shown('$s = "$PSScriptRoot\\..\\src\\Get-Kid.ps1"', false), [['c\\Get-Kid.', '../src/Get-Kid.ps1']]);
  });
});
