/** The debug adapter of a job that runs on the local service: the same questions, sent to the job's own sandbox. Leaving lets it go on. */
import { basename, dirname } from 'node:path';
import { Event, ExitedEvent, InitializedEvent, OutputEvent, TerminatedEvent } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { JobDebugging } from '../../../client/api.ts';
import { CAPABILITIES, EXCEPTION_FILTERS } from './capabilities.ts';
import { CheckpointStore } from './checkpoints.ts';
import { JobLink } from './jobLink.ts';
import type { JobEnd } from './jobLink.ts';
import { RunbookDebugSession } from './session.ts';
import { Sources } from './sources.ts';

export interface AttachedJob {
  readonly runbookName: string;
  /** The text that runs. */
  readonly text: string;
  /** The file that has this text; undefined where none has: the text itself is shown then. */
  readonly file: string | undefined;
  readonly debugging: JobDebugging;
  /** Asks the service to stop the job. */
  readonly stop: () => Promise<void>;
}
const SOURCE = 1;

export class AttachedSession extends RunbookDebugSession {
  private readonly load: (args: DebugProtocol.AttachRequestArguments) => Promise<AttachedJob>;
  private job: AttachedJob | undefined;
  private isAttached = false;

  /** `load` attaches to the job of a configuration; it throws what the person is told. */
  constructor(load: AttachedSession['load']) {
    super({ run: () => { throw new Error('Nothing is launched here.'); }, openText: () => undefined, checkpoints: new CheckpointStore() });
    this.load = load;
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = { ...CAPABILITIES, supportsRestartRequest: false, supportTerminateDebuggee: true, exceptionBreakpointFilters: [...EXCEPTION_FILTERS] };
    this.sendResponse(response);
  }

  protected override attachRequest(response: DebugProtocol.AttachResponse, args: DebugProtocol.AttachRequestArguments): void {
    this.answer(response, async () => {
      if (this.isAttached) throw new Error('This session is attached to a job already. Start another session for another job.');
      this.isAttached = true;
      const job = await this.load(args).catch((error: unknown) => { this.isAttached = false; throw error; }), { runbookName: name, text, file } = job, program = file ?? `${name}.ps1`;
      this.job = job;
      this.launch = { program, folder: dirname(program), name, type: 'PowerShellScript', text, parameters: [] };
      this.sources = new Sources(program, name, file === undefined ? { sourceReference: SOURCE, origin: 'the version that runs' } : {});
      const link = new JobLink(job.debugging, {
        onRecords: (records) => this.show(records),
        onMissed: (count) => this.say(`${count === 1 ? 'A record is not shown: it' : `${count} records are not shown: they`} came too fast. The output of the job has ${count === 1 ? 'it' : 'them'}.`),
        onDebugEvent: (event) => this.onEngineEvent(event),
      });
      this.run = link;
      this.sendEvent(new InitializedEvent());
      void link.done.then((end) => this.over(name, end));
    });
  }

  /** Both would leave the job, or start something beside it. */
  protected override launchRequest(response: DebugProtocol.LaunchResponse): void {
    this.answer(response, () => Promise.reject(new Error('This session attaches to a job, and launches no runbook.')));
  }
  protected override restartRequest(response: DebugProtocol.RestartResponse): void {
    this.answer(response, () => Promise.reject(new Error('A job is not begun again. Start the runbook for a new one.')));
  }

  /** It runs already. */
  protected override goOn(): Promise<void> {
    return Promise.resolve();
  }

  protected override setBreakPointsRequest(response: DebugProtocol.SetBreakpointsResponse, args: DebugProtocol.SetBreakpointsArguments): void {
    const { job } = this, { breakpoints = [], source: { path = '' } } = args;
    if (job === undefined || job.file !== undefined || this.sources.isProgram(path) || basename(path).toLowerCase() !== `${job.runbookName}.ps1`.toLowerCase()) {
      super.setBreakPointsRequest(response, args);
      return;
    }
    response.body = { breakpoints: breakpoints.map(() => ({ verified: false, message: 'The job runs another version of this runbook. Pause it, and set breakpoints in the text that is shown then.' })) };
    this.sendResponse(response);
  }

  protected override sourceRequest(response: DebugProtocol.SourceResponse, { sourceReference }: DebugProtocol.SourceArguments): void {
    this.answer(response, async () => {
      const { job } = this;
      if (job === undefined || sourceReference !== SOURCE) throw new Error('There is no such source.');
      response.body = { content: job.text, mimeType: 'text/x-powershell' };
      await Promise.resolve();
    });
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.ending = true;
    this.answer(response, async () => await this.job?.stop());
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse, args?: DebugProtocol.DisconnectArguments): void {
    this.ending = true;
    this.answer(response, async () => {
      if (args?.terminateDebuggee === true && this.run !== undefined) await this.job?.stop();
      this.run?.stop();
    });
  }

  private over(name: string, end: JobEnd): void {
    this.stopped = undefined;
    this.run = undefined;
    if (end === undefined) {
      if (!this.ending) this.say(`The connection to the local service is lost: ${name} is not debugged any more.`);
    } else if (end.status === 'Lost') this.say(`The sandbox of ${name} is gone (${end.exception ?? ''}): it is not debugged any more.`);
    else {
      const why = end.status === 'Completed' || end.exception === null ? '' : ` ${end.exception}`;
      this.sendEvent(new OutputEvent(`${name} ended as ${end.status}.${why}\n`, end.status === 'Failed' ? 'stderr' : 'stdout'));
      this.sendEvent(new ExitedEvent(end.status === 'Completed' ? 0 : 1));
    }
    this.sendEvent(new TerminatedEvent());
  }

  private say(line: string): void {
    this.sendEvent(new Event('output', { category: 'console', output: `${line}\n` } satisfies DebugProtocol.OutputEvent['body']));
  }
}
