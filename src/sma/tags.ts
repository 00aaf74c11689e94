/** Tags of a runbook: one string of at most 512 characters, separated by commas (sma-rest-api.md 3.4). */
export const MAX_TAGS = 512;

/** The single tags; some tools separate by semicolons, so both count. Empty ones and repetitions (without case) go. */
export function parseTags(text: string | null): readonly string[] {
  const tags = new Map<string, string>();
  for (const part of (text ?? '').split(/[,;]/)) {
    const tag = part.trim();
    if (tag !== '' && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return [...tags.values()];
}

/** What is wrong with a list of tags, or undefined. */
export function tagsProblem(tags: readonly string[]): string | undefined {
  const bad = tags.find((tag) => /[,;]/.test(tag));
  if (bad !== undefined) return `The tag '${bad}' contains a comma or semicolon, which separate tags.`;
  const { length } = formatTags(tags) ?? '';
  return length > MAX_TAGS ? `The tags take ${length} characters together; SMA allows ${MAX_TAGS}.` : undefined;
}

/** The text to store; null for none. */
export const formatTags = (tags: readonly string[]): string | null => (tags.length === 0 ? null : tags.join(','));
