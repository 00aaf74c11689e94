/** What the editor and the checks read of a text knows no names of JavaScript's objects. */
import assert from 'node:assert/strict';
import { analyseRunbook, analyseSymbols, commandsIn, outlineOf, parse, semanticTokens, validate } from '../../../src/powershell/index.ts';
import { fileFacts } from '../../../src/project/folder/index.ts';
import { lookedUp } from '../../support/lookedUp.ts';
import { everywhere } from '../../support/nameEverywhere.ts';
import { check } from './lint/folder.ts';

const workflow = (n: string): string => `workflow W { param([${n}] $${n}) ${n} -${n} 1; $${n} = 1; [${n}]::${n}; InlineScript { ${n} }; ${n}\\${n} 1; Start-SmaRunbook -Name ${n} -${n} 1; Get-AutomationVariable ${n}; Get-AutomationVariable -Name '${n}'; parallel { ${n} }; foreach -parallel ($${n} in 1) { ${n} -${n} } }`;
const texts = (n: string): readonly string[] => [everywhere(n), workflow(n), `${n} 1`, `function ${n} { 1 }; ${n}`, `$x = ${n} -${n}:1 | ${n}`, `.\\${n}.ps1`, `Import-Module ${n}; ${n}\\${n}`, `[${n}] $x = 1; $x.${n}; $x.${n}()`, `using module ${n}\n[${n}]::new().${n}()`, `Get-Item -${n} 1; Get-${n} 1; Get-Process | % ${n} | sort ${n} | select ${n}; New-Object ${n} -Property @{ ${n} = 1 }`, `param([Parameter(${n})] [${n}()] [Validate${n}(1)] $a)`, `#requires -${n} 1\n#requires -Modules ${n}\n1`];

describe("Names of JavaScript's objects in a text that is read", () => {
  const readers: Readonly<Record<string, (text: string) => void>> = {
    analysis: (text) => { const result = parse(text); analyseRunbook(result, undefined); validate(result); outlineOf(result); },
    symbols: (text) => { const result = parse(text), root = analyseSymbols(result.ast); semanticTokens(result, root, commandsIn(result.ast), () => false); },
    checks: (text) => { check(text); },
    facts: (text) => { fileFacts('Main', parse(text)); },
  };
  for (const [what, read] of Object.entries(readers)) {
    it(`looks up nothing that an object has of itself: ${what}`, () => {
      assert.deepEqual([...new Set(['zzHeld', 'zzheld', 'ZZHELD'].flatMap((name) => lookedUp(name, () => { for (const text of texts(name)) read(text); })))], []);
    });
  }
  it('reads a call of a function with such a name', () => {
    for (const name of ['constructor', '__proto__', 'valueOf']) for (const text of texts(name)) for (const read of Object.values(readers)) read(text);
  });
});
