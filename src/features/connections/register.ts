import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import type { Connection } from '../../app/connections/connection.ts';
import { BackAgain } from '../../app/connections/backAgain.ts';
import { STATE_WORDS } from '../../app/connections/connectionState.ts';
import { LOCAL_ID } from '../../app/connections/connectionInfo.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, setting, view } from '../../app/ids.ts';
import type { ConnectionTarget } from '../../app/ids.ts';
import { givenAnswers } from '../../app/ui/givenAnswers.ts';
import { ItemTree } from '../../app/ui/itemTree.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import type { Choice } from '../../app/ui/quickInput.ts';
import { WatchWhileVisible } from '../../app/ui/watchView.ts';
import { isUntrustedError } from '../../client/errors.ts';
import type { UntrustedError } from '../../client/errors.ts';
import { connectionItem } from './connectionItem.ts';
import type { ConnectionNode } from './connectionItem.ts';
import { askServer } from './serverForm.ts';
import { reviewCertificate } from './trust.ts';
import { connectFailure, waysOut } from './waysOut.ts';
import type { WayOut } from './waysOut.ts';

/** The Connections view and what can be done with a connection. */
export function registerConnections(app: App): DisposableLike {
  const bag = new DisposableBag();
  const { connections } = app;
  const tree = bag.add(
    new ItemTree<ConnectionNode>({
      viewId: view.connections,
      roots: () => connections.all.map(({ id, info, state }) => ({ connectionId: id, info, state, active: id === connections.active.id })),
      view: connectionItem,
    }),
  );
  const treeView = bag.add(vscode.window.createTreeView(view.connections, { treeDataProvider: tree }));
  bag.add(app.rowKeys.watch<ConnectionNode>(view.connections, treeView, {
    open: async ({ active, connectionId }) => await app.commands.run(active ? command.connectionConnect : command.connectionActivate, { connectionId }),
    edit: async ({ info, connectionId }) => info.kind === 'server' && await app.commands.run(command.connectionEdit, { connectionId }),
    remove: async ({ info, connectionId }) => info.kind === 'server' && await app.commands.run(command.connectionRemove, { connectionId }),
  }));
  for (const changed of [connections.onDidChangeList, connections.onDidChangeActive, connections.onDidChangeState]) bag.add(changed(() => tree.refresh()));
  bag.add(new WatchWhileVisible(treeView, bag.add(new BackAgain(connections))));
  bag.add(treeView.onDidChangeVisibility(({ visible }) => {
    if (visible && connections.active.id === LOCAL_ID && connections.local.state.name === 'stopped' && app.settings.get(setting.autoStart)) void app.commands.run(command.serviceStart);
  }));

  const choose = async (target: ConnectionTarget | undefined, placeholder: string, among: (connection: Connection) => boolean): Promise<Connection> => {
    const found = target === undefined ? undefined : connections.find(target.connectionId);
    if (found !== undefined) return found;
    const choices = connections.all.filter(among);
    if (choices.length === 0) throw new AppError('Gone', 'There is no server among your connections yet. Add one first.', { action: { label: 'Add Server', command: command.connectionAdd } });
    return notBack(await askChoice({ title: 'SMA Connections', placeholder, choices: choices.map((value) => ({ label: value.info.name, description: STATE_WORDS[value.state.name], value })) }));
  };
  const isServer = (connection: Connection): boolean => connection.info.kind === 'server';

  app.commands.register(command.connectionAdd, 'Connecting to the new server', async (answers) => {
    const { url, user, password } = givenAnswers(answers, 'url', 'user', 'password') ?? await askServer('Add SMA Server', undefined, undefined, connections.all.map(({ info }) => info));
    await tryOut(app, await connections.add({ url, user }, password));
  });
  app.commands.register(command.connectionActivate, 'Using the connection', async (target) => {
    const connection = target === undefined ? await chooseConnection(connections.all, connections.active) : await choose(target, '', () => true);
    if ('action' in connection) {
      await vscode.commands.executeCommand(connection.action.command, ...(connection.action.arguments ?? []));
      return;
    }
    await connections.activate(connection.id);
    // The local service is started by its button or when it is needed, not by a click that only chooses it; one that failed has nothing else to choose it for.
    if (isServer(connection) || connection.state.name === 'failed') await connect(app, connection);
  });
  app.commands.register(command.connectionConnect, 'Connecting', async (target) => {
    const connection = target === undefined ? connections.active : await choose(target, 'Connect to', () => true);
    if (connection.state.name === 'untrusted') await review(app, connection, connection.state.error);
    else if (target?.thenUse === true) await tryOut(app, connection);
    else await connect(app, connection);
  });
  app.commands.register(command.connectionEdit, 'Connecting', async (target) => {
    const connection = await choose(target ?? (isServer(connections.active) ? { connectionId: connections.active.id } : undefined), 'Which server do you want to edit?', isServer);
    if (connection.info.kind !== 'server') throw new AppError('Gone', 'The local service has nothing to edit: its address and password are its own.');
    const { url, user, password } = await askServer(target?.only === 'password' ? connection.info.name : `Edit ${connection.info.name}`, connection.info, target?.only, connections.all.filter((other) => other !== connection).map(({ info }) => info));
    const edited = await connections.update(connection.id, { url, user }, password === '' ? undefined : password);
    if (target?.thenUse === true) await tryOut(app, edited);
    else await connect(app, edited);
  });
  app.commands.register(command.connectionRemove, 'Removing the connection', async (target) => {
    const connection = await choose(target, 'Which server do you want to remove?', isServer);
    if (!isServer(connection)) throw new AppError('Gone', 'The local service cannot be removed; it can be stopped.');
    await app.notifications.ask(`Remove the connection to ${connection.info.name}?`, 'The stored password is deleted. Nothing on the server changes.', 'Remove');
    await connections.remove(connection.id);
  });
  app.commands.register(command.connectionTrust, 'Reviewing the certificate', async (target) => {
    const connection = await choose(target ?? { connectionId: connections.active.id }, 'Whose certificate?', isServer);
    if (connection.state.name === 'untrusted') await review(app, connection, connection.state.error);
    else await connect(app, connection);
  });
  return bag;
}

