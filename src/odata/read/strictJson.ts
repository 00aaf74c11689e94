/**
 * JSON as Microsoft's reader takes it, written as JSON (Microsoft.Data.OData.Json.JsonReader): texts and names may stand in single quotes, and
 * may have tabs and line ends in them as they are; names may stand without quotes; a number may begin with a point or with zeros.
 *
 * One walk over the text, without recursion. What is no JSON in either form stays none: the parser tells it.
 */

const WORD = /[\p{L}\p{Nd}_$.@+-]+/yu;
const NAME = /^[\p{L}\p{Nd}_$.@]+$/u;
const COLON = /[ \t\r\n]*:/y;
const NUMBER = /^(-?)(?:0+(?=\d)|(?=\.\d))/;
/** What ends a text in quotes, or has to be written in another way. */
const SPECIAL = /["'\\\p{Cc}]/gu;

/** The text in strict JSON; a text that ends nowhere is given as it is. */
export function toStrictJson(text: string): string {
  let result = '', from = 0;
  const replace = (start: number, end: number, by: string): void => {
    result += text.slice(from, start) + by;
    from = end;
  };
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    if (character === '"' || character === "'") {
      const end = quoted(text, at, replace);
      if (end === undefined) return text;
      at = end;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word === undefined) {
      at += 1;
      continue;
    }
    COLON.lastIndex = at + word.length;
    if (COLON.test(text)) {
      if (NAME.test(word)) replace(at, at + word.length, `"${word}"`);
    } else if (NUMBER.test(word)) replace(at, at + word.length, word.replace(NUMBER, (zeros, sign: string) => (zeros === sign ? `${sign}0` : sign)));
    at += word.length;
  }
  return result + text.slice(from);
}

/** Goes over the text in quotes that begins here; gives the place behind it. */
function quoted(text: string, start: number, replace: (start: number, end: number, by: string) => void): number | undefined {
  const quote = text.charAt(start);
  if (quote === "'") replace(start, start + 1, '"');
  SPECIAL.lastIndex = start + 1;
  for (let found = SPECIAL.exec(text); found !== null; found = SPECIAL.exec(text)) {
    const at = found.index, [character] = found;
    if (character === quote) {
      if (quote === "'") replace(at, at + 1, '"');
      return at + 1;
    }
    if (character === '\\') {
      if (text.charAt(at + 1) === "'") replace(at, at + 2, "'");
      SPECIAL.lastIndex = at + 2;
    } else if (character === '"') replace(at, at + 1, '\\"');
    else if (character !== "'") replace(at, at + 1, `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  return undefined;
}
