import * as vscode from 'vscode';
import { extentsAround, foldsOf, outlineOf } from '../../powershell/index.ts';
import type { Fold, OutlineItem, OutlineKind } from '../../powershell/index.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';

const symbolKinds: Readonly<Record<OutlineKind, vscode.SymbolKind>> = {
  workflow: vscode.SymbolKind.Module, function: vscode.SymbolKind.Function, parameter: vscode.SymbolKind.Variable, parallel: vscode.SymbolKind.Namespace,
  sequence: vscode.SymbolKind.Namespace, inlineScript: vscode.SymbolKind.Package, checkpoint: vscode.SymbolKind.Event, class: vscode.SymbolKind.Class,
  enum: vscode.SymbolKind.Enum, property: vscode.SymbolKind.Property, method: vscode.SymbolKind.Method, constructor: vscode.SymbolKind.Constructor,
  enumMember: vscode.SymbolKind.EnumMember, block: vscode.SymbolKind.Namespace, data: vscode.SymbolKind.Constant, region: vscode.SymbolKind.Namespace,
};

function symbolOf(document: vscode.TextDocument, item: OutlineItem): vscode.DocumentSymbol {
  // The editor refuses a symbol without a name, and one whose name lies outside it.
  const symbol = new vscode.DocumentSymbol(item.name === '' ? '(no name)' : item.name, item.detail, symbolKinds[item.kind], rangeOf(document, item), rangeOf(document, { start: item.nameStart, end: item.nameEnd }));
  symbol.children = item.children.map((child) => symbolOf(document, child));
  return symbol;
}

const foldKinds = { block: undefined, comment: vscode.FoldingRangeKind.Comment, region: vscode.FoldingRangeKind.Region } as const;

/** Folds in lines; of several that begin on one line the longest. */
function foldingRanges(document: vscode.TextDocument, folds: readonly Fold[]): vscode.FoldingRange[] {
  const byLine = new Map<number, vscode.FoldingRange>();
  for (const { start, end, kind } of folds) {
    const first = document.positionAt(start).line, close = document.positionAt(end).line;
    // The line with the closing bracket stays in sight.
    const last = kind === 'block' ? close - 1 : close;
    if (last > first && last > (byLine.get(first)?.end ?? -1)) byLine.set(first, new vscode.FoldingRange(first, last, foldKinds[kind]));
  }
  return [...byLine.values()].sort((a, b) => a.start - b.start);
}

function selectionRange(document: vscode.TextDocument, extents: readonly { readonly start: number; readonly end: number }[]): vscode.SelectionRange {
  let range: vscode.SelectionRange | undefined;
  for (const extent of [...extents].reverse()) range = new vscode.SelectionRange(rangeOf(document, extent), range);
  return range!;
}

/** Outline, folding and growing selections. */
export function structureProviders(editor: Editor): vscode.DocumentSymbolProvider & vscode.FoldingRangeProvider & vscode.SelectionRangeProvider {
  return {
    provideDocumentSymbols: (document, token) => editor.answerWhileSame(document, 'general', token, function* ({ result }) {
      yield;
      const items = outlineOf(result), symbols: vscode.DocumentSymbol[] = [];
      for (const item of items) {
        yield;
        symbols.push(symbolOf(document, item));
      }
      return symbols;
    }),
    provideFoldingRanges: (document, _context, token) => editor.answerWhileSame(document, 'general', token, function* ({ result }) {
      yield;
      const folds = foldsOf(result);
      yield;
      return foldingRanges(document, folds);
    }),
    provideSelectionRanges: (document, positions) => editor.answer(document, 'general', ({ result }) =>
      positions.map((position) => selectionRange(document, extentsAround(result.ast, document.offsetAt(position), result.text.length)))),
  };
}
