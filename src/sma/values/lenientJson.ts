/**
 * JSON as forgiving as the parser behind SMA (sma-rest-api.md 5.6): strings in single quotes, names without quotes, a
 * comma before a closing bracket. Integers beyond 2^53 stay exact as bigint. Anything else is refused, and the caller
 * then takes the text as it stands.
 *
 *   value  = object | array | string | number | 'true' | 'false' | 'null'
 *   object = '{' [ pair { ',' pair } [','] ] '}'        pair = (string | name) ':' value
 *   array  = '[' [ value { ',' value } [','] ] ']'
 *   string = '"' … '"' | "'" … "'"                      with the escapes of JSON, and \'
 */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

const MAX_DEPTH = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Made with the first use, as every pattern with classes of characters that a sandbox need not have at its start. */
let name: RegExp | undefined;
const namePattern = (): RegExp => (name ??= /[\p{L}_$][\p{L}\p{Nd}_$]*/uy);
const SPACE = /[ \t\r\n]*/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Parses a whole text. @returns undefined when it is not such JSON. */
export function parseLenientJson(text: string): { readonly value: JsonValue } | undefined {
  let position = 0;
  const failed = Symbol('failed');
  type Result = JsonValue | typeof failed;

  const space = (): void => { SPACE.lastIndex = position; position += SPACE.exec(text)?.[0].length ?? 0; };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) position += found.length;
    return found;
  };

  function string(): string | undefined {
    const quote = text.charAt(position);
    let result = '';
    position += 1;
    for (;;) {
      const character = text.charAt(position);
      if (character === '') return undefined;
      position += 1;
      if (character === quote) return result;
      if (character !== '\\') { result += character; continue; }
      const escape = text.charAt(position);
      position += 1;
      if (escape === 'u') {
        const digits = text.slice(position, position + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
        result += String.fromCharCode(Number.parseInt(digits, 16));
        position += 4;
      } else {
        const meaning = ESCAPES[escape];
        if (meaning === undefined) return undefined;
        result += meaning;
      }
    }
  }

  /** Reads `item` until `close`; commas between, one may trail. */
  function list(close: string, item: () => boolean): boolean {
    position += 1;
    for (;;) {
      space();
      if (text.charAt(position) === close) { position += 1; return true; }
      if (!item()) return false;
      space();
      if (text.charAt(position) === ',') position += 1;
      else if (text.charAt(position) !== close) return false;
    }
  }

  function value(depth: number): Result {
    space();
    if (depth > MAX_DEPTH) return failed;
    const character = text.charAt(position);
    if (character === '"' || character === "'") return string() ?? failed;
    if (character === '[') {
      const items: JsonValue[] = [];
      const good = list(']', () => { const item = value(depth + 1); if (item === failed) return false; items.push(item); return true; });
      return good ? items : failed;
    }
    if (character === '{') {
      const members = new Map<string, JsonValue>();
      const good = list('}', () => {
        const quoted = text.charAt(position) === '"' || text.charAt(position) === "'";
        const name = quoted ? string() : take(namePattern());
        space();
        if (name === undefined || text.charAt(position) !== ':') return false;
        position += 1;
        const member = value(depth + 1);
        if (member === failed) return false;
        members.set(name, member);
        return true;
      });
      return good ? Object.fromEntries(members) : failed;
    }
    const number = take(NUMBER);
    if (number !== undefined) return /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number)) ? BigInt(number) : Number(number);
    const word = take(namePattern());
    return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : failed;
  }

  const result = value(0);
  space();
  return result === failed || position !== text.length ? undefined : { value: result };
}

/** JSON text of a value; a bigint is written with all its digits. */
export function writeJson(value: JsonValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => writeJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
