import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { bytesValue } from '../../runtime/types/text.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { TypedArray } from '../../runtime/values/arrays.ts';
import { NetObject } from '../../runtime/values/value.ts';
import { encodeText, encodingName } from '../items/encodings.ts';
import { portOf } from '../items/fileSystem.ts';
import { FileItem } from '../items/fileTypes.ts';
import { eachPlace } from '../items/itemSteps.ts';
import { rawBytes } from '../../runtime/types/text.ts';

const SETS = { path: 'Path', literal: 'LiteralPath', input: 'ByInputObject' } as const;
/** Sixteen bytes of something, with the place they are at. */
class ByteLine extends NetObject {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly label: string;
  constructor(offset: number, bytes: Uint8Array, label: string) { super(); this.offset = offset; this.bytes = bytes; this.label = label; }
}
const hex = (n: number, width: number): string => n.toString(16).toUpperCase().padStart(width, '0');
const hexBytes = (l: ByteLine): string => [...l.bytes].map((b) => hex(b, 2)).join(' ');
const ascii = (l: ByteLine): string => [...l.bytes].map((b) => (b >= 32 && b < 127 ? String.fromCharCode(b) : b >= 127 || b < 32 ? '�' : ' ')).join('');
laterType<ByteLine>(named<ByteLine>('Microsoft.PowerShell.Commands.ByteCollection'), () => ({
  text: (l) => `${hex(l.offset, 16)}   ${hexBytes(l).padEnd(47)} ${ascii(l)}`,
  props: { Offset64: [T.UInt64, (l) => BigInt(l.offset)], Offset: [T.UInt32, (l) => l.offset], Bytes: [undefined, (l) => bytesValue(l.bytes)], Path: [T.String, (l) => l.label], HexOffset: [T.String, (l) => hex(l.offset, 16)], HexBytes: [T.String, hexBytes], Ascii: [T.String, ascii] },
}), ByteLine);
export const formatHex = cmdlet({
  name: 'Format-Hex', aliases: ['fhx'], defaultSet: SETS.path, synopsis: 'Shows bytes as hexadecimal numbers.',
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path] }, LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    InputObject: { type: T.Object, sets: [SETS.input], mandatory: [SETS.input], from: 'pipeline' }, Encoding: { type: T.Object }, Count: { type: T.Int64 }, Offset: { type: T.Int64 }, Raw: { type: T.Switch },
  },
  run(p, ctx) {
    const write = (bytes: Uint8Array, label: string): void => {
      const from = Number(p.Offset ?? 0n), wanted = bytes.subarray(from, p.Count === undefined ? undefined : from + Number(p.Count));
      for (let at = 0; at < wanted.length; at += 16) ctx.write(new ByteLine(from + at, wanted.subarray(at, at + 16), label));
    };
    return {
      process() {
        if (p.Path !== undefined || p.LiteralPath !== undefined) { eachPlace(ctx, { Path: p.Path, LiteralPath: p.LiteralPath }, ({ path }) => { write(portOf(ctx).read(path), path); }); return; }
        const item = p.InputObject;
        if (item instanceof FileItem) write(portOf(ctx).read(item.path), item.path);
        else if (item instanceof TypedArray) write(rawBytes(item), '');
        else write(encodeText(toText(item), encodingName(p.Encoding), false), '');
      },
    };
  },
});
