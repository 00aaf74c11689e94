// Numbers out of texts and characters: what the tokenizer reads first, then .NET's own parsers (LanguagePrimitives.ConvertStringToInteger, …ToDecimal, …ToReal).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixed, roundText } from '../../../../src/powershell/runtime/convert/formatNumber.ts';
import { Double } from '../../../../src/powershell/runtime/values/numbers.ts';
import { run } from './harness.ts';
import { table } from './table.ts';

const FORMAT = (text: string): string => `The input string '${text}' was not in a correct format.`;
/** Casts that fail: the id and why. */
const FAILING: readonly (readonly [cast: string, id: string, why: string])[] = [
  ["[byte]'5kb'", 'InvalidCastFromStringToInteger', FORMAT('5kb')], ["[int]'1e20'", 'InvalidCastFromStringToInteger', FORMAT('1e20')],
  ["[byte]'256'", 'InvalidCastFromStringToInteger', 'Value was either too large or too small for an unsigned byte.'],
  ["[decimal]'1e40'", 'InvalidCastFromStringToDecimal', FORMAT('1e40')], ["[decimal]('9' * 40)", 'InvalidCastFromStringToDecimal', 'Value was either too large or too small for a Decimal.'],
  ["[bigint]'abc'", 'InvalidCastFromStringToInteger', 'The value could not be parsed.'],
  ["[int]'0xfffffffff'", 'InvalidCastFromStringToInteger', 'Value was either too large or too small for a UInt32.'], ["[int]'0xg'", 'InvalidCastFromStringToInteger', 'Could not find any recognizable digits.'],
  ["[byte][char]300", 'InvalidCastIConvertible', 'Value was either too large or too small for an unsigned byte.'], ["[decimal][char]'a'", 'InvalidCastIConvertible', "Invalid cast from 'Char' to 'Decimal'."],
  ["1.5 + 'x'", 'InvalidCastFromStringToDoubleOrSingle', FORMAT('x')],
];
describe('Numbers out of texts', () => {
  table([
    ['characters become numbers of any kind but Decimal', "[int][char]'a'; [double][char]'a'; ([single][char]'a').GetType().Name; [bigint][char]'a'", '97|97|Single|97'],
    ['binary and hexadecimal digits, with a sign bit where the type has one', "[int]'0b11'; [int]'-0x10'; [sbyte]'0xff'; [int16]'0xffff'; [uint32]'0xffffffff'; [int]'0xffffffff'; [int]'#ff'; [int]'&hff'; [long]'0xffffffffffffffff'", '3|-16|-1|-1|4294967295|-1|255|255|-1'],
    ['suffixes and multipliers', "[int]'5u'; [int]'5ulkb'; [double]'5d'; [long]'5n'; [decimal]'1.10d'; [decimal]'1.10'; [int]'1.5kb'", '5|5120|5|5|1.10|1.1|1536'],
    ['thousands and signs behind, where .NET takes them', "[int]'1,000.5'; [decimal]'1,000.10'; [decimal]'5-'; [double]'1,2,3'", '1000|1000.10|-5|123'],
    ["beside a number a text becomes the other's kind", "1 + '1,000.4'; 1.0 + '1,000.4'; 1 + '.5'; 1 + '5.'; 1 + \"`u{2013}5\"; 1000 -eq '1,000'", '1001|1001.4|1.5|6|-4|True'],
    ["Decimal's Parse takes no exponents", "try { [decimal]::Parse('1e5') } catch { $_.Exception.InnerException.Message }", FORMAT('1e5')],
  ]);
  for (const [cast, id, why] of FAILING) {
    it(`${cast} fails as ${id}`, () => {
      const { output } = run(`try { ${cast} } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }`);
      assert.equal(output[0], id);
      assert.ok(output[1]?.endsWith(`Error: "${why}"`), output[1]);
    });
  }
  it('Convert reads digits of a base as .NET does', () => {
    const calls = readFileSync(join(import.meta.dirname, 'numbersOfBases.txt'), 'utf8').trim().split('\n').map((line) => line.split('\t') as [string, string]);
    const { output } = run(calls.map(([call]) => `try { "$(${call})" } catch { $e = $_.Exception.InnerException; "!$($e.GetType().FullName): $($e.Message)" }`).join('\n'));
    assert.deepEqual(output.map((answer, i) => `${calls[i]?.[0]}\t${answer}`), calls.map((line) => line.join('\t')));
  });
  it('places are those of the exact value, whichever way they are found', () => {
    // A binary number has no more places than this, so its text is exact.
    const exact = (n: number): string => n.toFixed(100);
    for (let i = 1; i <= 1500; i++) for (const n of [i / 7, -i / 1200, i * 12345.678, (i - 750) / 16, i * 1.005, i * 98765432.1]) {
      for (const digits of [0, 1, 2, 4, 8]) {
        assert.equal(fixed(new Double(n), digits), roundText(exact(n), digits, true), `${n} F${digits}`);
        const [whole = '', part = ''] = exact(n).split('.'), hundred = `${whole}${part.slice(0, 2)}.${part.slice(2)}`.replace(/^(-?)0+(?=\d)/, '$1');
        assert.equal(fixed(new Double(n), digits, 2), roundText(hundred, digits, true), `${n} P${digits}`);
      }
    }
    assert.deepEqual(run('"{0:N2}|{1:P1}|{2:F3}|{3:N0}|{4:F2}|{5:P0}" -f 1234567.891, 0.00012, -0.0004, -0.5, 2.675, 0.125').output, ['1,234,567.89|0.0 %|-0.000|-0|2.67|12 %']);
  });
});
