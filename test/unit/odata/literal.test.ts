import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeLiteral, parseNumber } from '../../../src/odata/edm/literal.ts';
import type { Literal } from '../../../src/odata/edm/literal.ts';
import { ODataError } from '../../../src/odata/errors.ts';
import { tokenize } from '../../../src/odata/query/lexer.ts';
import { dateTimeFromTicks } from '../../../src/sma/values/dateTime.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

/** The one literal a text consists of. */
function read(text: string): Literal {
  const [token, end] = tokenize(text);
  assert.ok(token?.kind === 'literal' && end?.kind === 'end', text);
  return token.literal;
}

const ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';
const FORMS: readonly (readonly [text: string, type: string, value: unknown])[] = [
  ['null', 'null', null], ['true', 'Edm.Boolean', true], ['false', 'Edm.Boolean', false],
  ["'abc'", 'Edm.String', 'abc'], ["''", 'Edm.String', ''], ["'O''Brien'", 'Edm.String', "O'Brien"], ["''''", 'Edm.String', "'"],
  ["'a and b (c), /d'", 'Edm.String', 'a and b (c), /d'], ["'true'", 'Edm.String', 'true'], ["'ü😀'", 'Edm.String', 'ü😀'],
  [`guid'${ID}'`, 'Edm.Guid', ID], [`GUID'${ID.toUpperCase()}'`, 'Edm.Guid', ID],
  [`guid'{${ID}}'`, 'Edm.Guid', ID], [`guid'(${ID.toUpperCase()})'`, 'Edm.Guid', ID], [`guid'${ID.replaceAll('-', '').toUpperCase()}'`, 'Edm.Guid', ID], [`guid' ${ID} '`, 'Edm.Guid', ID],
  ["guid'{0x2e32df92, 0x2364,0x4c1a,{0xbf,0xea,0xe1,0xBA,0x45,0xba,0xa7,0x9}}'", 'Edm.Guid', ID.replace('9f', '09')], ["datetime'2014-02-07Z'", 'Edm.DateTime', '2014-02-07T00:00:00'],
  ["datetime'2014-02-07T18:30:50'", 'Edm.DateTime', '2014-02-07T18:30:50'], ["datetime'2014-02-07T18:30:50.0870'", 'Edm.DateTime', '2014-02-07T18:30:50.087'],
  ["datetime'2014-04-02T21:39:06.9191596Z'", 'Edm.DateTime', '2014-04-02T21:39:06.9191596'], ["datetime'2014-02-07T18:30'", 'Edm.DateTime', '2014-02-07T18:30:00'],
  ["datetime'2014-02-07'", 'Edm.DateTime', '2014-02-07T00:00:00'], ["datetime'2014-02-07T18:30:50+02:00'", 'Edm.DateTime', '2014-02-07T16:30:50'],
  ["datetimeoffset'2014-02-07T18:30:50-05:00'", 'Edm.DateTimeOffset', '2014-02-07T18:30:50-05:00'], ["datetimeoffset'2014-02-07T18:30:50Z'", 'Edm.DateTimeOffset', '2014-02-07T18:30:50Z'],
  ["time'PT1H'", 'Edm.Time', 'PT1H'], ["time'-P1DT2H3M4.5S'", 'Edm.Time', '-P1DT2H3M4.5S'],
  ["X'0AfF'", 'Edm.Binary', Uint8Array.of(10, 255)], ["binary''", 'Edm.Binary', new Uint8Array()],
  ['0', 'Edm.Int32', 0], ['-1', 'Edm.Int32', -1], ['2147483647', 'Edm.Int32', 2147483647], ['-2147483648', 'Edm.Int32', -2147483648],
  ['2147483648', 'Edm.Int64', 2147483648n], ['10L', 'Edm.Int64', 10n], ['-9223372036854775808L', 'Edm.Int64', -9223372036854775808n], ['9223372036854775807', 'Edm.Int64', 9223372036854775807n],
  ['10.5M', 'Edm.Decimal', '10.5'], ['0.1234567890123456789012345678m', 'Edm.Decimal', '0.1234567890123456789012345678'],
  ['1.5', 'Edm.Double', 1.5], ['1e3', 'Edm.Double', 1000], ['1D', 'Edm.Double', 1], ['-1.5E-2d', 'Edm.Double', -0.015],
  ['1.5f', 'Edm.Single', 1.5], ['2F', 'Edm.Single', 2], ['NaN', 'Edm.Double', Number.NaN], ['INF', 'Edm.Double', Infinity], ['-INF', 'Edm.Double', -Infinity],
];
const WRONG: readonly string[] = [
  "'a", "'a''", "guid'2e32df92'", `guid'${ID}`, `guid'{${ID}'`, `guid'{${ID})'`, `guid'{${ID.replaceAll('-', '')}}'`, `guid'{{${ID}}}'`, `guid'${ID.slice(9)}-${ID.slice(0, 8)}'`, "datetime'2014-02-30T00:00:00'", "datetime'2014-02-30'", "datetime'yesterday'", "datetime'2014-02-07T25:00:00'", "time'1H'", "time'PT'",
  "X'0'", "binary'zz'", "duration'PT1H'", '10abc', '1.5L', '1e400', '9223372036854775808', '1.5fM', '10.', '#', '"a"', 'a\u0000',
];

describe('odata literals', () => {
  for (const [text, type, value] of FORMS) it(`reads ${text}`, () => assert.deepEqual(read(text), { type, value }));

  for (const text of WRONG) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => read(text), (error) => ODataError.is(error) && error.status === 400));
  }

  it('does not take words for literals, nor names that begin like one', () => {
    assert.deepEqual(['INFO', 'nullable', 'guid', 'trueish', 'X'].map((text) => tokenize(text)[0]?.kind), ['name', 'name', 'name', 'name', 'name']);
    assert.equal(parseNumber('abc'), undefined);
  });

  it('writes what it reads, for every type', () => {
    const edm = (type: Literal['type'], value: fc.Arbitrary<unknown>): fc.Arbitrary<Literal> => value.map((one) => ({ type, value: one }) as Literal);
    const any = fc.oneof(
      edm('Edm.String', fc.string({ unit: anyCharacter })), edm('Edm.Guid', fc.uuid()), edm('Edm.Boolean', fc.boolean()), fc.constant<Literal>({ type: 'null', value: null }),
      edm('Edm.Int32', fc.integer()), edm('Edm.Int64', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      edm('Edm.Double', fc.double()), edm('Edm.Single', fc.float()),
      edm('Edm.Decimal', fc.tuple(fc.bigInt({ min: 1n - 2n ** 96n, max: 2n ** 96n - 1n }), fc.nat()).map(([whole, part]) => `${whole}.${part}`)),
      edm('Edm.DateTime', fc.bigInt({ min: 0n, max: 3_155_378_975_999_999_999n }).map(dateTimeFromTicks)),
      edm('Edm.Binary', fc.uint8Array({ maxLength: 20 })),
      edm('Edm.Time', fc.tuple(fc.nat(99), fc.nat(59)).map(([hours, minutes]) => `PT${hours}H${minutes}M`)),
    );
    fc.assert(fc.property(any, (literal) => {
      assert.deepEqual(read(encodeLiteral(literal)), literal);
    }), { numRuns: 500 });
  });
});
