import assert from 'node:assert/strict';
import { analyseSymbols, keyPlacesAt, parse } from '../../../../src/powershell/index.ts';

/** The lines of the places that mean the key at the bar, each with how it is used. */
function places(marked: string): string[] | undefined {
  const offset = marked.indexOf('¦'), text = marked.replace('¦', ''), { ast } = parse(text);
  return keyPlacesAt(ast, analyseSymbols(ast), offset)?.map(({ start, end, access }) => `${text.slice(0, start).split('\n').length} ${text.slice(start, end)} ${access}`);
}

describe('the places of a key', () => {
  const text = '$t = @{ Name = 1; Other = 2 }\n$t.Name\n$t["name"]\n$t.ContainsKey(\'Name\')\n$u = @{ Name = 3 }\n$u.Name\nfunction F { $t = @{ Name = 4 }; $t.Name }\n';
  it("are those of the same variable's table, wherever the cursor stands", () => {
    const wanted = ['1 Name write', '2 Name read', '3 name read', '4 Name read'];
    for (const at of ['Na¦me = 1', '$t.Na¦me\n$t["', '["na¦me', "'Na¦me'"]) assert.deepEqual(places(text.replace(at.replace('¦', ''), at)), wanted, at);
    assert.deepEqual(places(text.replace('$u.Name', '$u.¦Name')), ['5 Name write', '6 Name read']);
    assert.deepEqual(places(text.replace('$t.Name }', '$t.Name¦ }')), ['7 Name write', '7 Name read']);
  });

  it('are none where no variable holds the table', () => {
    assert.equal(places('F @{ Na¦me = 1 }'), undefined);
    assert.equal(places('$t = @{ Name = ¦1 }'), undefined);
  });
});
