/**
 * Sandboxes prepared ahead. A thread or process costs some 30 ms to start and the engine some more to load; a job that
 * finds a prepared one starts in a few. Each is used once; the next is made as soon as one is taken.
 */
import { SandboxProcess } from './sandboxProcess.ts';
import type { SandboxSettings } from '../sandbox/settings.ts';

/** After so many failures in a row, preparing ahead pauses: the machine is in trouble, and jobs say why. */
const FAILURES_BEFORE_PAUSE = 3;
const PAUSE_MS = 5_000;
const REFILL_DELAY_MS = 40;

export class SandboxPool {
  private readonly idle: SandboxProcess[] = [];
  private settings: SandboxSettings;
  private readonly size: number;
  private disposed = false;
  private failures = 0;
  private refillTimer: NodeJS.Timeout | undefined;

  constructor(settings: SandboxSettings, size: number) {
    this.settings = settings;
    this.size = size;
    this.refill();
  }

  /** A sandbox for one job, prepared if there is one; the pool forgets it. */
  take(): SandboxProcess {
    const withPowerShell = this.idle.findIndex((sandbox) => sandbox.isPrepared && sandbox.hasPowerShell), ready = withPowerShell >= 0 ? withPowerShell : this.idle.findIndex((sandbox) => sandbox.isPrepared);
    const [sandbox] = this.idle.splice(Math.max(ready, 0), 1);
    // Making the next one takes a processor that the job just begun wants first.
    this.refillSoon(this.preparedCount > 0 ? REFILL_DELAY_MS : 0);
    return sandbox ?? new SandboxProcess(this.settings);
  }

  /** Jobs here use PowerShell: from now on new sandboxes start one ahead. */
  preparePowerShell(): void {
    if (this.settings.powerShell.prepare !== true) this.settings = { ...this.settings, powerShell: { ...this.settings.powerShell, prepare: true } };
  }

  get preparedCount(): number {
    return this.idle.filter((sandbox) => sandbox.isPrepared).length;
  }

  /** Fulfilled when the pool is full of prepared sandboxes (or cannot be). */
  async whenFull(): Promise<void> {
    await Promise.allSettled(this.idle.map((sandbox) => sandbox.prepared));
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.refillTimer);
    for (const sandbox of this.idle.splice(0)) sandbox.kill('was not needed any more');
  }

  private refillSoon(milliseconds: number): void {
    if (this.disposed || this.refillTimer !== undefined) return;
    this.refillTimer = setTimeout(() => {
      this.refillTimer = undefined;
      this.refill();
    }, milliseconds);
  }

  private refill(): void {
    while (!this.disposed && this.idle.length < this.size) {
      // One PowerShell waiting is enough: it weighs more than all sandboxes.
      const { powerShell } = this.settings, sandbox = new SandboxProcess(!this.idle.some((each) => each.hasPowerShell) ? this.settings : { ...this.settings, powerShell: { ...powerShell, prepare: false } });
      this.idle.push(sandbox);
      sandbox.prepared.then(() => { this.failures = 0; }, () => {});
      void sandbox.gone.then(() => this.onDeath(sandbox));
    }
  }

  /** A sandbox that died while idle: killed from outside, or it cannot start at all. */
  private onDeath(sandbox: SandboxProcess): void {
    const index = this.idle.indexOf(sandbox);
    if (index < 0) return;
    this.idle.splice(index, 1);
    this.failures += 1;
    this.refillSoon(this.failures < FAILURES_BEFORE_PAUSE ? 100 : PAUSE_MS);
  }
}
