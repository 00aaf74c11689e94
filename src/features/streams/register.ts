import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import type { Connection } from '../../app/connections/connection.ts';
import { Disposable } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, setting } from '../../app/ids.ts';
import type { JobTarget } from '../../app/ids.ts';
import { statusWord } from '../../app/stores/jobStates.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import { channelName } from './channelName.ts';
import { JobChannel } from './jobChannel.ts';

/** Channels of ended jobs that stay open; the oldest go first. */
const KEPT_CHANNELS = 20;
const OUTPUT_LANGUAGE = 'sma-output';

/** Show Output: one output channel per job, tailed live. */
export function registerStreams(app: App): DisposableLike {
  const channels = new JobChannels(app);
  app.commands.register(command.jobShowOutput, 'Showing the output', async (target) => await channels.open(target ?? (await chooseJob(app))));
  return channels;
}

class JobChannels extends Disposable {
  readonly #app: App;
  readonly #channels = new Map<string, JobChannel>();

  constructor(app: App) {
    super();
    this.#app = app;
    this.own(app.connections.onDidChangeState((connection) => this.#keepUp(connection.id)));
    this.own(app.connections.onDidChangeList(() => { for (const id of new Set([...this.#channels.keys()].map(connectionOf))) this.#keepUp(id); }));
  }

  async open({ connectionId, jobId, runbookName }: JobTarget): Promise<void> {
    const { connections, settings } = this.#app;
    const key = `${connectionId}/${jobId}`;
    const known = this.#channels.get(key);
    known?.show(true);
    const connection = connections.find(connectionId);
    if (connection === undefined) throw new AppError('Gone', 'The connection of this job was removed, so its output cannot be read.');
    const client = await connection.connect();
    const name = runbookName ?? this.#app.jobs.nameOf({ id: jobId });
    const channel = this.#channels.get(key) ?? this.#create(key, connectionId, jobId, name);
    if (known === undefined && settings.get(setting.revealOutput)) channel.show(true);
    channel.follow(client);
  }

  override dispose(): void {
    super.dispose();
    this.#channels.clear();
  }

  /** Lets the channels of a connection go on with its new client, or say why they wait. */
  #keepUp(connectionId: string): void {
    const connection = this.#app.connections.find(connectionId);
    const client = connection?.client;
    for (const [key, channel] of this.#channels) {
      if (connectionOf(key) !== connectionId) continue;
      if (connection === undefined) channel.wait('This connection was removed.');
      else if (client === undefined) channel.wait(whyGone(connection));
      else if (connection.state.name === 'connected') channel.goOn(client);
    }
  }

  #create(key: string, connectionId: string, jobId: string, name: string | undefined): JobChannel {
    const { jobs, connections, log } = this.#app;
    const channel = this.own(
      new JobChannel({
        channel: vscode.window.createOutputChannel(channelName(name, jobs.items.find((job) => job.id === jobId), jobId, new Date()), OUTPUT_LANGUAGE),
        jobId,
        runbookName: () => name ?? jobs.nameOf({ id: jobId }),
        log: log.named('streams'),
        onStatus: (job) => {
          if (connections.active.id === connectionId) jobs.update(job);
        },
      }),
    );
    this.#channels.set(key, channel);
    this.#closeOldest();
    return channel;
  }

  #closeOldest(): void {
    for (const [key, channel] of this.#channels) {
      if (this.#channels.size <= KEPT_CHANNELS) return;
      if (channel.isOpen) continue;
      this.#channels.delete(key);
      this.release(channel);
    }
  }
}

/** A key is the connection's id and the job's; neither has a slash. */
const connectionOf = (key: string): string => key.slice(0, key.indexOf('/'));

/** What became of a connection that has no client any more. */
function whyGone({ info, state }: Connection): string {
  if (state.name === 'stopping' || state.name === 'stopped') return `${info.name} was stopped.`;
  if ('error' in state) return `${info.name}: ${state.error.message.replace(/[.!?]?$/, '.')}`;
  return `The connection to ${info.name} was closed.`;
}

async function chooseJob(app: App): Promise<JobTarget> {
  await app.connections.client();
  await app.jobs.refresh();
  const connectionId = app.connections.active.id;
  const choices = app.jobs.items.map((job) => ({
    label: app.jobs.nameOf(job) ?? `Job ${job.id.slice(0, 8)}`,
    description: `${statusWord(job.status)} · ${job.id.slice(0, 8)}`,
    value: { connectionId, jobId: job.id, runbookName: app.jobs.nameOf(job) },
  }));
  if (choices.length === 0) throw new AppError('Gone', 'There are no jobs on this connection yet. Start a runbook first.', { action: { label: 'Start a Runbook', command: command.runbookStart } });
  return notBack(await askChoice({ title: 'Show Output', placeholder: 'Whose output?', choices }));
}
