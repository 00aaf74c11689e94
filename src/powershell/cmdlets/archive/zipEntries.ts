/** Zip files as they lie on the disk: the list of what they hold, each entry unpacked when it is asked for. */
import { netThrow } from '../../runtime/errors/raise.ts';
import { nodeZlib } from '../../runtime/nodeModules.ts';

/** One entry of the central directory. */
export interface Packed { readonly name: string; readonly method: number; readonly crc: number; readonly packedSize: number; readonly size: number; readonly modifiedMs: number; readonly attributes: number; readonly comment: string; readonly offset: number; readonly isEncrypted: boolean }

const END = 0x06054b50, ENTRY = 0x02014b50, LOCAL = 0x04034b50, LONGEST_COMMENT = 0xffff, UTF8 = 0x800;
const broken = (message: string): never => netThrow('System.IO.InvalidDataException', message);
/** DOS time, which knows no zone, as the milliseconds of such a clock. */
const dosTime = (date: number, time: number): number => Date.UTC((date >> 9) + 1980, ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2);

/** What a zip file holds. Throws InvalidDataException where it is none. */
export function packedEntries(data: Uint8Array): Packed[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength), text = (at: number, length: number, isUtf8: boolean): string => new TextDecoder(isUtf8 ? 'utf-8' : 'ibm866').decode(data.subarray(at, at + length));
  let end = data.length - 22;
  while (end >= 0 && end >= data.length - 22 - LONGEST_COMMENT && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) return broken('End of Central Directory record could not be found.');
  const count = view.getUint16(end + 10, true), all: Packed[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > data.length || view.getUint32(at, true) !== ENTRY) return broken('Number of entries expected in End Of Central Directory does not correspond to number of entries in Central Directory.');
    const flags = view.getUint16(at + 8, true), nameLength = view.getUint16(at + 28, true), extra = view.getUint16(at + 30, true), comment = view.getUint16(at + 32, true), isUtf8 = (flags & UTF8) !== 0;
    const ascii = data.subarray(at + 46, at + 46 + nameLength).every((b) => b < 0x80);
    all.push({
      name: text(at + 46, nameLength, isUtf8 || ascii), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), packedSize: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true),
      modifiedMs: dosTime(view.getUint16(at + 14, true), view.getUint16(at + 12, true)), attributes: view.getInt32(at + 38, true), comment: text(at + 46 + nameLength + extra, comment, isUtf8), offset: view.getUint32(at + 42, true), isEncrypted: (flags & 1) !== 0,
    });
    at += 46 + nameLength + extra + comment;
  }
  return all;
}
/** The content of an entry. Throws InvalidDataException where it is damaged. */
export function unpack(data: Uint8Array, entry: Packed): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (entry.offset + 30 > data.length || view.getUint32(entry.offset, true) !== LOCAL) return broken('A local file header is corrupt.');
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true), packed = data.subarray(from, from + entry.packedSize);
  if (entry.isEncrypted || (entry.method !== 0 && entry.method !== 8)) return broken('The archive entry was compressed using an unsupported compression method.');
  let content: Uint8Array;
  try { content = entry.method === 0 ? packed.slice() : new Uint8Array(nodeZlib().inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })); } catch { return broken('Found invalid data while decoding.'); }
  return nodeZlib().crc32(content) === entry.crc ? content : broken('The archive entry is damaged: what was unpacked is not what was packed.');
}
