/** Comparing text as .NET's invariant culture does (ICU's root collation); kept collators, because the locale functions cost a hundred times as much. */
const insensitive = new Intl.Collator('und', { sensitivity: 'accent', caseFirst: 'false' });
const sensitive = new Intl.Collator('und', { sensitivity: 'variant', caseFirst: 'false' });

/** Below 0, 0 or above 0. */
export const compareText = (a: string, b: string, ignoreCase = true): number => (a === b ? 0 : ignoreCase ? insensitive.compare(a, b) : sensitive.compare(a, b));

/** Whether two texts are equal; plain ASCII is decided without the collator. */
export function equalText(a: string, b: string, ignoreCase = true): boolean {
  if (a === b) return true;
  if (!ignoreCase) return a.length === b.length && isAscii(a) ? false : sensitive.compare(a, b) === 0;
  if (isAscii(a) && isAscii(b)) return a.length === b.length && a.toLowerCase() === b.toLowerCase();
  return insensitive.compare(a, b) === 0;
}
function isAscii(t: string): boolean {
  for (let i = 0; i < t.length; i++) if (t.charCodeAt(i) > 126 || t.charCodeAt(i) < 32) return false;
  return true;
}
