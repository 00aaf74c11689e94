import assert from 'node:assert/strict';
import { DebugSessions, type DebugNews } from '../../../src/service/debug/sessions.ts';
import type { WorkerToService } from '../../../src/worker/protocol.ts';

/** A client of one job, and what it hears. */
function attach(sessions: DebugSessions): DebugNews[] {
  const news: DebugNews[] = [];
  sessions.open('job', { tell: (one) => { news.push(one); }, end: () => {} });
  return news;
}
const record: WorkerToService = { type: 'records', jobId: 'job', batch: 1, records: [], errors: 0, warnings: 0 };
const checkpoint: WorkerToService = { type: 'debugEvent', jobId: 'job', event: { kind: 'checkpoint', source: 'Flow', line: 1 } };
const typesOf = (news: readonly DebugNews[]): string[] => news.map(({ type }) => type);

describe('sessions of debuggers', () => {
  it("tell a client that it is attached before anything else, whatever the job tells meanwhile", () => {
    const asked: number[] = [], sessions = new DebugSessions((_, id) => { asked.push(id); return true; }), news = attach(sessions);
    for (const message of [record, checkpoint, record]) sessions.hear(message);
    assert.deepEqual(news, []);
    sessions.hear({ type: 'debugReply', jobId: 'job', id: asked[0] ?? 0, reply: { kind: 'done' } });
    for (const message of [record, checkpoint]) sessions.hear(message);
    assert.deepEqual(typesOf(news), ['attached', 'records', 'event']);
  });

  it('tell of a job that ends before the debugger is there that it has ended, and of a refusal nothing else', () => {
    const asked: number[] = [], sessions = new DebugSessions((_, id) => { asked.push(id); return true; }), first = attach(sessions);
    sessions.hear(record);
    sessions.hear({ type: 'finished', jobId: 'job', status: 'Completed', exception: null, errorCount: 0, warningCount: 0 });
    sessions.hear(record);
    assert.deepEqual(first, [{ type: 'ended', status: 'Completed', exception: null }]);
    const second = attach(sessions);
    sessions.hear(record);
    sessions.hear({ type: 'debugReply', jobId: 'job', id: asked[1] ?? 0, reply: { kind: 'failed', message: 'no' } });
    sessions.hear(record);
    assert.deepEqual(second, [{ type: 'refused', message: 'no' }]);
  });
});
