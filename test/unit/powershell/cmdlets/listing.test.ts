/** What Get-ChildItem lists of patterns and of whole trees, and what Remove-Item leaves of them. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const files = { 'top/x.txt': 'x', 'top/d/y.txt': 'y', 'top/d/e/x.txt': 'x', 'top/f/z.log': 'z' };
const gives = (script: string): readonly string[] => { const ran = runInFolder(script, { files }); return [...ran.output, ...ran.errors.map((e) => e.slice(0, e.indexOf(',')))]; };

describe('Get-ChildItem', () => {
  afterEach(removeFolders);
  it('lists the folders that a pattern names beside files, too, where it goes below', () => {
    assert.deepEqual(gives("(Get-ChildItem top/* -Recurse).Name -join ','; (Get-ChildItem top/d* -Recurse).Name -join ','"), ['d,f,x.txt,e,y.txt,x.txt,z.log', 'e,y.txt,x.txt']);
  });
  it('takes `*` as the folder itself where only folders or files are wanted', () => {
    assert.deepEqual(gives("(Get-ChildItem top/* -Recurse -Directory).Name -join ','; (Get-ChildItem top/* -Recurse -File).Name -join ','"), ['d,f,e', 'x.txt,y.txt,x.txt,z.log']);
  });
  it('looks for a name that is no folder at every level', () => {
    assert.deepEqual(gives("(Get-ChildItem top/x.txt -Recurse).Count; (Get-ChildItem top/*.log -Recurse).Name; (Get-ChildItem x.txt -Recurse -Name) -join ','; Get-ChildItem top/x.txt/ -Recurse"), ['2', 'z.log', 'top/d/e/x.txt,top/x.txt', 'ItemNotFound']);
  });
  it('gives the item that a pattern names, and not what is in it', () => {
    assert.deepEqual(gives("(Get-ChildItem to*).Name -join ','; (Get-ChildItem top).Name -join ','"), ['top', 'd,f,x.txt']);
  });
});

describe('Remove-Item -Recurse', () => {
  afterEach(removeFolders);
  it('keeps the files it is to leave out, also those its path names', () => {
    assert.deepEqual(gives("Remove-Item top/* -Recurse -Exclude x.txt, e; (Get-ChildItem top -Recurse).Name -join ','"), ['d,x.txt,e,x.txt']);
    assert.deepEqual(gives("Remove-Item top/x.txt, top/f -Recurse -Include *.log; (Get-ChildItem top).Name -join ','; @(Get-ChildItem top/f).Count"), ['d,f,x.txt', '0']);
  });
});
