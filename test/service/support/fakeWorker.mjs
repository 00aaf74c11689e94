// A worker that speaks the protocol and runs no PowerShell: a script's lines are orders. Kept to make faults at will.
//   say TEXT · lines COUNT BYTES · error TEXT · warn TEXT · wait (until stopped) · sleep MS · die · hang (silence)
//   fail TEXT · variable NAME · repeat-batch · garbage
import { createInterface } from 'node:readline';

const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const jobs = new Map();
const waiting = new Map();
let requests = 0;
let draining = false;
let silent = false;

const clock = { last: 0, tick: 0 };
function time() {
  const now = Date.now();
  clock.tick = now > clock.last ? 0 : clock.tick + 1;
  clock.last = Math.max(now, clock.last);
  return new Date(clock.last).toISOString().slice(0, 23) + String(clock.tick % 10_000).padStart(4, '0');
}

class Job {
  batch = 0; errors = 0; warnings = 0; stopped = false; stored = 0; wake = () => {};
  constructor(assignment) { this.id = assignment.jobId; this.assignment = assignment; }
  async records(list) {
    this.batch += 1;
    const message = { type: 'records', jobId: this.id, batch: this.batch, records: list, errors: this.errors, warnings: this.warnings };
    send(message);
    this.lastMessage = message;
    while (this.batch - this.stored >= 8) await new Promise((resolve) => { this.wake = resolve; });
  }
  record(streamTypeName, text, more = {}) { return { streamTypeName, text, time: time(), ...more }; }
  finish(status, exception = null) {
    jobs.delete(this.id);
    send({ type: 'finished', jobId: this.id, status, exception, errorCount: this.errors, warningCount: this.warnings });
    if (draining && jobs.size === 0) process.exit(0);
    if (!draining) claim();
  }
  async run() {
    send({ type: 'running', jobId: this.id });
    const script = this.assignment.script.replace(/^\s*workflow\s+\S+\s*\{|\}\s*$/g, '');
    for (const line of script.split('\n')) {
      const [order, ...rest] = line.trim().replace(/^#\s*/, '').split(' ');
      const text = rest.join(' ');
      if (this.stopped) return this.finish('Stopped');
      switch (order) {
        case 'say': await this.records([this.record('Output', text)]); break;
        case 'echo': await this.records([this.record('Output', JSON.stringify(this.assignment.parameters))]); break;
        case 'streams': await this.records(['Output', 'Verbose', 'Warning', 'Error', 'Progress', 'Debug'].map((name) => this.record(name, `a ${name}`))); break;
        case 'error': this.errors += 1; await this.records([this.record('Error', text, { nameValues: [{ name: 'ErrorId', value: 'E1' }] })]); break;
        case 'warn': this.warnings += 1; await this.records([this.record('Warning', text)]); break;
        case 'lines': {
          const [count, bytes] = rest.map(Number);
          for (let at = 0; at < count && !this.stopped; at += 100) {
            await this.records(Array.from({ length: Math.min(100, count - at) }, (_, i) => this.record('Output', `${at + i} `.padEnd(bytes, '.'))));
          }
          break;
        }
        case 'backwards': await this.records([this.record('Output', 'new'), { ...this.record('Output', 'old'), time: '2001-01-01T00:00:00.0000000' }]); break;
        case 'nul': await this.records([this.record('Output', 'a\u0000b\uD800c')]); break;
        case 'repeat-batch': send(this.lastMessage); break;
        case 'sleep': await new Promise((resolve) => setTimeout(resolve, Number(text))); break;
        case 'wait': await new Promise((resolve) => { waiting.set(this.id, resolve); }); break;
        case 'die': process.exit(9); break;
        case 'hang': silent = true; await new Promise(() => {}); break;
        case 'garbage': process.stdout.write('this is not the protocol\n'); break;
        case 'fail': return this.finish('Failed', text);
        case 'variable': case 'set': {
          requests += 1;
          const [name, value] = rest;
          const reply = await new Promise((resolve) => {
            waiting.set(requests, resolve);
            send({ type: 'asset', request: requests, jobId: this.id, asset: order === 'set' ? { kind: 'variable', operation: 'set', name, value } : { kind: 'variable', operation: 'get', name } });
          });
          await this.records([this.record('Output', JSON.stringify(reply))]);
          break;
        }
        default:
      }
    }
    this.finish(this.stopped ? 'Stopped' : 'Completed');
  }
}

const claim = () => send({ type: 'claim', count: 5 });
createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  switch (message.type) {
    case 'assigned':
      for (const assignment of message.jobs) {
        const job = new Job(assignment);
        jobs.set(job.id, job);
        void job.run();
      }
      claim();
      break;
    case 'recordsStored': { const job = jobs.get(message.jobId); if (job) { job.stored = message.batch; job.wake(); } break; }
    case 'asset': waiting.get(message.request)(message.reply); break;
    case 'stop': { const job = jobs.get(message.jobId); if (job) { job.stopped = true; job.wake(); waiting.get(job.id)?.(); } break; }
    case 'suspend': { const job = jobs.get(message.jobId); if (job) { job.finish('Suspended'); } break; }
    case 'drain': draining = true; if (jobs.size === 0) process.exit(0); setTimeout(() => process.exit(0), message.seconds * 1000); break;
    default:
  }
}).on('close', () => process.exit(0));
setInterval(() => { if (!silent) send({ type: 'heartbeat', jobIds: [...jobs.keys()] }); }, 50);
send({ type: 'ready', pid: process.pid, capacity: 5 });
claim();
