import type { ParseError } from '../../syntax/parseResult.ts';
import { workflowMessages, type WorkflowErrorId } from './messages.ts';

/** Collects what a workflow's validation finds. */
export class WorkflowErrors {
  readonly list: ParseError[] = [];

  add(node: { readonly start: number; readonly end: number }, errorId: WorkflowErrorId, argument = ''): void {
    const { start, end } = node;
    if (this.list.some((known) => known.errorId === errorId && known.start === start && known.end === end)) return;
    this.list.push({ errorId, message: workflowMessages[errorId].replaceAll('{0}', argument), start, end, incompleteInput: false });
  }
}
