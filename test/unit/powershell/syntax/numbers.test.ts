import assert from 'node:assert/strict';
import { shape } from './shape.ts';

describe('Number literals', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['0', 'Int32 0'], ['2147483647', 'Int32 2147483647'], ['2147483648', 'Int64 2147483648'], ['-5', 'Int32 -5'], ['1kb', 'Int32 1024'], ['2GB', 'Int64 2147483648'],
    ['9223372036854775808', 'Decimal 9223372036854775808'], ['79228162514264337593543950336', 'Double 7.922816251426434e+28'],
    ['1.5', 'Double 1.5'], ['.5', 'Double 0.5'], ['1.', 'Double 1'], ['1e3', 'Double 1000'], ['1.5e-3', 'Double 0.0015'], ['1.5kb', 'Double 1536'],
    ['1d', 'Decimal 1'], ['1.50d', 'Decimal 1.50'], ['1.1d', 'Decimal 1.1'], ['10l', 'Int64 10'], ['10u', 'UInt32 10'], ['10ul', 'UInt64 10'], ['10s', 'Int16 10'], ['10us', 'UInt16 10'],
    ['10y', 'SByte 10'], ['10uy', 'Byte 10'], ['10n', 'Numerics.BigInteger 10'],
    ['0xff', 'Int32 255'], ['0xffffffff', 'Int32 -1'], ['0xfffffffff', 'Int64 68719476735'], ['0xffu', 'UInt32 255'], ['0b101', 'Int32 5'], ['0b11111111', 'Int32 -1'], ['0x7fffffffffffffff', 'Int64 9223372036854775807'],
  ];
  for (const [text, want] of rows) it(`${text} is ${want}`, () => assert.equal(shape(`(${text})`), `Paren(Constant ${want})`));

  it('ends a number before a range, an operator and the branches of a ternary', () => {
    assert.equal(shape('1..3'), 'Binary DotDot(Constant Int32 1, Constant Int32 3)');
    assert.equal(shape('1+2'), 'Binary Plus(Constant Int32 1, Constant Int32 2)');
    assert.equal(shape('$a ? 1:2'), 'Ternary(Variable $a, Constant Int32 1, Constant Int32 2)');
  });
});
