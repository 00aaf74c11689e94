import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

/** Modules where PSModulePath points to, as the service unpacks them. */
const MODULES = {
  'modules/Greetings/Greetings.psd1': "@{ ModuleVersion = '1.2'; RootModule = 'Greetings.psm1'; FunctionsToExport = @('Get-*', 'Watch-Greeting') }",
  'modules/Greetings/Greetings.psm1': "function Get-Greeting($Name) { \"hello $Name\" }\nfunction Send-Greeting { 'sent' }\nfunction Watch-Greeting { Find-Helper }\n",
  'modules/Helpers/Helpers.psm1': "Write-Output 'loading' | Out-Null\n. $PSScriptRoot/Public/Find-Helper.ps1\nSet-Alias helper Find-Helper\nExport-ModuleMember -Function Find-Helper -Alias helper\nfunction Get-Hidden { 'hidden' }\n",
  'modules/Helpers/Public/Find-Helper.ps1': "function Find-Helper { 'found by a helper' }\n",
  'modules/Versions/1.9/Versions.psm1': "function Get-Which { 'old' }", 'modules/Versions/1.10/Versions.psm1': "function Get-Which { 'new' }",
  'modules/Broken/Broken.psm1': "function Get-Broken { 'x' }\nthrow 'no way'\n",
  'modules/Prüfung-A/Prüfung-A.psm1': "function Get-Übersicht { 'alles' }\nSet-Alias übersicht Get-Übersicht\n",
  'modules/Fleet/Fleet.psd1': "@{ RootModule = 'Fleet.psm1'; ModuleVersion = '1.0'; DefaultCommandPrefix = 'Za'; FunctionsToExport = 'Get-Ship', 'Sink' }",
  'modules/Fleet/Fleet.psm1': "function Get-Ship($Name) { \"ship $Name\" }\nfunction Sink { 'sunk' }\nfunction Get-Crew { 'crew' }\n",
  'modules/Empty/readme.txt': 'nothing',
};
const run = (script: string): ReturnType<typeof runInFolder> => runInFolder(`$env:PSModulePath = (Join-Path $PWD modules)\n${script}`, { files: MODULES });

describe('commands of modules that nobody has imported', () => {
  afterEach(removeFolders);

  it('load their module when they are called, and stay', () => {
    const { output, errors, ended } = run("Get-Greeting ana; (Get-Module).Name; Watch-Greeting; helper; [bool](Get-Command Get-Greeting); Get-Which");
    assert.deepEqual([output, errors, ended], [['hello ana', 'Greetings', 'found by a helper', 'found by a helper', 'True', 'new'], [], undefined]);
  });

  it('are found by Get-Command, with their module before them, and inside of functions', () => {
    const { output } = run("(Get-Command Get-Greeting).Source; Versions\\Get-Which; function f { Find-Helper }; f; 1, 2 | ForEach-Object { Get-Greeting $_ }");
    assert.deepEqual(output, ['Greetings', 'new', 'found by a helper', 'hello 1', 'hello 2']);
  });

  it('may have names in any alphabet, and modules a hyphen', () => {
    assert.deepEqual(run('Get-Übersicht; übersicht').output, ['alles', 'alles']);
    assert.deepEqual(run('Prüfung-A\\Get-übersicht').output, ['alles']);
  });

  it('are not found where the module does not export them, the runbook has switched it off, or there is none', () => {
    for (const script of ['Send-Greeting', 'Get-Hidden', "$PSModuleAutoLoadingPreference = 'None'; Get-Greeting x", "$PSModuleAutoLoadingPreference = 'ModuleQualified'; Get-Greeting x", 'Get-Nothing', 'Empty\\Get-Greeting']) {
      const { errors, ended } = run(`${script}\n`);
      assert.match(errors[0] ?? ended ?? '', /^(CommandNotFoundException|CouldNotAutoLoadModule): /, script);
    }
    assert.deepEqual(run("$PSModuleAutoLoadingPreference = 'ModuleQualified'; Greetings\\Get-Greeting x").output, ['hello x']);
  });

  it('are found by the names that the prefix of their manifest gives them', () => {
    assert.deepEqual(run('Get-ZaShip ana; ZaSink; Fleet\\Get-ZaShip bo; (Get-Command -Module Fleet).Name').output, ['ship ana', 'sunk', 'ship bo', 'Get-ZaShip', 'ZaSink']);
    assert.deepEqual(run('workflow W { Get-ZaShip -Name 5; $x = Get-ZaShip ana; "$x" }\nW').output, ['ship 5', 'ship ana']);
    for (const script of ['Get-ZaCrew', 'Get-Ship']) assert.match(run(script).ended ?? run(script).errors[0] ?? '', /^(CommandNotFoundException|CouldNotAutoLoadModule): /, script);
  });

  it('say why, where their module cannot be loaded', () => {
    const { errors, ended } = run('Get-Broken');
    assert.match(errors[0] ?? ended ?? '', /^CouldNotAutoLoadMatchingModule: The 'Get-Broken' command was found in the module 'Broken', but the module could not be loaded due to the following error: \[no way\]\nFor more information, run 'Import-Module Broken'\.$/);
  });

  it('go behind what the runbook defines itself', () => {
    assert.deepEqual(run("function Get-Greeting { 'mine' }; Get-Greeting ana; [bool](Get-Module Greetings)").output, ['mine', 'False']);
  });
});
