/** System.IO.Compression.ZipFile: folders into zip files and out of them, with the errors of .NET. */
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { toText } from '../../runtime/convert/toText.ts';
import { NetThrow, exception, netThrow } from '../../runtime/errors/raise.ts';
import type { FilePort } from '../../runtime/host.ts';
import { current } from '../../runtime/run/current.ts';
import { func, laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ItemError } from '../items/providers/provider.ts';
import { leaf } from '../items/paths/paths.ts';
import { archiveMode, openArchive } from './zipArchive.ts';
import { LEVELS, add, contentOf, folder, inside } from './zipContent.ts';

const SPACE = 'System.IO.Compression.';
const filesHere = (): FilePort => current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
const full = (files: FilePort, path: string): string => files.resolve(current().location, path);
/** What a cmdlet would report is the method's own exception. */
function throwing(work: () => void): void {
  try { work(); } catch (e) {
    if (!(e instanceof ItemError)) throw e;
    throw new NetThrow(exception(e.spec.exception === undefined || e.spec.category === 'InvalidData' ? 'System.IO.InvalidDataException' : e.spec.exception, e.spec.message));
  }
}
function create(from: string, to: string, level: Value = 'Optimal', withFolder = false): void {
  const files = filesHere(), source = full(files, from), target = full(files, to), content: Zippable = {};
  if (files.stat(source)?.isDirectory !== true) netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${source}'.`);
  if (files.stat(target) !== undefined) netThrow('System.IO.IOException', `The file '${target}' already exists.`);
  throwing(() => {
    if (withFolder) add(files, content, source, leaf(source), target);
    else for (const child of files.list(source)) add(files, content, child.path, child.name, target);
    files.write(target, zipSync(content, { level: LEVELS[toText(level).toLowerCase() as keyof typeof LEVELS] }), false);
  });
}
function extract(from: string, to: string, overwrite = false): void {
  const files = filesHere(), source = full(files, from), target = full(files, to);
  if (files.stat(source) === undefined) netThrow('System.IO.FileNotFoundException', `Could not find file '${source}'.`);
  throwing(() => {
    folder(files, target);
    for (const [name, bytes] of Object.entries(contentOf(files.read(source), source))) {
      const path = inside(files, target, name, source);
      if (name.endsWith('/')) { folder(files, path); continue; }
      folder(files, files.resolve(path, '..'));
      if (!overwrite && files.stat(path) !== undefined) netThrow('System.IO.IOException', `The file '${path}' already exists.`);
      files.write(path, bytes, false);
    }
  });
}
laterType(named(`${SPACE}ZipFile`), () => ({
  statics: {
    CreateFromDirectory: [func([T.String, T.String], (a, b) => create(a, b), T.Void), func([T.String, T.String, T.Object, T.Boolean], create, T.Void)],
    OpenRead: [func([T.String], (p) => openArchive(p, 'Read'))], Open: [func([T.String, archiveMode], (p, m) => openArchive(p, toText(m)))],
    ExtractToDirectory: [func([T.String, T.String], (a, b) => extract(a, b), T.Void), func([T.String, T.String, T.Boolean], extract, T.Void)],
  },
}));
