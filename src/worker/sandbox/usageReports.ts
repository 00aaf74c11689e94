/** When a sandbox tells what it has used: often enough to be worth something when it is killed, and never for a job that only waits. */
import type { JobUsage } from '../protocol.ts';

/** So much more processor time is news, */
const CPU_MS = 500;
/** and so much more memory, of what was told before. */
const MEMORY_PART = 1 / 16;

export class UsageReports {
  private told: JobUsage = { cpuMilliseconds: -CPU_MS, peakMemoryKb: 0 };

  /** What is to be told now; undefined where it is no news. */
  due(used: JobUsage): JobUsage | undefined {
    const { cpuMilliseconds, peakMemoryKb } = this.told;
    if (used.cpuMilliseconds < cpuMilliseconds + CPU_MS && used.peakMemoryKb < peakMemoryKb * (1 + MEMORY_PART)) return undefined;
    return (this.told = used);
  }
}
