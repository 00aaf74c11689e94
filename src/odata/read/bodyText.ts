/** The text of a request body, within limits. */
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { charsetOf } from '../negotiate/format.ts';

/**
 * Decodes a body: as its byte order mark says, else the `charset` of its Content-Type, else the declaration of an XML document
 * (RFC 7303, 3), else as UTF-8. @throws ODataError BodyTooLarge, BodySyntax, and UnsupportedMediaType for a charset that is none
 */
export function bodyText(bytes: Uint8Array, format: 'Atom' | 'JSON' | 'text', contentType: string | undefined, limits: ODataLimits = DEFAULT_LIMITS): string {
  if (bytes.byteLength > limits.bodyBytes) throw odataError('BodyTooLarge', bytes.byteLength, limits.bodyBytes);
  const charset = charsetOf(contentType);
  const encoding = markOf(bytes) ?? charset ?? (format === 'Atom' ? declaredIn(bytes) : undefined) ?? 'utf-8';
  const decoder = decoderOf(encoding);
  if (decoder === undefined) throw odataError('UnsupportedMediaType', charset === undefined ? encoding : contentType ?? '');
  try {
    return decoder.decode(bytes);
  } catch {
    throw odataError('BodySyntax', format, `it is not valid ${encoding.toUpperCase()} text.`);
  }
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return undefined;
  }
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xFF && second === 0xFE) return 'utf-16le';
  if (first === 0xFE && second === 0xFF) return 'utf-16be';
  return first === 0xEF && second === 0xBB && third === 0xBF ? 'utf-8' : undefined;
}

/** What an XML declaration says. It can be read, so whatever it says, it is not UTF-16. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const [, name] = /^<\?xml[^>]{0,80}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(Buffer.from(bytes.subarray(0, 160)).toString('latin1')) ?? [];
  return name === undefined || /^utf-?16/i.test(name) ? undefined : name;
}
