/** GZipStream, DeflateStream, ZLibStream and BrotliStream over a stream: read whole when first asked, written when closed. */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { nodeZlib } from '../../nodeModules.ts';
import { enumType } from '../system/enums.ts';
import { func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';
import { ByteStream } from './byteStreams.ts';
import { nameTable } from '../../values/nameTable.ts';

const SPACE = 'System.IO.Compression.';
const mode = enumType(`${SPACE}CompressionMode`, ['Decompress', 'Compress']), level = enumType(`${SPACE}CompressionLevel`, ['Optimal', 'Fastest', 'NoCompression', 'SmallestSize']);
type Method = 'GZip' | 'Deflate' | 'ZLib' | 'Brotli';
function unpacked(how: Method, data: Uint8Array): Uint8Array {
  const zlib = nodeZlib();
  try { return new Uint8Array(how === 'GZip' ? zlib.gunzipSync(data) : how === 'Deflate' ? zlib.inflateRawSync(data) : how === 'ZLib' ? zlib.inflateSync(data) : zlib.brotliDecompressSync(data)); } catch {
    return netThrow('System.IO.InvalidDataException', how === 'GZip' ? 'The archive entry was compressed using an unsupported compression method.' : 'Found invalid data while decoding.');
  }
}
function packed(how: Method, data: Uint8Array, strength: number): Uint8Array {
  const zlib = nodeZlib(), options = { level: strength };
  return new Uint8Array(how === 'GZip' ? zlib.gzipSync(data, options) : how === 'Deflate' ? zlib.deflateRawSync(data, options) : how === 'ZLib' ? zlib.deflateSync(data, options) : zlib.brotliCompressSync(data));
}
const LEVELS: Readonly<Record<string, number>> = nameTable({ optimal: 6, fastest: 1, nocompression: 0, smallestsize: 9 });
class CompressedStream extends ByteStream {
  private readonly how: Method;
  readonly under: ByteStream;
  private readonly compresses: boolean;
  private readonly strength: number;
  private readonly leaveOpen: boolean;
  constructor(how: Method, under: ByteStream, choice: string, leaveOpen: boolean) {
    const compresses = !/^(?:decompress|0)$/i.test(choice);
    if (under == null) netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'stream')", [['ParamName', 'stream']]);
    super(compresses || under.length === under.position ? new Uint8Array(0) : unpacked(how, under.read(under.length)), { canWrite: compresses });
    Object.defineProperty(this, 'netType', { value: types[how] });
    this.how = how;
    this.under = under;
    this.compresses = compresses;
    this.strength = LEVELS[choice.toLowerCase()] ?? LEVELS['optimal'] ?? 0;
    this.leaveOpen = leaveOpen;
  }
  override close(): void {
    if (!this.isOpen) return;
    if (this.compresses && this.bytes().length > 0) this.under.write(packed(this.how, this.bytes(), this.strength));
    super.close();
    if (!this.leaveOpen) this.under.close();
  }
}
const made = (how: Method) => named<CompressedStream>(`${SPACE}${how}Stream`, [], { base: ByteStream.type });
const types = { GZip: made('GZip'), Deflate: made('Deflate'), ZLib: made('ZLib'), Brotli: made('Brotli') };
for (const how of ['GZip', 'Deflate', 'ZLib', 'Brotli'] as const) {
  laterType<CompressedStream>(types[how], () => ({
    create: [mode, level].flatMap((choice) => [func([ByteStream.type, choice], (s, m) => new CompressedStream(how, s, toText(m), false)), func([ByteStream.type, choice, T.Boolean], (s, m, open) => new CompressedStream(how, s, toText(m), open))]),
    props: { BaseStream: [undefined, (s) => s.under], CanSeek: [T.Boolean, () => false], CanRead: [T.Boolean, (s) => s.isOpen && !s.canWrite] }, methods: { Dispose: [method([], (s) => { s.close(); }, T.Void)] },
  }));
}
