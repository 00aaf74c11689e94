/** The two types of runbook, with the names of the wire, which are not those people use (sma-rest-api.md 4.3, 10). */
export const RUNBOOK_TYPES = ['Script', 'PowerShellScript'] as const;
/** `Script` is a PowerShell Workflow, `PowerShellScript` a plain script. */
export type RunbookType = (typeof RUNBOOK_TYPES)[number];

/** A type as people say it. */
export const runbookTypeLabel = (type: RunbookType): string => (type === 'Script' ? 'PowerShell Workflow' : 'PowerShell script');

/** Derived from which versions exist, never stored (sma-rest-api.md 3.4). */
export type AuthoringState = 'New' | 'Published' | 'InEdit';
export function authoringState(runbook: { readonly PublishedRunbookVersionID: string | null; readonly DraftRunbookVersionID: string | null }): AuthoringState {
  if (runbook.PublishedRunbookVersionID === null) return 'New';
  return runbook.DraftRunbookVersionID === null ? 'Published' : 'InEdit';
}
