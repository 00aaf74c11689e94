/** The world as the engine of a sandbox sees it: every port, over the link to the main thread or the system itself. */
import type { EngineHost } from '../../../powershell/runtime/host.ts';
import type { Masker } from '../../masking/masking.ts';
import { debugPort } from '../ports/debugPort.ts';
import { assetPort, variablePort } from '../ports/assetPort.ts';
import type { EngineLink } from './engineLink.ts';
import type { JobSink } from '../records/jobSink.ts';
import { overlapPort, stoppable } from '../threads/overlapPort.ts';
import type { Asking } from '../threads/overlapPort.ts';
import { filePort } from '../ports/filePort.ts';
import { systemClock, systemEnvironment, systemRandom } from '../ports/systemPorts.ts';
import { powerShellPort } from '../ports/powerShellPort.ts';
import { processPort } from '../ports/processPort.ts';
import type { EngineChoice } from '../../powerShell/engines.ts';
import { runbookPort } from '../ports/runbookPort.ts';
import { mailPort } from '../ports/mailPort.ts';
import { networkPort } from '../ports/networkPort.ts';
import { webPort } from '../ports/webPort.ts';
import type { RecordStream } from '../records/recordStream.ts';
import { heapBudget } from './heapBudget.ts';

export interface HostParts {
  readonly link: EngineLink;
  readonly records: RecordStream;
  readonly sink: JobSink;
  readonly masker: Masker;
  readonly width: number;
  readonly directory: string | undefined;
  readonly debugged: boolean;
  readonly engine: EngineChoice;
  /** Lets the debugger answer, or stop, while the engine waits. */
  readonly poll: () => void;
}

/** What every engine of a sandbox has: that of the job, and those of scripts in threads of their own. */
export const baseHost = (link: EngineLink, asking: Asking, engine: EngineChoice = 'builtIn', directory?: string, meanwhile: () => void = () => {}): Omit<EngineHost, 'records'> => ({
  clock: systemClock,
  random: systemRandom,
  environment: systemEnvironment,
  files: filePort,
  process: processPort(link.programs, {
    ask(request) {
      meanwhile();
      // A program that has begun must not be lost.
      return stoppable(() => link.ask({ kind: 'process', process: request }, request.op !== 'start', meanwhile));
    },
    tell: (request) => { link.send({ kind: 'process', process: request }); },
  }, systemEnvironment),
  wait: { sleep: (milliseconds) => !link.sleep(milliseconds) },
  stop: { requested: () => link.stopAsked, hold: (held) => link.holdStop(held) },
  network: networkPort((connect) => asking.ask({ kind: 'connect', connect })),
  mail: mailPort((mail) => asking.ask({ kind: 'mail', mail })),
  runbooks: { ...runbookPort((asset) => asking.ask({ kind: 'asset', asset })), variables: variablePort((asset) => asking.ask({ kind: 'asset', asset }), undefined) },
  web: webPort((web) => asking.ask({ kind: 'web', web })),
  budgets: { heapBytes: heapBudget() },
  ...(engine === 'builtIn' ? {} : { powershell: powerShellPort(link, engine === 'auto' ? 'commands' : 'everything', directory, meanwhile) }),
});

export function engineHost({ link, records, sink, masker, width, directory, debugged, engine, poll }: HostParts): EngineHost {
  // Whoever waits must not hold back what was written before.
  const flush = (): void => records.flush(), asking = overlapPort(link, flush, poll, () => masker.values());
  return {
    ...baseHost(link, asking, engine, directory, () => { flush(); poll(); }),
    records: sink,
    wait: { sleep(milliseconds) { flush(); poll(); return !link.sleep(milliseconds, poll); } },
    stop: {
      requested() {
        records.flushIfDue();
        return link.stopAsked;
      },
      hold: (held) => link.holdStop(held),
    },
    assets: assetPort((asset) => asking.ask({ kind: 'asset', asset }), masker),
    runbooks: { ...runbookPort((asset) => asking.ask({ kind: 'asset', asset }), masker), variables: variablePort((asset) => asking.ask({ kind: 'asset', asset }), masker) },
    overlap: asking,
    checkpoints: {
      save(state) {
        flush();
        stoppable(() => link.saveCheckpoint({ state, secrets: masker.values() }, { errors: records.errorCount, warnings: records.warningCount }));
      },
      suspendAsked: () => link.suspendAsked,
    },
    width,
    ...(directory === undefined ? {} : { directory }),
    ...(debugged ? { debug: debugPort(link, masker, flush) } : { attach: debugPort(link, masker, flush) }),
  };
}
