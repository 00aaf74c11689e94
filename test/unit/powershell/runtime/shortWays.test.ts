/** Short ways to common values: what they give is what the long ways give. */
import assert from 'node:assert/strict';
import { cultureOf } from '../../../../src/powershell/runtime/convert/culture.ts';
import { formatNumber } from '../../../../src/powershell/runtime/convert/formatNumber.ts';
import { plainFraction } from '../../../../src/powershell/runtime/convert/readNumber.ts';
import { Decimal } from '../../../../src/powershell/runtime/values/decimal.ts';
import { Guid } from '../../../../src/powershell/runtime/values/guid.ts';
import { Double } from '../../../../src/powershell/runtime/values/numbers.ts';
import { Version } from '../../../../src/powershell/runtime/values/version.ts';
import { table } from './table.ts';

describe('The short way', () => {
  it('to a number with a point takes nothing else', () => {
    assert.deepEqual(['1.5', '-12.25', '0.1', '00.10', '123456789.12345'].map(plainFraction), [1.5, -12.25, 0.1, 0.1, 123456789.12345]);
    assert.deepEqual(['15', '.5', '5.', '-.5', '1.5.2', '1,5', '1.5kb', '1.5e3', '-0.0', '0.00', ' 1.5', '+1.5', '--1.5', '12345678901234.567'].filter((t) => plainFraction(t) !== undefined), []);
  });
  it('to a version takes digits and dots', () => {
    assert.deepEqual(['1.2', '1.2.3.4', '01.002', '2147483647.0'].map((t) => Version.parse(t)?.parts), [[1, 2], [1, 2, 3, 4], [1, 2], [2147483647, 0]]);
    assert.deepEqual(['1', '1.', '.1', '1..2', '1.2.3.4.5', '1.-2', '1.2147483648', '', '1.a'].filter((t) => Version.parse(t) !== undefined), []);
    assert.deepEqual(Version.parse(' 1. 2 ')?.parts, [1, 2]);
  });
  it('to a GUID knows its digits from other signs', () => {
    const text = '3F2504e0-4f89-11d3-9a0c-0305e82c3301';
    assert.equal(Guid.parse(text)?.text, text.toLowerCase());
    for (const bad of ['g', '/', ':', '@', '`', 'Ａ', ' ']) assert.equal(Guid.parse(bad + text.slice(1)), undefined, bad);
    assert.equal(Guid.parse(text.replace('-', '0')), undefined);
  });
  it('of a decimal ends with the digits that the long one has', () => {
    const d = (t: string): Decimal => Decimal.parse(t) ?? Decimal.zero;
    const of = (a: string, b: string): string => d(a).divide(d(b)).toString();
    assert.deepEqual([of('1', '8'), of('10', '4'), of('100', '10'), of('12.340', '2'), of('1', '3'), of('-2', '3'), of('79228162514264337593543950335', '10'), of('1', '79228162514264337593543950335'), of('1.00', '0.001'), of('0', '7')],
      ['0.125', '2.5', '10', '6.170', '0.3333333333333333333333333333', '-0.6666666666666666666666666667', '7922816251426433759354395033.5', '0', '1000', '0']);
    assert.deepEqual([d('7.9228162514264337593543950335').add(d('1000')).toString(), d('39614081257132168796771975168').multiply(d('1.99999999')).toString(), d('1.10').add(d('2.20')).toString(), d('1.5').compare(d('1.50'))], ['1007.9228162514264337593543950', '79228162118123525022222262368', '3.30', 0]);
    assert.throws(() => d('79228162514264337593543950335').add(d('1')), { code: 'DecimalOverflow' });
    assert.throws(() => d('79228162514264337593543950335').add(d('0.5')), { code: 'DecimalOverflow' });
  });
  it('of a custom format is the same the second time, in each of its sections and cultures', () => {
    const formats = ['#,##0.00', '#,##0.00;(#,##0.00);zero', '0.###', '#,#,,', '000-00', '0%', '0.0E+00', '#', "'x'0"], values = [0, 5, -1234567, 1234.567, -0.004, 1e9, 99.9999];
    const write = (): string[] => formats.flatMap((f) => values.flatMap((v) => ['', 'de-DE', 'hi-IN'].map((c) => formatNumber(new Double(v), f, cultureOf(c)))));
    const first = write();
    assert.deepEqual(write(), first);
    assert.deepEqual(['#,##0.00', '#,##0.00;(#,##0.00);zero'].map((f) => [0, -1234567, 12345678].map((v) => formatNumber(v, f))), [['0.00', '-1,234,567.00', '12,345,678.00'], ['zero', '(1,234,567.00)', '12,345,678.00']]);
    assert.equal(formatNumber(123456789, '#,##0', cultureOf('hi-IN')), '12,34,56,789');
  });
  table([
    ['through a text splits it as the long one', "(',a,,b,'.Split(',') -join '|'); ('aXXbXXXc'.Split('XX') -join '|'); ('abc'.Split('') -join '|'); ('a,b,c'.Split(',', 2) -join '|'); ''.Split(',').Count", '|a||b||a|b|Xc|abc|a|b,c|1'],
    ['compares without letter case', "foreach ($p in ('abc', 'ABC'), ('a[', 'a{'), ('k', [string][char]0x212a), ('ä', 'Ä'), ('@', '`'), ('a', 'ab'), ('', '')) { $p[0].Equals($p[1], 'OrdinalIgnoreCase') }", 'True|False|False|True|False|False|True'],
    ['reads digits of a base', "[convert]::ToInt32('ff', 16); [convert]::ToInt32('7FFFFFFF', 16); [convert]::ToInt32('FFFFFFFF', 16); [convert]::ToByte('fF', 16); [convert]::ToInt64('777', 8).GetType().Name; [convert]::ToInt32('101', 2); foreach ($a in ('12', 2), ('g', 16), ('8', 8), ('256', 10)) { try { [convert]::ToByte($a[0], $a[1]) } catch { $_.Exception.InnerException.GetType().Name } }", '255|2147483647|-1|255|Int64|5|FormatException|FormatException|FormatException|OverflowException'],
    ['reads Base64, and refuses what is none', "foreach ($t in 'QQ==', 'QUI=', 'QUJD', 'QUJDRA==', 'Q===', 'QQ=A', 'QQ', 'QU I=', '====', 'Q=QQ', 'QR==', '', 'Q\u00e9==', 'AA=A') { try { ([Convert]::FromBase64String($t) -join ',') + '.' } catch { $_.Exception.InnerException.GetType().Name } }; (0..70).Where{ $b = [byte[]] @(foreach ($j in 0..$_) { ($j * 37 + $_) % 256 }); ([Convert]::FromBase64String([Convert]::ToBase64String($b)) -join ',') -ne ($b -join ',') }.Count", '65.|65,66.|65,66,67.|65,66,67,68.|FormatException|FormatException|FormatException|65,66.|FormatException|FormatException|65.|.|FormatException|FormatException|0'],
    ['parses digits alone, and with styles what they allow', "[int]::Parse('0012'); [long]::Parse('12').GetType().Name; [double]::Parse('7').GetType().Name; [byte]::Parse('255').GetType().Name; [int]::Parse('12', [cultureinfo]'de-DE'); [int]::Parse('12', 'HexNumber'); foreach ($t in '12a', '', '300', $null) { try { [byte]::Parse($t) } catch { $_.Exception.InnerException.GetType().Name } }; try { [int]::Parse('12', 'None') } catch { 'none' }", '12|Int64|Double|Byte|12|18|FormatException|FormatException|OverflowException|FormatException|12'],
    ['formats with the pieces of the format at hand', "foreach ($f in '{0:D3}', '{0:D3}', '{0:x}', 'a', 'a', '{0,4}|', '{0:#.0}', '{0:#.0}', '{0:zz}') { $f -f 10 }; foreach ($i in 1, 2) { try { '{0' -f 1 } catch { 'bad' } }; '{0}-{1}' -f (('{0:N1}' -f 2), ('{0:N1}' -f 3))", '010|010|a|a|a|  10||10.0|10.0|zz|bad|bad|2.0-3.0'],
    ['gives bytes of a text', "([Text.Encoding]::UTF8.GetBytes('aé\u20ac') -join ','); [Text.Encoding]::UTF8.GetBytes('ab').GetType().Name; [Text.Encoding]::UTF8.GetBytes('').Count", '97,195,169,226,130,172|Byte[]|0'],
    ['is that of a decimal beside a number', "$d = [decimal]1.5; ($d + 1).GetType().Name; $d * 2; 3 - $d; $d / 2; 7 % $d; ($d -gt 1), ($d -lt [decimal]1.50), ($d -eq 1.5d), (2 -gt $d); try { $d / 0 } catch { $_.Exception.Message }; try { [decimal]::MaxValue + 1 } catch { $_.Exception.GetBaseException().GetType().Name }", 'Decimal|3.0|1.5|0.75|1.0|True|False|True|True|Attempted to divide by zero.|OverflowException'],
  ]);
});
