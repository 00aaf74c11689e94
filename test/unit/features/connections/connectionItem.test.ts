import assert from 'node:assert/strict';
import type { ConnectionInfo } from '../../../../src/app/connections/connectionInfo.ts';
import { LOCAL_INFO } from '../../../../src/app/connections/connectionInfo.ts';
import { STATE_WORDS } from '../../../../src/app/connections/connectionState.ts';
import type { ConnectionState } from '../../../../src/app/connections/connectionState.ts';
import type { ConnectionStateName } from '../../../../src/app/ids.ts';
import { connectionItem } from '../../../../src/features/connections/connectionItem.ts';

const plain: ConnectionInfo = { kind: 'server', id: 'a', name: 'http://127.0.0.1:45211', url: 'http://127.0.0.1:45211/', user: 'ada' };
const states = (Object.keys(STATE_WORDS) as ConnectionStateName[]).map((name) => ({ name, error: new Error('What went wrong.'), server: { root: 'r' } }) as unknown as ConnectionState);

describe('a connection as a row', () => {
  it('has room for every state behind the address of a server over plain HTTP', () => {
    for (const state of states) {
      const { description = '' } = connectionItem({ connectionId: 'a', info: plain, state, active: false });
      assert.ok(description.length <= 13, description);
    }
  });

  it('tells the whole of it in the tooltip and to a screen reader', () => {
    for (const state of states) {
      const item = connectionItem({ connectionId: 'a', info: plain, state, active: true });
      assert.match(item.description ?? '', / · in use$/);
      assert.equal(item.spoken, `http://127.0.0.1:45211, ${STATE_WORDS[state.name]} · in use`);
      assert.match(item.tooltip ?? '', new RegExp(`^http://127.0.0.1:45211: ${STATE_WORDS[state.name]} · in use\n`));
      assert.match(item.tooltip ?? '', /What went wrong\./);
    }
    assert.match(connectionItem({ connectionId: 'local', info: LOCAL_INFO, state: { name: 'stopped' }, active: false }).tooltip ?? '', /^Local Service: stopped\n.*this machine alone$/);
  });
});
