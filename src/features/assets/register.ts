import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { askService } from '../../app/connections/askService.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, view } from '../../app/ids.ts';
import type { VariableTarget } from '../../app/ids.ts';
import { ItemTree } from '../../app/ui/itemTree.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import { WatchWhileVisible } from '../../app/ui/watchView.ts';
import type { Variable } from '../../client/api.ts';
import { askNewVariable, askValue } from './variableForm.ts';
import { assetItem } from './variableItem.ts';
import type { AssetNode } from './variableItem.ts';
import { editableText, editableType, previewOf, storedValue, VARIABLE_TYPES } from './variableValue.ts';
import type { VariableType } from './variableValue.ts';

/** The Assets view: variables, to be made, changed and deleted. */
export function registerAssets(app: App): DisposableLike {
  const bag = new DisposableBag();
  const { connections, variables } = app;
  const byName = (): Variable[] => [...variables.items].sort((a, b) => a.name.localeCompare(b.name));
  const tree = bag.add(
    new ItemTree<AssetNode>({
      viewId: view.assets,
      roots: () => (variables.items.length === 0 ? [] : [{ kind: 'group', group: 'variables', connectionId: connections.active.id, count: variables.items.length }]),
      children: (node) => (node.kind === 'group' ? byName().map((variable) => ({ kind: 'variable', connectionId: node.connectionId, variableId: variable.id, variable })) : []),
      view: (node) => assetItem(node, new Date()),
    }),
  );
  const treeView = bag.add(vscode.window.createTreeView(view.assets, { treeDataProvider: tree, showCollapseAll: true }));
  bag.add(app.rowKeys.watch<AssetNode>(view.assets, treeView, {
    open: async (node) => node.kind === 'variable' && await app.commands.run(command.variableEdit, { variableId: node.variableId }),
    edit: async (node) => node.kind === 'variable' && await app.commands.run(command.variableEdit, node),
    remove: async (node) => node.kind === 'variable' && await app.commands.run(command.variableDelete, node),
  }));
  bag.add(new WatchWhileVisible(treeView, variables));
  bag.add(variables.onDidChange(() => tree.refresh()));

  const choose = async (target: VariableTarget | undefined, title: string): Promise<Variable> => {
    await connections.client();
    if (variables.items.length === 0 || target === undefined) await variables.refresh();
    if (target !== undefined) {
      const found = variables.items.find((variable) => variable.id === target.variableId);
      if (found === undefined) throw new AppError('Gone', 'This variable is not on the server any more. The view has been refreshed.');
      return found;
    }
    if (variables.items.length === 0) throw new AppError('Gone', 'There are no variables on this connection yet.', { action: { label: 'New Variable', command: command.variableNew } });
    return notBack(await askChoice({
      title, placeholder: 'Which variable?',
      choices: byName().map((value) => ({ label: value.name, description: value.isEncrypted ? 'encrypted' : previewOf(value.value), value })),
    }));
  };

  app.commands.register(command.assetRefresh, 'Refreshing the assets', async () => {
    await vscode.window.withProgress({ location: { viewId: view.assets } }, async () => await variables.refresh());
    variables.throwFailure();
  });
  app.commands.register(command.variableNew, 'Creating the variable', async () => {
    const connection = connections.active;
    await connection.connect();
    await variables.refresh();
    const { name, value, isEncrypted } = await askNewVariable(variables.items.map((variable) => variable.name));
    // What was typed is not lost with a local service that ended meanwhile and is coming back.
    const created = await askService(connection, async (client) => await client.variables.create({ name, value, isEncrypted }));
    app.notifications.done(`Variable ${created.name} was created.`);
    await variables.refresh();
  });
  app.commands.register(command.variableEdit, 'Changing the variable', async (target) => {
    const connection = connections.active;
    const variable = await choose(target, 'Edit Variable');
    const title = `Edit ${variable.name}`;
    const type = variable.isEncrypted ? notBack(await askType(title)) : editableType(variable.value);
    const text = notBack(await askValue(title, type, variable.isEncrypted, variable.isEncrypted ? '' : editableText(variable.value)));
    const value = storedValue(type, text);
    await askService(connection, async (client) => await client.variables.update(variable.id, { value }));
    app.notifications.done(`Variable ${variable.name} was changed.`);
    await variables.refresh();
  });
  app.commands.register(command.variableDelete, 'Deleting the variable', async (target) => {
    const connection = connections.active;
    const variable = await choose(target, 'Delete Variable');
    await app.notifications.ask(`Delete the variable ${variable.name}?`, 'Runbooks that read it will fail. This cannot be undone.', 'Delete');
    await askService(connection, async (client) => await client.variables.delete(variable.id));
    app.notifications.done(`Variable ${variable.name} was deleted.`);
    await variables.refresh();
  });
  app.commands.register(command.variableCopyName, 'Copying the name', async (target) => {
    const variable = await choose(target, 'Copy Name');
    await vscode.env.clipboard.writeText(variable.name);
  });
  return bag;
}

/** What kind the new value of an encrypted variable is: the server does not tell what the former was. */
async function askType(title: string): ReturnType<typeof askChoice<VariableType>> {
  return await askChoice({ title, placeholder: 'What kind of value is the new one?', choices: VARIABLE_TYPES.map(({ type, label, hint }) => ({ label, description: hint, value: type })) });
}
