import { cmdlet } from '../../runtime/cmdlet.ts';
import { portOf } from './fileSystem/fileSystem.ts';
import { FILE_INFO, FileInfo } from './fileSystem/fileTypes.ts';
import { attempt } from './paths/itemSteps.ts';

export const newTemporaryFile = cmdlet({
  name: 'New-TemporaryFile', supportsShouldProcess: true, synopsis: 'Makes an empty file in the temporary folder.', outputType: [FILE_INFO], params: {},
  run: (_p, ctx) => ({
    end() {
      attempt(ctx, () => {
        const files = portOf(ctx), name = `tmp${Array.from(ctx.host.random.bytes(6), (b) => (b % 36).toString(36)).join('')}.tmp`, path = files.resolve(files.temporary, name);
        if (!ctx.shouldProcess(path, 'New-TemporaryFile')) return;
        files.write(path, new Uint8Array(), false);
        ctx.write(new FileInfo(path));
      });
    },
  }),
});
