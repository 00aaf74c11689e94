import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listen, type Listener } from '../../../src/service/http/listener.ts';
import { DEFAULT_LIMITS } from '../../../src/service/options.ts';
import { silentLogger } from '../../../src/service/log.ts';
import { eventually } from '../../support/eventually.ts';

describe('requests that do not wait for answers', () => {
  let listener: Listener;
  let socket: Socket;
  /** What was begun, and is not answered yet. */
  let begun: { readonly url: string | undefined; readonly outgoing: ServerResponse }[];
  let received: string;
  beforeEach(async () => {
    [begun, received] = [[], ''];
    const answer = ({ url }: IncomingMessage, outgoing: ServerResponse): void => { begun.push({ url, outgoing }); };
    listener = await listen(answer, { host: '127.0.0.1', port: 0, tls: undefined }, DEFAULT_LIMITS, silentLogger);
    socket = connect({ port: listener.port, host: '127.0.0.1' });
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => { received += chunk.toString(); });
    await once(socket, 'connect');
  });
  afterEach(async () => {
    socket.destroy();
    await listener.close(1_000);
  });
  const request = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const send = (count: number): void => { socket.write(Array.from({ length: count }, (_, index) => request(`/${index}`)).join('')); };
  const urls = (): readonly (string | undefined)[] => begun.map(({ url }) => url);

  it('are worked on one after the other, in their order', async () => {
    send(5);
    for (let index = 0; index < 5; index += 1) {
      await eventually(() => begun.length > index);
      assert.deepEqual(urls(), Array.from({ length: index + 1 }, (_, one) => `/${one}`), 'the next waits');
      begun[index]?.outgoing.end(`answer ${index}`);
    }
    await eventually(() => received.includes('answer 4'));
    assert.deepEqual(received.match(/answer \d/g), ['answer 0', 'answer 1', 'answer 2', 'answer 3', 'answer 4']);
    // And so is what comes after a pause.
    socket.write(request('/later'));
    await eventually(() => begun.length === 6);
    begun[5]?.outgoing.end('the last');
    await eventually(() => received.endsWith('the last'));
  });

  it('do not hold up those of another connection', async () => {
    send(2);
    await eventually(() => begun.length === 1);
    const reply = fetch(`${listener.origin}/other`);
    await eventually(() => begun.length === 2);
    assert.deepEqual(urls(), ['/0', '/other']);
    begun[1]?.outgoing.end('other');
    assert.equal(await (await reply).text(), 'other');
  });

  it('are not begun behind the last answer of a connection', async () => {
    send(3);
    await eventually(() => begun.length === 1);
    begun[0]?.outgoing.setHeader('Connection', 'close').end('the last');
    await once(socket, 'close');
    assert.match(received, /the last$/);
    assert.deepEqual(urls(), ['/0']);
  });

  it('are too many beyond a hundred: the connection is cut, and nothing more is begun', async () => {
    send(101);
    await eventually(() => begun.length === 1);
    begun[0]?.outgoing.end('answer 0');
    await eventually(() => begun.length === 2, 20_000, 'all hundred and one were taken');
    send(1_000);
    await once(socket, 'close');
    assert.deepEqual(urls(), ['/0', '/1']);
  });
});
