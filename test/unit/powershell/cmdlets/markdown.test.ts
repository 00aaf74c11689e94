import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const html = (text: string): string => runInFolder(`('${text}' -replace '~', "\`n" | ConvertFrom-Markdown).Html`).output.join('');
const plain = (text: string): string => runInFolder(`('${text}' -replace '~', "\`n" | ConvertFrom-Markdown -AsVT100EncodedString).VT100EncodedString`).output.join('');

describe('ConvertFrom-Markdown', () => {
  afterEach(removeFolders);

  it('names headings by their text, each name once', () => {
    assert.equal(html('# 1. Été *now*~# Ete now~# §'), '<h1 id="ete-now">1. Été <em>now</em></h1>\n<h1 id="ete-now-1">Ete now</h1>\n<h1 id="section">§</h1>\n');
  });
  it('knows tables, tasks, struck-out text and bare addresses', () => {
    assert.equal(html('|A|B|~|:-|-:|~|1|2|'), '<table>\n<thead>\n<tr>\n<th style="text-align: left;">A</th>\n<th style="text-align: right;">B</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td style="text-align: left;">1</td>\n<td style="text-align: right;">2</td>\n</tr>\n</tbody>\n</table>\n');
    assert.equal(html('- [x] a~- [ ] b'), '<ul class="contains-task-list">\n<li class="task-list-item"><input disabled="disabled" type="checkbox" checked="checked" /> a</li>\n<li class="task-list-item"><input disabled="disabled" type="checkbox" /> b</li>\n</ul>\n');
    assert.equal(runInFolder(`('~~a~~ https://x.y/z' | ConvertFrom-Markdown).Html`).output.join(''), '<p><del>a</del> <a href="https://x.y/z">https://x.y/z</a></p>\n');
  });
  it('gives the text of a terminal without colours', () => {
    assert.equal(plain('# A~~Some **b** and [l](u) ![i](j) `c`~~end'), 'A\n\nSome b and "l" [i] c\nend\n\n');
    assert.equal(plain('- a~  - b~- c~~1. x~2. y'), '- a\n  - b\n- c\n\n1. x\n2. y\n\n');
    assert.equal(plain('> q~~```yaml~a: 1~~b: 2~```'), '> q\n\n\n\ta: 1\n\tb: 2\n\n');
    assert.equal(plain('# ~```~```~![](x)'), '[Image]\n');
  });
  it('reads files, and says which cannot be read', () => {
    const ran = runInFolder('Get-ChildItem *.md | ConvertFrom-Markdown | ForEach-Object Html; (ConvertFrom-Markdown -Path *.md).Html; ConvertFrom-Markdown no.md; ConvertFrom-Markdown Variable:\\HOME; 1 | ConvertFrom-Markdown', { files: { 'a.md': '**x**' } });
    assert.deepEqual(ran.output, ['<p><strong>x</strong></p>\n', '<p><strong>x</strong></p>\n']);
    assert.deepEqual(ran.errors, [
      'FileNotFound,Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand: Cannot find path \'<F>/no.md\' because it does not exist.',
      'OnlyFileSystemPathsSupported,Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand: Only FileSystem Provider paths are supported. The file path is not supported: \'Variable:\\HOME\'.',
      'InvalidInputObject,Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand: The type of the input object \'System.Int32\' is invalid.',
    ]);
  });
});
