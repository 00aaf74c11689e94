import { cmdlet } from '../../runtime/cmdlet.ts';
import { ScopedItemOptions } from '../../runtime/types/system/enums.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';
import { LINK_ACTIONS, linkKind } from './fileSystem/links.ts';
import { joinParts } from './paths/pathText.ts';
import { placeOf, resolvePlaces } from './paths/paths.ts';

const SETS = { path: 'pathSet', name: 'nameSet' } as const;
const action = (type: string): string => { const link = linkKind(type.toLowerCase()); return link !== undefined ? LINK_ACTIONS[link] : /^d/i.test(type) ? 'Create Directory' : 'Create File'; };
/** Where a name is given, the path may be a pattern, and what would be one is escaped (SessionStateInternal.NewItem). */
function parents(ctx: CmdletContext, text: string): readonly string[] {
  if (!hasWildcard(text)) return [text.replace(/`(.)/gs, '$1')];
  return attempt(ctx, () => resolvePlaces(ctx, text).map(({ drive, path }) => drivesOf(ctx.session).shown(drive, path))) ?? [];
}
export const newItem = cmdlet({
  name: 'New-Item', aliases: ['ni'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Makes a file, a folder, a link, a variable, a function, an alias or an environment variable.',
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.path, SETS.name], position: { [SETS.path]: 0, [SETS.name]: 0 }, mandatory: [SETS.path], from: 'property' },
    Name: { type: T.String, sets: [SETS.name], mandatory: [SETS.name], from: 'property', allowNull: true, allowEmpty: true },
    ItemType: { type: T.String, aliases: ['Type'], from: 'property' },
    Value: { type: T.Object, aliases: ['Target'], from: 'both', allowNull: true, allowEmpty: true },
    Force: { type: T.Switch },
    Credential: { type: T.PSCredential, from: 'property' },
    Options: { type: ScopedItemOptions, asText: true },
  },
  run: (p, ctx) => ({
    process() {
      const separator = ctx.host.files?.separator ?? '/';
      for (const at of p.Path?.flatMap((given) => (p.Name === undefined || p.Name === '' ? [given] : parents(ctx, given))) ?? ['.']) {
        const text = p.Name === undefined || p.Name === '' ? at : /^[^:/\\]+:$/.test(at) ? at + p.Name : joinParts(at, p.Name, separator);
        attempt(ctx, () => {
          const { provider, path } = placeOf(ctx, text), type = p.ItemType ?? '';
          if (!ctx.shouldProcess(`Destination: ${path}`, action(type))) return;
          ctx.write(provider.create(ctx, path, { type, value: p.Value, force: p.Force === true }));
        });
      }
    },
  }),
});
