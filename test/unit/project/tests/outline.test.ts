import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outlineOf, type OutlineItem } from '../../../../src/project/tests/index.ts';
import { KEYS } from '../../../../src/project/tests/keys.ts';

const shown = ({ kind, name, from, until, isPattern, tags, children }: OutlineItem): unknown => [`${kind} ${from.line}-${until.line} ${name}${isPattern ? ' *' : ''}${tags.map((tag) => ` #${tag}`).join('')}`, ...children.map(shown)];

describe('the outline of a file of tests', () => {
  it('has the blocks and tests of a script, with lines, tags, and names that are made later', () => {
    const { items } = outlineOf('/x/A.Tests.ps1', "BeforeAll { }\nDescribe 'outer' -Tag slow, net {\n  It 'one' { }\n  Context \"in $x\" {\n    It -Name two -Skip -Tag fast { }\n    foreach ($i in 1..3) { It \"is $i\" { } }\n  }\n  It 'has <_>' -ForEach 1, 2 {\n  }\n}\nIt bare\n");
    assert.deepEqual(items.map(shown), [
      ['block 2-10 outer #slow #net', ['test 3-3 one'], ['block 4-7 in $x *', ['test 5-5 two #fast'], ['test 6-6 is $i *']], ['test 8-9 has <_> *']],
      ['test 11-11 bare'],
    ]);
  });

  it('has what it can of a script that is being written, and says what is wrong', () => {
    const { items, problem } = outlineOf('/x/A.Tests.ps1', "Describe a {\n  It b { }\n  It c { if (\n");
    assert.equal(problem?.at.line, 3);
    assert.deepEqual(items.map(({ name, children }) => [name, children.map((child) => child.name)]), [['a', ['b', 'c']]]);
  });

  it('has the cases of a YAML file', () => {
    assert.deepEqual(outlineOf('/x/A.tests.yaml', 'cases:\n- name: a\n  expect: { output: x }\n\n- name: b\n  skip: true\n').items.map(shown), [['test 2-3 a'], ['test 5-6 b']]);
  });
});

interface Schema { readonly $ref?: string; readonly properties?: Readonly<Record<string, Schema>>; readonly description?: string; readonly additionalProperties?: boolean | Schema; readonly anyOf?: readonly Schema[]; readonly required?: readonly string[] }
describe('the schema of NAME.tests.yaml', () => {
  const root = join(import.meta.dirname, '../../../..'), schema = JSON.parse(readFileSync(join(root, 'media/tests.schema.json'), 'utf8')) as Schema & { readonly $defs: Readonly<Record<string, Schema>> };

  it('knows exactly the keys that are read, each with words for it', () => {
    for (const [table, keys] of Object.entries(KEYS)) {
      const one = table === 'file' ? schema : schema.$defs[table];
      assert.deepEqual(Object.keys(one?.properties ?? {}), [...keys], table);
      assert.equal(one?.additionalProperties, false, table);
      for (const [key, property] of Object.entries(one.properties ?? {})) assert.ok((property.description ?? '').length > 10, `${table}.${key}`);
    }
  });

  it('is given to the editor for such files, and README explains every key', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly contributes: { readonly yamlValidation: readonly { readonly fileMatch: readonly string[]; readonly url: string }[] } };
    assert.deepEqual(manifest.contributes.yamlValidation, [{ fileMatch: ['*.tests.yaml', '*.tests.yml'], url: './media/tests.schema.json' }]);
    const readme = readFileSync(join(root, 'src/project/tests/README.md'), 'utf8');
    for (const key of Object.values(KEYS).flat()) assert.ok(readme.includes(`\`${key}\``), key);
  });
});
