import assert from 'node:assert/strict';
import { localAssetNames } from '../../../../src/project/folder/index.ts';

describe('names in LocalAssets.json', () => {
  it('are found by kind with their places, and nothing else of the file is', () => {
    const text = '{ "Variable": [ { "Name": "Mail \\"Host\\"", "Value": { "Name": "inner" } }, {"Value":"Name","Name":"B"} ], "PSCredential": [{"Username":"x","Name":"Admin"}], "Other": [{"Name":"no"}], "Connection": [] }';
    assert.deepEqual(localAssetNames(text).map(({ kind, name, start, end }) => [kind, name, text.slice(start, end)]), [
      ['Variable', 'Mail "Host"', '"Mail \\"Host\\""'], ['Variable', 'B', '"B"'], ['Credential', 'Admin', '"Admin"'],
    ]);
  });

  it('are those before a fault', () => {
    assert.deepEqual(localAssetNames('{ "Variable": [ { "Name": "A" }, { "Name": "B').map(({ name }) => name), ['A']);
    for (const text of ['', '[]', '"x"', '{ "Variable": "Name" }', ']]}}']) assert.deepEqual(localAssetNames(text), [], text);
  });
});
