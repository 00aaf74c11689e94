import type { ParseError } from '../../syntax/parseResult.ts';
import { workflowMessages, type WorkflowErrorId } from './messages.ts';

/** Collects what a workflow's validation finds. */
export class WorkflowErrors {
  readonly list: ParseError[] = [];
  readonly #seen = new Set<string>();

  add(node: { readonly start: number; readonly end: number }, errorId: WorkflowErrorId, argument = ''): void {
    const { start, end } = node;
    const key = `${errorId}:${start}:${end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push({ errorId, message: workflowMessages[errorId].replaceAll('{0}', argument), start, end, incompleteInput: false });
  }
}
