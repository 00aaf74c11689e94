/** Enough for one more character of any kind. */
const SLACK = 4;

/** Texts as bytes (UTF-8), one behind the other. A page is large enough for this to cost more than all it is made of. */
export function joinTexts(texts: readonly string[]): Uint8Array {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const bytes = Buffer.allocUnsafe(length + SLACK);
  let at = 0;
  for (const text of texts) {
    const written = bytes.write(text, at);
    // As many bytes as characters: ASCII, as nearly everything is, which need not be measured first. Of anything else there are more, and room for one more.
    if (written !== text.length) return joinMeasured(texts);
    at += written;
  }
  return bytes.subarray(0, at);
}

function joinMeasured(texts: readonly string[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  let at = 0;
  for (const text of texts) at += bytes.write(text, at);
  return bytes;
}
