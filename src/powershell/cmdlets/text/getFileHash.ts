import { cmdlet } from '../../runtime/cmdlet.ts';
import { nodeCrypto } from '../../runtime/nodeModules.ts';
import { T, named } from '../../runtime/types/t.ts';
import { ByteStream } from '../../runtime/types/io/byteStreams.ts';
import { Record } from '../../runtime/values/misc.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { PATH_PARAMS, SETS, attempt } from '../items/paths/itemSteps.ts';
import { placeOf, matchingPlaces } from '../items/paths/paths.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';

const HASH = named('Microsoft.PowerShell.Commands.FileHashInfo');
const ALGORITHMS = ['SHA1', 'SHA256', 'SHA384', 'SHA512', 'MD5'];

export const getFileHash = cmdlet({
  name: 'Get-FileHash', defaultSet: SETS.path, synopsis: 'Computes the hash of files.',
  params: {
    ...PATH_PARAMS, LiteralPath: { ...PATH_PARAMS.LiteralPath, position: { [SETS.literal]: 0 } }, InputStream: { type: T.Stream, sets: ['StreamParameterSet'], position: { StreamParameterSet: 0 }, mandatory: ['StreamParameterSet'] },
    Algorithm: { type: T.String, position: 1, validate: [{ set: ALGORITHMS }] },
  },
  run: (p, ctx) => ({
    process() {
      const algorithm = ALGORITHMS.find((a) => a.toLowerCase() === p.Algorithm?.toLowerCase()) ?? 'SHA256';
      const digest = (bytes: Uint8Array): string => nodeCrypto().createHash(algorithm.toLowerCase()).update(bytes).digest('hex').toUpperCase();
      if (p.InputStream instanceof ByteStream) { ctx.write(new Record(HASH, [['Algorithm', algorithm], ['Hash', digest(p.InputStream.read(p.InputStream.length))], ['Path', '']])); return; }
      const fail = (id: string, category: 'ObjectNotFound' | 'InvalidData', target: string, exception: string, message: string): void => { ctx.writeError({ id, category, target, exception, message }); };
      const hash = (path: string): void => {
        const found = portOf(ctx).stat(path);
        if (found === undefined) fail('FileNotFound', 'ObjectNotFound', path, 'System.IO.FileNotFoundException', `Could not find file '${path}'.`);
        else if (found.isDirectory) fail('UnauthorizedAccessError', 'InvalidData', path, 'System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`);
        else { const bytes = attempt(ctx, () => portOf(ctx).read(path)); if (bytes !== undefined) ctx.write(new Record(HASH, [['Algorithm', algorithm], ['Hash', digest(bytes)], ['Path', path]])); }
      };
      for (const text of p.LiteralPath ?? []) hash(placeOf(ctx, text).path);
      for (const text of p.Path ?? []) {
        const path = hasWildcard(text) ? undefined : placeOf(ctx, text).path;
        if (path !== undefined && portOf(ctx).stat(path) === undefined) fail('FileNotFound', 'ObjectNotFound', text, 'System.Management.Automation.ItemNotFoundException', `Cannot find path '${path}' because it does not exist.`);
        else for (const place of matchingPlaces(ctx, text)) hash(place.path);
      }
    },
  }),
});
