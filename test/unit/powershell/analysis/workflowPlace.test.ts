import assert from 'node:assert/strict';
import { parse, workflowPlace } from '../../../../src/powershell/index.ts';

describe('places of a workflow', () => {
  const at = (marked: string): string => {
    const { isInside, isBody } = workflowPlace(parse(marked.replace('¦', '')).ast, marked.indexOf('¦'));
    return `${isInside ? 'inside' : ''} ${isBody ? 'body' : ''}`.trim();
  };

  it('are its own code, or what runs as PowerShell in it', () => {
    for (const marked of ['workflow A { ¦ }', 'workflow A { parallel { foo; ¦ } }', 'workflow A { foreach -parallel ($x in $y) { ¦ } }', 'workflow A { sequence { if ($x) { ¦ } } }', 'workflow A { $a = ForEach-Object -Sequence { ¦ } -InputObject 1 }']) assert.equal(at(marked), 'inside body', marked);
    for (const marked of ['workflow A { InlineScript { ¦ } }', 'workflow A { function B { ¦ } }', 'workflow A { $x = { ¦ } }', 'workflow A { parallel { InlineScript { ¦ } } }']) assert.equal(at(marked), 'inside', marked);
    for (const marked of ['function A { ¦ }', 'workflow A { }; ¦', 'class C { [void] M() { ¦ } }', '¦']) assert.equal(at(marked), '', marked);
  });
});
