import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import type { Connection } from '../../app/connections/connection.ts';
import { LOCAL_ID } from '../../app/connections/connectionInfo.ts';
import { Disposable } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, setting } from '../../app/ids.ts';
import type { SmaApi } from '../../client/api.ts';
import type { JobTarget } from '../../app/ids.ts';
import { jobChoice } from '../../app/stores/jobWords.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import { channelName } from './channelName.ts';
import { JobChannel } from './jobChannel.ts';
import { RememberedOutputs } from './rememberedOutputs.ts';
import type { RememberedOutput } from './rememberedOutputs.ts';
import { troubleMessage } from './troubleMessage.ts';

/** Channels of ended jobs that stay open; the oldest go first. */
const KEPT_CHANNELS = 20;
const OUTPUT_LANGUAGE = 'sma-output';

/** Show Output: one output channel per job, tailed live. */
export function registerStreams(app: App): DisposableLike {
  const channels = new JobChannels(app);
  app.commands.register(command.jobShowOutput, 'Showing the output', async (target) => await channels.open(target ?? (await chooseJob(app))));
  return channels;
}

interface Opened { readonly channel: JobChannel; readonly output: RememberedOutput }

class JobChannels extends Disposable {
  readonly #app: App;
  readonly #channels = new Map<string, Opened>();
  readonly #remembered: RememberedOutputs;
  readonly #troubles = new Map<string, string>();
  /** Open when the window was loaded last, and to be opened again with their connections. */
  #former: readonly RememberedOutput[];

