import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileFacts, folderPlaces, folderRename, folderRenameProblem, folderSymbolAt, FolderTables } from '../../../../src/project/folder/index.ts';
import type { CurrentFile } from '../../../../src/project/folder/index.ts';
import { analyseSymbols, commandsIn, LineMap, parse } from '../../../../src/powershell/index.ts';

type Texts = ReadonlyMap<string, string>;
const names = ['Get-Alpha', 'Get-Beta', 'Get-Gamma'] as const, assets = ['Mail Host', "It's", '$x`y'] as const;
const quoteFor = (name: string): string => `'${name.replaceAll("'", "''")}'`;

const statement = fc.oneof(
  fc.constantFrom(...names), fc.constantFrom(...names).map((name) => `${name} -Amount 1`), fc.constantFrom(...names).map((name) => `.\\${name}.ps1`),
  fc.constantFrom(...names).map((name) => `Start-SmaRunbook -Name "${name}"`), fc.constantFrom(...names).map((name) => `Start-SmaRunbook -Name ${name} -Parameters @{ a = 1 }`),
  fc.constantFrom(...assets).map((name) => `Get-AutomationVariable -Name ${quoteFor(name)}`), fc.constantFrom(...assets).map((name) => `Get-AutomationVariable "${name.replaceAll(/[$`"]/g, '`$&')}"`),
  fc.constantFrom('Write-Output 1', "'Get-Alpha'", '# Get-Beta', '"$(Get-Gamma)"', 'if ($a) { Get-Alpha }'),
);
const body = fc.array(statement, { maxLength: 6 }).map((rows) => rows.map((row) => `  ${row}\n`).join(''));
const folder: fc.Arbitrary<Texts> = fc.tuple(...names.map((name) => fc.tuple(fc.constantFrom('workflow', 'script', 'none'), body).map(([kind, rows]): readonly [string, string] | undefined =>
  (kind === 'none' ? undefined : [name, kind === 'workflow' ? `workflow ${name} {\n${rows}}\n` : rows]))), fc.tuple(fc.constant('Main'), body)).map((files) => new Map(files.filter((file) => file !== undefined)));

function load(texts: Texts): { readonly tables: FolderTables; readonly current: (key: string) => CurrentFile } {
  const tables = new FolderTables();
  for (const [key, text] of texts) tables.set(key, fileFacts(key, parse(text)));
  return {
    tables,
    current: (key) => {
      const result = parse(texts.get(key)!), parsed = { result, scope: analyseSymbols(result.ast), commands: commandsIn(result.ast) };
      return { key, facts: fileFacts(key, result), parsed };
    },
  };
}

/** The folder after a rename of what stands at a place; undefined where that is refused. */
function rename(texts: Texts, key: string, offset: number, newName: string): { readonly texts: Texts; readonly places: number; readonly key: string; readonly at: number } | undefined {
  const { tables, current } = load(texts), file = current(key), symbol = folderSymbolAt(file, offset, tables);
  if (symbol === undefined || symbol.kind === 'variable' || folderRenameProblem(symbol, tables, file, newName) !== undefined) return undefined;
  const { edits, files } = folderRename(symbol, newName, tables, file), next = new Map<string, string>(), lines = new LineMap(texts.get(key)!);
  for (const [name, text] of texts) {
    const map = new LineMap(text), own = edits.filter((edit) => edit.key === name).map(({ at: [line, column, length], newText }) => ({ start: map.offset(line + 1, column + 1), length, newText })).sort((a, b) => b.start - a.start);
    next.set(files.find((moved) => moved.key === name)?.fileName ?? name, own.reduce((before, { start, length, newText }) => before.slice(0, start) + newText + before.slice(start + length), text));
  }
  const [first] = edits.filter((edit) => edit.key === key).map(({ at: [line, column] }) => lines.offset(line + 1, column + 1)).sort((a, b) => a - b);
  return { texts: next, places: folderPlaces(symbol, tables, file).length, key: files.find((moved) => moved.key === key)?.fileName ?? key, at: first ?? 0 };
}

describe('a rename and the rename back', () => {
  it('give the folder as it was, with as many places in between', function () {
    this.timeout(20_000);
    let renamed = 0;
    fc.assert(fc.property(folder, fc.nat(), fc.constantFrom('New-Name', 'Other'), (texts, which, newName) => {
      const { tables, current } = load(texts), file = current('Main'), all = [...file.facts.calls.map(({ at, name }) => ({ at, name })), ...file.facts.assets.map(({ at, name }) => ({ at, name }))];
      const picked = all[which % Math.max(1, all.length)];
      if (picked === undefined) return;
      const lines = new LineMap(texts.get('Main')!), offset = lines.offset(picked.at[0] + 1, picked.at[1] + 1) + 1, symbol = folderSymbolAt(file, offset, tables);
      const there = rename(texts, 'Main', offset, newName);
      if (there === undefined || symbol === undefined || symbol.kind === 'variable') return;
      renamed++;
      const back = rename(there.texts, there.key, there.at + 1, symbol.name);
      assert.ok(back, 'the new name means nothing');
      assert.equal(back.places, there.places);
      assert.deepEqual(Object.fromEntries(back.texts), Object.fromEntries(texts));
    }), { numRuns: 500 });
    assert.ok(renamed > 100, String(renamed));
  });
});
