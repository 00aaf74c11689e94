/** What a match holds: little until its groups are asked for, and where there are very many their places alone. */
import assert from 'node:assert/strict';
import { allMatches } from '../../../../src/powershell/runtime/operators/regexMatch.ts';
import { translate } from '../../../../src/powershell/runtime/operators/regexTranslate.ts';
import { run } from './harness.ts';

const FEW = 100, VERY_MANY = 60_000;
const gives = (script: string, expected: readonly string[]): void => {
  const { output, errors } = run(`& { ${script} } | ForEach-Object { "$_" }`);
  assert.deepEqual(errors, []);
  assert.deepEqual(output, expected);
};
describe('Many matches', () => {
  it('groups are made when they are asked for, and once', () => {
    const regex = translate('(a)(b)?(?<name>c+)', 0), { groupNames } = regex;
    let asked = 0;
    Object.defineProperty(regex, 'groupNames', { configurable: true, get: () => { asked += 1; return groupNames; } });
    const matches = allMatches(regex, 'abcc ac '.repeat(FEW));
    assert.deepEqual([matches.length, asked], [FEW * 2, 0]);
    const [first = assert.fail()] = matches, { groups } = first;
    assert.ok(asked > 0);
    assert.equal(first.groups, groups);
    assert.deepEqual(groups.map((g) => [g.name, g.success, g.located(), g.text]), [['0', true, 0, 'abcc'], ['1', true, 0, 'a'], ['2', true, 1, 'b'], ['name', true, 2, 'cc']]);
  });
  it('very many are kept as their places: a loop makes each as it comes to it, an index makes them for good', () => {
    const firsts = "$a = foreach ($x in $m) { $x; break }; $b = foreach ($x in $m) { $x; break }; [object]::ReferenceEquals($a, $b)";
    gives(`$m = [regex]::Matches('ab ' * ${FEW}, '(\\w)b'); ${firsts}; $m = [regex]::Matches('ab ' * ${VERY_MANY}, '(\\w)b'); ${firsts}; "$($a.Index) $($a.Value) $($a.Groups[1].Value)"; $null = $m[5]; ${firsts}`, ['True', 'False', '0 ab a', 'True']);
    gives(`$at = 0; $bad = 0; foreach ($x in [regex]::Matches('ab ' * ${VERY_MANY}, '(\\w)b')) { if ($x.Index -ne $at -or $x.Value -ne 'ab' -or $x.Groups[1].Index -ne $at) { $bad++ }; $at += 3 }; "$bad $at"`, [`0 ${VERY_MANY * 3}`]);
  });
  it('what only the machine finds keeps its captures, however many', () => {
    gives(`$n = 0; foreach ($x in [regex]::Matches('aab ' * ${VERY_MANY}, '(?>(a)+)b')) { $n += $x.Groups[1].Captures.Count }; $n`, [`${VERY_MANY * 2}`]);
  });
  it('letters beyond ASCII are the machine\'s, however many', () => {
    gives(`$n = 0; foreach ($x in [regex]::Matches('\u00e9 ' * ${VERY_MANY}, '\\b(\u00e9)\\b')) { $n += $x.Groups[1].Length }; $n`, [`${VERY_MANY}`]);
  });
  it('scripts see the same matches', () => {
    gives(`$m = [regex]::Matches('a1 b22', '([a-z])(\\d)+'); $m.Count; $m[1].Groups[2].Captures.Count; $m[1].Groups[2].Captures[0].Value; $m[0].Groups['1'].Value; foreach ($x in $m) { $x.Value }; ($m | ForEach-Object Index) -join ','`, ['2', '2', '2', 'a', 'a1', 'b22', '0,3']);
    gives(`$m = [regex]::Match('x', 'y'); $m.Success; $m.Groups.Count; $m.Groups[0].Success; $m.Groups[5].Success; $n = [regex]::Match('aa', 'a').NextMatch(); "$($n.Index) $($n.NextMatch().Success)"`, ['False', '1', 'False', 'False', '1 False']);
    gives(`$t = 'k=v;' * 60000; $m = [regex]::Matches($t, '(\\w)=(\\w)'); $m.Count; $n = 0; foreach ($x in $m) { $n += $x.Groups[2].Length }; $n; $m[59999].Index; ($m | Select-Object -First 1).Groups[1].Value; $m.GetType().Name; [regex]::Count($t, 'k')`, ['60000', '60000', '239996', 'k', 'MatchCollection', '60000']);
  });
});
