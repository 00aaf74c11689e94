/**
 * The conversation with one PowerShell process: opened when it is first needed, one exchange after another, synchronous as
 * the engine is. Activities that a script there calls are answered in between.
 */
import { asksService } from '../runtime/serviceModules.ts';
import { asError } from '../runtime/errors/recover.ts';
import type { EnvironmentChanges, PowerShellPort } from '../runtime/host.ts';
import { callByName } from '../runtime/run/commands/callCommand.ts';
import { StopSignal, isSignal } from '../runtime/run/pipeline/signals.ts';
import { current } from '../runtime/run/current.ts';
import { Dictionary } from '../runtime/values/dictionary.ts';
import { ErrorRecord } from '../runtime/values/errorRecord.ts';
import type { Value } from '../runtime/values/value.ts';
import { toText } from '../runtime/convert/toText.ts';
import { PowerShellHostError } from './errors.ts';
import { asciiJson, markOf } from './protocol.ts';
import type { FromPowerShell, ToPowerShell } from './protocol.ts';
import { fromWire, toWire } from './wire.ts';

/** How often the budgets of the session are looked at while PowerShell works. */
const LOOK_MS = 500;
/** So long a script that nobody reads any more has for its finally blocks; each activity that they call begins it anew. */
const LEAVE_MS = 30_000;
const WIDTH = 120;
const BEREFT = 'PowerShell had ended and was started again: connections, imported modules and variables of the commands before are gone there. Connect again where a command needs it.';
const DEAF = `What ran in PowerShell was not wanted any more and did not end within ${LEAVE_MS / 1000} s; its process was ended, and what it had set up there is gone.`;

type Ready = Extract<FromPowerShell, { readonly type: 'ready' }>;
type Message = FromPowerShell | { readonly type: 'noise'; readonly text: string };
type Reply = Exclude<Message, { readonly type: 'ask' | 'ready' }>;

/** What was asked for, and what came of it so far. */
export class Exchange {
  private readonly conversation: Conversation;
  private readonly held: Reply[] = [];
  private isOver = false;
  constructor(conversation: Conversation) { this.conversation = conversation; }
  /** The next reply; undefined behind the last one. Throws PowerShellHostError, StopSignal, and what a budget throws. */
  next(): Reply | undefined {
    const held = this.held.shift();
    if (held !== undefined || this.isOver) return held;
    return this.read();
  }
  /** Somebody else has something to ask: the rest of this one is kept until it is wanted. */
  takeAll(): void { while (!this.isOver) this.held.push(this.read()); }
  /**
   * Nobody wants the rest, because of `cause`: what still runs there is told to stop, its finally blocks run, and its end is waited for. Where it
   * does not come its process is ended, which `warn` is told. What has sent something that cannot be read is not asked for anything more.
   */
  drop(cause: unknown, warn: (text: string) => void): void {
    this.held.length = 0;
    if (this.isOver) return;
    this.isOver = true;
    if (!this.conversation.leave(this, cause instanceof PowerShellHostError)) warn(DEAF);
  }
  private read(): Reply {
    const reply = this.conversation.receive();
    if (reply.type === 'done' || reply.type === 'left') this.isOver = true;
    return reply;
  }
}

export class Conversation {
  private readonly port: PowerShellPort;
  private ready: Ready | undefined;
  private open: Exchange | undefined;
  private wantsWorkflows = false;
  /** The environment as the process was told it last, as text. */
  private environment = '[]';
  /** A process that had begun is gone, and nobody was told yet what went with it. */
  private isBereft = false;

  constructor(port: PowerShellPort) {
    this.port = port;
  }

  get isStarted(): boolean { return this.ready !== undefined; }

