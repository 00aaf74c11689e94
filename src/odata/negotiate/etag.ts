/** Entity tags of requests (RFC 9110, 8.8.3, 13.1): compared by their text, weak or strong alike. */
const TAG = /(?:W\/)?"[^"]*"/g;

const textOf = (tag: string): string => tag.replace(/^W\//, '');

/** The header of a condition; an empty one is none. */
export const conditionOf = (header: string | null): string | undefined => (header === null || header.trim() === '' ? undefined : header);

/**
 * Whether a header such as `If-Match` names the tag: `*` names any that exists.
 * @param tag undefined where what it is about has none
 */
export function namesTag(header: string, tag: string | undefined): boolean {
  if (header.trim() === '*') return true;
  return tag !== undefined && (header.match(TAG) ?? []).some((one) => textOf(one) === textOf(tag));
}
