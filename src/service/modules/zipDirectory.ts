/** The central directory of a zip, for what the library that unpacks it does not tell (APPNOTE 4.3.12, 4.3.16). */

export interface ZipEntry {
  /** Of what is unpacked. */
  readonly crc: number;
  /** Of what is unpacked, as the zip has it. */
  readonly size: number;
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
}

const END = 0x06054B50;
const END_BYTES = 22;
const ENTRY = 0x02014B50;
const ENTRY_BYTES = 46;
const MOST_COMMENT = 65_535;

/** The entries in their order; undefined where there is no such directory, or one for files beyond 4 GB. */
export function zipDirectory(bytes: Buffer): readonly ZipEntry[] | undefined {
  let end = bytes.length - END_BYTES;
  while (end >= 0 && bytes.length - end <= END_BYTES + MOST_COMMENT && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < 0 || bytes.readUInt32LE(end) !== END) return undefined;
  const count = bytes.readUInt16LE(end + 8);
  const entries: ZipEntry[] = [];
  for (let at = bytes.readUInt32LE(end + 16); entries.length < count;) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    entries.push({ crc: bytes.readUInt32LE(at + 16), size: bytes.readUInt32LE(at + 24), isLink: (bytes.readUInt32LE(at + 38) >>> 28) === 0xA, isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1 });
    at += ENTRY_BYTES + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