  /** What is at the other end; undefined where there is no PowerShell and none is needed. Throws PowerShellHostError. */
  start(workflows = this.wantsWorkflows): Ready | undefined {
    if (this.ready !== undefined) return this.ready;
    this.wantsWorkflows = workflows;
    const { host, cmdlets } = current(), token = Buffer.from(host.random.bytes(9)).toString('base64url');
    const opened = this.port.open(markOf(token), workflows);
    if (opened.kind === 'absent') return undefined;
    if (opened.kind === 'failed') throw new PowerShellHostError('PowerShellMissing', opened.message);
    this.send({ type: 'hello', token, width: host.width ?? WIDTH, activities: Array.from(cmdlets.values()).filter(asksService).map((c) => ({ name: c.name, parameters: Object.keys(c.params) })) });
    for (;;) {
      const reply = this.message();
      if (reply.type === 'ready') return (this.ready = reply);
    }
  }

  /** Asks for something; what is still under way is read to its end first. */
  ask(message: ToPowerShell): Exchange {
    if (this.start() === undefined) throw new PowerShellHostError('PowerShellMissing', 'There is no PowerShell on this machine.');
    this.open?.takeAll();
    this.send(message);
    return (this.open = new Exchange(this));
  }

  /**
   * The same for a script or a command, which is warned where it meets another process than those before it: what they had set up there
   * (a connection, a login, a variable, a module that was imported) is gone, and nothing else says so.
   */
  run(message: Extract<ToPowerShell, { readonly type: 'run' }>, warn: (text: string) => void): Exchange {
    const exchange = this.ask(message);
    if (this.isBereft) {
      this.isBereft = false;
      warn(BEREFT);
    }
    return exchange;
  }

  /** What scripts have set in the environment since the process was told last; nothing where that is all known there. */
  news(changes: EnvironmentChanges): { readonly environment?: readonly { readonly name: string; readonly value: string | null }[] } {
    const environment = changes.map(([name, value]) => ({ name, value })), text = JSON.stringify(environment);
    if (text === this.environment) return {};
    this.environment = text;
    return { environment };
  }

  /** Asks for one thing and waits for it. */
  answer(message: ToPowerShell): Extract<FromPowerShell, { readonly type: 'done' }> {
    const exchange = this.ask(message);
    for (let reply = exchange.next(); reply !== undefined; reply = exchange.next()) if (reply.type === 'done') return reply;
    throw new PowerShellHostError('PowerShellFailed', 'PowerShell ended instead of answering.');
  }

  /** The next reply, calls of activities answered. For Exchange only. */
  receive(): Reply {
    for (;;) {
      const reply = this.message();
      if (reply.type === 'ask') this.answerActivity(reply.command, reply.parameters);
      else if (reply.type !== 'ready') {
        if (reply.type === 'done') this.open = undefined;
        if (reply.type === 'left') this.end();
        return reply;
      }
    }
  }

  /** For Exchange only: what runs there is to end, at once or by being told. One that cannot hear is read to its end. Gives false where the end did not come. */
  leave(exchange: Exchange, atOnce: boolean): boolean {
    if (this.open !== exchange) return true;
    if (atOnce) {
      this.end();
      return true;
    }
    if (this.ready?.hears === true) this.send({ type: 'stop' });
    // One that is gone meanwhile need not be waited for.
    try { return this.awaitLeaving(exchange); } catch (e) {
      if (!(e instanceof PowerShellHostError)) throw e;
      return true;
    }
  }
  private awaitLeaving(exchange: Exchange): boolean {
    const { clock } = current().host;
    let last = clock.monotonic() + LEAVE_MS;
    while (this.open === exchange) {
      const reply = this.look();
      if (reply?.type === 'done') this.open = undefined;
      else if (reply?.type === 'left') this.end();
      else if (clock.monotonic() > last) {
        this.end();
        return false;
      }
      if (reply?.type !== 'ask') continue;
      this.answerActivity(reply.command, reply.parameters);
      last = clock.monotonic() + LEAVE_MS;
    }
    return true;
  }

  private send(message: ToPowerShell): void {
    this.port.send(asciiJson(message));
  }