/** A new server is the one in use once it is connected; until then a connection that works stays. */
async function tryOut(app: App, connection: Connection): Promise<void> {
  const { connections } = app, { active } = connections;
  if (active.state.name !== 'connected') {
    await connections.activate(connection.id);
    await connect(app, connection);
    return;
  }
  try {
    await connect(app, connection);
  } catch (error) {
    throw connectFailure(error, connection.info, active.info.name);
  }
  await connections.activate(connection.id);
}

/** Which connection to use, or what to do about the one in use: where that is in trouble, the ways out of it come first. */
async function chooseConnection(all: readonly Connection[], active: Connection): Promise<Connection | WayOut> {
  type Chosen = Connection | WayOut;
  const { info, state } = active;
  const add: WayOut = { label: 'Add Server…', icon: 'add', action: { label: 'Add Server', command: command.connectionAdd } };
  const ways = waysOut(info, state).map((value, index): Choice<Chosen> => ({ label: value.label, icon: value.icon, description: info.name, ...(index === 0 && 'error' in state ? { detail: state.error.message } : {}), value }));
  const others = all.map((value): Choice<Chosen> => ({ label: value.info.name, description: `${STATE_WORDS[value.state.name]}${value === active ? ' · in use' : ''}`, icon: value.info.kind === 'local' ? 'vm' : 'server', value }));
  return notBack(await askChoice<Chosen>({
    title: ways.length === 0 ? 'SMA Connections' : `${info.name}: ${STATE_WORDS[state.name]}`, placeholder: ways.length === 0 ? 'Which connection do you want to use?' : 'What do you want to do?',
    choices: [...ways, ...others, { label: add.label, icon: add.icon, value: add }],
  }));
}

/** Connects with progress in the view; an untrusted certificate becomes a question, everything else the one error. */
async function connect(app: App, connection: Connection): Promise<void> {
  try {
    await vscode.window.withProgress({ location: { viewId: view.connections } }, async () => await connection.connect());
  } catch (error) {
    if (!isUntrustedError(error)) throw connectFailure(error, connection.info);
    await review(app, connection, error);
  }
}

/** Asks about the certificate. What fails once it is trusted is told as what it is: the certificate was not the trouble any more. */
async function review(app: App, connection: Connection, untrusted: UntrustedError): Promise<void> {
  const trusted = await reviewCertificate(app, connection, untrusted);
  try {
    await vscode.window.withProgress({ location: { viewId: view.connections } }, async () => await trusted.connect());
  } catch (error) {
    throw connectFailure(error, connection.info);
  }
}
