import assert from 'node:assert/strict';
import { fittingOverload, memberText, overloadText } from '../../../../src/features/language/methodText.ts';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { methodCallAt, nodesAt, overloadsOf } from '../../../../src/powershell/index.ts';

const classes = 'class Base { [int] Weigh([int]$by) { return 1 } [int] Weigh([string]$unit, [int]$by) { return 2 } }\nclass Disk : Base { Disk([string]$name) { } Disk() { } static [Disk[]] Find([string]$like) { return @() } [int] Weigh([int]$by) { return 3 } Say($what) { } }\nclass Empty { }\n';

/** The ways to call the method whose arguments stand at the bar, the one that fits with a star, and in angles the parameter that is written. */
function help(marked: string): string[] {
  const whole = classes + marked, offset = whole.indexOf('¦'), parsed = new ParsedText(whole.replace('¦', '')), call = methodCallAt(parsed.result, offset);
  if (call === undefined) return [];
  const overloads = overloadsOf(parsed.values, call.node), fitting = fittingOverload(overloads, call.argument, call.node.arguments.length);
  return overloads.map((overload, index) => {
    const { label, spans } = overloadText(overload), [start, end] = spans[call.argument] ?? [label.length, label.length];
    return `${index === fitting ? '*' : ''}${label.slice(0, start)}${end > start ? `<${label.slice(start, end)}>` : ''}${label.slice(end)}`;
  });
}

describe('the ways to call a method', () => {
  it('are those of .NET types, with the parameter that is written', () => {
    assert.deepEqual(help("'abc'.Substring(¦"), ['*string Substring(<int startIndex>)', 'string Substring(<int startIndex>, int length)']);
    assert.deepEqual(help("'abc'.Substring(1, ¦"), ['string Substring(int startIndex)', '*string Substring(int startIndex, <int length>)']);
    assert.deepEqual(help("$s = Get-Date -Format o\n$s.PadLeft(3,¦)"), ['string PadLeft(int totalWidth)', '*string PadLeft(int totalWidth, <char paddingChar>)']);
    assert.ok(help('[math]::Round(1.5, ¦').some((one) => one.startsWith('*static ') && one.includes('<int ')));
    assert.ok(help('[datetime]::new(2026, ¦').every((one) => /^\*?datetime new\(/.test(one)));
    assert.deepEqual(help('[math]::Max(¦').slice(0, 2), ['*static Max(<int val1>, int val2)', 'static Max(<long val1>, long val2)']);
    assert.ok(help("[string]::Format('{0}', 1, ¦").length > 0);
  });

  it('name no parameter by what nobody knows', () => {
    const round = help('[math]::Round(¦').map((one) => one.replaceAll(/[<>*]/g, ''));
    assert.ok(round.includes('static double Round(double a, MidpointRounding)') && round.includes('static double Round(double a, int decimals, MidpointRounding mode)'), round.join('\n'));
    assert.ok(help('[io.path]::Combine(¦').includes('*static string Combine(<string>, string)'));
    assert.ok(help('[Environment]::GetEnvironmentVariable(¦').includes('*static string GetEnvironmentVariable(<string>)'));
  });

  it('are those of the text’s classes: methods that are said anew once, constructors, and the one that nobody wrote', () => {
    assert.deepEqual(help('[Disk]::new(¦)'), ['*Disk new(<string name>)', 'Disk new()']);
    assert.deepEqual(help('[Empty]::new(¦'), ['*Empty new()']);
    assert.deepEqual(help('$d = [Disk]::new()\n$d.Weigh(¦'), ['*int Weigh(<int by>)', 'int Weigh(<string unit>, int by)']);
    assert.deepEqual(help("[Disk]::Find('*')[0].Weigh('kg', ¦)"), ['int Weigh(int by)', '*int Weigh(string unit, <int by>)']);
    assert.deepEqual(help('[Disk]::new().Say(¦'), ['*void Say(<object what>)']);
  });

  it('are told for the innermost call, in brackets alone', () => {
    assert.deepEqual(help("'a'.Substring([Empty]::new(¦"), ['*Empty new()']);
    assert.deepEqual(help("'a'.Replace([Empty]::new(), ¦").filter((one) => one.startsWith('*')).length, 1);
    assert.deepEqual(help("if ('a'.PadLeft(¦) { 1 }").length, 2);
    for (const none of ["'abc'.Substring(1)¦", "'abc'.Subst¦ring(1)", "'abc'.Length¦", '$unknown.Foo(¦', '(1..3).ForEach({ ¦ })', '(1..3).ForEach{ ¦ }', 'Get-Date (¦', "'a'.Substring(1)\n¦", "'a'.Substring(1\nGet-Date ¦"]) assert.deepEqual(help(none), [], none);
  });

  it('are said in a hover, with the type of a property', () => {
    const hover = (marked: string): string | undefined => {
      const whole = classes + marked, offset = whole.indexOf('¦'), parsed = new ParsedText(whole.replace('¦', ''));
      const node = nodesAt(parsed.result.ast, offset).findLast((one) => one.kind === 'MemberExpressionAst' || one.kind === 'InvokeMemberExpressionAst');
      return node?.kind === 'MemberExpressionAst' || node?.kind === 'InvokeMemberExpressionAst' ? memberText(node, parsed) : undefined;
    };
    assert.equal(hover('[Disk]::new().We¦igh(1)'), '```powershell\nint Weigh(int by)\nint Weigh(string unit, int by)\n```');
    assert.equal(hover('(Get-Date).Ye¦ar'), '```powershell\n[int] Year\n```');
    assert.match(hover("'a'.Spl¦it(',')") ?? '', /\n```\n\nand \d+ more$/);
    assert.equal(hover('$nothing.Ye¦ar'), undefined);
  });
});
