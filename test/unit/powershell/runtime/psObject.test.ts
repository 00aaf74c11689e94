import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PSObject, ScriptMember } from '../../../../src/powershell/runtime/values/psObject.ts';
import { runInFolder, removeFolders } from '../cmdlets/inFolder.ts';

describe('Members of objects', () => {
  afterEach(removeFolders);

  it('are those that were put there, however objects that began alike go on', () => {
    const names = fc.constantFrom('a', 'A', 'b', 'c', 'D', 'd', 'e');
    const steps = fc.array(fc.record({ object: fc.nat({ max: 3 }), name: names, step: fc.constantFrom('set', 'set', 'set', 'remove', 'script') }), { maxLength: 40 });
    fc.assert(fc.property(steps, (all) => {
      const objects = Array.from({ length: 4 }, () => new PSObject()), models = Array.from({ length: 4 }, () => new Map<string, readonly [string, unknown]>());
      for (const [i, { object, name, step }] of all.entries()) {
        const made = objects[object] as PSObject, model = models[object] as Map<string, readonly [string, unknown]>, key = name.toLowerCase(), held = model.get(key);
        if (step === 'remove') { made.remove(name); model.delete(key); continue; }
        const value = step === 'set' ? i : new ScriptMember('AliasProperty', name, { target: ['x'] });
        made.define(name, value);
        // Another kind of member is a new one, at the end; the same kind keeps place and spelling.
        const same = held !== undefined && (typeof held[1] === 'number') === (typeof value === 'number');
        if (held !== undefined && !same) model.delete(key);
        model.set(key, [same ? held[0] : name, value]);
      }
      for (const [i, made] of objects.entries()) {
        const expected = [...(models[i] as Map<string, readonly [string, unknown]>).values()];
        assert.deepEqual(made.shape.names, expected.map(([name]) => name));
        assert.deepEqual(made.slots, expected.map(([, value]) => value));
        for (const name of ['a', 'b', 'c', 'd', 'e']) assert.equal(made.has(name), expected.some(([each]) => each.toLowerCase() === name));
      }
    }), { numRuns: 500 });
  });
  it('may be tens of thousands, and ever others', () => {
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`key${i}`, i]))), others = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ [`name${i}`]: i, same: i })));
    const { output, errors } = runInFolder(`
      $many = Get-Content many.json -Raw | ConvertFrom-Json; $many.key7; $many.KEY19999; @($many.PSObject.Properties).Count
      $others = Get-Content others.json -Raw | ConvertFrom-Json; $others[19999].name19999; $others[3].name4 -eq $null; ($others.same | Measure-Object -Sum).Sum
      $table = @{}; foreach ($i in 1..20000) { $table["key$i"] = $i }; ([pscustomobject]$table).key20000`, { files: { 'many.json': many, 'others.json': others } });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['7', '19999', '20000', '19999', 'True', '199990000', '20000']);
  });
});
