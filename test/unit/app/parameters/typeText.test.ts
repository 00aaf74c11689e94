import assert from 'node:assert/strict';
import { typeText } from '../../../../src/app/parameters/typeText.ts';
import { analyseRunbook, parse } from '../../../../src/powershell/index.ts';

describe('types in the form of parameters', () => {
  it('are shown as people write them', () => {
    for (const written of [
      'string', 'int', 'int[]', 'string[]', 'char', 'bool', 'switch', 'datetime', 'timespan', 'guid', 'double', 'decimal', 'long', 'byte', 'object', 'object[]', 'hashtable', 'pscredential',
      'securestring', 'xml', 'regex', 'uri', 'version', 'scriptblock', 'Nullable[int]', 'Nullable[datetime]', 'int[,]', 'System.Collections.Generic.List[string]',
      'System.Collections.Generic.Dictionary[string,System.Collections.Generic.List[int]]', 'System.IO.FileInfo', 'Contoso.Tools.Thing', 'Thing',
    ]) {
      const [parameter] = analyseRunbook(parse(`param([${written}]$P)`), undefined).parameters;
      assert.equal(typeText(parameter?.type ?? ''), written, parameter?.type);
    }
  });
  it('are taken also as other servers spell them', () => {
    assert.equal(typeText('System.Nullable`1[[System.Int32, mscorlib, Version=4.0.0.0]]'), 'Nullable[int]');
    assert.equal(typeText(''), '');
  });
});
