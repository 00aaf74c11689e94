import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';
import { extensionOf, isRooted, leafOf, parentOf } from './paths/pathText.ts';
import { resolvePlaces } from './paths/paths.ts';

const SETS = { parent: 'ParentSet', leaf: 'LeafSet', base: 'LeafBaseSet', extension: 'ExtensionSet', qualifier: 'QualifierSet', bare: 'NoQualifierSet', absolute: 'IsAbsoluteSet', literal: 'LiteralPathSet' } as const;
const PATH_SETS = [SETS.parent, SETS.leaf, SETS.base, SETS.extension, SETS.qualifier, SETS.bare, SETS.absolute];

export const splitPath = cmdlet({
  name: 'Split-Path', module: MANAGEMENT, defaultSet: SETS.parent, synopsis: 'Gives a part of a path.', outputType: [T.String],
  params: {
    Path: { type: arrayOf(T.String), sets: PATH_SETS, position: Object.fromEntries(PATH_SETS.map((s) => [s, 0])), mandatory: PATH_SETS, from: 'both' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Parent: { type: T.Switch, sets: [SETS.parent], from: 'property' },
    Leaf: { type: T.Switch, sets: [SETS.leaf], mandatory: [SETS.leaf], from: 'property' },
    LeafBase: { type: T.Switch, sets: [SETS.base], mandatory: [SETS.base], from: 'property' },
    Extension: { type: T.Switch, sets: [SETS.extension], mandatory: [SETS.extension], from: 'property' },
    Qualifier: { type: T.Switch, sets: [SETS.qualifier], mandatory: [SETS.qualifier], from: 'property' },
    NoQualifier: { type: T.Switch, sets: [SETS.bare], mandatory: [SETS.bare], from: 'property' },
    IsAbsolute: { type: T.Switch, sets: [SETS.absolute], mandatory: [SETS.absolute] },
    Resolve: { type: T.Switch },
    Credential: { type: T.PSCredential, from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const separator = ctx.host.files?.separator ?? '/', given = p.LiteralPath ?? p.Path ?? [];
      const paths = p.Resolve === true ? given.flatMap((t) => (attempt(ctx, () => resolvePlaces(ctx, t)) ?? []).map((x) => drivesOf(ctx.session).shown(x.drive, x.path))) : given;
      for (const path of paths) {
        const name = leafOf(path), extension = extensionOf(name), qualifier = /^[^:]*::?/.exec(path)?.[0], bare = /^(?:[^:]+::|[^:/\\]+:)/.exec(path)?.[0];
        if (p.Leaf === true) ctx.write(name);
        else if (p.LeafBase === true) ctx.write(extension === '' ? name : name.slice(0, -extension.length));
        else if (p.Extension === true) ctx.write(extension);
        else if (p.IsAbsolute === true) ctx.write(isRooted(path));
        else if (p.NoQualifier === true) ctx.write(path.slice(bare?.length ?? 0));
        else if (p.Qualifier !== true) { if (/^[\\/]$/.test(path)) noParent(ctx); else ctx.write(parentOf(path, separator)); }
        else if (qualifier !== undefined) ctx.write(qualifier);
        else ctx.writeError({ id: 'ParsePathFormatError', category: 'InvalidArgument', target: path, exception: 'System.FormatException', message: `Cannot parse path because path '${path}' does not have a qualifier specified.` });
      }
    },
  }),
});
/** The root of a drive that bears no name has nothing above it (NavigationCmdletProvider.GetParentPath). */
function noParent(ctx: CmdletContext): void {
  ctx.writeError({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: 'Cannot process argument because the value of argument "path" is not valid. Change the value of the "path" argument and run the operation again.' });
}
