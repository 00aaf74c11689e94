/** What runs in PowerShell and is not wanted any more: told to stop, waited for within bounds, ended where it does not end. */
import assert from 'node:assert/strict';
import { createEngine } from '../../../../src/powershell/engine/index.ts';
import { toWire } from '../../../../src/powershell/host/wire.ts';
import { PowerShellHostError } from '../../../../src/powershell/host/errors.ts';
import { runWhole } from '../../../../src/powershell/host/wholeScript.ts';
import type { PowerShellEvent, PowerShellPort, StreamRecord } from '../../../../src/powershell/runtime/host.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { SourceText } from '../../../../src/powershell/runtime/run/source.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../../../src/worker/sandbox/ports/systemPorts.ts';

interface Says { readonly type: string; readonly [name: string]: unknown }
/** A PowerShell as its messages: what it says to each message, and what it says while nothing comes; time passes as it is waited for. */
class Fake implements PowerShellPort {
  readonly use = 'commands';
  readonly heard: string[] = [];
  opened = 0;
  closed = 0;
  now = 0;
  readonly lines: PowerShellEvent[] = [];
  private readonly hears: boolean;
  private readonly answers: (message: { readonly type: string }) => readonly Says[];
  private readonly idle: () => readonly Says[];
  constructor(hears: boolean, answers: (message: { readonly type: string }) => readonly Says[], idle: () => readonly Says[] = () => []) {
    this.hears = hears;
    this.answers = answers;
    this.idle = idle;
  }
  open(): { readonly kind: 'open' } {
    this.opened += 1;
    this.lines.length = 0;
    return { kind: 'open' };
  }
  say(all: readonly Says[]): void { for (const each of all) this.lines.push({ kind: 'message', text: JSON.stringify(each) }); }
  send(line: string): void {
    const message = JSON.parse(line) as { readonly type: string; readonly name?: string };
    this.heard.push(message.type);
    if (message.type === 'hello') this.say([{ type: 'ready', version: '7', edition: 'Core', hears: this.hears }]);
    else if (message.type === 'find') this.say([{ type: 'done', found: message.name === 'Get-Tick' ? { name: 'Get-Tick', module: '', defaultSet: '', parameters: [] } : null }]);
    else this.say(this.answers(message));
  }
  receive(milliseconds: number): PowerShellEvent {
    if (this.lines.length === 0) this.say(this.idle());
    const line = this.lines.shift();
    this.now += line === undefined ? milliseconds : 10;
    return line ?? { kind: 'nothing' };
  }
  close(): void { this.closed += 1; }
}
const told = (record: StreamRecord): string => (record.stream === 'Output' ? toText(record.value) : record.stream === 'Error' ? `Error ${record.error.message}` : 'text' in record ? `${record.stream} ${record.text}` : record.stream);
function run(fake: Fake, script: string): readonly string[] {
  const records: string[] = [];
  const engine = createEngine({ records: { write: (r) => { records.push(told(r)); } }, clock: { ...systemClock, monotonic: () => fake.now }, random: systemRandom, environment: systemEnvironment, wait: { sleep: () => false }, stop: { requested: () => false }, powershell: fake });
  engine.run({ script, file: '' });
  return records;
}
const TWO = [{ type: 'output', value: 'one' }, { type: 'output', value: 'two' }];
const FIRST = 'Get-Tick | Select-Object -First 1; "behind"', AGAIN = `${FIRST}; ${FIRST}`;

describe('What runs in PowerShell and is not wanted any more', () => {
  it('is told to stop, and its end is waited for, with the activities of its finally blocks', () => {
    const fake = new Fake(true, ({ type }) => (type === 'run' ? TWO : type === 'stop' ? [{ type: 'output', value: 'late' }, { type: 'ask', command: 'Get-Date', parameters: toWire(null) }] : type === 'answer' ? [{ type: 'done' }] : []));
    assert.deepEqual(run(fake, AGAIN), ['one', 'behind', 'one', 'behind']);
    assert.deepEqual([fake.heard.filter((type) => type !== 'find'), fake.opened, fake.closed], [['hello', 'run', 'stop', 'answer', 'run', 'stop', 'answer'], 1, 0]);
  });

  for (const [what, idle] of [['silent', []], ['writing', [{ type: 'output', value: 'more' }]]] as const) {
    for (const hears of [true, false]) {
      it(`is ended where it goes on ${what} and ${hears ? 'does not do as it is told' : 'cannot hear'}; the next command has a fresh one, and is warned`, () => {
        const fake = new Fake(hears, ({ type }) => (type === 'run' ? TWO : []), () => idle), records = run(fake, AGAIN);
        assert.deepEqual(records.map((text) => text.replace(/^(Warning \w+ \w+ \w+).*$/, '$1')), ['one', 'Warning What ran in', 'behind', 'Warning PowerShell had ended', 'one', 'Warning What ran in', 'behind']);
        assert.match(records[1] ?? '', /^Warning What ran in PowerShell was not wanted any more and did not end within 30 s; its process was ended/);
        assert.deepEqual([fake.opened, fake.closed], [2, 2]);
        assert.ok(fake.now > 60_000 && fake.now < 63_000);
      });
    }
  }

  it('has ended itself: nothing more is waited for or told at once', () => {
    const fake = new Fake(true, ({ type }) => (type === 'run' ? TWO : []));
    const send = fake.send.bind(fake);
    fake.send = (line) => { send(line); if (line.includes('"stop"')) fake.lines.push({ kind: 'ended', reason: 'gone' }); };
    assert.deepEqual(run(fake, FIRST), ['one', 'behind']);
    assert.ok(fake.now < 1_000);
  });

  const whole = (fake: Fake, write: (r: StreamRecord) => void): void => {
    const engine = createEngine({ records: { write: () => {} }, clock: { ...systemClock, monotonic: () => fake.now }, random: systemRandom, environment: systemEnvironment, wait: { sleep: () => false }, stop: { requested: () => false }, powershell: fake });
    engine.use(() => { runWhole(fake, { text: '', source: new SourceText('', 'X'), parameters: {}, variables: new Map(), asText: true }, write); });
  };
  it('is a whole runbook whose records nobody takes: it is told to stop, and the reason stays what it was', () => {
    const fake = new Fake(true, ({ type }) => (type === 'run' ? TWO : type === 'stop' ? [{ type: 'done' }] : []));
    assert.throws(() => whole(fake, () => { throw new RangeError('full'); }), RangeError);
    assert.deepEqual([fake.heard, fake.closed], [['hello', 'run', 'stop'], 0]);
  });
  it('has sent a value that cannot be read: its process is ended at once', () => {
    const fake = new Fake(true, ({ type }) => (type === 'run' ? [{ type: 'output', clixml: '<Objs><no>' }] : []));
    assert.throws(() => whole(fake, () => {}), PowerShellHostError);
    assert.deepEqual([fake.heard, fake.closed], [['hello', 'run'], 1]);
    assert.ok(fake.now < 1_000);
    const command = new Fake(true, ({ type }) => (type === 'run' ? [{ type: 'output', clixml: '<Objs><no>' }] : []));
    assert.match(run(command, 'try { Get-Tick } catch { "caught $_" }').join(), /^caught PowerShell sent a value that cannot be read/);
    assert.deepEqual([command.heard, command.closed], [['hello', 'find', 'run'], 1]);
  });
});
