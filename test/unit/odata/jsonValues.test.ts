import assert from 'node:assert/strict';
import { jsonValue } from '../../../src/odata/json/values.ts';
import type { PrimitiveType } from '../../../src/sma/edm/vocabulary.ts';
import { modelsFor } from '../../../src/sma/models.ts';

const { main } = modelsFor('2016');
const written = (type: PrimitiveType, value: number): string => jsonValue({ kind: 'primitive', name: 'P', type, nullable: true }, value, main, '3.0');

describe('numbers in JSON', () => {
  it('are numbers where JSON has them', () => {
    assert.deepEqual([written('Edm.Double', 1.5), written('Edm.Int32', -7), written('Edm.Double', 1e300)], ['1.5', '-7', '1e+300']);
  });
  it('are texts where it has not, so that the reply stays JSON', () => {
    const texts = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((value) => written('Edm.Double', value));
    assert.deepEqual(texts.map((text): unknown => JSON.parse(text)), ['NaN', 'INF', '-INF']);
  });
});
