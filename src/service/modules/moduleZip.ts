/**
 * The zip of an integration module (sma-rest-api.md 3.11), read with distrust: what it unpacks to is bounded before it is
 * unpacked, and no name in it leads out of its folder. The zip holds one folder, named as the module file in it.
 */
import { unzipSync } from 'fflate';
import { smaError } from '../../sma/errors.ts';

export interface ModuleFiles {
  readonly name: string;
  /** By path below the module's folder, with forward slashes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const MAX_FILES = 5_000;
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_PATH = 240;

const fail = (reason: string): Error => smaError('PropertyInvalid', 'Module', 'content', reason);

/** Reads and checks a zip. Fails with PropertyInvalid, in words for whoever packed it. */
export function readModuleZip(bytes: Uint8Array): ModuleFiles {
  const links = linksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const entries = unpack(bytes, links);
  const folders = new Set([...entries.keys()].map((path) => path.split('/')[0] ?? ''));
  const [name] = folders;
  if (name === undefined || folders.size > 1 || [...entries.keys()].some((path) => !path.includes('/'))) {
    throw fail('the zip must hold one folder, named as the module, with its files inside.');
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(name)) throw fail(`'${name}' is no name of a module: letters, digits, dots, hyphens and underscores.`);
  const files = new Map([...entries].map(([path, content]) => [path.slice(name.length + 1), content] as const));
  const isModule = [...files.keys()].some((path) => ['.psd1', '.psm1', '.dll'].some((ending) => path.toLowerCase() === `${name.toLowerCase()}${ending}`));
  if (!isModule) throw fail(`the folder '${name}' holds no ${name}.psd1, ${name}.psm1 or ${name}.dll.`);
  return { name, files };
}

function unpack(bytes: Uint8Array, links: ReadonlySet<string>): ReadonlyMap<string, Uint8Array> {
  const seen = new Set<string>();
  let total = 0;
  let refusal: string | undefined;
  const refuse = (reason: string): false => {
    refusal ??= reason;
    return false;
  };
  let unzipped: Readonly<Record<string, Uint8Array>>;
  try {
    unzipped = unzipSync(bytes, {
      filter({ name, originalSize, size }) {
        if (name.endsWith('/')) return false;
        const problem = pathProblem(name);
        if (problem !== undefined) return refuse(`it holds '${name.slice(0, 80)}', ${problem}.`);
        if (links.has(name)) return refuse(`it holds '${name.slice(0, 80)}', which is a link.`);
        if (seen.has(name.toLowerCase())) return refuse(`it holds '${name.slice(0, 80)}' twice.`);
        seen.add(name.toLowerCase());
        total += Math.max(originalSize, size);
        if (seen.size > MAX_FILES) return refuse(`it holds more than ${MAX_FILES} files.`);
        return total <= MAX_BYTES || refuse(`it unpacks to more than ${MAX_BYTES} bytes.`);
      },
    });
  } catch (error) {
    throw fail(`it is no zip that can be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (refusal !== undefined) throw fail(refusal);
  if (Object.keys(unzipped).length === 0) throw fail('the zip is empty.');
  return new Map(Object.entries(unzipped));
}

function pathProblem(path: string): string | undefined {
  if (path.length > MAX_PATH) return 'whose path is too long';
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001F<>:"|?*\\]/.test(path)) return 'whose name no file can have everywhere';
  return path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.' || part === '') ? 'which leads out of its folder' : undefined;
}

/** Names that the central directory marks as symbolic links (APPNOTE 4.4.15: the Unix mode in the upper half). */
function linksOf(bytes: Buffer): ReadonlySet<string> {
  const links = new Set<string>();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4B, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return links;
  for (let at = bytes.readUInt32LE(end + 16); at + 46 <= end && bytes.readUInt32LE(at) === 0x02014B50;) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if ((bytes.readUInt32LE(at + 38) >>> 28) === 0xA) links.add(bytes.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return links;
}
