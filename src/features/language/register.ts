import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { Diagnostics } from './diagnostics.ts';
import { Editor, selector } from './editor.ts';
import { structureProviders } from './structure.ts';

/** The PowerShell language in the editor, with what only SMA has: workflows, assets and runbooks. */
export function registerLanguage(app: App): DisposableLike {
  const bag = new DisposableBag(), { languages } = vscode;
  const editor = bag.add(new Editor(app)), structure = structureProviders(editor);
  bag.add(new Diagnostics(editor));
  bag.add(languages.registerDocumentSymbolProvider(selector, structure, { label: 'SMA' }));
  bag.add(languages.registerFoldingRangeProvider(selector, structure));
  bag.add(languages.registerSelectionRangeProvider(selector, structure));
  return bag;
}
