import { NOT_EMPTY } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { current } from '../../runtime/run/current.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { bytesValue } from '../../runtime/types/text/text.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { TypedArray } from '../../runtime/values/arrays.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { NetObject } from '../../runtime/values/value.ts';
import { encodeText, encodingArgument, encodingName } from '../items/fileSystem/encodings.ts';
import { fileSystem, portOf } from '../items/fileSystem/fileSystem.ts';
import { FileItem } from '../items/fileSystem/fileTypes.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { eachPlace } from '../items/paths/itemSteps.ts';
import { matchingPlaces } from '../items/paths/paths.ts';
import { ItemError } from '../items/providers/provider.ts';
import { elementBytes } from './elementBytes.ts';

const SETS = { path: 'Path', literal: 'LiteralPath', input: 'ByInputObject' } as const;
/** Sixteen bytes of something, with the place they are at and what they are of. */
class ByteLine extends NetObject {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Undefined where they are of an object. */
  readonly path: string | undefined;
  readonly label: string;
  constructor(offset: number, bytes: Uint8Array, path: string | undefined, label: string) { super(); this.offset = offset; this.bytes = bytes; this.path = path; this.label = label; }
}
const hex = (n: number, width: number): string => n.toString(16).toUpperCase().padStart(width, '0');
const hexBytes = (l: ByteLine): string => [...l.bytes].map((b) => hex(b, 2)).join(' ');
const isControl = (b: number): boolean => b < 32 || (b >= 127 && b < 160);
const ascii = (l: ByteLine): string => [...l.bytes].map((b) => (b === 0 ? ' ' : isControl(b) ? '\ufffd' : String.fromCharCode(b))).join('');
laterType<ByteLine>(named<ByteLine>('Microsoft.PowerShell.Commands.ByteCollection'), () => ({
  // A part of a line is filled up; behind a whole one of an object the next line begins (ByteCollection.ToString).
  text: (l) => (l.bytes.length === 0 ? '' : `${hex(l.offset, 16)}   ${hexBytes(l).padEnd(48)} ${ascii(l).padEnd(16)}${l.bytes.length === 16 && l.path === undefined ? current().host.environment.platform === 'win32' ? '\r\n' : '\n' : ''}`),
  props: {
    Offset: [T.UInt32, (l) => l.offset], Offset64: [T.UInt64, (l) => BigInt(l.offset)], Bytes: [undefined, (l) => bytesValue(l.bytes)], Path: [T.String, (l) => l.path ?? null],
    HexOffset: [T.String, (l) => hex(l.offset, 16)], Label: [T.String, (l) => l.label], HexBytes: [T.String, hexBytes], Ascii: [T.String, ascii],
  },
}), ByteLine);

export const formatHex = cmdlet({
  name: 'Format-Hex', aliases: ['fhx'], className: 'Microsoft.PowerShell.Commands.FormatHex', synopsis: 'Shows bytes as hexadecimal numbers.',
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], validate: NOT_EMPTY },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], validate: NOT_EMPTY },
    InputObject: { type: T.Object, sets: [SETS.input], mandatory: [SETS.input], from: 'pipeline' }, Encoding: { type: T.Object, transform: encodingArgument, sets: [SETS.input], validate: NOT_EMPTY },
    Count: { type: T.Int64, validate: [{ rangeKind: 'Positive' }] }, Offset: { type: T.Int64, validate: [{ rangeKind: 'NonNegative' }] }, Raw: { type: T.Switch, sets: [SETS.input] },
  },
  run(p, ctx) {
    const from = Number(p.Offset ?? 0n), part = (bytes: Uint8Array): Uint8Array => bytes.subarray(from, p.Count === undefined ? undefined : from + Number(p.Count));
    const write = (bytes: Uint8Array, start: number, path: string | undefined, label: string): void => {
      for (let at = 0; at < bytes.length; at += 16) ctx.write(new ByteLine(start + at, bytes.subarray(at, at + 16), path, label));
    };
    /** Places of a file count from its beginning, those of objects from where the wanted part begins. */
    const file = (path: string): void => { write(part(portOf(ctx).read(path)), from, path, path); };
    const labelOf = (name: string): string => `${name.replace(/^.*\./, '')} (${name}) <${[...ctx.host.random.bytes(4)].map((b, i) => hex(i === 0 ? b & 127 : b, 2)).join('')}>`;
    // Numbers of one type that follow each other are shown together.
    let type = '', held: number[] = [];
    const flush = (): void => { if (held.length > 0) write(part(Uint8Array.from(held)), 0, undefined, labelOf(type)); type = ''; held = []; };
    return {
      process() {
        if (p.Path !== undefined || p.LiteralPath !== undefined) {
          const there = p.Path?.filter((text) => !hasWildcard(text) || matchingPlaces(ctx, text).length > 0);
          eachPlace(ctx, { Path: there, LiteralPath: p.LiteralPath }, ({ provider, path }) => {
            if (provider !== fileSystem) throw new ItemError({ id: 'FormatHexOnlySupportsFileSystemPaths', category: 'InvalidArgument', target: path, exception: 'System.ArgumentException', message: `The given path '${path}' is not supported. This command only supports the FileSystem Provider paths.` });
            file(path);
          });
          return;
        }
        const item = unwrap(p.InputObject);
        if (item instanceof FileItem) { flush(); file(item.path); return; }
        if (typeof item === 'string') { flush(); write(part(encodeText(item, encodingName(p.Encoding), false)), 0, undefined, labelOf('System.String')); return; }
        const isArray = item instanceof TypedArray, parts = (isArray ? [...item] : [item]).map(elementBytes), own = typeOf(item).name;
        if (parts.length === 0 || parts.includes(undefined)) {
          flush();
          ctx.writeError({ id: 'FormatHexTypeNotSupported', category: 'InvalidArgument', target: own, exception: 'System.ArgumentException', message: `Cannot convert input of type '${own}' to hexadecimal. To view the hexadecimal formatting of its string representation, pipe it to the Out-String cmdlet before piping it to Format-Hex.` });
          return;
        }
        if (isArray || own !== type) flush();
        type = own;
        for (const bytes of parts) held.push(...bytes ?? []);
        if (isArray) flush();
      },
      end: flush,
    };
  },
});
