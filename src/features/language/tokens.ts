import * as vscode from 'vscode';
import { semanticTokens, tokenModifiers, tokenTypes } from '../../powershell/index.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';

export const legend = new vscode.SemanticTokensLegend([...tokenTypes], [...tokenModifiers]);

/** Colours by meaning, for what a grammar of colours cannot see. */
export function tokensProvider(editor: Editor, knowledge: Knowledge): vscode.DocumentSemanticTokensProvider {
  return {
    provideDocumentSemanticTokens: (document) => editor.answer(document, 'general', (parsed) => {
      const builder = new vscode.SemanticTokensBuilder(legend);
      for (const { start, end, type, modifiers } of semanticTokens(parsed.result, parsed.scope, parsed.commands, (name) => knowledge.isCmdlet(name))) {
        const range = rangeOf(document, { start, end });
        // A name in braces may go over lines; a token may not.
        if (range.isSingleLine) builder.push(range, type, [...modifiers]);
      }
      return builder.build();
    }),
  };
}
