/** A file larger than this is not read whole for the index. */
const LARGEST_WHOLE = 1024 * 1024;
/** A runbook is text of at most this (SMA takes no more): of a larger file the name is known, and nothing else. */
export const LARGEST_RUNBOOK = 4 * 1024 * 1024;
const BEGINNING = 256 * 1024;

/**
 * What the index reads of a text: all of it, or of a large one the beginning, up to the end of a line. Help, parameters and
 * the runbook's name stand there; calls and assets further down stay unknown until the file is opened.
 */
export function readable(text: string): string {
  if (text.length <= LARGEST_WHOLE) return text;
  const head = text.slice(0, BEGINNING), last = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r'));
  return last < 0 ? head : head.slice(0, last);
}
