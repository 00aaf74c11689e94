/** The time that a test may take: what waits ends early, and code that runs sees a stop. */
import type { EngineHost, OverlapPort } from '../../../powershell/runtime/host.ts';
import type { TimeLimit } from '../../../powershell/testing/pester/pesterRun.ts';

export class Deadline implements TimeLimit {
  private at = Infinity;
  /** Off while somebody debugs: a person takes their time. */
  private readonly isOff: boolean;
  constructor(isOff: boolean) { this.isOff = isOff; }
  begin(milliseconds: number): void { this.at = this.isOff ? Infinity : performance.now() + milliseconds; }
  end(): boolean {
    const { isOver } = this;
    this.at = Infinity;
    return isOver;
  }
  get isOver(): boolean { return performance.now() >= this.at; }
  private get left(): number { return Math.max(0, this.at - performance.now()); }

  /** The same ports, within the time. */
  limit<H extends Pick<EngineHost, 'wait' | 'stop' | 'overlap'>>(host: H): H {
    const { wait, stop, overlap } = host;
    return {
      ...host,
      wait: { sleep: (milliseconds: number) => wait.sleep(Math.min(milliseconds, this.left)) || this.isOver },
      stop: { ...stop, requested: () => stop.requested() || this.isOver },
      ...(overlap === undefined ? {} : { overlap: this.limited(overlap) }),
    };
  }
  private limited(overlap: OverlapPort): OverlapPort {
    return {
      attempt: (answers, work) => overlap.attempt(answers, work),
      script: (request, title) => overlap.script(request, title),
      cancel: (ticket) => overlap.cancel(ticket),
      stop: (ticket) => overlap.stop(ticket),
      suspend: (ticket) => overlap.suspend(ticket),
      wait: (milliseconds, isWanted) => {
        const news = overlap.wait(Math.min(milliseconds, this.left), isWanted);
        return this.isOver ? { ...news, stopped: true } : news;
      },
    };
  }
}
