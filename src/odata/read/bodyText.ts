/** The text of a request body, within limits. */
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';

/** Decodes UTF-8, or UTF-16 where a byte order mark says so. @throws ODataError BodyTooLarge, BodySyntax */
export function bodyText(bytes: Uint8Array, format: 'Atom' | 'JSON', limits: ODataLimits = DEFAULT_LIMITS): string {
  if (bytes.byteLength > limits.bodyBytes) throw odataError('BodyTooLarge', bytes.byteLength, limits.bodyBytes);
  const [first, second] = bytes;
  const encoding = first === 0xFF && second === 0xFE ? 'utf-16le' : first === 0xFE && second === 0xFF ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw odataError('BodySyntax', format, `it is not valid ${encoding.toUpperCase()} text.`);
  }
}
