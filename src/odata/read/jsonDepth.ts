/** How deep a JSON text nests, seen before it is parsed. */

const QUOTE = 0x22, BACKSLASH = 0x5C, LIST = 0x5B, LIST_END = 0x5D, OBJECT = 0x7B, OBJECT_END = 0x7D;

/** Whether lists and objects stand inside each other more than `most` deep. Of a text that is no JSON the answer may be either. */
export function isDeeper(json: string, most: number): boolean {
  let depth = 0, inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) inText = !inText;
    else if (inText) at += code === BACKSLASH ? 1 : 0;
    else if (code === LIST || code === OBJECT) depth += 1;
    else if (code === LIST_END || code === OBJECT_END) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}
