import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listen, type Listener } from '../../../src/service/http/listener.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../src/service/options.ts';
import { eventually } from '../../support/eventually.ts';

describe('how many may be connected', () => {
  let listener: Listener;
  let sockets: Socket[];
  let logged: string[];
  /** Requests that wait for their answer. */
  let held: ServerResponse[];
  beforeEach(() => { [sockets, logged, held] = [[], [], []]; });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await listener.close(1_000);
  });

  const start = async (limits: Partial<Limits>): Promise<void> => {
    const answer = ({ url }: IncomingMessage, outgoing: ServerResponse): void => {
      if (url === '/held') held.push(outgoing);
      else outgoing.end(url === '/large' ? Buffer.alloc(64 * 1024 * 1024) : 'answered');
    };
    listener = await listen(answer, { host: '127.0.0.1', port: 0, tls: undefined }, { ...DEFAULT_LIMITS, ...limits }, { log: (_level, message) => { logged.push(message); } });
  };
  const open = async (localAddress = '127.0.0.1'): Promise<Socket> => {
    const socket = connect({ port: listener.port, host: '127.0.0.1', localAddress });
    sockets.push(socket.on('error', () => undefined).resume());
    await once(socket, 'connect');
    return socket;
  };
  /** What comes back over a connection until it is closed; it is to be, after this request. */
  const ask = async (socket: Socket, path: string, accept = 'application/json'): Promise<string> => {
    let text = '';
    socket.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    const closed = once(socket, 'close');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAccept: ${accept}\r\nConnection: close\r\n\r\n`);
    await closed;
    return text;
  };
  const answered = /^HTTP\/1\.1 200 .*answered$/s;

  it('who finds all at work is told so, in the format asked for, and gets in when one is done', async () => {
    await start({ connections: 2 });
    const working = [ask(await open(), '/held'), ask(await open(), '/held')];
    await eventually(() => held.length === 2);
    const json = await ask(await open(), '/');
    assert.match(json, /^HTTP\/1\.1 503 .*\r\nRetry-After: 5\r\n.*"code":"TooManyConnections"/s);
    assert.match(await ask(await open(), '/', 'application/atom+xml'), /^HTTP\/1\.1 503 .*<m:code>TooManyConnections<\/m:code>/s);
    assert.deepEqual(logged, ['Connections are refused: there are as many as may be'], 'said once, not for each');
    assert.deepEqual(listener.connections.counts, { open: 2, refused: 2, evicted: 0 });
    held[0]?.end('answered');
    assert.match(await Promise.race(working), answered);
    await eventually(() => listener.connections.counts.open === 1);
    assert.match(await ask(await open(), '/'), answered);
    held[1]?.end('answered');
    for (const reply of await Promise.all(working)) assert.match(reply, answered);
  });

  it('who sends nothing, or a head byte by byte, makes room', async () => {
    await start({ connections: 3 });
    const silent = await open();
    const slow = await open();
    slow.write('GET / HTTP/1.1\r\nHo');
    const working = ask(await open(), '/held');
    await eventually(() => held.length === 1);
    const ends = [silent, slow].map((socket) => once(socket, 'close'));
    await eventually(async () => answered.test(await ask(await open(), '/')));
    // The first one has made room; where its place is taken, so does the other.
    const next = await open();
    await eventually(async () => answered.test(await ask(await open(), '/')));
    await Promise.all(ends);
    assert.ok(listener.connections.counts.evicted >= 2);
    next.destroy();
    held[0]?.end('answered');
    assert.match(await working, answered, 'who is at work is left alone');
  });

  it('one address does not take the places of another', async () => {
    await start({ connections: 8, connectionsPerAddress: 2 });
    const working = [ask(await open(), '/held'), ask(await open(), '/held')];
    await eventually(() => held.length === 2);
    assert.match(await ask(await open(), '/'), /TooManyConnections/);
    assert.match(await ask(await open('127.0.0.2'), '/'), answered);
    for (const reply of held) reply.end('answered');
    for (const reply of await Promise.all(working)) assert.match(reply, answered);
  });

  it('beyond those who are told, connections are cut, and all ends well', async () => {
    await start({ connections: 1 });
    const working = ask(await open(), '/held');
    await eventually(() => held.length === 1);
    const many = await Promise.all(Array.from({ length: 200 }, () => open()));
    await eventually(() => listener.connections.counts.refused === 200);
    await eventually(() => many.some((socket) => socket.closed));
    for (const socket of many) socket.destroy();
    held[0]?.end('answered');
    assert.match(await working, answered);
    await eventually(() => listener.connections.counts.open === 0);
    await eventually(async () => answered.test(await ask(await open(), '/')));
  });

  it('who does not take what was asked for is cut; who waits for an answer is not', async () => {
    await start({ stalledMilliseconds: 200 });
    const waiting = ask(await open(), '/held');
    await eventually(() => held.length === 1);
    const stalled = await open();
    stalled.pause().write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    await eventually(() => listener.connections.counts.open === 1);
    held[0]?.end('answered');
    assert.match(await waiting, answered);
  });
});
