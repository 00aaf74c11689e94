/** A running job of a service as something to debug: requests go out with a number, replies and events come with the news. */
import type { JobDebugging } from '../../../client/api.ts';
import type { DebugEvent, DebugReply, DebugRequest } from '../../../powershell/runtime/debug/protocol.ts';
import type { RunRecord } from '../../../worker/local/runInSandbox.ts';

/** What comes of the job; see src/service/debug/sessions.ts, whose messages these are. */
type News =
  | { readonly type: 'reply'; readonly id: number; readonly reply: DebugReply }
  | { readonly type: 'event'; readonly event: DebugEvent }
  | { readonly type: 'records'; readonly records: readonly RunRecord[] }
  | { readonly type: 'missed'; readonly count: number }
  | { readonly type: 'ended'; readonly status: string; readonly exception: string | null };
export interface JobNews {
  onRecords(records: readonly RunRecord[]): void;
  /** So many records were left out: they came too fast. */
  onMissed(count: number): void;
  onDebugEvent(event: DebugEvent): void;
}
/** How the job ended; undefined where nobody listens to it any more, or the connection is lost. */
export type JobEnd = { readonly status: string; readonly exception: string | null } | undefined;

const OVER: DebugReply = { kind: 'failed', message: 'The job is not debugged any more.' };

export class JobLink {
  private readonly debugging: JobDebugging;
  private readonly asked = new Map<number, (reply: DebugReply) => void>();
  private next = 1;
  private over = false;
  /** Never rejected. */
  readonly done: Promise<JobEnd>;

  constructor(debugging: JobDebugging, to: JobNews) {
    this.debugging = debugging;
    this.done = this.follow(to);
  }

  /** Never rejected: what cannot be asked is a reply that says so. */
  async debug(request: DebugRequest): Promise<DebugReply> {
    if (this.over) return OVER;
    const id = this.next++, answered = Promise.withResolvers<DebugReply>();
    this.asked.set(id, answered.resolve);
    try {
      await this.debugging.send(id, request);
    } catch (error) {
      this.asked.delete(id);
      return this.over ? OVER : { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    return await answered.promise;
  }

  /** Leaves the job, which goes on. */
  stop(): void {
    this.end();
    this.debugging.close();
  }

  private async follow(to: JobNews): Promise<JobEnd> {
    try {
      for await (const message of this.debugging.news) {
        const news = message as unknown as News;
        if (this.over) return undefined;
        switch (news.type) {
          case 'reply':
            this.asked.get(news.id)?.(news.reply);
            this.asked.delete(news.id);
            break;
          case 'event': to.onDebugEvent(news.event); break;
          case 'records': to.onRecords(news.records); break;
          case 'missed': to.onMissed(news.count); break;
          case 'ended': return { status: news.status, exception: news.exception };
        }
      }
    } catch {
      // The connection broke, or was left.
    } finally {
      this.end();
    }
    return undefined;
  }

  private end(): void {
    this.over = true;
    for (const answer of this.asked.values()) answer(OVER);
    this.asked.clear();
  }
}
