import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { Emitter } from '../../app/event.ts';
import { setting } from '../../app/ids.ts';
import { nameBefore, positionalArguments } from '../../powershell/index.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';

/** Names of parameters before arguments that are given by position; off until somebody wants them. */
export class ParameterHints extends Disposable implements vscode.InlayHintsProvider {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(editor: Editor, knowledge: Knowledge) {
    super();
    this.#editor = editor;
    this.#knowledge = knowledge;
    this.own(editor.app.settings.onDidChange((id) => {
      if (id === setting.parameterHints) this.#changed.fire();
    }));
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range, token: vscode.CancellationToken): vscode.InlayHint[] | undefined {
    if (!this.#editor.app.settings.get(setting.parameterHints) || token.isCancellationRequested) return [];
    return this.#editor.answer(document, 'sma', (parsed) => {
      const first = document.offsetAt(range.start), last = document.offsetAt(range.end);
      return parsed.commands.filter(({ node }) => node.start <= last && node.end >= first).flatMap((use) => {
        const facts = use.name === undefined ? undefined : this.#knowledge.command(use.name, parsed);
        if (facts === undefined) return [];
        return positionalArguments(use, facts, this.#knowledge.commonParameters(facts, use.place)).flatMap(({ start, parameter }) => {
          const edit = nameBefore(parsed.result.text, start, parameter.name);
          if (edit === undefined) return [];
          const hint = new vscode.InlayHint(document.positionAt(start), `-${parameter.name}`, vscode.InlayHintKind.Parameter);
          hint.paddingLeft = edit.text.startsWith(' ');
          hint.paddingRight = true;
          // Accepting a hint writes the name.
          hint.textEdits = [vscode.TextEdit.insert(document.positionAt(start), edit.text)];
          return [hint];
        });
      });
    });
  }
}
