import * as vscode from 'vscode';
import { semanticTokens, tokenModifiers, tokenTypes } from '../../powershell/index.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';

export const legend = new vscode.SemanticTokensLegend([...tokenTypes], [...tokenModifiers]);

/** So many take about a millisecond. */
const PIECE = 500;

/** Colours by meaning, for what a grammar of colours cannot see. */
export function tokensProvider(editor: Editor, knowledge: Knowledge): vscode.DocumentSemanticTokensProvider {
  return {
    provideDocumentSemanticTokens: (document, token) => editor.answerWhileSame(document, 'general', token, function* (parsed) {
      const builder = new vscode.SemanticTokensBuilder(legend), { result } = parsed;
      yield;
      const { scope } = parsed;
      yield;
      const { commands } = parsed;
      yield;
      const tokens = semanticTokens(result, scope, commands, (name) => knowledge.isCmdlet(name));
      for (const [i, { start, end, type, modifiers }] of tokens.entries()) {
        if (i % PIECE === 0) yield;
        const range = rangeOf(document, { start, end });
        // A name in braces may go over lines; a token may not.
        if (range.isSingleLine) builder.push(range, type, [...modifiers]);
      }
      return builder.build();
    }),
  };
}
