import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readHttpPart, writeHttpPart } from '../../../src/odata/batch/httpPart.ts';
import { boundaryOf, parseMultipart } from '../../../src/odata/batch/multipart.ts';
import { ODataError } from '../../../src/odata/errors.ts';

const lines = (...text: readonly string[]): Buffer => Buffer.from(text.join('\r\n'));

describe('multipart bodies', () => {
  it('find their boundary', () => {
    assert.equal(boundaryOf('multipart/mixed; boundary=batch_1'), 'batch_1');
    assert.equal(boundaryOf('Multipart/Mixed; charset=x; Boundary="a b"'), 'a b');
    for (const other of [undefined, '', 'application/json', 'multipart/mixedup; boundary=x']) assert.equal(boundaryOf(other), undefined);
    assert.throws(() => boundaryOf('multipart/mixed'), { code: 'BodySyntax', status: 400 });
  });

  it('are cut into parts, with either line end, whatever stands before and behind', () => {
    const body = lines('preamble', '--b', 'Content-Type: a', 'X:  y ', '', 'one', '--bb', 'still one', '--b  ', '', '', '--b', '--b--', 'epilogue --b');
    for (const bytes of [body, Buffer.from(body.toString().replaceAll('\r', ''))]) {
      const parts = parseMultipart(bytes, 'b', 10);
      assert.deepEqual(parts.map((part) => part.body.toString().replaceAll('\r', '')), ['one\n--bb\nstill one', '', '']);
      assert.deepEqual([...parts[0]?.headers ?? []], [['content-type', 'a'], ['x', 'y']]);
    }
  });

  it('are refused with one reason when they are cut off, endless, or no multipart at all', () => {
    const refuse = (bytes: Buffer, pattern: RegExp): void => assert.throws(() => parseMultipart(bytes, 'b', 2), (error) => error instanceof ODataError && error.status === 400 && pattern.test(error.message));
    refuse(lines('--b', '', 'one'), /closing boundary '--b--' is missing/);
    refuse(Buffer.alloc(0), /does not occur/);
    refuse(lines('--b', '', '--b', '', '--b', '', '--b', '', '--b--'), /more than 2 parts/);
    refuse(lines('--b', 'no header', '', '--b--'), /'no header' is no header/);
    refuse(Buffer.from(`--b\r\nX: ${'x'.repeat(20_000)}\r\n\r\n--b--`), /longer than/);
  });

  it('never fail with anything but an ODataError', () => {
    const piece = fc.constantFrom('--b', '--b--', '\r\n', '\n', 'Content-Type: application/http', 'GET Runbooks HTTP/1.1', 'x', ': ', '--');
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      try {
        for (const part of parseMultipart(Buffer.from(pieces.join('')), 'b', 5)) readHttpPart(part);
      } catch (error) {
        assert.ok(error instanceof ODataError, String(error));
      }
    }));
  });

  it('hold requests and responses', () => {
    const [part] = parseMultipart(lines('--b', 'Content-Type: application/http', 'Content-ID: 7', '', 'MERGE Runbooks(1)?a=b HTTP/1.1', 'Content-Length: 4', 'X-Y: z', '', 'text', '', '--b--'), 'b', 5);
    assert.ok(part);
    const request = readHttpPart(part);
    assert.deepEqual([request.method, request.uri, request.headers.get('x-y'), request.body.toString(), request.contentId], ['MERGE', 'Runbooks(1)?a=b', 'z', 'text', '7']);
    assert.throws(() => readHttpPart({ headers: new Map(), body: lines('GET x HTTP/1.1') }), /not application\/http/);
    for (const bad of ['', 'GET  HTTP/1.1', 'GET   HTTP/1.1', 'GET HTTP/1.1', 'GET x', 'get x HTTP/2', ' HTTP/1.1']) {
      assert.throws(() => readHttpPart({ headers: new Map([['content-type', 'application/http; msgtype=request']]), body: Buffer.from(bad) }), { code: 'BodySyntax' });
    }
    // All between the first and the last blank is the address.
    for (const uri of ['x y', "Variables?$filter=Name eq 'a  b'", 'x HTTP/1.1 y']) {
      assert.equal(readHttpPart({ headers: new Map([['content-type', 'application/http']]), body: lines(`GET ${uri} HTTP/1.1`, '') }).uri, uri);
    }
    const answer = writeHttpPart({ status: 201, headers: [['dataserviceversion', '1.0;'], ['content-type', 't'], ['content-length', '9']], body: Buffer.from('hi'), contentId: '7' });
    assert.equal(answer.toString(), 'Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 201 Created\r\nContent-ID: 7\r\nDataServiceVersion: 1.0;\r\nContent-Type: t\r\nContent-Length: 2\r\n\r\nhi\r\n');
  });
});
