import * as vscode from 'vscode';
import type * as Room from '../../project/tests/index.ts';

/** What reads and runs tests lies in a bundle of its own. */
export const testsRoom = async (): Promise<typeof Room> => await import('../../project/tests/index.ts');

/** A file as the person sees it: with what is not saved, else from the disk. */
export const readShown: Room.ReadText = async (path) => {
  const uri = vscode.Uri.file(path).toString(), open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  return open?.getText() ?? await (await testsRoom()).readFromDisk(path);
};
/** The same test as the room's own, without loading it. */
export const isTests = ({ scheme, path }: vscode.Uri): boolean => scheme === 'file' && /\.tests\.(ya?ml|ps1)$/i.test(path);
