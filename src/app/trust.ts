import * as vscode from 'vscode';
import { AppError, TRUST_EDITOR } from './errors.ts';

/**
 * Fails in a folder that nobody has said to trust. Its runbooks may be read and edited there; what runs them, or gives them
 * to a service that does, waits. `what` names what was tried, as in "Hello-World.ps1 cannot be published".
 */
export function requireTrust(what: string): void {
  if (vscode.workspace.isTrusted) return;
  throw new AppError('NotTrusted', `${what}: you have not said that you trust this folder, and its runbooks could do anything. Trust it first.`, { action: { label: 'Manage Trust', command: TRUST_EDITOR } });
}
