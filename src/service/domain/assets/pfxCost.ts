/**
 * What opening a PFX costs, seen before it is opened: its keys are derived by as many rounds as the file itself says, up to
 * two thousand million each (RFC 7292, 4 and appendix B; RFC 8018, appendix A), and OpenSSL cannot be stopped meanwhile.
 */

/** One value of BER: `content` without its head, `next` where the one behind it begins. */
interface Value { readonly tag: number; readonly content: Buffer; readonly next: number }

const INTEGER = 0x02, OCTETS = 0x04, PARTS_OF_OCTETS = 0x24, CONSTRUCTED = 0x20, MOST_LEVELS = 40;

/**
 * The rounds of all derivations that can be seen, together: every INTEGER that stands behind the OCTET STRING of a salt, as
 * in MacData, PBEParameter and PBKDF2-params. What lies within encrypted parts is not seen. Bytes that are no BER cost nothing.
 */
export function roundsOf(pfx: Buffer): number {
  return roundsIn(pfx, 0)?.rounds ?? 0;
}

function roundsIn(bytes: Buffer, level: number): { readonly rounds: number } | undefined {
  if (level > MOST_LEVELS) return undefined;
  let rounds = 0, before = 0;
  for (let at = 0; at < bytes.length;) {
    const value = valueAt(bytes, at, level);
    if (value === undefined) return undefined;
    const { tag, content } = value;
    if (tag === INTEGER && isOctets(before)) rounds += countOf(content);
    else if (isOctets(tag)) rounds += roundsIn(octetsOf(value, level), level + 1)?.rounds ?? 0;
    else if ((tag & CONSTRUCTED) !== 0) rounds += roundsIn(content, level + 1)?.rounds ?? 0;
    before = tag;
    at = value.next;
  }
  return { rounds };
}

const isOctets = (tag: number): boolean => tag === OCTETS || tag === PARTS_OF_OCTETS;

/** As a number; what is larger than any count is that. */
const countOf = (content: Buffer): number => content.reduce((sum, byte) => sum * 256 + byte, 0);

/** The bytes of an OCTET STRING, which BER may cut into parts. */
function octetsOf({ tag, content }: Value, level: number): Buffer {
  if (tag === OCTETS) return content;
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length;) {
    const part = valueAt(content, at, level + 1);
    if (part === undefined) break;
    parts.push(part.content);
    at = part.next;
  }
  return Buffer.concat(parts);
}

function valueAt(bytes: Buffer, start: number, level: number): Value | undefined {
  const tag = bytes[start], first = bytes[start + 1];
  // Tags of more than a byte are in no PFX.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || level > MOST_LEVELS) return undefined;
  if (first === 0x80) return openAt(bytes, start, tag, level);
  const size = first < 0x80 ? 0 : first & 0x7f;
  if (size > 4 || start + 2 + size > bytes.length) return undefined;
  const length = size === 0 ? first : bytes.readUIntBE(start + 2, size), from = start + 2 + size;
  return from + length > bytes.length ? undefined : { tag, content: bytes.subarray(from, from + length), next: from + length };
}

/** A value without a length: it ends with two zeros behind its parts. */
function openAt(bytes: Buffer, start: number, tag: number, level: number): Value | undefined {
  for (let at = start + 2; at < bytes.length;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return { tag, content: bytes.subarray(start + 2, at), next: at + 2 };
    const part = valueAt(bytes, at, level + 1);
    if (part === undefined) return undefined;
    at = part.next;
  }
  return undefined;
}
