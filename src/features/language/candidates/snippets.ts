import snippets from './snippets.json' with { type: 'json' };
import { candidate, type Candidate } from './candidate.ts';

/** Those that only a workflow may hold. */
const ofWorkflows = /^(?:inlinescript|parallel|foreach-parallel|checkpoint|sma-retry)/;

/** Patterns of runbooks, by the words that call them, for the beginning of a statement. The editor itself would offer contributed ones anywhere, among keys and values too. */
export function snippetCandidates(before: string, isWorkflowBody: boolean, isInWorkflow: boolean): Candidate[] {
  if (!/(?:^|[\n\r;]|(?<!@)\{)[ \t]*$/.test(before)) return [];
  return Object.entries(snippets).flatMap(([name, { prefix, description, body }]) =>
    (Array.isArray(prefix) ? prefix : [prefix]).flatMap((word) => ((ofWorkflows.test(word) ? isWorkflowBody : !(isInWorkflow && word.endsWith('workflow'))) ? [candidate(word, 'snippet', '5', { insert: body.join('\n'), isSnippet: true, filter: word, note: name, help: description })] : [])));
}
