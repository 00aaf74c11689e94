import assert from 'node:assert/strict';
import type { DebugEvent, DebugReply, DebugRequest } from '../../../src/powershell/runtime/debug/protocol.ts';
import { eventually } from '../../support/eventually.ts';
import { DebugRoutes } from '../../../src/worker/sandbox/threads/debugRoutes.ts';
import type { DebugTarget } from '../../../src/worker/sandbox/threads/debugRoutes.ts';

/** Threads that keep what they are asked, and what their owner hears of them. */
function threads() {
  const heard: string[] = [];
  const target = (): DebugTarget & { readonly asked: { readonly id: number; readonly request: DebugRequest }[]; take(): string } => {
    const asked: { readonly id: number; readonly request: DebugRequest }[] = [];
    return { asked, debug: (id, request) => asked.push({ id, request }), take: () => asked.splice(0).map(({ id, request }) => `${id > 0 ? `${id} ` : ''}${request.kind}`).join(', ') };
  };
  const engine = target(), one = target(), two = target();
  const text = (told: DebugReply | DebugEvent): string => (told.kind === 'stopped' ? `stopped in ${told.thread} for ${told.reason}` : told.kind === 'threads' ? told.threads.map(({ id, name }) => `${id} ${name}`).join(', ') : told.kind === 'failed' ? 'failed' : told.kind);
  const routes = new DebugRoutes({ engine, reply: (id, reply) => heard.push(`${id} ${text(reply)}`), event: (event) => heard.push(text(event)) });
  const stop = (reason: 'breakpoint' | 'step' | 'pause', thread = 1): DebugEvent => ({ kind: 'stopped', reason, thread, breakpoints: [7] });
  const attach = (): void => { routes.request(1, { kind: 'attach' }); routes.replied(1, { kind: 'done' }); heard.length = 0; engine.take(); };
  /** Answers what the routes themselves ask of a thread. */
  const answer = (at: typeof one, kind: DebugRequest['kind'], reply: DebugReply): void => {
    const found = at.asked.findIndex(({ id, request }) => id < 0 && request.kind === kind), [asked] = found < 0 ? [] : at.asked.splice(found, 1);
    assert.ok(asked, `${kind} is asked`);
    if (at === engine) routes.replied(asked.id, reply); else routes.repliedBeside(at, asked.id, reply);
  };
  const confirm = (at: typeof one, stands = true): void => answer(at, 'confirm', { kind: 'confirmed', stands });
  return { routes, engine, one, two, answer, confirm, stop, attach, heard: () => heard.splice(0) };
}
const LINES: DebugRequest = { kind: 'setBreakpoints', source: 'a.ps1', breakpoints: [{ line: 3 }] };
const DONE: DebugReply = { kind: 'done' };

