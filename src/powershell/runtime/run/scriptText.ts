import { decodeScript, ScriptEncodingError } from '../../syntax/index.ts';

/** The text of a script file, in whichever of the encodings that scripts come in. What is none of them becomes text as far as it can; its parser tells. */
export function scriptText(bytes: Uint8Array): string {
  try {
    return decodeScript(bytes).text;
  } catch (error) {
    if (!(error instanceof ScriptEncodingError)) throw error;
    return new TextDecoder().decode(bytes);
  }
}

/** The text of any file: with a mark at its beginning that says UTF-16, else UTF-8. */
export function markedText(bytes: Uint8Array): string {
  const mark = bytes.length < 2 ? 0 : ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  return new TextDecoder(mark === 0xFFFE ? 'utf-16le' : mark === 0xFEFF ? 'utf-16be' : 'utf-8').decode(bytes);
}
