import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Much output into a file', () => {
  afterEach(removeFolders);
  const numbers = (count: number): string => Array.from({ length: count }, (_, i) => `${i + 1}\n`).join('');

  it('arrives whole and in order, behind what is kept of the file', () => {
    const { folder, errors } = runInFolder('"old" > kept.txt; 1..5000 >> kept.txt; "old" > new.txt; & { 1..3000; 3001..5000 } > new.txt; 1..5000 | Out-File piped.txt');
    assert.deepEqual(errors, []);
    assert.equal(readFileSync(join(folder, 'kept.txt'), 'utf8'), `old\n${numbers(5000)}`);
    assert.equal(readFileSync(join(folder, 'new.txt'), 'utf8'), numbers(5000));
    assert.equal(readFileSync(join(folder, 'piped.txt'), 'utf8'), numbers(5000));
  });
  it('goes there as it comes', () => {
    const { output, errors } = runInFolder(`
      & { foreach ($i in 1..3000) { 'x' * 1000 }; $script:there = (Get-Item out.txt).Length } > out.txt
      $there -gt 1MB; $there -lt (Get-Item out.txt).Length; (Get-Item out.txt).Length`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['True', 'True', '3003000']);
  });
  it('is one table, and has one mark', () => {
    const { folder, errors } = runInFolder("1..20000 | ForEach-Object { [pscustomobject]@{ Number = $_; Text = 'x' * 60 } } | Out-File table.txt -Encoding utf8BOM");
    assert.deepEqual(errors, []);
    const text = readFileSync(join(folder, 'table.txt'), 'utf8');
    assert.equal(text.split('\ufeff').length, 2);
    assert.equal(text.match(/^Number/gm)?.length, 1);
    assert.equal(text.match(/^ *\d+ x{60}/gm)?.length, 20_000);
  });
  it('is refused once', () => {
    const { folder, output, errors } = runInFolder("'old' > f.txt; 1..3000 | ForEach-Object { 'x' * 1000 } | Out-File f.txt -NoClobber; $null = mkdir d; 1..3000 | ForEach-Object { 'x' * 1000 } | Out-File d; 'after'");
    assert.equal(errors.length, 2);
    assert.match(errors[0] ?? '', /already exists/);
    assert.deepEqual(output, ['after']);
    assert.equal(readFileSync(join(folder, 'f.txt'), 'utf8').length, 'old\n'.length);
  });
  it('is made by whoever has a function of that name', () => {
    const { output } = runInFolder('function Out-File { param($FilePath, [Parameter(ValueFromPipeline)]$InputObject) begin { $n = 0 } process { $n++ } end { $script:seen = "$FilePath $n" } }; 1..3000 > f.txt; $seen');
    assert.deepEqual(output, ['f.txt 3000']);
  });
});
