import type { ConnectionInfo } from '../../app/connections/connectionInfo.ts';
import { SHORT_STATE_WORDS, STATE_WORDS } from '../../app/connections/connectionState.ts';
import type { ConnectionState } from '../../app/connections/connectionState.ts';
import type { ConnectionStateName, ConnectionTarget } from '../../app/ids.ts';
import type { ItemView } from '../../app/ui/itemView.ts';

export interface ConnectionNode extends ConnectionTarget {
  readonly info: ConnectionInfo;
  readonly state: ConnectionState;
  readonly active: boolean;
}

const ICONS: Readonly<Record<ConnectionStateName, readonly [icon: string, color?: string]>> = {
  idle: ['circle-outline'],
  stopping: ['loading~spin'],
  stopped: ['circle-outline'],
  failed: ['error', 'list.errorForeground'],
  connecting: ['loading~spin'],
  connected: ['pass-filled', 'testing.iconPassed'],
  unauthorized: ['lock', 'list.warningForeground'],
  untrusted: ['unverified', 'list.warningForeground'],
  unreachable: ['debug-disconnect', 'list.warningForeground'],
  notSma: ['error', 'list.errorForeground'],
};

/** A connection as a row: the state in words and as an icon, the active one marked in words. */
export function connectionItem({ connectionId, info, state, active }: ConnectionNode): ItemView {
  const [icon, color] = ICONS[state.name];
  const inUse = active ? ' · in use' : '', words = `${STATE_WORDS[state.name]}${inUse}`;
  return {
    id: connectionId,
    label: info.name,
    description: `${SHORT_STATE_WORDS[state.name]}${inUse}`,
    tooltip: `${info.name}: ${words}\n${tooltip(info, state)}`,
    icon,
    ...(color === undefined ? {} : { color }),
    tokens: ['connection', info.kind, state.name, ...(active ? ['active'] : ['inactive'])],
    opens: active ? 'Connect' : 'Use This Connection',
    spoken: `${info.name}, ${words}`,
  };
}

function tooltip(info: ConnectionInfo, state: ConnectionState): string {
  const lines = info.kind === 'local' ? ['The service inside this extension, for this machine alone'] : [info.url, `User: ${info.user}`];
  if (info.kind === 'server' && info.pinnedCertificate !== undefined) lines.push('Certificate: pinned by you');
  if (state.name === 'connected') lines.push(`Root: ${state.server.root}`);
  if ('error' in state) lines.push(state.error.message);
  return lines.join('\n');
}
