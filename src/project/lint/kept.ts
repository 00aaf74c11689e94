import type { Finding } from './lint.ts';

interface Place { readonly start: number; readonly end: number }
/** A text that parsed, and what was to be said about it. */
export interface Sound<T extends Place = Finding> { readonly text: string; readonly findings: readonly T[] }

/** Where a place of a text lies after a change of it: undefined for what touches the changed lines. Pure. */
export function placesAfter(before: string, after: string): <T extends Place>(place: T) => T | undefined {
  const [same, rest] = unchanged(before, after), moved = after.length - before.length;
  return (place) => {
    if (place.end <= same) return place;
    return place.start >= before.length - rest ? { ...place, start: place.start + moved, end: place.end + moved } : undefined;
  };
}
/**
 * What still holds of a text's findings while somebody works on it and it does not parse: those of lines that have not changed, moved with
 * them. A fix that would touch the changed lines is left out; rules that look at broken texts too speak for themselves. Pure.
 */
export function keptFindings({ text, findings }: Sound, after: string): Finding[] {
  const placed = placesAfter(text, after);
  return findings.flatMap((finding) => {
    const kept = finding.rule.onBroken === true ? undefined : placed(finding);
    if (kept === undefined) return [];
    const edits = finding.fix?.edits.map(placed).filter((edit) => edit !== undefined);
    return { ...kept, fix: finding.fix !== undefined && edits?.length === finding.fix.edits.length ? { ...finding.fix, edits } : undefined };
  });
}
/** How much of the beginning and of the end two texts share, in whole lines. */
function unchanged(a: string, b: string): readonly [beginning: number, end: number] {
  const most = Math.min(a.length, b.length);
  let first = 0, last = 0;
  while (first < most && a.charCodeAt(first) === b.charCodeAt(first)) first++;
  const beginning = a.lastIndexOf('\n', first - 1) + 1;
  while (last < most - first && a.charCodeAt(a.length - 1 - last) === b.charCodeAt(b.length - 1 - last)) last++;
  // From the first line end that both have there; a text without another line ends with the change.
  const line = a.indexOf('\n', a.length - last);
  return [first === 0 ? 0 : beginning, last === 0 || line < 0 ? 0 : a.length - line];
}
