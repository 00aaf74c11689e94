/** The world as the engine of a sandbox sees it: every port, over the link to the main thread or the system itself. */
import type { EngineHost } from '../../powershell/runtime/host.ts';
import type { Masker } from '../masking.ts';
import { assetPort } from './assetPort.ts';
import type { EngineLink } from './engineLink.ts';
import type { JobSink } from './jobSink.ts';
import { filePort } from './ports/filePort.ts';
import { systemClock, systemEnvironment, systemRandom } from './ports/systemPorts.ts';
import type { RecordStream } from './recordStream.ts';
import { heapBudget } from './heapBudget.ts';

export interface HostParts {
  readonly link: EngineLink;
  readonly records: RecordStream;
  readonly sink: JobSink;
  readonly masker: Masker;
  readonly width: number;
}

export function engineHost({ link, records, sink, masker, width }: HostParts): EngineHost {
  /** Whoever waits must not hold back what was written before. */
  const flushed = <T>(work: () => T): T => {
    records.flush();
    return work();
  };
  return {
    records: sink,
    clock: systemClock,
    random: systemRandom,
    environment: systemEnvironment,
    files: filePort,
    process: {
      id: process.pid,
      // Programs are off until the service's account allows them; a runbook hears that the command is not there.
      find: () => undefined,
      run: () => ({ exitCode: 1, output: '', errors: 'Programs cannot be run here.' }),
    },
    wait: { sleep: (milliseconds) => flushed(() => !link.sleep(milliseconds)) },
    stop: {
      requested() {
        records.flushIfDue();
        return link.stopAsked;
      },
    },
    assets: assetPort((asset) => flushed(() => link.askAsset(asset)), masker),
    budgets: { heapBytes: heapBudget() },
    width,
  };
}
