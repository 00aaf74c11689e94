import assert from 'node:assert/strict';
import fc from 'fast-check';
import { after, canonicalTime, edmTime, nextTick, Ticker } from '../../../src/service/clock.ts';
import { pathTo } from '../../../src/service/dispatch/finish.ts';
import { secretTexts } from '../../../src/worker/masking/secretTexts.ts';
import { formatPosition, parsePosition } from '../../../src/service/events/feed.ts';
import { parseBasic } from '../../../src/service/access/basicAuthentication.ts';
import { isLoopback } from '../../../src/service/http/listener.ts';
import { originOf } from '../../../src/service/http/serviceRequest.ts';
import { LifeCycle } from '../../../src/service/lifeCycle.ts';
import { jsonLineLogger } from '../../../src/service/log.ts';
import { cipherOf, SecretUnreadableError } from '../../../src/service/secrets/cipher.ts';
import { ServiceStartError } from '../../../src/service/startError.ts';
import { canFollow, isTerminal } from '../../../src/sma/jobStateMachine.ts';
import { JOB_STATUSES } from '../../../src/sma/jobStatus.ts';
import { parseDateTime, ticksOf } from '../../../src/sma/values/dateTime.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

describe('time of the service', () => {
  it('rises with every look, also when the clock stands or goes back', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1_600_000_000_000, max: 1_600_000_000_050 }), { minLength: 2 }), (walls) => {
      let at = 0;
      const ticker = new Ticker({ wall: () => walls[at++ % walls.length] ?? 0 });
      const times = walls.map(() => ticker.now());
      assert.ok(times.every((time, index) => index === 0 || time > (times[index - 1] ?? '')));
    }));
  });
  it('compares as text as it does as time', () => {
    const time = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(edmTime);
    fc.assert(fc.property(time, time, (a, b) => { assert.equal(a < b, ticksOf(a) < ticksOf(b)); }));
    fc.assert(fc.property(time, (a) => { assert.equal(canonicalTime(a), parseDateTime(a)); assert.equal(ticksOf(nextTick(a)), ticksOf(a) + 1n); }));
    assert.equal(canonicalTime('2014-02-07T18:30:50.0870000'), '2014-02-07T18:30:50.087');
    assert.equal(canonicalTime('2014-02-07T18:30:50.0000000'), '2014-02-07T18:30:50');
    assert.equal(canonicalTime('2014-02-07T18:30:00'), '2014-02-07T18:30:00');
    assert.equal(after('2014-02-07T18:30:50', '2014-02-07T18:30:50'), '2014-02-07T18:30:50.0000001');
  });
});

describe('how a job gets to the state its worker reports', () => {
  it('in allowed steps, from every unfinished state to every final one', () => {
    for (const from of JOB_STATUSES.filter((status) => !isTerminal(status) && !['Suspended', 'Removing', 'New'].includes(status))) {
      for (const to of ['Completed', 'Failed', 'Stopped', 'Suspended'] as const) {
        const path = pathTo(from, to);
        const steps = [from, ...path];
        assert.ok(path.every((state, index) => canFollow(steps[index] ?? from, state)), `${from} to ${to}: ${path.join(', ')}`);
        assert.equal(path.at(-1), from === 'Stopping' ? 'Stopped' : to, `${from} to ${to}`);
      }
    }
  });
});

describe('secrets', () => {
  const cipher = cipherOf(Buffer.alloc(32, 7));
  it('open with their key, for their owner, unchanged only', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => { assert.equal(cipher.decrypt(cipher.encrypt(text.toWellFormed(), 'o'), 'o'), text.toWellFormed()); }));
    const stored = cipher.encrypt('secret', 'Variables/1');
    assert.notEqual(stored, cipher.encrypt('secret', 'Variables/1'));
    for (const [text, owner, by] of [[stored, 'Variables/2', cipher], [`${stored.slice(0, -4)}AAA=`, 'Variables/1', cipher], ['plain', 'x', cipher], [stored, 'Variables/1', cipherOf(Buffer.alloc(32, 8))]] as const) {
      assert.throws(() => by.decrypt(text, owner), SecretUnreadableError);
    }
  });
  it('are found in values, to be masked', () => {
    assert.deepEqual(secretTexts('{"a":"x","b":[1,{"c":"y"}],"d":null}'), ['x', 'y', '1']);
    assert.deepEqual(secretTexts('not json'), ['not json']);
  });
  it('stay out of the log, whoever passes them', () => {
    const lines: string[] = [];
    const logger = jsonLineLogger((line) => lines.push(line), 'info');
    logger.log('info', 'x', { password: 'p', Authorization: 'Basic abc', name: 'n' });
    logger.log('debug', 'not written');
    assert.equal(lines.length, 1);
    assert.deepEqual({ ...JSON.parse(lines[0] ?? '') as object, time: '' }, { time: '', level: 'info', message: 'x', password: '***', Authorization: '***', name: 'n' });
  });
});

describe('small parts of the service', () => {
  it('read Basic authentication as RFC 7617 has it', () => {
    const header = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
    assert.deepEqual(parseBasic(header('DOMAIN\\ä:p:w')), { name: 'DOMAIN\\ä', password: 'p:w' });
    assert.deepEqual(parseBasic(header(':')), { name: '', password: '' });
    // As clients of .NET Framework send it.
    assert.deepEqual(parseBasic(`Basic ${Buffer.from([0x6a, 0xfc, 0x3a, 0x50, 0xe4, 0x80]).toString('base64')}`), { name: 'jü', password: 'Pä€' });
    for (const bad of [undefined, '', 'Basic', 'Basic ', 'Basic ***', header('none'), 'Negotiate abc']) assert.equal(parseBasic(bad), undefined);
  });
  it('tell loopback from the rest', () => {
    assert.deepEqual(['127.0.0.1', '127.1.2.3', '::1', 'localhost', 'LOCALHOST', '0.0.0.0', '::', '10.0.0.1', 'localhost.evil', '127.evil'].map(isLoopback), [true, true, true, true, true, false, false, false, false, false]);
  });
  it('believe a Host header only where it is one', () => {
    assert.equal(originOf('sma.contoso.com:9090', 'https://127.0.0.1:1'), 'https://sma.contoso.com:9090');
    assert.equal(originOf('[::1]:5', 'http://127.0.0.1:1'), 'http://[::1]:5');
    for (const bad of [undefined, '', 'a b', 'x"onload=', 'a/b', 'a@b']) assert.equal(originOf(bad, 'https://127.0.0.1:1'), 'https://127.0.0.1:1');
  });
  it('go through the life cycle in order only', () => {
    const life = new LifeCycle();
    assert.throws(() => life.enter('running'), (error) => ServiceStartError.is(error, 'AlreadyStarted'));
    for (const state of ['starting', 'running', 'draining', 'closed', 'starting'] as const) life.enter(state);
    assert.throws(() => life.enter('starting'), ServiceStartError);
  });
  it('read the position of an event as it was written, and nothing else', () => {
    const position = { record: '2026-01-01T00:00:00.1234567', modified: '' };
    assert.deepEqual(parsePosition(formatPosition(position)), position);
    for (const bad of [null, undefined, '', 'x;y', "1;' or 1=1"]) assert.equal(parsePosition(bad), undefined);
  });
});
