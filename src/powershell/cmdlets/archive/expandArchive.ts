import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { fileSystem, portOf } from '../items/fileSystem/fileSystem.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { leaf, placeOf, resolvePlaces } from '../items/paths/paths.ts';
import { ARCHIVE, problem } from './archivePaths.ts';
import { contentOf, folder, inside } from './zipContent.ts';

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
