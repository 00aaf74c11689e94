import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { askService } from '../../app/connections/askService.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, view } from '../../app/ids.ts';
import type { JobTarget } from '../../app/ids.ts';
import type { Job } from '../../client/api.ts';
import { families } from '../../sma/jobFamilies.ts';
import { isStoppable } from '../../app/stores/jobStates.ts';
import { jobChoice } from '../../app/stores/jobWords.ts';
import { ItemTree } from '../../app/ui/itemTree.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import { WatchWhileVisible } from '../../app/ui/watchView.ts';
import { jobItem, rowId } from './jobItem.ts';
import type { JobNode } from './jobItem.ts';

/** The Jobs view: newest first, those that a job started below it, live while it can be seen, with Stop and Refresh. */
export function registerJobs(app: App): DisposableLike {
  const bag = new DisposableBag();
  const { connections, jobs } = app;
  let below: ReadonlyMap<string | undefined, readonly Job[]> = new Map();
  const rowsBelow = (parent: string | undefined): JobNode[] => (below.get(parent) ?? []).map((job) => ({
    kind: 'job', connectionId: connections.active.id, jobId: job.id, runbookName: jobs.nameOf(job), job,
    starter: jobs.starterOf(job), isBelow: parent !== undefined, hasBelow: below.has(job.id),
  }));
  const tree = bag.add(
    new ItemTree<JobNode>({
      viewId: view.jobs,
      roots: () => {
        below = families(jobs.named, (job) => jobs.starterOf(job)?.job?.id);
        return jobs.hasMore ? [...rowsBelow(undefined), { kind: 'more' }] : rowsBelow(undefined);
      },
      children: (node) => (node.kind === 'job' ? rowsBelow(node.jobId) : []),
      view: (node) => jobItem(node, new Date()),
    }),
  );
  const treeView = bag.add(vscode.window.createTreeView(view.jobs, { treeDataProvider: tree }));
  const open = async (jobId: string): Promise<void> => {
    const node = tree.find(rowId(connections.active.id, jobId));
    if (node === undefined || !treeView.visible) return;
    // A row that is gone by then need not be opened.
    await treeView.reveal(node, { select: false, focus: false, expand: true }).then(undefined, () => undefined);
  };
  bag.add(app.rowKeys.watch<JobNode>(view.jobs, treeView, {
    open: async (node) => {
      if (node.kind === 'more') await app.commands.run(command.jobShowMore);
      else await app.commands.run(command.jobShowOutput, { connectionId: node.connectionId, jobId: node.jobId, runbookName: node.runbookName });
    },
  }));
  // Before it is watched: the first question's interval asks for it.
  bag.add(jobs.attend(() => treeView.visible && vscode.window.state.focused));
  bag.add(new WatchWhileVisible(treeView, jobs));
  let parents: ReadonlySet<string> = new Set();
  bag.add(jobs.onDidChange(() => {
    const known = new Set([...below.values()].flat().map(({ id }) => id));
    tree.refresh();
    const former = parents;
    parents = new Set([...below.keys()].filter((id) => id !== undefined));
    // The editor leaves a row closed that it has drawn without anything below it.
    for (const id of parents) if (!former.has(id) && known.has(id)) void open(id);
    const { length } = jobs.running;
    treeView.badge = length === 0 ? undefined : { value: length, tooltip: length === 1 ? '1 job is running' : `${length} jobs are running` };
  }));

  app.commands.register(command.jobRefresh, 'Refreshing the jobs', async () => {
    await inView(async () => await jobs.refresh());
    jobs.throwFailure();
  });
  app.commands.register(command.jobShowMore, 'Loading older jobs', async () => await inView(async () => await jobs.showMore()));
  app.commands.register(command.jobStop, 'Stopping the job', async (target) => {
    const { connectionId, jobId } = target ?? (await chooseJob(app));
    const connection = connections.find(connectionId);
    if (connection === undefined) throw new AppError('Gone', 'The connection of this job was removed.');
    await app.flights.run(`${connectionId}/job/${jobId}`, 'stop', async () => {
      await askService(connection, async (client) => await client.jobs.stop(jobId));
      jobs.update(await askService(connection, async (client) => await client.jobs.get(jobId)));
      await jobs.refresh();
    });
  });
  return bag;
}

async function chooseJob(app: App): Promise<JobTarget> {
  await app.connections.client();
  await app.jobs.refresh();
  await app.jobs.whenNamed();
  const now = new Date();
  const choices = app.jobs.items
    .filter((job) => isStoppable(job.status))
    .map((job) => ({ ...jobChoice(job, app.jobs.nameOf(job), now), value: { connectionId: app.connections.active.id, jobId: job.id } }));
  if (choices.length === 0) throw new AppError('Gone', 'No job is running on this connection, so there is none to stop.');
  return notBack(await askChoice({ title: 'Stop Job', placeholder: 'Which job do you want to stop?', choices }));
}

async function inView(run: () => Promise<void>): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: view.jobs } }, run);
}
