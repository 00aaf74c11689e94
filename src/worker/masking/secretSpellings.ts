/** How a text looks where a common writer has escaped it: whoever reads it there reads the secret. */

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** The text itself, in JSON (also of Windows PowerShell), in XML and HTML, in a URL, and between single quotes. */
export function spellings(text: string): ReadonlySet<string> {
  const json = JSON.stringify(text).slice(1, -1);
  const wellFormed = text.toWellFormed();
  return new Set([
    text, json,
    json.replace(/['<>&]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    text.replace(/[&<>"']/g, (c) => XML[c] ?? c), text.replace(/[&<>]/g, (c) => XML[c] ?? c), text.replace(/[&<>"']/g, (c) => (c === "'" ? '&#39;' : XML[c] ?? c)),
    encodeURIComponent(wellFormed),
    encodeURIComponent(wellFormed).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    text.replaceAll("'", "''"),
  ]);
}