describe('The way of a debugger’s requests to the threads of a sandbox', () => {
  it('is the engine’s alone where no script runs beside it', () => {
    const { routes, engine, stop, heard } = threads();
    routes.request(1, { kind: 'attach' });
    routes.request(2, { kind: 'pause' });
    assert.equal(engine.take(), '1 attach, 2 pause');
    routes.replied(1, DONE);
    routes.happened(engine, stop('pause'));
    routes.request(3, { kind: 'stack', thread: 1 });
    routes.request(4, { kind: 'resume', mode: 'over' });
    assert.equal(engine.take(), '3 stack, 4 resume');
    routes.replied(4, DONE);
    routes.happened(engine, stop('step'));
    assert.deepEqual(heard(), ['1 done', 'stopped in 1 for pause', '4 done', 'stopped in 1 for step']);
  });

  it('tells scripts that run already, and those that begin later, what the engine was told', () => {
    const { routes, engine, one, two, attach } = threads();
    routes.began(one, 'W: one at line 3');
    assert.equal(one.take(), '');
    attach();
    assert.equal(one.take(), 'attach');
    routes.request(2, LINES);
    routes.request(3, { ...LINES, breakpoints: [] });
    routes.request(4, { kind: 'setErrorFilters', filters: ['all'] });
    assert.equal(one.take(), 'setBreakpoints, setBreakpoints, setErrorFilters');
    assert.equal(engine.take(), '2 setBreakpoints, 3 setBreakpoints, 4 setErrorFilters');
    routes.began(two, 'Job1: two');
    // The last lines of a source count.
    assert.deepEqual(two.asked.map(({ request }) => request), [{ kind: 'attach' }, { ...LINES, breakpoints: [] }, { kind: 'setErrorFilters', filters: ['all'] }]);
    routes.request(5, { kind: 'detach' });
    two.take();
    routes.ended(two);
    routes.began(two, 'Job1: two');
    assert.equal(two.take(), 'detach', 'what it had no time for before is for no other script');
  });

  it('knows whom somebody looks at, and shows the place to which a stopped script has come', () => {
    const { routes, one, two, stop, attach, heard } = threads();
    attach();
    routes.began(one, 'Job1: one');
    routes.began(two, 'Job3: two');
    assert.equal(routes.holds(one), false);
    routes.happened(one, stop('breakpoint'));
    routes.happened(two, stop('breakpoint'));
    // The runbook stops both: they come to breakpoints in their finally blocks.
    routes.happened(one, stop('breakpoint', 2));
    routes.happened(two, stop('breakpoint', 2));
    assert.deepEqual(heard(), ['stopped in 10001 for breakpoint', 'stopped in 10002 for breakpoint']);
    assert.deepEqual([routes.holds(one), routes.holds(two)], [true, true]);
    routes.ended(one);
    routes.ended(two);
    assert.deepEqual([routes.holds(one), routes.holds(two)], [false, false]);
  });

  it('tells nobody where the engine refuses', () => {
    const { routes, one } = threads();
    routes.began(one, 'W: one at line 3');
    routes.request(1, { kind: 'attach' });
    routes.replied(1, { kind: 'failed', message: 'no' });
    routes.request(2, LINES);
    assert.equal(one.take(), '');
  });

  it('is that of the thread that stopped first; the next one is told of when it goes on', () => {
    const { routes, engine, one, two, stop, attach, heard, answer, confirm } = threads();
    routes.began(one, 'W: one at line 3');
    routes.began(two, 'Job1: two');
    attach();
    one.take(); two.take();
    routes.happened(two, stop('breakpoint'));
    routes.happened(one, stop('breakpoint', 2));
    routes.happened(engine, stop('breakpoint'));
    assert.deepEqual(heard(), ['stopped in 20001 for breakpoint']);
    routes.request(2, { kind: 'threads' });
    routes.request(3, { kind: 'stack', thread: 1 });
    routes.request(4, { kind: 'stack', thread: 20_001 });
    answer(engine, 'threads', { kind: 'threads', threads: [{ id: 1, name: 'W' }, { id: 2, name: 'W: branch from line 2' }] });
    answer(two, 'threads', { kind: 'threads', threads: [{ id: 1, name: 'x' }, { id: 2, name: 'y' }] });
    assert.deepEqual(two.asked.splice(0), [{ id: 4, request: { kind: 'stack', thread: 1 } }]);
    routes.repliedBeside(one, 4, { kind: 'stack', frames: [] });
    assert.deepEqual(heard(), ['3 stack', '2 1 W (running), 2 W: branch from line 2 (running), 10001 W: one at line 3 (stopped, waits for its turn), 20001 Job1: two, 20002 Job1: two, y']);
    routes.request(5, { kind: 'resume', mode: 'continue' });
    routes.repliedBeside(two, 5, DONE);
    confirm(one);
    assert.deepEqual(heard(), ['5 done', 'stopped in 10002 for breakpoint']);
    routes.request(6, { kind: 'resume', mode: 'continue' });
    routes.repliedBeside(one, 6, DONE);
    confirm(engine);
    assert.deepEqual(heard(), ['6 done', 'stopped in 1 for breakpoint']);
    assert.equal(`${engine.take()}|${one.take()}`, '|6 resume');
    routes.request(7, { kind: 'threads' });
    routes.replied(7, { kind: 'threads', threads: [{ id: 1, name: 'W' }] });
    assert.deepEqual(heard(), ['7 1 W, 10001 W: one at line 3 (running), 20001 Job1: two (running)']);
  });

  it('passes by a thread whose breakpoint was taken away while it waited for its turn', () => {
    const { routes, engine, one, two, stop, attach, heard, confirm } = threads();
    routes.began(one, 'W: one at line 3');
    routes.began(two, 'Job1: two');
    attach();
    routes.happened(engine, stop('breakpoint'));
    routes.happened(one, stop('breakpoint'));
    routes.happened(two, stop('breakpoint'));
    one.take();
    routes.request(2, { kind: 'resume', mode: 'continue' });
    routes.replied(2, DONE);
    confirm(one, false);
    assert.equal(one.take(), 'resume');
    confirm(two);
    assert.deepEqual(heard(), ['stopped in 1 for breakpoint', '2 done', 'stopped in 20001 for breakpoint']);
  });
  it('names the threads as they were named last where the engine is too busy to say', async () => {
    const { routes, one, stop, attach, heard, answer } = threads();
    routes.began(one, 'W: one at line 3');
    attach();
    routes.happened(one, stop('breakpoint'));
    routes.request(2, { kind: 'threads' });
    answer(one, 'threads', { kind: 'threads', threads: [{ id: 1, name: '' }] });
    const all: string[] = [];
    await eventually(() => { all.push(...heard()); return all.length === 2; });
    assert.deepEqual(all, ['stopped in 10001 for breakpoint', '2 1 Runbook (running), 10001 W: one at line 3']);
  });

  it('stays with a thread that makes a step, until it arrives, ends, or somebody pauses the run', () => {
    for (const [how, expected] of [['arrives', 'stopped in 10001 for step'], ['ends', 'stopped in 20001 for breakpoint'], ['paused', 'stopped in 1 for pause']] as const) {
      const { routes, engine, one, two, stop, attach, heard, confirm } = threads();
      routes.began(one, 'W: one at line 3');
      routes.began(two, 'Job1: two');
      attach();
      routes.happened(one, stop('breakpoint'));
      routes.request(2, { kind: 'resume', mode: 'over' });
      routes.repliedBeside(one, 2, DONE);
      routes.happened(two, stop('breakpoint'));
      assert.deepEqual(heard(), ['stopped in 10001 for breakpoint', '2 done']);
      if (how === 'arrives') routes.happened(one, stop('step'));
      else if (how === 'ends') { routes.ended(one); confirm(two); } else routes.happened(engine, stop('pause'));
      assert.deepEqual(heard(), how === 'ends' ? ['continued', expected] : [expected]);
    }
  });

  it('goes on where the thread that stopped is ended: what was asked of it fails, and the run is told to go on', () => {
    const { routes, one, stop, attach, heard } = threads();
    routes.began(one, 'W: one at line 3');
    attach();
    routes.happened(one, stop('breakpoint'));
    routes.request(2, { kind: 'scopes', frame: 0 });
    routes.ended(one);
    routes.ended(one);
    assert.deepEqual(heard(), ['stopped in 10001 for breakpoint', '2 failed', 'continued']);
    routes.repliedBeside(one, 2, DONE);
    assert.deepEqual(heard(), []);
  });
});
