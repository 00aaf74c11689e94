/** The Prefer header (OData v3 protocol, 6.2.4): whether a write is answered with the entity or with nothing. */
export type ContentPreference = 'return-content' | 'return-no-content';

/** The preference of a request; undefined when there is none, or when both are given. */
export function preferredContent(header: string | undefined): ContentPreference | undefined {
  const wishes = (header ?? '').split(',').map((wish) => wish.split(';', 1)[0]?.trim().toLowerCase());
  const content = wishes.includes('return-content');
  const nothing = wishes.includes('return-no-content');
  if (content === nothing) return undefined;
  return content ? 'return-content' : 'return-no-content';
}
