/** Text as WebUtility.HtmlEncode writes it, which ConvertTo-Html does too: signs of HTML, what is above ASCII in Latin-1, and pairs of surrogates by their numbers. */
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const htmlText = (text: string): string => text.replace(/[&<>"'\u00a0-\u00ff\u{10000}-\u{10ffff}]/gu, (c) => SIGNS[c] ?? `&#${c.codePointAt(0) ?? 0};`);
