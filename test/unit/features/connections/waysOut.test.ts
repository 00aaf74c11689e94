import assert from 'node:assert/strict';
import { LOCAL_INFO } from '../../../../src/app/connections/connectionInfo.ts';
import type { ConnectionInfo } from '../../../../src/app/connections/connectionInfo.ts';
import { STATE_WORDS } from '../../../../src/app/connections/connectionState.ts';
import type { ConnectionState } from '../../../../src/app/connections/connectionState.ts';
import { AppError, CancelledError } from '../../../../src/app/errors.ts';
import type { ConnectionStateName } from '../../../../src/app/ids.ts';
import { SmaClientError } from '../../../../src/client/errors.ts';
import { connectFailure, waysOut } from '../../../../src/features/connections/waysOut.ts';

const server: ConnectionInfo = { kind: 'server', id: 'a', name: 'sma01', url: 'https://sma01:9090', user: 'ada' };
const refused = new SmaClientError('Unauthorized', 'The server refused the user name or password.');
const stateOf = (name: ConnectionStateName): ConnectionState => ({ name, error: new Error('What went wrong.') }) as unknown as ConnectionState;
const labels = (info: ConnectionInfo, name: ConnectionStateName): string => waysOut(info, stateOf(name)).map(({ label }) => label).join(', ');
function failureOf(error: unknown, info = server, inUse?: string): AppError {
  const failure = connectFailure(error, info, inUse);
  assert.ok(AppError.is(failure));
  return failure;
}

describe('the ways out of a connection’s trouble', () => {
  it('begin with the likeliest, for each trouble there is', () => {
    assert.equal(labels(LOCAL_INFO, 'failed'), 'Start Again, Show Log');
    assert.equal(labels(server, 'unauthorized'), 'Enter Password Again, Edit Connection');
    assert.equal(labels(server, 'untrusted'), 'Review Certificate');
    assert.equal(labels(server, 'unreachable'), 'Try Again, Edit Connection, Show Log');
    assert.equal(labels(LOCAL_INFO, 'unreachable'), 'Try Again, Show Log');
    const well = (Object.keys(STATE_WORDS) as ConnectionStateName[]).filter((name) => waysOut(server, stateOf(name)).length === 0);
    assert.deepEqual(well.sort(), ['connected', 'connecting', 'idle', 'stopped', 'stopping']);
  });

  it('act on that connection, whichever is in use', () => {
    for (const name of ['unauthorized', 'untrusted', 'unreachable', 'notSma'] as const) {
      for (const { action } of waysOut(server, stateOf(name))) if (action.command !== 'sma.log.show') assert.deepEqual((action.arguments?.[0] as { connectionId?: string } | undefined)?.connectionId, 'a', action.label);
    }
  });
});

describe('a failure to connect', () => {
  it('is told as what it was: a password that is wrong is no address that is', () => {
    const { message, action, alternative } = failureOf(refused);
    assert.equal(message, 'Signing in to sma01 failed. The server refused the user name or password.');
    assert.deepEqual(action, { label: 'Enter Password Again', command: 'sma.connection.edit', arguments: [{ connectionId: 'a', only: 'password' }] });
    assert.equal(alternative?.label, 'Edit Connection');
    const away = failureOf(new SmaClientError('Unreachable', 'Nothing listens there.'));
    assert.equal(away.message, 'Connecting to sma01 failed. Nothing listens there.');
    assert.deepEqual(away.action, { label: 'Try Again', command: 'sma.connection.connect', arguments: [{ connectionId: 'a' }] });
    assert.equal(failureOf(refused, LOCAL_INFO).action?.label, 'Restart Local Service');
  });

  it('of a connection that was to be used instead says which one stays, and comes back to this', () => {
    for (const error of [refused, failureOf(refused)]) {
      const { message, action, alternative } = failureOf(error, server, 'Local Service');
      assert.equal(message, 'Signing in to sma01 failed. The server refused the user name or password. Local Service stays in use.');
      assert.deepEqual(action, { label: 'Enter Password Again', command: 'sma.connection.edit', arguments: [{ connectionId: 'a', only: 'password', thenUse: true }] });
      assert.equal(alternative?.label, 'Use Anyway');
    }
    assert.equal(failureOf(new SmaClientError('Timeout', 'It did not answer.'), server, 'Local Service').action?.label, 'Retry');
  });

  it('leaves alone what says itself what is to be done, and who cancelled', () => {
    const lost = new AppError('SecretLost', 'Enter it again.'), cancelled = new CancelledError();
    assert.equal(connectFailure(lost, server), lost);
    assert.equal(connectFailure(cancelled, server, 'Local Service'), cancelled);
  });
});
