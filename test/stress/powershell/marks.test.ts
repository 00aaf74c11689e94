import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../src/powershell/index.ts';
import { Marks } from '../../../src/powershell/syntax/checks/marks.ts';

const root = join(import.meta.dirname, '../../conformance/cases');
const corpus = globSync('**/*.ps1', { cwd: root }).sort().map((file) => readFileSync(join(root, file), 'utf8'));

/** Changes that make scripts wrong here and there without breaking their syntax. */
const changes: readonly (readonly [what: RegExp, by: string])[] = [
  [/\$(\w+) = /g, '[int][ref]$$$1 = '], [/@\{/g, '@{a=1;a=2;'], [/\$true/g, '$x.y++; 1++'], [/\[string\]/g, '[ordered]'], [/param\s*\(/gi, 'param($q, $q, '], [/\$_/g, '@foo'],
  [/return/g, 'try {} finally { return }; return'], [/'([a-z]+)'/g, '$using:a.b()'], [/\bif \(/g, 'if ([ref][ref]$z -and '], [/\[Parameter\(/gi, '[Parameter($x, '], [/\bforeach \(/g, 'data { $x }; foreach ('],
];

describe('Checks that pass over what carries no mark', () => {
  const touch: Marks['touch'] = Reflect.get(Marks.prototype, 'touch');
  afterEach(() => { Marks.prototype.touch = touch; });

  it('find the same as checks that look at every node', () => {
    const errorsOf = (text: string, look: Marks['touch']): string => {
      Marks.prototype.touch = look;
      return parse(text).errors.map(({ errorId, start }) => `${errorId}@${start}`).join(' ');
    };
    let found = 0;
    for (const text of corpus) {
      for (const changed of [text, ...changes.map(([what, by]) => text.replace(what, by))]) {
        const errors = errorsOf(changed, touch);
        assert.equal(errors, errorsOf(changed, () => true));
        if (errors !== '') found++;
      }
    }
    assert.ok(found > 500, 'the changes make errors');
  }).timeout(60_000);
});
