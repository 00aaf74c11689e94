/**
 * The zip of an integration module (sma-rest-api.md 3.11), read with distrust: what it unpacks to is bounded before it is
 * unpacked, and no name in it leads out of its folder. The zip holds one folder, named as the module file in it.
 */
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { smaError } from '../../sma/errors.ts';
import { zipDirectory } from './zipDirectory.ts';

export interface ModuleFiles {
  readonly name: string;
  /** By path below the module's folder, with forward slashes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const MAX_FILES = 5_000;
const MAX_BYTES = 400 * 1024 * 1024;
const MAX_PATH = 240;

/** Letters of any alphabet: the folder is found by them on every system, since all names are composed (NFC). */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,127}$/u;
/** Of one name in a path: what no file system takes more of. */
const MAX_NAME_BYTES = 250;

const fail = (reason: string): Error => smaError('PropertyInvalid', 'Module', 'content', reason);

/** Reads and checks a zip. Fails with PropertyInvalid, in words for whoever packed it. */
export function readModuleZip(bytes: Uint8Array): ModuleFiles {
  const found = moduleIn(unpack(bytes)), { name } = found;
  if (!NAME.test(name)) throw fail(`'${name}' is no name of a module: letters, digits, dots, hyphens and underscores, 128 at most.`);
  const files = withoutVersion(name, found.files);
  const main = ENDINGS.flatMap((ending) => [...files.keys()].filter((path) => path.toLowerCase() === `${name.toLowerCase()}${ending}`))[0];
  if (main === undefined) throw fail(`the folder '${name}' holds no ${name}.psd1, ${name}.psm1 or ${name}.dll.`);
  // Where files are found by the case of their names too, the folder must be called as the file in it.
  return { name: main.slice(0, name.length), files };
}

/** Of the file that a module begins with, in the order in which PowerShell looks for them. */
const ENDINGS = ['.psd1', '.psm1', '.dll'] as const;

/**
 * The folder that is the module. The rule is one folder and nothing beside it (sma-rest-api.md 3.11). What people pack all the same, and what
 * can mean one thing only, is taken: a read-me or folders of tests beside that folder, what macOS adds, and the files of a module without
 * its folder, which its manifest names then.
 */
function moduleIn(all: ReadonlyMap<string, Uint8Array>): ModuleFiles {
  const entries = [...all].filter(([path]) => !ADDED.test(path)), folders = Map.groupBy(entries, ([path]) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : ''));
  const below = (folder: string): ReadonlyMap<string, Uint8Array> => new Map((folders.get(folder) ?? []).map(([path, content]) => [path.slice(folder.length + 1), content] as const));
  const beside = (folders.get('') ?? []).map(([path]) => path);
  folders.delete('');
  const [only] = folders.keys();
  if (only !== undefined && folders.size === 1 && beside.length === 0) return { name: only, files: below(only) };
  const loose = ENDINGS.map((ending) => beside.filter((path) => path.toLowerCase().endsWith(ending))).find((some) => some.length > 0) ?? [];
  const modules = [...folders.keys()].filter((folder) => [...below(folder).keys()].some((path) => isMain(folder, path) || isMain(folder, ofVersion(path))));
  const [file] = loose, [module] = modules;
  if (file !== undefined && loose.length === 1 && module !== undefined && !isOwn(file, all.get(file), modules)) throw fail(`it holds the module '${module}' in a folder, and '${file}' beside it: which of them is meant cannot be known. Leave '${file}' out, or pack what belongs to it into a folder of its name.`);
  if (file !== undefined && loose.length === 1) return { name: file.slice(0, file.lastIndexOf('.')), files: new Map(entries) };
  if (module !== undefined && modules.length === 1 && file === undefined) return { name: module, files: below(module) };
  throw fail(`the zip must hold one folder, named as the module, with its files inside${modules.length > 1 && file === undefined ? `; it holds several modules (${modules.slice(0, 5).join(', ')}): pack each into a zip of its own` : ''}.`);
}

/** Whether folders that are modules themselves belong to the module which a file at the top of the zip is: its manifest stands for all that is there, and a script names what it loads. */
function isOwn(file: string, content: Uint8Array | undefined, modules: readonly string[]): boolean {
  if (file.toLowerCase().endsWith('.psd1')) return true;
  const text = new TextDecoder(content?.[0] === 0xFF && content[1] === 0xFE ? 'utf-16le' : 'utf-8').decode(content).toLowerCase();
  return modules.every((module) => text.includes(module.toLowerCase()));
}

/** What macOS packs beside files, and into every folder (https://en.wikipedia.org/wiki/AppleSingle_and_AppleDouble_formats). */
const ADDED = /^__MACOSX\/|(?:^|\/)\.DS_Store$/;

/** A path below the folder of a version; none where it is in no such folder. */
function ofVersion(path: string): string {
  const [folder = '', ...rest] = path.split('/');
  return VERSION.test(folder) ? rest.join('/') : '';
}

/** How PowerShellGet names the folder of a version (about_PSModulePath; System.Version). */
const VERSION = /^\d+(?:\.\d+){1,3}$/;

