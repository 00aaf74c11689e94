/** Names that members of JavaScript's objects have are names like all others to a script. */
import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { lookedUp } from '../../../support/lookedUp.ts';
import { everywhere } from '../../../support/nameEverywhere.ts';
import { run } from './harness.ts';
import { table } from './table.ts';

describe('Names of members of JavaScript objects', () => table([
  ...['toString', 'constructor', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString', '__proto__', '__defineGetter__'].map((name) => [
    `${name}: methods and properties of classes`,
    `class A1 { [string] ${name}() { return 'own' } }; [A1]::new().${name}(); class A2 { static [string] ${name}() { return 'static' } }; [A2]::${name}(); class A3 { [string] $${name} = 'p' }; $a = [A3]::new(); $a.${name}; $a.${name} = 'q'; $a.${name}; class A4 { static [string] $${name} = 's' }; [A4]::${name}; class A5 : A1 { [string] ${name}() { return 'more ' + ([A1] $this).${name}() } }; ([A1]::new() | Get-Member ${name}).MemberType`,
    'own|static|p|q|s|Method',
  ] as const),
  ['texts of objects', `class A1 { [string] toString() { return 'lower' } }; "$([A1]::new())"; [A1]::new().ToString()`, 'lower|lower'],
]));

describe('Every place of a name', () => {
  const answer = (name: string): string => { const { output, errors, result } = run(everywhere(name)); return [...output, ...errors.map((e) => e.slice(0, e.indexOf('@'))), result.error?.message].join('|').replaceAll(name, 'NAME').replaceAll(name.toLowerCase(), 'NAME').replaceAll(/ +|-{2,}/g, ' '); };
  it('are texts that can be read', () => assert.deepEqual(parse(everywhere('otherName')).errors.map((e) => e.message), []));
  it('looks up nothing that JavaScript gave an object', () => {
    for (const name of ['zzHeld', 'zzheld', 'ZZHELD']) {
      const text = everywhere(name);
      assert.deepEqual(lookedUp(name, () => { run(text); }), [], name);
    }
  });
  it('gives the same for a name of JavaScript as for any other', () => {
    for (const name of ['constructor', 'valueOf', '__proto__', 'isPrototypeOf']) assert.equal(answer(name), answer('otherName'), name);
  });
});
