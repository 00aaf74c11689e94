import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { isSmaClientError } from '../../../src/client/index.ts';
import { readBody } from '../../../src/client/http/readBody.ts';

const WHERE = 'https://sma:9090';

/** A body of which a piece comes now and then, until it is ended or taken away. */
function dripping(piece: string, every: number): PassThrough {
  const body = new PassThrough();
  const timer = setInterval(() => body.write(piece), every);
  body.once('close', () => clearInterval(timer));
  return body;
}

describe('the body of an answer', () => {
  it('is all that comes, in whatever pieces', async () => {
    const body = new PassThrough();
    body.write('ab');
    setImmediate(() => body.end('c'));
    assert.equal(Buffer.from(await readBody(body, { idle: 10_000, maxBytes: 10, where: WHERE })).toString(), 'abc');
  });
  it('is given up when nothing comes any more', async () => {
    const body = new PassThrough();
    body.write('x'.repeat(5_000));
    await assert.rejects(readBody(body, { idle: 40, maxBytes: 10_000, where: WHERE }), (error) => isSmaClientError(error, 'Timeout') && error.message.startsWith(`${WHERE} `) && error.message.endsWith('; try again, or look at the network.'));
    assert.ok(body.destroyed);
  });
  it('is given up where a byte comes now and then, for ever', async () => {
    const body = dripping(' ', 5);
    await assert.rejects(readBody(body, { idle: 200, maxBytes: 10_000, where: WHERE }), (error) => isSmaClientError(error, 'Timeout'));
    assert.ok(body.destroyed);
  });
  it('is refused where it is larger than it may be', async () => {
    await assert.rejects(readBody(dripping('x'.repeat(600), 1), { idle: 10_000, maxBytes: 1_000, where: WHERE }), (error) => isSmaClientError(error, 'ServerError') && error.message.includes('more than 1000 bytes'));
  });
});
