import assert from 'node:assert/strict';
import { analyseSymbols, parse, scopeAt, type Scope } from '../../../../src/powershell/index.ts';

const symbols = (text: string): Scope => analyseSymbols(parse(text).ast);
const uses = (scope: Scope | undefined, name: string): string[] | undefined => scope?.variables.get(name)?.occurrences.map(({ access, start }) => `${access}@${start}`);

describe('analyseSymbols', () => {
  it('gathers the places of a variable, whatever their case', () => {
    assert.deepEqual(uses(symbols('$a = 1; $A + $a; $a += 2'), 'a'), ['write@0', 'read@8', 'read@13', 'read@17', 'write@17']);
  });

  it('gives a function its own variables and lets it read those around it', () => {
    const root = symbols('$a = 1; function f($p) { $b = $a; $p; $script:a = 2 }'), [inner] = root.children;
    assert.deepEqual([root.functions.map(({ name }) => name), inner?.kind, inner?.name], [['f'], 'function', 'f']);
    assert.deepEqual(uses(root, 'a'), ['write@0', 'read@30', 'write@38']);
    assert.deepEqual(uses(inner, 'b'), ['write@25']);
    assert.equal(inner?.variables.get('p')?.isParameter, true);
  });

  it('follows $using: out of an InlineScript, and keeps what is assigned in it apart', () => {
    const root = symbols('workflow w { $a = 1; InlineScript { $using:a; $a = 2 } }'), [workflow] = root.children, [inline] = workflow?.children ?? [];
    assert.deepEqual([workflow?.kind, inline?.kind], ['workflow', 'inlineScript']);
    assert.deepEqual(uses(workflow, 'a'), ['write@13', 'read@36']);
    assert.deepEqual(uses(inline, 'a'), ['write@46']);
  });

  it('gives parallel blocks variables of their own, and $WORKFLOW: those of the workflow', () => {
    const [workflow] = symbols('workflow w { $n = 0; parallel { $x = 1; $WORKFLOW:n = 2 } }').children, [block] = workflow?.children ?? [];
    assert.deepEqual([uses(workflow, 'n'), uses(block, 'x'), block?.kind], [['write@13', 'write@40'], ['write@32'], 'parallel']);
  });

  it('finds the scope of a place', () => {
    const text = 'function f { if ($x) { 1 } }; 2';
    assert.deepEqual([scopeAt(symbols(text), text.indexOf('1')).name, scopeAt(symbols(text), text.length).kind], ['f', 'script']);
  });
});
