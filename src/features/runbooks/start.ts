import * as vscode from 'vscode';
import type { Runbook, SmaApi } from '../../client/api.ts';
import { askService } from '../../app/connections/askService.ts';
import { AppError } from '../../app/errors.ts';
import { command, setting } from '../../app/ids.ts';
import type { RunbookTarget, StartOptions } from '../../app/ids.ts';
import type { RunbookDeps } from './deps.ts';
import { askParameters } from '../../app/parameters/parameterForm.ts';
import { parametersFrom } from '../../app/parameters/parameterInput.ts';
import type { ParameterSpec } from '../../app/parameters/parameterInput.ts';
import { requireTrust } from '../../app/trust.ts';
import { sendRunbook } from './publish.ts';
import { readSource } from './targets.ts';

type Ask = <T>(question: (client: SmaApi) => Promise<T>) => Promise<T>;

/**
 * Starts the published version as a job: makes sure that it is what the user sees, asks for its parameters, and shows its
 * output. Gives the job's id.
 */
export async function startRunbook(deps: RunbookDeps, target: RunbookTarget, options?: StartOptions): Promise<string> {
  const { app } = deps;
  // Given parameters come from a program, which means each of its calls; a form is filled in once.
  if (options?.parameters !== undefined) return await startNow(deps, target, options);
  return await app.flights.run(`${app.connections.active.id}/start/${target.runbookName.toLowerCase()}`, 'start', async () => await startNow(deps, target));
}

async function startNow(deps: RunbookDeps, target: RunbookTarget, options?: StartOptions): Promise<string> {
  const { app } = deps;
  const connection = app.connections.active;
  const ask: Ask = async (question) => await askService(connection, question);
  const runbook = await publishedRunbook(deps, ask, target);
  const specs = await ask(async (client) => await specsOf(client, runbook));
  // Menus pass arguments of their own after the target; only what has parameters is meant for us.
  const parameters = options?.parameters === undefined ? await askParameters(`Start ${runbook.name}`, specs) : parametersFrom(runbook.name, specs, options.parameters);
  // What was typed is not lost with a service that ended meanwhile and is coming back.
  const jobId = await ask(async (client) => await client.runbooks.start(runbook.id, parameters));
  app.jobs.remember(jobId, runbook.name);
  app.notifications.done(`${runbook.name} was started on ${connection.info.name}`);
  if (app.settings.get(setting.revealOutput)) await app.commands.run(command.jobShowOutput, { connectionId: connection.id, jobId, runbookName: runbook.name });
  await app.jobs.refresh();
  return jobId;
}

/** The runbook as the server runs it; published first where the user agrees. */
async function publishedRunbook(deps: RunbookDeps, ask: Ask, target: RunbookTarget): Promise<Runbook> {
  const { notifications, connections } = deps.app;
  const { runbookName, file } = target;
  const server = connections.active.info.name;
  const there = await ask(async (client) => await client.runbooks.findByName(runbookName));
  const versionId = there?.publishedVersionId ?? null;
  if (there === undefined || versionId === null) {
    if (file === undefined) throw new AppError('NotPublished', `${runbookName} has not been published on ${server} yet, so it cannot be started. Publish it first.`);
    requireTrust(`${runbookName} has not been published on ${server} yet, and its file cannot be`);
    await notifications.ask(`${runbookName} has not been published on ${server} yet.`, 'Only published runbooks can be started.', 'Publish and Start');
    return (await sendRunbook(deps, target, 'publish')).runbook;
  }
  if (file === undefined) return there;
  const [source, published, { contentHash }] = await Promise.all([readSource(target), ask(async (client) => await client.versions.read(versionId)), import('../../project/index.ts')]);
  if (contentHash(source.text) === contentHash(published.text)) return there;
  const choice = await notifications.ask(
    `Your file of ${runbookName} differs from the published version.`, 'Start runs the published version, not the file.', ...(vscode.workspace.isTrusted ? ['Publish and Start'] as const : []), 'Start Published Version',
  );
  return choice === 'Publish and Start' ? (await sendRunbook(deps, target, 'publish')).runbook : there;
}

/** From the published text, which knows defaults and help; from the server's list where the text tells nothing. */
async function specsOf(client: SmaApi, runbook: Runbook): Promise<readonly ParameterSpec[]> {
  const versionId = runbook.publishedVersionId;
  if (versionId === null) return [];
  const [{ text }, { parameterSpecs }] = await Promise.all([client.versions.read(versionId), import('../../app/parameters/parameterSpecs.ts')]);
  const fromText = parameterSpecs(text, runbook.name);
  if (fromText !== undefined) return fromText;
  const listed = await client.versions.parameters(versionId);
  return [...listed].sort((a, b) => a.position - b.position).map(({ name, type, isMandatory }) => ({ name, type, isMandatory }));
}
