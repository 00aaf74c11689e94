import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../../src/powershell/index.ts';
import { applyFixes, keptFindings, lint, placesAfter, type Finding } from '../../../../src/project/lint/index.ts';

const judge = (text: string): Finding[] => lint({ result: parse(text), fileName: 'Main' });
const shown = (text: string, findings: readonly Finding[]): string[] => findings.map(({ rule, start, end }) => `${rule.id} ${text.slice(start, end)}`);
const sound = 'Write-Host 1\n$a = 1, $null\nif ($a -eq $null) { ls }\n1 | % { $_ }\n';

describe('lint: findings of a text that somebody works on', () => {
  it('stay in lines that have not changed, before and behind the change', () => {
    const broken = sound.replace('$a = 1, $null\n', '$a = 1, (\n\nGet-Date -\n'), kept = keptFindings({ text: sound, findings: judge(sound) }, broken);
    assert.deepEqual(shown(broken, kept), shown(sound, judge(sound)).filter((each) => !each.includes('$a = ')));
    assert.ok(kept.length >= 4);
  });
  it('go where their line was changed', () => {
    const broken = sound.replace('{ ls }', '{ ls '), kept = shown(broken, keptFindings({ text: sound, findings: judge(sound) }, broken));
    assert.ok(kept.some((each) => each.startsWith('SMA2003 ') || each.includes('Write-Host')));
    assert.ok(!kept.some((each) => each.includes('$a -eq $null') || each.endsWith(' ls')), kept.join());
  });
  it('keep their fixes at their place', () => {
    const broken = `$x = (\n${sound}`, kept = keptFindings({ text: sound, findings: judge(sound) }, broken), fix = kept.find(({ rule }) => rule.id === 'SMA6004')?.fix;
    assert.ok(fix);
    assert.ok(applyFixes(broken, [fix]).includes('if ($null -eq $a) { ls }'));
  });
  it('lie at the same words, whatever was changed', () => {
    const line = fc.constantFrom('a', 'bb', 'a b', '', 'ccc dd');
    fc.assert(fc.property(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 8 }), (one, other) => {
      const before = one.join('\n'), after = other.join('\n'), placed = placesAfter(before, after);
      for (const { index, 0: word } of before.matchAll(/\w+/g)) {
        const place = placed({ start: index, end: index + word.length });
        if (place !== undefined) assert.equal(after.slice(place.start, place.end), word);
      }
    }));
  });
});