  private message(): Message {
    for (;;) {
      const message = this.look();
      if (message !== undefined) return message;
    }
  }
  /** The next message, if one comes soon. */
  private look(): Message | undefined {
    const event = this.port.receive(LOOK_MS, false);
    switch (event.kind) {
      case 'message': return this.parsed(event.text);
      case 'noise': return { type: 'noise', text: event.text };
      case 'ended': return this.ended(event.reason);
      case 'stop': return this.stop();
      case 'nothing': this.lookAtBudgets();
    }
    return undefined;
  }

  private ended(reason: string): never {
    const hadBegun = this.ready !== undefined;
    this.forget();
    throw new PowerShellHostError('PowerShellFailed', hadBegun ? `PowerShell ended while the runbook needed it: ${reason}` : `PowerShell could not be started: ${reason}`);
  }

  /** Tells PowerShell, lets it end what runs there (finally blocks, with the activities that they call), and ends the run. */
  private stop(): never {
    if (this.ready?.hears === true) {
      this.send({ type: 'stop' });
      try { this.awaitEnd(); } catch (e) { if (!(e instanceof StopSignal)) throw e; }
    }
    this.end();
    // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/signals.ts)
    throw new StopSignal();
  }
  /** Until what was told to stop has ended; the service is asked as if nobody had asked for a stop, as by the engine's own finally blocks. */
  private awaitEnd(): void {
    for (;;) {
      const event = this.port.receive(LOOK_MS, true);
      if (event.kind === 'ended') return;
      const [, type] = event.kind === 'message' ? /"type":"(done|left|ask)"/.exec(event.text.slice(0, 200) + event.text.slice(-200)) ?? [] : [];
      if (type === 'done' || type === 'left') return;
      const asked = event.kind === 'message' && type === 'ask' ? this.parsed(event.text) : undefined;
      if (asked?.type === 'ask') current().withoutStop(() => this.answerActivity(asked.command, asked.parameters));
    }
  }

  /** A time limit of the activity ends the process: nothing else ends what runs there. */
  private lookAtBudgets(): void {
    try { current().checkTime?.(); } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Ends the process; the next exchange starts another. */
  private end(): void {
    this.port.close();
    this.forget();
  }

  private forget(): void {
    this.isBereft ||= this.ready !== undefined;
    this.ready = undefined;
    this.open = undefined;
    this.environment = '[]';
  }

  /** Runs the engine's own activity, as if the runbook had called it here, and hands over what came of it. */
  private answerActivity(command: string, parameters: string): void {
    const session = current(), given = fromWire(parameters), [before] = session.errors.items;
    const named = given instanceof Dictionary ? Object.fromEntries(Array.from(given.entries.values(), ({ key, value }): [string, Value] => [toText(key), value])) : {};
    const outcome = ((): { readonly clixml: string | null; readonly error: ErrorRecord | undefined; readonly ends: boolean } => {
      try {
        const clixml = toWire(callByName(session.current, command, { ...named, ErrorAction: 'SilentlyContinue' })), [last] = session.errors.items;
        return { clixml, error: last !== before && last instanceof ErrorRecord ? last : undefined, ends: false };
      } catch (e) {
        if (isSignal(e)) throw e;
        return { clixml: null, error: asError(e, session.current).record, ends: true };
      }
    })();
    const { clixml, error, ends } = outcome;
    this.send({ type: 'answer', clixml, error: error === undefined ? null : { message: error.message, id: error.errorId, category: error.category, ends } });
  }

  /** What PowerShell sent; a line that is no message ends the conversation. */
  private parsed(text: string): FromPowerShell {
    try {
      const message: unknown = JSON.parse(text);
      if (typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string') return message as FromPowerShell;
    } catch { /* said below */ }
    this.end();
    throw new PowerShellHostError('PowerShellFailed', `PowerShell sent something that is no message (${text.length} characters, beginning with ${JSON.stringify(text.slice(0, 80))}).`);
  }
}
