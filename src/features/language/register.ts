import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { triggers } from './candidates/candidates.ts';
import { CallHierarchy } from './callHierarchy.ts';
import { Completion } from './completion.ts';
import { Diagnostics } from './diagnostics.ts';
import { Editor, selector } from './editor.ts';
import { Formatting, typedCharacters } from './formatting.ts';
import { RunbookFolder } from './folder.ts';
import { Help } from './help.ts';
import { ParameterHints } from './hints.ts';
import { Knowledge } from './knowledge.ts';
import { Lenses } from './lenses.ts';
import { LintFixes } from './lint/fixes.ts';
import { Linter } from './lint/linter.ts';
import { Navigation } from './navigation.ts';
import { structureProviders } from './structure.ts';
import { typingRules } from './typing.ts';
import { legend, tokensProvider } from './tokens.ts';
import { WarmUp } from './warmUp.ts';
import { workspaceSymbols } from './workspaceSymbols.ts';

/** The PowerShell language in the editor, with what only SMA has: workflows, assets and runbooks. */
export function registerLanguage(app: App): DisposableLike {
  const bag = new DisposableBag(), { languages } = vscode;
  const editor = bag.add(new Editor(app)), structure = structureProviders(editor);
  const knowledge = bag.add(new Knowledge(app, bag.add(new RunbookFolder(editor))));
  const help = new Help(editor, knowledge), navigation = new Navigation(editor, knowledge);
  bag.add(new Diagnostics(editor));
  const linter = bag.add(new Linter(editor, knowledge));
  bag.add(languages.registerCodeActionsProvider(selector, new LintFixes(editor, linter), LintFixes.metadata));
  bag.add(languages.registerDocumentSymbolProvider(selector, structure, { label: 'SMA' }));
  bag.add(languages.registerFoldingRangeProvider(selector, structure));
  bag.add(languages.registerSelectionRangeProvider(selector, structure));
  bag.add(languages.registerCompletionItemProvider(selector, new Completion(editor, knowledge), ...triggers));
  bag.add(languages.registerHoverProvider(selector, help));
  bag.add(languages.registerSignatureHelpProvider(selector, help, ' ', '-', '(', ','));
  bag.add(languages.registerDefinitionProvider(selector, navigation));
  bag.add(languages.registerReferenceProvider(selector, navigation));
  bag.add(languages.registerDocumentHighlightProvider(selector, navigation));
  bag.add(languages.registerRenameProvider(selector, navigation));
  bag.add(languages.registerCallHierarchyProvider(selector, new CallHierarchy(editor, knowledge.folder)));
  bag.add(languages.registerDocumentSemanticTokensProvider(selector, tokensProvider(editor, knowledge), legend));
  bag.add(languages.registerCodeLensProvider(selector, bag.add(new Lenses(editor, knowledge))));
  app.lensesAdded.fire();
  bag.add(languages.registerInlayHintsProvider(selector, bag.add(new ParameterHints(editor, knowledge))));
  const formatting = new Formatting(editor, knowledge), [first, ...further] = typedCharacters;
  bag.add(languages.registerDocumentRangeFormattingEditProvider(selector, formatting));
  bag.add(languages.registerOnTypeFormattingEditProvider(selector, formatting, first, ...further));
  // Another extension for PowerShell has such rules of its own, and of two only the last would hold.
  if (!editor.hasOther) bag.add(languages.setLanguageConfiguration('powershell', typingRules));
  bag.add(languages.registerWorkspaceSymbolProvider(workspaceSymbols(editor, knowledge.folder)));
  bag.add(new WarmUp(editor));
  return bag;
}
