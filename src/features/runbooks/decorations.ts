import * as vscode from 'vscode';
import { decorationScheme } from '../../app/ids.ts';
import type { RunbookMark } from './runbookItem.ts';

const MARKS: Readonly<Record<Exclude<RunbookMark, 'none'>, readonly [badge: string, tooltip: string, color: string]>> = {
  onlyHere: ['U', 'Only in the folder', 'gitDecoration.untrackedResourceForeground'],
  new: ['N', 'On the server as a draft, never published', 'gitDecoration.addedResourceForeground'],
  changed: ['M', 'Your file differs from the published version', 'gitDecoration.modifiedResourceForeground'],
  inEdit: ['D', 'The server has a draft that is not published', 'gitDecoration.modifiedResourceForeground'],
};

/** Letter and colour behind a runbook's name in the Runbooks view. The mark is part of the row's address. */
export class RunbookDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration({ scheme, path }: vscode.Uri): vscode.FileDecoration | undefined {
    if (scheme !== decorationScheme) return undefined;
    const mark = path.split('/')[1] ?? '';
    if (!isMark(mark)) return undefined;
    const [badge, tooltip, color] = MARKS[mark];
    return new vscode.FileDecoration(badge, tooltip, new vscode.ThemeColor(color));
  }
}

const isMark = (text: string): text is keyof typeof MARKS => text in MARKS;
