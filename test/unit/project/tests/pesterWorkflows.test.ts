import assert from 'node:assert/strict';
import { cleanUp, tellOf } from './support.ts';

describe('workflows in the words of Pester', () => {
  after(cleanUp);

  it('know what BeforeAll has defined beside them', async () => {
    const lib = "workflow Lib-A { param($x) Lib-B -y ($x + 1) }\nworkflow Lib-B { param($y) \"lib y $y\" }\nfunction Lib-F { 'libf' }\nworkflow Lib-C { Lib-F }\n";
    assert.deepEqual(await tellOf({ 'wlib.ps1': lib, 'W.Tests.ps1': `Describe w {
  BeforeAll { . $PSScriptRoot/wlib.ps1 }
  It calls { Lib-A -x 1 | Should -Be 'lib y 2' }
  It f { Lib-C | Should -Be 'libf' }
  It mocked { Mock Lib-F { 'other' }; Lib-C | Should -Be 'other' }
}` }, 'W.Tests.ps1'), ['passed w › calls', 'passed w › f', 'passed w › mocked']);
  });
});
