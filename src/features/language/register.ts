import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { Completion } from './completion.ts';
import { Diagnostics } from './diagnostics.ts';
import { Editor, selector } from './editor.ts';
import { FolderIndex } from './folderIndex.ts';
import { Help } from './help.ts';
import { Knowledge } from './knowledge.ts';
import { structureProviders } from './structure.ts';

/** The PowerShell language in the editor, with what only SMA has: workflows, assets and runbooks. */
export function registerLanguage(app: App): DisposableLike {
  const bag = new DisposableBag(), { languages } = vscode;
  const editor = bag.add(new Editor(app)), structure = structureProviders(editor);
  const knowledge = bag.add(new Knowledge(app, bag.add(new FolderIndex(app.settings, app.log.named('language')))));
  const help = new Help(editor, knowledge);
  bag.add(new Diagnostics(editor));
  bag.add(languages.registerDocumentSymbolProvider(selector, structure, { label: 'SMA' }));
  bag.add(languages.registerFoldingRangeProvider(selector, structure));
  bag.add(languages.registerSelectionRangeProvider(selector, structure));
  bag.add(languages.registerCompletionItemProvider(selector, new Completion(editor, knowledge), '$', '-', ':', '@', "'", '"'));
  bag.add(languages.registerHoverProvider(selector, help));
  bag.add(languages.registerSignatureHelpProvider(selector, help, ' ', '-'));
  return bag;
}
