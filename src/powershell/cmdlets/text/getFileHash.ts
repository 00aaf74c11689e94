import { cmdlet } from '../../runtime/cmdlet.ts';
import { nodeCrypto } from '../../runtime/nodeModules.ts';
import { T, named } from '../../runtime/types/t.ts';
import { ByteStream } from '../../runtime/types/byteStreams.ts';
import { Record } from '../../runtime/values/misc.ts';
import { portOf } from '../items/fileSystem.ts';
import { PATH_PARAMS, SETS, eachPlace } from '../items/itemSteps.ts';

const HASH = named('Microsoft.PowerShell.Commands.FileHashInfo');
const ALGORITHMS = ['SHA1', 'SHA256', 'SHA384', 'SHA512', 'MD5'];

export const getFileHash = cmdlet({
  name: 'Get-FileHash', defaultSet: SETS.path, synopsis: 'Computes the hash of files.',
  params: { ...PATH_PARAMS, InputStream: { type: T.Object, sets: ['StreamParameterSet'], mandatory: ['StreamParameterSet'] }, Algorithm: { type: T.String, position: 1, validate: [{ set: ALGORITHMS }] } },
  run: (p, ctx) => ({
    process() {
      const algorithm = ALGORITHMS.find((a) => a.toLowerCase() === p.Algorithm?.toLowerCase()) ?? 'SHA256';
      const digest = (bytes: Uint8Array): string => nodeCrypto().createHash(algorithm.toLowerCase()).update(bytes).digest('hex').toUpperCase();
      if (p.InputStream instanceof ByteStream) { ctx.write(new Record(HASH, [['Algorithm', algorithm], ['Hash', digest(p.InputStream.read(p.InputStream.length))], ['Path', '']])); return; }
      eachPlace(ctx, p, ({ path }) => {
        if (portOf(ctx).stat(path)?.isDirectory === true) return;
        const hash = digest(portOf(ctx).read(path));
        ctx.write(new Record(HASH, [['Algorithm', algorithm], ['Hash', hash], ['Path', path]]));
      });
    },
  }),
});
