import assert from 'node:assert/strict';
import { blockTextAt } from '../../../../src/features/language/blockText.ts';
import { nodesAt, parse } from '../../../../src/powershell/index.ts';

/** The word that the hover is about, and what it begins with. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('¦'), text = marked.replace('¦', ''), { ast } = parse(text);
  for (const node of nodesAt(ast, offset).reverse()) {
    const found = blockTextAt(node, text, offset);
    if (found !== undefined) return `${text.slice(found.start, found.end)}: ${found.text.split('\n')[1] ?? ''}`;
  }
  return undefined;
}

describe('hovers on the blocks of workflows', () => {
  it('say what parallel, sequence and foreach -parallel do, at their words alone', () => {
    assert.equal(at('workflow W { PARA¦LLEL { Get-Date } }'), 'PARALLEL: parallel { … }');
    assert.equal(at('workflow W { parallel { sequ¦ence { Get-Date } } }'), 'sequence: sequence { … }');
    for (const [text, word] of [['workflow W { fore¦ach -parallel -throttlelimit 3 ($x in $y) { $x } }', 'foreach'], ['workflow W { foreach -throttlelimit 3 -para¦llel ($x in $y) { $x } }', '-parallel']] as const) assert.equal(at(text), `${word}: foreach -parallel ($item in $items) { … }`);
    for (const text of ['workflow W { fore¦ach ($x in $y) { $x } }', 'workflow W { parallel { Get-¦Date } }', 'foreach ($parall¦el in $y) { }']) assert.equal(at(text), undefined, text);
  });
});
