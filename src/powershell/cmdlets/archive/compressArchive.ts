import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fileSystem, portOf } from '../items/fileSystem/fileSystem.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { leaf, resolvePlaces } from '../items/paths/paths.ts';
import { ARCHIVE, archivePath, problem } from './archivePaths.ts';
import { LEVELS, add, readArchive } from './zipContent.ts';

export const compressArchive = cmdlet({
  name: 'Compress-Archive', module: ARCHIVE, defaultSet: 'Path', supportsShouldProcess: true, synopsis: 'Puts files and folders into a zip file.',
  params: {
    Path: { type: arrayOf(T.String), position: { Path: 0 }, sets: ['Path'], mandatory: ['Path'], from: 'both' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath'], sets: ['LiteralPath'], mandatory: ['LiteralPath'], from: 'property' },
    DestinationPath: { type: T.String, position: 1, mandatory: true },
    CompressionLevel: { type: T.String, validate: [{ set: ['Optimal', 'Fastest', 'NoCompression'] }] },
    Update: { type: T.Switch }, Force: { type: T.Switch }, PassThru: { type: T.Switch },
  },
  run(p, ctx) {
    const found: string[] = [];
    return {
      process() {
        for (const text of p.LiteralPath ?? p.Path ?? []) {
          const places = attempt(ctx, () => resolvePlaces(ctx, text, { literal: p.LiteralPath !== undefined, force: true }));
          found.push(...(places ?? []).filter((place) => place.provider === fileSystem).map((place) => place.path));
        }
      },
      end() {
        attempt(ctx, () => {
          const to = archivePath(ctx, p.DestinationPath), files = portOf(ctx), there = files.stat(to);
          if (found.length === 0) return;
          if (there !== undefined && p.Update !== true && p.Force !== true) throw problem('ArchiveFileExists', `The archive file ${to} already exists. Use the -Update parameter to update the existing archive file or use the -Force parameter to overwrite the existing archive file.`, to);
          if (!ctx.shouldProcess(to, 'Compress-Archive')) return;
          const content: Zippable = there !== undefined && p.Update === true ? readArchive(files.read(to), to) : {};
          for (const path of found) add(files, content, path, leaf(path), to);
          files.write(to, zipSync(content, { level: LEVELS[(p.CompressionLevel ?? 'Optimal').toLowerCase() as keyof typeof LEVELS] }), false);
          if (p.PassThru === true) for (const item of ctx.call('Get-Item', { LiteralPath: to })) ctx.write(item);
        });
      },
    };
  },
});
