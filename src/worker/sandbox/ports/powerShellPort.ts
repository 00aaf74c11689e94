/** The engine's end of a PowerShell process, which the main thread of the sandbox runs. */
import type { PowerShellPort } from '../../../powershell/runtime/host.ts';
import type { EngineLink } from '../engine/engineLink.ts';

/** Taken lines are told in portions of this size. */
const PORTION = 256 * 1024;

/** `meanwhile` is done before the thread waits: what was written so far goes out. */
export function powerShellPort(link: EngineLink, use: PowerShellPort['use'], directory: string | undefined, meanwhile: () => void): PowerShellPort {
  let taken = 0;
  const post = (request: Parameters<EngineLink['askPowerShell']>[0]): void => link.askPowerShell(request);
  return {
    use,
    open(mark, workflows) {
      link.forgetPowerShell();
      taken = 0;
      post({ kind: 'open', mark, workflows, directory });
      for (;;) {
        const news = link.powerShellEvent(Infinity, true, meanwhile);
        if (news.kind === 'opened') return news.result;
      }
    },
    send: (text) => post({ kind: 'line', text }),
    receive(milliseconds, stopKnown) {
      const news = link.powerShellEvent(milliseconds, stopKnown, meanwhile);
      if (news.kind === 'opened') return { kind: 'nothing' };
      if (news.kind === 'message' || news.kind === 'noise') {
        taken += news.text.length;
        if (taken >= PORTION) {
          post({ kind: 'taken', characters: taken });
          taken = 0;
        }
      }
      return news;
    },
    close() {
      post({ kind: 'close' });
      link.forgetPowerShell();
    },
  };
}
