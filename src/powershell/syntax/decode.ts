/** How a script file was written. */
export type ScriptEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedScript {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: ScriptEncoding;
  readonly hasByteOrderMark: boolean;
}

/** Bytes that are no script: why, and what to do, in one sentence. */
export class ScriptEncodingError extends Error {
  readonly code: 'ScriptTooLarge' | 'ScriptIsBinary' | 'ScriptIsBroken';

  constructor(code: ScriptEncodingError['code'], message: string) {
    super(message);
    this.name = 'ScriptEncodingError';
    this.code = code;
  }
}

/** Larger files are refused: nobody wrote them as a script. */
export const largestScript = 32 * 1024 * 1024;
/** How much of the beginning is looked at to tell UTF-16 without a mark. */
const sample = 4096;

const begins = (bytes: Uint8Array, ...mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

/** UTF-16 without a byte order mark: in the letters of scripts every second byte is 0. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, sample) & ~1;
  if (length < 2 || bytes.length % 2 !== 0) return undefined;
  let even = 0, odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : undefined;
}

function decodeAs(bytes: Uint8Array, encoding: ScriptEncoding, hasByteOrderMark: boolean): DecodedScript | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' }).decode(bytes), encoding, hasByteOrderMark };
  } catch {
    return undefined;
  }
}

/** Line of the first NUL, from 1. */
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n?|\n/).length;

/**
 * The text of a script file: UTF-8 and UTF-16 in either order, with a byte order mark or without, and what older editors on
 * Windows write (Windows-1252) where it is not UTF-8, as Windows PowerShell reads it. Throws ScriptEncodingError for what is
 * no text: NUL characters, half a character at the end, UTF-32, more than 32 MB.
 */
export function decodeScript(bytes: Uint8Array): DecodedScript {
  if (bytes.length > largestScript) {
    throw new ScriptEncodingError('ScriptTooLarge', `The file has ${Math.ceil(bytes.length / 1024 / 1024)} MB; a script may have ${largestScript / 1024 / 1024}. Split it, or load data from elsewhere.`);
  }
  if (begins(bytes, 0xff, 0xfe, 0, 0) || begins(bytes, 0, 0, 0xfe, 0xff)) throw new ScriptEncodingError('ScriptIsBroken', 'The file is UTF-32, which PowerShell does not read. Save it as UTF-8.');
  const utf16 = begins(bytes, 0xff, 0xfe) ? 'utf-16le' : begins(bytes, 0xfe, 0xff) ? 'utf-16be' : undefined;
  const encoding = utf16 ?? withoutMark(bytes);
  if (encoding !== undefined) {
    const found = decodeAs(bytes, encoding, utf16 !== undefined);
    if (found === undefined) throw new ScriptEncodingError('ScriptIsBroken', 'The file is UTF-16 with half a character in it: it may have been cut off. Restore it, or save it as UTF-8.');
    return checked(found);
  }
  const hasMark = begins(bytes, 0xef, 0xbb, 0xbf), utf8 = decodeAs(bytes, 'utf-8', hasMark);
  if (utf8 !== undefined) return checked(utf8);
  if (hasMark) throw new ScriptEncodingError('ScriptIsBroken', 'The file says that it is UTF-8 and is not: it may have been cut off or changed by a program. Restore it, or save it as UTF-8.');
  return checked(decodeAs(bytes, 'windows-1252', false)!);
}

function checked(found: DecodedScript): DecodedScript {
  const at = found.text.indexOf('\0');
  if (at < 0) return found;
  throw new ScriptEncodingError('ScriptIsBinary', `The file holds a NUL character in line ${lineOf(found.text, at)}: it is no text. Remove it, or save the script as UTF-8.`);
}
