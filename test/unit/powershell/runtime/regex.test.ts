import assert from 'node:assert/strict';
import { run } from './harness.ts';

const answers = (cases: readonly (readonly [script: string, ...expected: string[]])[]): void => {
  for (const [script, ...expected] of cases) assert.deepEqual([...run(script).output], expected, script);
};
const fault = (pattern: string): string => run(`try { [void][regex]::new('${pattern.replaceAll("'", "''")}') } catch { $_.Exception.InnerException.Message }`).output.join('');

describe('regular expressions as .NET has them', () => {
  it('numbers unnamed groups before named ones, and names before they are captured twice', () => {
    answers([
      ["$r = [regex]'(?<b>x)(y)(?<a>z)(\\d)'; $r.GetGroupNames() -join ','; $r.GroupNumberFromName('a'); $r.Match('xyz1').Groups.Value -join ','", '0,1,2,b,a', '4', 'xyz1,y,1,x,z'],
      ["'ab' -replace '(?<n>a)(?<n>b)','${n}'; [regex]::Match('ab','(?<n>a)(?<n>b)').Groups['n'].Captures.Value -join ','", 'b', 'a,b'],
      ["([regex]'(?<5>a)(b)').GetGroupNumbers() -join ','", '0,1,5'],
      ["'abc' -match '(?n)(a)(?<x>b)(c)'; $Matches.Count", 'True', '2'],
    ]);
  });
  it('keeps what a group caught in an earlier round, and all of it in Captures', () => {
    answers([
      ["[regex]::Match('abcab','(?:(a)|(b)|(c))+').Groups.Value -join ','", 'abcab,a,b,c'],
      ["([regex]'(\\w)+').Match('abc').Groups[1].Captures.Value -join ','", 'a,b,c'],
      ["[regex]::Match('aa','(a*)*').Groups[1].Value.Length", '0'],
      ["'abab' -match '^(?:(a)|b\\1)+$'; 'b' -match '^(?:(a)|b\\1)$'", 'False', 'False'],
    ]);
  });
  it('balances groups, asks conditions, takes atomic groups whole', () => {
    const balanced = '^[^()]*(?>(?>(?<o>\\()[^()]*)+(?>(?<-o>\\))[^()]*)+)*(?(o)(?!))$';
    answers([
      [`'f(a(b)c)(d)' -match '${balanced}'; 'f(a(b)c' -match '${balanced}'`, 'True', 'False'],
      ["[regex]::Match('x(ab)','\\((?<o>)\\w+(?<in-o>\\))').Groups['in'].Value", 'ab'],
      ["'xa','ya','za' -replace '^(?(?=x)x|y)a','-'", '-', '-', 'za'],
      ["'(a)','a','(a' -match '^(\\()?a(?(1)\\))$'", '(a)', 'a'],
      ["'aaab' -match '^(?>a+)ab'; 'aaab' -match '^(?>a+)b'", 'False', 'True'],
    ]);
  });
  it('reads from right to left', () => {
    answers([
      ["$m = [regex]::Matches('a1b22c333','\\d+','RightToLeft'); $m.Value -join ','; $m[0].Index", '333,22,1', '6'],
      ["[regex]::new('a','RightToLeft').Replace('aaa','b',2)", 'abb'],
      ["'a,b,c' -split ',',-2", 'a,b', 'c'],
      ["[regex]::Match('foobar','(?<=(o)(o))b').Groups.Value -join ','", 'b,o,o'],
      ["[regex]::Match('abc123','(\\w+?)(\\d+)$','RightToLeft').Groups[2].Value", '123'],
    ]);
  });
  it('knows letters, digits and blanks of all scripts', () => {
    answers([
      ["'\u0663' -match '\\d'; 'naïve' -match '^\\w+$'; \"a\u3000b\" -match 'a\\sb'; 'étéx' -match '\\bt'; 'été x' -match 'é\\b'", 'True', 'True', 'True', 'False', 'True'],
      ["'a' -match '\\p{Lu}'; 'A' -match '\\p{Lu}'; 'Ω' -match '\\p{IsGreek}'; 'Ω' -match '[\\P{IsGreek}]'", 'False', 'True', 'True', 'False'],
      ["'\u3001' -match '\\w'; '1\u0663' -match '(?-i)^\\d\\d$'; [regex]::IsMatch('\u0663','\\d','ECMAScript')", 'False', 'True', 'False'],
      ["'aeiouxyz' -replace '[a-z-[aeiou]]',''; 'b-1' -replace '[\\w-[\\d]]','_'", 'aeiou', '_-1'],
    ]);
  });
  it('ends lines at \\n alone', () => {
    answers([
      ['"line1`r`nx" -match "line1(.*)"; $Matches[1].Length; ("a`r`nb" -split "(?m)$").Count; [regex]::Matches("a`r`nb`n","(?m)^").Count', 'True', '1', '3', '3'],
      ['[regex]::IsMatch("x`n","x$"); [regex]::IsMatch("x`n","x\\z"); [regex]::IsMatch("x`n","x\\Z"); [regex]::IsMatch("x`r","x$")', 'True', 'False', 'True', 'False'],
    ]);
  });
  it('takes options in the middle, free spacing and comments', () => {
    answers([
      ["'HELLO world' -cmatch 'HELLO (?i:WORLD)'; 'ab' -cmatch 'a(?i)B'; 'Ab' -cmatch 'a(?i)B'; 'a b' -match '(?x) a \\s b # end'; 'ab' -match 'a(?#no)b'", 'True', 'True', 'False', 'True', 'True'],
    ]);
  });
  it('fills in replacements', () => {
    answers([
      ["'abc' -replace 'b','[$&|$`|$''|$_|$$|$+]'; 'abc' -replace '(?<x>b)','<${x}>$1$2$x${'; 'a' -replace '(a)','$10'", 'a[b|a|c|abc|$|b]c', 'a<b>b$2$x${c', '$10'],
      ["[regex]::Match('one two','(?<f>\\w+) (?<s>\\w+)').Result('${s} ${f}'); [regex]::Replace('abc','[ac]',{ param($m) $m.Value.ToUpper() })", 'two one', 'AbC'],
      ["[regex]::new('b').Match('abab',2).Index; [regex]::new('a').Replace('aaaa','b',2,1); [regex]::new('\\Ga').Matches('aaba').Count", '3', 'abba', '2'],
      ["[regex]::Split('a1b2c','(\\d)') -join '|'; [regex]::new(',').Split('a,b,c',2) -join '|'", 'a|1|b|2|c', 'a|b,c'],
    ]);
  });
  it('gives .NET\'s reason and place for a pattern that is none', () => {
    const at = (offset: number, why: string) => (pattern: string): string => `Invalid pattern '${pattern}' at offset ${offset}. ${why}`;
    const cases: readonly (readonly [string, (pattern: string) => string])[] = [
      ['*', at(1, "Quantifier '*' following nothing.")], ['a**', at(3, "Nested quantifier '*'.")], ['(', at(1, "Not enough )'s.")], ['a)', at(2, "Too many )'s.")], ['[a', at(2, 'Unterminated [] set.')],
      ['[z-a]', at(4, '[x-y] range in reverse order.')], ['\\', at(1, 'Illegal \\ at end of pattern.')], ['(?<', at(3, 'Unrecognized grouping construct.')], ['\\p{Foo}', at(7, "Unknown property 'Foo'.")],
      ['a{3,1}', at(6, 'Illegal {x,y} with x > y.')], ['\\k<x>', at(5, "Reference to undefined group name 'x'.")], ['\\2', at(2, 'Reference to undefined group number 2.')],
      ['(?#x', at(4, 'Unterminated (?#...) comment.')], ['\\Q', at(2, 'Unrecognized escape sequence \\Q.')], ['[a-z-[b]c]', at(8, 'A subtraction must be the last element in a character class.')],
    ];
    for (const [pattern, expected] of cases) assert.equal(fault(pattern), expected(pattern));
  });
  it('places of a back reference without a name, and numbers beyond Int32', () => {
    for (const [pattern, told] of [
      ['\\k', 'at offset 1. Malformed \\k<...> named back reference.'], ['abc\\k', 'at offset 4. Malformed \\k<...> named back reference.'], ['\\kx', 'at offset 3. Malformed \\k<...> named back reference.'], ['\\k<', 'at offset 3. Malformed \\k<...> named back reference.'],
      ['x{99999999999}', 'at offset 12. Quantifier and capture group numbers must be less than or equal to Int32.MaxValue.'],
    ] as const) assert.equal(fault(pattern), `Invalid pattern '${pattern}' ${told}`);
  });
  it('tells where groups are when it is asked, whatever was asked before', () => {
    answers([
      ["$m = [regex]::Match('xx k=12;', '(?<n>\\w)=(\\d+)(!)?'); \"$($m.Groups['n'].Value) $($m.Groups[1].Value) [$($m.Groups[2].Value)]\"; \"$($m.Groups['n'].Index) $($m.Groups[1].Index) $($m.Groups[2].Index) $($m.Groups[2].Success) $($m.Groups[0].Index)\"", 'k 12 []', '3 5 0 False 3'],
      ["$t = 'a1 ' * 1500; $i = 0; foreach ($m in [regex]::Matches($t, '([a-z])(\\d)')) { if ($m.Groups[2].Value -ne '1' -or $m.Groups[2].Index -ne $i * 3 + 1) { \"wrong at $i\" }; $i++ }; \"$i\"", '1500'],
      ["[regex]::Replace('ab cd', '(\\w)(\\w)', { param($m) \"$($m.Groups[2].Value)$($m.Groups[2].Index)\" }); ([regex]::Match('abab', '(?:(a)(b))+').Groups[1].Captures | ForEach-Object Index) -join ','; $g = [regex]::Match('zab', 'a(b)').Groups[1]; \"$($g.Captures[0].Index)\"; \"$(($g | ConvertTo-Json -Depth 1 | ConvertFrom-Json).Index)\"", 'b1 d4', '0,2', '2', '2'],
    ]);
  });
  it('gives up when its time is over', () => {
    answers([["try { [regex]::new('(a+)+$','None',[timespan]::FromMilliseconds(20)).IsMatch('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!') } catch [System.Text.RegularExpressions.RegexMatchTimeoutException] { 'gave up' }", 'gave up']]);
  });
  it('a text that reads as the one before costs no more than that', () => {
    const script = "$s = 'The quick brown fox jumps. ' * 8000; [regex]::Replace($s, '\\b(\\w)', { $args[0].Value }).Length";
    const timed = (): number => { const start = process.cpuUsage(); assert.deepEqual([...run(script).output], ['216000']); const { user, system } = process.cpuUsage(start); return user + system; };
    const first = timed(), others = Math.min(timed(), timed());
    assert.ok(others < first * 1.5, `${others} µs against ${first}`);
  });
});
