import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from '../../../../src/powershell/index.ts';
import { applyFixes, RULES } from '../../../../src/project/lint/index.ts';
import { check } from './folder.ts';

const readme = readFileSync(new URL('../../../../src/project/lint/README.md', import.meta.url), 'utf8');
const sections = new Map(readme.split(/^## (?=SMA)/m).slice(1).map((section) => [section.slice(0, 7), section]));

describe('lint: the documentation of the rules', () => {
  it('has a section for each rule, and for nothing else', () => assert.deepEqual([...sections.keys()], RULES.map(({ id }) => id)));
  it('gives each id and name once', () => {
    assert.equal(new Set(RULES.flatMap(({ id, name }) => [id, name])).size, RULES.length * 2);
    assert.deepEqual(RULES.map(({ id }) => id), RULES.map(({ id }) => id).sort());
  });
  for (const rule of RULES) {
    const section = sections.get(rule.id) ?? '', [wrong, right] = [...section.matchAll(/```powershell\n([^]*?)```/g)].map((match) => match[1] ?? '');
    describe(`${rule.id} ${rule.name}`, () => {
      it('is described as it is declared', () => {
        assert.ok(section.startsWith(`${rule.id} ${rule.name}\n\n${rule.severity}; `));
        assert.ok(section.includes(rule.summary) && section.includes(rule.documentation));
      });
      it('finds the wrong example, and says what to do', () => {
        const findings = check(wrong!, rule.id);
        assert.ok(findings.length > 0);
        for (const { message, start, end } of findings) assert.ok(message.length > 20 && start <= end && end <= wrong!.length);
      });
      it('is silent about the right example', () => assert.deepEqual(check(right!, rule.id).map(({ message }) => message), []));
      it('repairs without breaking the text, where it repairs', () => {
        const fixes = check(wrong!, rule.id).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
        if (fixes.length === 0) return;
        const fixed = applyFixes(wrong!, fixes);
        assert.deepEqual(parse(fixed).errors, []);
        assert.deepEqual(check(fixed, rule.id).map(({ message }) => message), []);
      });
    });
  }
});
