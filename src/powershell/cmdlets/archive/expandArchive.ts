import { unzipSync } from 'fflate';
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { FilePort } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { fileSystem, portOf } from '../items/fileSystem.ts';
import { attempt } from '../items/itemSteps.ts';
import { leaf, placeOf, resolvePlaces } from '../items/paths.ts';
import { ARCHIVE, problem } from './archivePaths.ts';

/** What an archive may hold when it is taken apart: a small file can pretend to hold terabytes. */
const LARGEST = 1024 * 1024 * 1024;

export const expandArchive = cmdlet({
  name: 'Expand-Archive', module: ARCHIVE, defaultSet: 'Path', supportsShouldProcess: true, synopsis: 'Takes the files out of a zip file.',
  params: {
    Path: { type: T.String, position: { Path: 0 }, sets: ['Path'], mandatory: ['Path'], from: 'both' },
    LiteralPath: { type: T.String, aliases: ['PSPath'], sets: ['LiteralPath'], mandatory: ['LiteralPath'], from: 'property' },
    DestinationPath: { type: T.String, position: 1 }, Force: { type: T.Switch }, PassThru: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      const text = p.LiteralPath ?? p.Path ?? '';
      for (const place of attempt(ctx, () => resolvePlaces(ctx, text, { literal: p.LiteralPath !== undefined })) ?? []) {
        attempt(ctx, () => {
          if (place.provider !== fileSystem || !leaf(place.path).toLowerCase().endsWith('.zip')) throw problem('NotSupportedArchiveFileExtension', `${leaf(place.path)} is not a supported archive file format. .zip is the only supported archive file format.`, text);
          const to = placeOf(ctx, p.DestinationPath ?? leaf(place.path).replace(/\.zip$/i, '')).path;
          if (ctx.shouldProcess(place.path, `Expand-Archive to ${to}`)) expand(ctx, place.path, to, p.Force === true, p.PassThru === true);
        });
      }
    },
  }),
});
function expand(ctx: CmdletContext, archive: string, to: string, force: boolean, pass: boolean): void {
  const files = portOf(ctx), made: string[] = [];
  for (const [name, bytes] of Object.entries(contentOf(files.read(archive), archive))) {
    ctx.toll();
    const path = inside(files, to, name, archive);
    if (name.endsWith('/')) { folder(files, path); continue; }
    folder(files, files.resolve(path, '..'));
    if (files.stat(path) !== undefined && !force) {
      attempt(ctx, () => { throw problem('ExpandArchiveFileExists', `Failed to create file '${path}' while expanding the archive file '${archive}' contents as the file '${path}' already exists. Use the -Force parameter if you want to overwrite the existing directory '${to}' contents when expanding the archive file.`, path); });
      continue;
    }
    files.write(path, bytes, false);
    made.push(path);
  }
  folder(files, to);
  if (pass) for (const path of made) for (const item of ctx.call('Get-Item', { LiteralPath: path })) ctx.write(item);
}
function contentOf(bytes: Uint8Array, archive: string): Record<string, Uint8Array> {
  let size = 0;
  const check = ({ originalSize, name }: { readonly originalSize: number; readonly name: string }): boolean => {
    size += originalSize;
    if (size > LARGEST) throw problem('ArchiveTooLarge', `The archive file ${archive} holds more than ${LARGEST / 1024 / 1024} MB (up to ${name}), so nothing was taken out.`, archive, 'InvalidData');
    return true;
  };
  try { return unzipSync(bytes, { filter: check }); } catch (error) {
    if (error instanceof Error && 'spec' in error) throw error;
    throw problem('InvalidArchiveFile', `The archive file ${archive} is no zip file or is damaged: ${error instanceof Error ? error.message : String(error)}.`, archive, 'InvalidData');
  }
}
/** Where an entry goes. Throws ItemError where that would be outside of the destination. */
function inside(files: FilePort, to: string, name: string, archive: string): string {
  const parts = name.split(/[\\/]/).filter((part) => part !== ''), path = files.resolve(to, ...parts), root = to.endsWith(files.separator) ? to : to + files.separator;
  if (parts.includes('..') || (path !== to && !path.startsWith(root))) throw problem('ArchiveEntryOutside', `The archive file ${archive} has the entry '${name}', which lies outside of the destination, so nothing more was taken out.`, archive, 'InvalidData');
  return path;
}
function folder(files: FilePort, path: string): void {
  if (files.stat(path) !== undefined) return;
  const above = files.resolve(path, '..');
  if (above !== path) folder(files, above);
  files.makeDirectory(path);
}
