import { STATE_WORDS } from '../../app/connections/connectionState.ts';
import type { ConnectionState } from '../../app/connections/connectionState.ts';

export interface StatusText { readonly text: string; readonly tooltip: string; readonly spoken: string; readonly warning: boolean; /** A click starts the local service. */ readonly starts: boolean }

/** The status bar item in words: the connection in use, how it is, and how many jobs run. */
export function statusText(name: string, state: ConnectionState, running: number): StatusText {
  const words = STATE_WORDS[state.name];
  const jobs = running === 0 ? '' : running === 1 ? '1 job running' : `${running} jobs running`;
  const warning = ['failed', 'unauthorized', 'untrusted', 'unreachable', 'notSma'].includes(state.name);
  // Only the local service is ever stopped: a server that was not asked yet is idle.
  const starts = state.name === 'stopped';
  const icon = starts ? '$(play)' : state.name === 'connecting' || state.name === 'stopping' ? '$(loading~spin)' : warning ? '$(warning)' : state.name === 'connected' ? '$(plug)' : '$(circle-outline)';
  const reason = 'error' in state ? `\n${state.error.message}` : '';
  return {
    text: `${icon} SMA: ${name}${warning ? ` (${words})` : ''}${running === 0 ? '' : `  $(sync~spin) ${running}`}`,
    tooltip: `${name}: ${words}${jobs === '' ? '' : `\n${jobs}`}${reason}${starts ? '\nClick to start it' : warning ? '\nClick for what can be done about it' : ''}`,
    spoken: `SMA, ${name}, ${words}${jobs === '' ? '' : `, ${jobs}`}${starts ? ', press to start it' : ''}`,
    warning, starts,
  };
}
