import assert from 'node:assert/strict';
import { findProgram } from '../../../../../src/worker/sandbox/programs/findProgram.ts';
import type { ProgramPlaces } from '../../../../../src/worker/sandbox/programs/findProgram.ts';

const places = (platform: NodeJS.Platform, variables: Readonly<Record<string, string>>, ...files: readonly string[]): ProgramPlaces =>
  ({ platform, variable: (name) => variables[name], isProgram: (file) => files.includes(file) });

describe('The program of a name', () => {
  const unix = places('linux', { PATH: 'own:/usr/bin:/bin' }, '/bin/sh', '/usr/bin/git', '/work/own/git', '/work/tool', '/work/bin/git');
  it('is the first on PATH, whose relative folders do not count', () => {
    assert.equal(findProgram('git', '/work', unix), '/usr/bin/git');
    assert.equal(findProgram('sh', '/work', unix), '/bin/sh');
    assert.equal(findProgram('tool', '/work', unix), undefined);
    assert.equal(findProgram('sh', '/work', places('linux', {}, '/work/sh')), undefined);
  });
  it('is the one at a path, from where the script stands', () => {
    assert.equal(findProgram('./tool', '/work', unix), '/work/tool');
    assert.equal(findProgram('bin/git', '/work', unix), '/work/bin/git');
    assert.equal(findProgram('/bin/sh', '/work', unix), '/bin/sh');
    assert.equal(findProgram('./none', '/work', unix), undefined);
  });
  it('is none for what is no name', () => {
    for (const name of ['', ' ', 'a\0b']) assert.equal(findProgram(name, '/', places('linux', { PATH: '/bin' }, '/bin', '/bin/ ', '/bin/a')), undefined);
  });
  it('has one of the endings of PATHEXT on Windows, in their order', () => {
    const windows = places('win32', { PATH: String.raw`C:\Tools;C:\Windows`, PATHEXT: '.EXE;.CMD' }, String.raw`C:\Tools\npm.CMD`, String.raw`C:\Windows\npm.EXE`, String.raw`C:\Windows\a.b.EXE`, String.raw`C:\Work\x.exe`);
    assert.equal(findProgram('npm', String.raw`C:\Work`, windows), String.raw`C:\Tools\npm.CMD`);
    assert.equal(findProgram('npm.EXE', String.raw`C:\Work`, windows), String.raw`C:\Windows\npm.EXE`);
    assert.equal(findProgram('a.b', String.raw`C:\Work`, windows), String.raw`C:\Windows\a.b.EXE`);
    assert.equal(findProgram(String.raw`.\x.exe`, String.raw`C:\Work`, windows), String.raw`C:\Work\x.exe`);
    assert.equal(findProgram('x.exe', String.raw`C:\Work`, windows), undefined);
  });
});