const isMain = (name: string, path: string): boolean => ENDINGS.some((ending) => path.toLowerCase() === name.toLowerCase() + ending);

/**
 * A module as Save-Module leaves it has its files in a folder named by its version, `Mod/1.2.3/Mod.psd1`. There is one version of a module
 * here, and Windows PowerShell before 5 does not look into such folders: its files go where those of other modules are.
 */
function withoutVersion(name: string, files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  if ([...files.keys()].some((path) => isMain(name, path))) return files;
  const versions = [...new Set([...files.keys()].map((path) => path.split('/')).filter((parts) => isMain(name, ofVersion(parts.join('/')))).map(([folder = '']) => folder))];
  const [version] = versions;
  if (version === undefined) return files;
  if (versions.length > 1) throw fail(`it holds several versions of the module (${versions.slice(0, 5).join(', ')}): pack the one that runbooks are to use.`);
  const moved = new Map<string, Uint8Array>(), seen = new Set<string>();
  for (const [path, content] of files) {
    const there = path.startsWith(`${version}/`) ? path.slice(version.length + 1) : path;
    if (seen.has(there.toLowerCase())) throw fail(`it holds '${there.slice(0, 80)}' both in the folder of its version and beside it.`);
    seen.add(there.toLowerCase());
    moved.set(there, content);
  }
  return moved;
}

function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const directory = zipDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (directory === undefined) throw fail('it is no zip that can be read (its directory is missing or damaged).');
  const sums = new Map<string, number>();
  const seen = new Set<string>(), folders = new Set<string>();
  let index = -1;
  let total = 0;
  let refusal: string | undefined;
  const refuse = (reason: string): false => {
    refusal ??= reason;
    return false;
  };
  let unzipped: Readonly<Record<string, Uint8Array>>;
  try {
    unzipped = unzipSync(bytes, {
      filter({ name: packed, originalSize, size }) {
        // Asked for each entry, in their order.
        index += 1;
        const name = slashed(packed);
        if (name === '' || name.endsWith('/')) return false;
        const entry = directory[index];
        const problem = pathProblem(name);
        if (problem !== undefined) return refuse(`it holds '${name.slice(0, 80)}', ${problem}.`);
        if (entry === undefined || entry.isLink) return refuse(`it holds '${name.slice(0, 80)}', which is a link.`);
        if (entry.isEncrypted) return refuse(`it holds '${name.slice(0, 80)}', which is encrypted.`);
        const folded = name.normalize().toLowerCase();
        if (seen.has(folded)) return refuse(`it holds '${name.slice(0, 80)}' twice.`);
        seen.add(folded);
        for (let slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) folders.add(folded.slice(0, slash));
        sums.set(packed, entry.crc);
        // Whoever packs it makes nothing longer, but for some bytes: what says so would take as long to unpack as it likes.
        if (size > 1.01 * originalSize + 1024) return refuse(`its file '${name.slice(0, 80)}' is damaged; pack it anew.`);
        total += Math.max(originalSize, size);
        if (seen.size > MAX_FILES) return refuse(`it holds more than ${MAX_FILES} files.`);
        return total <= MAX_BYTES || refuse(`it unpacks to more than ${MAX_BYTES / 1024 / 1024} MB.`);
      },
    });
  } catch (error) {
    throw fail(`it is no zip that can be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (refusal !== undefined) throw fail(refusal);
  if (Object.keys(unzipped).length === 0) throw fail('the zip is empty.');
  const both = [...seen].find((name) => folders.has(name));
  if (both !== undefined) throw fail(`it holds '${both.slice(0, 80)}' both as a file and as a folder.`);
  for (const [name, content] of Object.entries(unzipped)) {
    // What is longer than it says was cut by the library, and what was damaged on its way may unpack all the same.
    if (crc32(content) !== sums.get(name)) throw fail(`its file '${name.slice(0, 80)}' is damaged; pack it anew.`);
  }
  return new Map(Object.entries(unzipped).map(([path, content]) => [slashed(path).normalize(), content]));
}

/** Compress-Archive of Windows PowerShell and .NET Framework before 4.6.1 pack with backslashes, against APPNOTE 4.4.17.1; no file of Windows has one in its name. What names the folder that one is in already (`./Mod/Mod.psm1`, as tar writes it, and some that pack zips) leads nowhere else. */
const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/(?<=[^/])\/(?:\.?\/)+/g, '/').replace(/^(?:\.\/)+/, '');

function pathProblem(path: string): string | undefined {
  if (path.length > MAX_PATH || path.split('/').some((part) => Buffer.byteLength(part.normalize()) > MAX_NAME_BYTES)) return 'whose path is too long';
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001F<>:"|?*]/.test(path)) return 'whose name no file can have everywhere';
  if (path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.' || part === '')) return 'which leads out of its folder';
  // Windows takes these for devices, and does not see what they end with.
  return path.split('/').some((part) => /[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part)) ? 'whose name no file can have everywhere' : undefined;
}
