import type { ExtensionContext } from 'vscode';
import { ExtensionMode } from 'vscode';
import { App } from './app/app.ts';
import type { DisposableLike } from './app/disposable.ts';
import { whenTextOpens } from './app/laterFeature.ts';
import { registerAssets } from './features/assets/register.ts';
import { registerConnections } from './features/connections/register.ts';
import { registerDebug } from './features/debug/register.ts';
import { registerJobs } from './features/jobs/register.ts';
import { registerLint } from './features/lint/register.ts';
import { registerLocalService } from './features/localService/register.ts';
import { registerRunbooks } from './features/runbooks/register.ts';
import { registerStatusBar } from './features/statusBar/register.ts';
import { registerStreams } from './features/streams/register.ts';
import { registerTests } from './features/tests/register.ts';

const FEATURES = [registerLocalService, registerConnections, registerRunbooks, registerJobs, registerStreams, registerAssets, registerDebug, registerLint, registerTests, registerStatusBar];
/** Loaded with the first text: parser and analysis are the largest part of all. */
const loadLanguage = (app: App) => async (): Promise<DisposableLike> => (await import('./features/language/register.ts')).registerLanguage(app);
const running = new Set<App>();

/** Composes and returns: every command and view is there when this ends, and nothing has touched network or disk. */
export function activate(context: ExtensionContext): { readonly app: App } | undefined {
  const app = new App(context);
  running.add(app);
  context.subscriptions.push(app);
  for (const register of FEATURES) app.add(register(app));
  app.add(whenTextOpens('powershell', app.log.named('language'), loadLanguage(app)));
  // Tests look inside; nobody else gets anything.
  return context.extensionMode === ExtensionMode.Test ? { app } : undefined;
}

/** Resolves when the local service's process has ended and everything is given back. */
export async function deactivate(): Promise<void> {
  const apps = [...running];
  running.clear();
  await Promise.all(apps.map(async (app) => await app.stop()));
}
