/** Words in lower case. */
export const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(/\s+/));
