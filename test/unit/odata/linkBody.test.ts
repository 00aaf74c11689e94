import assert from 'node:assert/strict';
import { readXmlLinkBody } from '../../../src/odata/read/atomBody.ts';
import { parseXml } from '../../../src/odata/xml/parse.ts';

const DATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices', read = (text: string): string => readXmlLinkBody(parseXml(text, { maxDepth: 10 }));

describe('the body of a link', () => {
  it('is a uri in the namespace of data or of metadata; what is wrong with another is told', () => {
    for (const namespace of [DATA, `${DATA}/metadata`]) assert.equal(read(`<uri xmlns="${namespace}"> Runbooks(1) </uri>`), 'Runbooks(1)');
    for (const text of ['<uri xmlns="http://example.com">x</uri>', '<uri>x</uri>']) assert.throws(() => read(text), (error: Error) => error.message.includes(`its 'uri' is not in the namespace ${DATA}.`));
    assert.throws(() => read(`<link xmlns="${DATA}">x</link>`), (error: Error) => error.message.includes("the root is 'link', not 'uri'."));
  });
});