  constructor(app: App) {
    super();
    this.#app = app;
    this.#remembered = new RememberedOutputs(app.context.workspaceState);
    this.#former = this.#remembered.read();
    this.own(vscode.window.onDidChangeVisibleTextEditors(() => this.#lookAtPanel()));
    this.own(app.connections.onDidChangeState((connection) => this.#keepUp(connection.id)));
    this.own(app.connections.onDidChangeList(() => { for (const id of new Set([...this.#channels.keys()].map(connectionOf))) this.#keepUp(id); }));
  }

  async open({ connectionId, jobId, runbookName }: JobTarget): Promise<void> {
    const { connections, settings } = this.#app;
    const key = keyOf({ connectionId, jobId });
    const known = this.#channels.get(key)?.channel;
    known?.show(true);
    const connection = connections.find(connectionId);
    if (connection === undefined) throw new AppError('Gone', 'The connection of this job was removed, so its output cannot be read.');
    const client = await connection.connect();
    const name = runbookName ?? this.#app.jobs.nameOf({ id: jobId });
    const channel = this.#channels.get(key)?.channel ?? this.#create({ connectionId, jobId, ...(name === undefined ? {} : { runbookName: name }), title: channelName(name, this.#app.jobs.items.find((job) => job.id === jobId), jobId, new Date()), isShown: false });
    if (known === undefined && settings.get(setting.revealOutput)) channel.show(true);
    this.#follow(channel, client);
  }

  override dispose(): void {
    super.dispose();
    this.#channels.clear();
  }

  /** Lets the channels of a connection go on with its new client, or say why they wait. */
  #keepUp(connectionId: string): void {
    const connection = this.#app.connections.find(connectionId);
    const client = connection?.client;
    for (const [key, { channel }] of this.#channels) {
      if (connectionOf(key) !== connectionId) continue;
      if (connection === undefined) channel.wait('This connection was removed.');
      else if (client === undefined) channel.wait(whyGone(connection));
      else if (connection.state.name === 'connected') channel.goOn(client);
    }
    if (connection === undefined) this.#former = this.#former.filter((output) => output.connectionId !== connectionId);
    if (client !== undefined && connection?.state.name === 'connected') this.#reopen(connectionId, client);
  }

  /** What was open before the window was loaded anew goes on, from its beginning; the panel stays where it is, or closed. */
  #reopen(connectionId: string, client: SmaApi): void {
    const outputs = this.#former.filter((output) => output.connectionId === connectionId);
    this.#former = this.#former.filter((output) => output.connectionId !== connectionId);
    for (const output of outputs) {
      if (this.#channels.has(keyOf(output))) continue;
      const channel = this.#create(output);
      if (output.isShown && visibleOutput() !== undefined) channel.show(true);
      this.#follow(channel, client);
    }
  }

  #follow(channel: JobChannel, client: SmaApi): void {
    channel.follow(client);
    this.#remember();
    void channel.done.then(() => this.#remember());
  }

  /** Notes which channel the Output panel shows. While it is closed, the last one stays noted. */
  #lookAtPanel(): void {
    const path = visibleOutput();
    if (path === undefined) return;
    for (const [key, opened] of this.#channels) this.#channels.set(key, { ...opened, output: { ...opened.output, isShown: path.endsWith(opened.output.title) } });
    this.#remember();
  }

  /** Those that more may come from, and the one that is looked at. */
  #remember(): void {
    if (this.isDisposed) return;
    const open = [...this.#channels.values()].filter(({ channel, output }) => channel.isOpen || output.isShown).map(({ output }) => output);
    this.#remembered.write([...this.#former, ...open]).catch((error: unknown) => this.#app.log.named('streams').debug(String(error)));
  }

  #create(output: RememberedOutput): JobChannel {
    const { jobs, connections, log } = this.#app;
    const { connectionId, jobId, runbookName: name, title } = output;
    const channel = this.own(
      new JobChannel({
        makeChannel: () => {
          const isShown = visibleOutput()?.endsWith(title) === true;
          const made = vscode.window.createOutputChannel(title, OUTPUT_LANGUAGE);
          if (isShown) made.show(true);
          return made;
        },
        jobId,
        runbookName: () => name ?? jobs.nameOf({ id: jobId }),
        log: log.named('streams'),
        onStatus: (job) => {
          if (connections.active.id === connectionId) jobs.update(job);
        },
        // Nobody else asks a server that is not in use.
        onResumed: () => connections.find(connectionId)?.reportSuccess(),
        onTrouble: (text) => this.#tellTrouble(connectionId, text),
      }),
    );
    const key = keyOf(output);
    this.#channels.set(key, { channel, output });
    this.#former = this.#former.filter((other) => keyOf(other) !== key);
    this.#closeOldest();
    return channel;
  }

  /** Once for all the jobs of a connection that are followed: the channel may be on the disk that is full. */
  #tellTrouble(connectionId: string, text: string | undefined): void {
    if (text === undefined) this.#troubles.delete(connectionId);
    else if (this.#troubles.get(connectionId) !== text) {
      this.#troubles.set(connectionId, text);
      this.#app.notifications.warn(troubleMessage(text, connectionId === LOCAL_ID));
    }
  }

  #closeOldest(): void {
    for (const [key, { channel }] of this.#channels) {
      if (this.#channels.size <= KEPT_CHANNELS) return;
      if (channel.isOpen) continue;
      this.#channels.delete(key);
      this.release(channel);
    }
  }
}

/** A key is the connection's id and the job's; neither has a slash. */
const keyOf = ({ connectionId, jobId }: Pick<RememberedOutput, 'connectionId' | 'jobId'>): string => `${connectionId}/${jobId}`;
const connectionOf = (key: string): string => key.slice(0, key.indexOf('/'));

/** The channel in the Output panel, by the end of its address; undefined while the panel is closed. */
const visibleOutput = (): string | undefined => vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'output')?.document.uri.path;

/** What became of a connection that has no client any more. */
function whyGone({ info, state }: Connection): string {
  if (state.name === 'stopping' || state.name === 'stopped') return `${info.name} was stopped.`;
  if ('error' in state) return `${info.name}: ${state.error.message.replace(/[.!?]?$/, '.')}`;
  return `The connection to ${info.name} was closed.`;
}

async function chooseJob(app: App): Promise<JobTarget> {
  await app.connections.client();
  await app.jobs.refresh();
  await app.jobs.whenNamed();
  const connectionId = app.connections.active.id, now = new Date();
  const choices = app.jobs.items.map((job) => ({
    ...jobChoice(job, app.jobs.nameOf(job), now),
    value: { connectionId, jobId: job.id, runbookName: app.jobs.nameOf(job) },
  }));
  if (choices.length === 0) throw new AppError('Gone', 'There are no jobs on this connection yet. Start a runbook first.', { action: { label: 'Start a Runbook', command: command.runbookStart } });
  return notBack(await askChoice({ title: 'Show Output', placeholder: 'Whose output?', choices }));
}
