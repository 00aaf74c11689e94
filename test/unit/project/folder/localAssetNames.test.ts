import assert from 'node:assert/strict';
import { localAssetLists, localAssetNames } from '../../../../src/project/folder/index.ts';

describe('names in LocalAssets.json', () => {
  it('are found by kind with their places, and nothing else of the file is', () => {
    const text = '{ "Variable": [ { "Name": "Mail \\"Host\\"", "Value": { "Name": "inner" } }, {"Value":"Name","Name":"B"} ], "PSCredential": [{"Username":"x","Name":"Admin"}], "Other": [{"Name":"no"}], "Connection": [] }';
    assert.deepEqual(localAssetNames(text).map(({ kind, name, start, end }) => [kind, name, text.slice(start, end)]), [
      ['Variable', 'Mail "Host"', '"Mail \\"Host\\""'], ['Variable', 'B', '"B"'], ['Credential', 'Admin', '"Admin"'],
    ]);
  });

  it('are lists by kind, of a file that is read as JSON', () => {
    assert.deepEqual(localAssetLists({ Variable: [{ Name: 'A', Value: 1 }, { name: 'B' }], PSCredential: { Name: 'C' }, Connection: [], Certificate: null, Other: [1] }), { Variable: ['A', 'B'], Credential: ['C'], Connection: [], Certificate: [] });
    assert.deepEqual(localAssetLists({}), {});
    for (const json of [[], 'x', null, 1, { Other: [] }, { Variable: [{ Value: 1 }] }, { Variable: ['A'] }, { Variable: 'A' }]) assert.equal(localAssetLists(json), undefined, JSON.stringify(json));
  });

  it('are those before a fault', () => {
    assert.deepEqual(localAssetNames('{ "Variable": [ { "Name": "A" }, { "Name": "B').map(({ name }) => name), ['A']);
    for (const text of ['', '[]', '"x"', '{ "Variable": "Name" }', ']]}}']) assert.deepEqual(localAssetNames(text), [], text);
  });
});
