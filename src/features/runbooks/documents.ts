import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { Disposable } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { documentScheme } from '../../app/ids.ts';
import { buildDocumentPath, parseDocumentUri } from '../../app/smaUri.ts';
import type { DocumentAddress, DocumentVersion } from '../../app/smaUri.ts';

/** Read-only documents with what the server has: its drafts and published versions. Fetched when shown, never stored. */
export class RunbookDocuments extends Disposable implements vscode.TextDocumentContentProvider {
  readonly #app: App;
  readonly #changed = this.own(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(app: App) {
    super();
    this.#app = app;
    this.own(vscode.workspace.registerTextDocumentContentProvider(documentScheme, this));
  }

  /** The address of a version; opening it fetches the text. */
  uriOf(address: DocumentAddress): vscode.Uri {
    return vscode.Uri.from(buildDocumentPath(address));
  }

  /** What is open of this runbook is fetched again. */
  changed(connectionId: string, runbookName: string): void {
    for (const version of ['draft', 'published'] as const) {
      const uri = this.uriOf({ connectionId, runbookName, version });
      if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) this.#changed.fire(uri);
    }
  }

  /** Shows a version, or says why there is none. */
  async show(runbookName: string, version: DocumentVersion): Promise<void> {
    const connectionId = this.#app.connections.active.id;
    await this.#read({ connectionId, runbookName, version });
    const uri = this.uriOf({ connectionId, runbookName, version });
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'powershell'), { preview: true });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const address = parseDocumentUri(uri);
    if (address === undefined) return `# ${uri.toString()} is not the address of a runbook.\n`;
    try {
      return await this.#read(address);
    } catch (error) {
      // A document that cannot be fetched says so itself; a message would appear again with every restored window.
      this.#app.log.named('documents').warn(uri.toString(), error);
      return `# ${error instanceof Error ? error.message.replaceAll('\n', '\n# ') : 'This could not be read from the server.'}\n`;
    }
  }

  async #read({ connectionId, runbookName, version }: DocumentAddress): Promise<string> {
    const connection = this.#app.connections.find(connectionId);
    if (connection === undefined) throw new AppError('Gone', 'The connection this document came from was removed.');
    const client = await connection.connect();
    const runbook = await client.runbooks.findByName(runbookName);
    if (runbook === undefined) throw new AppError('NoRunbook', `${connection.info.name} has no runbook ${runbookName}. Publish it first.`);
    const versionId = version === 'draft' ? runbook.draftVersionId : runbook.publishedVersionId;
    if (versionId === null) {
      throw version === 'draft'
        ? new AppError('NoDraft', `${runbookName} has no draft on ${connection.info.name}; the published version is all there is.`)
        : new AppError('NotPublished', `${runbookName} has not been published on ${connection.info.name} yet. Publish it first.`);
    }
    return (await client.versions.read(versionId)).text;
  }
}
