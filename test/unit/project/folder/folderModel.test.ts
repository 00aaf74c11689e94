import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileFacts, FolderIndex, FolderTables } from '../../../../src/project/folder/index.ts';
import { parse } from '../../../../src/powershell/index.ts';

const names = ['A-One', 'B-Two', 'C-Three'] as const;
/** Texts that define, call and use what the others do. */
const texts = names.flatMap((name) => [
  `workflow ${name} { param($p) A-One; B-Two -p 1; Get-AutomationVariable -Name '${name}' }`, `function ${name} { }; ${name}; .\\C-Three.ps1`, `Start-SmaRunbook -Name '${name}'; Get-AutomationPSCredential '${name}'`, '',
]);

type Step =
  | { readonly kind: 'write' | 'type'; readonly key: string; readonly text: string }
  | { readonly kind: 'remove' | 'open' | 'close' | 'settle'; readonly key: string };

/** All that a look-up can give, in an order of its own. */
function everything(tables: FolderTables): unknown {
  const keys = (files: readonly { readonly key: string }[]): string[] => files.map(({ key }) => key).sort();
  return names.map((name) => [
    keys(tables.runbooks(name)), keys(tables.functions(name)), keys(tables.callers(name)), keys(tables.assets('Variable', name)), keys(tables.assets('Credential', name)),
    [...tables.assetNames('Variable').keys()].sort(), [...tables.files.values()].map(({ key, facts }) => `${key} ${JSON.stringify(facts)}`).sort(),
  ]);
}

describe('the index after any changes', () => {
  it('knows what one made anew would know', async function () {
    this.timeout(20_000);
    const key = fc.constantFrom(...names), text = fc.constantFrom(...texts);
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), key, text }), fc.record({ kind: fc.constant('type' as const), key, text }),
      fc.record({ kind: fc.constantFrom('remove' as const, 'open' as const, 'close' as const, 'settle' as const), key }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const disk = new Map<string, { text: string; time: number }>([['A-One', { text: texts[0]!, time: 0 }]]), open = new Map<string, string>(), problems: string[] = [];
      let time = 1;
      const made = new FolderIndex({
        source: {
          list: () => Promise.resolve([...disk.keys()]),
          stamp: (file) => Promise.resolve(disk.has(file) ? { modified: disk.get(file)!.time, size: disk.get(file)!.text.length } : undefined),
          read: (file) => Promise.resolve(disk.get(file)!.text), fileName: (file) => file,
        },
        onProblem: (what) => problems.push(what),
      });
      made.start();
      const show = (file: string): void => made.opened(file, () => (open.has(file) ? fileFacts(file, parse(open.get(file)!)) : undefined));
      for (const each of steps) {
        switch (each.kind) {
          case 'write': disk.set(each.key, { text: each.text, time: time++ }); made.changed([each.key]); break;
          case 'remove': disk.delete(each.key); made.removed(each.key); break;
          case 'open': if (disk.has(each.key) && !open.has(each.key)) { open.set(each.key, disk.get(each.key)!.text); show(each.key); } break;
          case 'type': if (open.has(each.key)) { open.set(each.key, each.text); show(each.key); } break;
          case 'close': if (open.delete(each.key)) made.closed(each.key); break;
          case 'settle': await made.settled(); break;
        }
      }
      await made.settled();
      const anew = new FolderTables();
      for (const [file, { text: written }] of disk) if (!open.has(file)) anew.set(file, fileFacts(file, parse(written)));
      for (const [file, typed] of open) anew.set(file, fileFacts(file, parse(typed)));
      assert.deepEqual(everything(made.tables), everything(anew));
      assert.deepEqual(problems, []);
      made.dispose();
    }), { numRuns: 300 });
  });
});
