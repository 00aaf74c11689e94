/**
 * Heap limits do not see what lies outside the heap (2 GB of buffers went unnoticed when measured), so the main thread
 * of a sandbox looks at the resident size of the process now and then while a job runs.
 */

const INTERVAL_MS = 200;

export class MemoryWatch {
  private readonly limitBytes: number;
  private readonly onExceeded: () => void;
  private readonly onLook: () => void;
  private timer: NodeJS.Timeout | undefined;

  constructor(limitMb: number, onExceeded: () => void, onLook: () => void = () => {}) {
    this.limitBytes = limitMb * 1024 * 1024;
    this.onExceeded = onExceeded;
    this.onLook = onLook;
  }

  start(): void {
    this.timer = setInterval(() => {
      if (process.memoryUsage.rss() > this.limitBytes) this.onExceeded();
      else this.onLook();
    }, INTERVAL_MS);
    this.timer.unref();
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}
