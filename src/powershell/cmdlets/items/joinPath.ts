import { NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';
import { joinParts } from './paths/pathText.ts';
import { resolvePlaces } from './paths/paths.ts';

export const joinPath = cmdlet({
  name: 'Join-Path', module: MANAGEMENT, synopsis: 'Makes one path of a path and a child path.', outputType: [T.String],
  params: {
    Path: { type: arrayOf(T.String), aliases: ['PSPath'], position: 0, mandatory: true, from: 'both' },
    ChildPath: { type: arrayOf(T.String), position: 1, mandatory: true, from: 'property', allowNull: true, allowEmpty: true },
    AdditionalChildPath: { type: arrayOf(T.String), position: 2, remaining: true, from: 'property', allowNull: true, allowEmpty: true },
    Resolve: { type: T.Switch },
    Extension: { type: T.String, from: 'property', validate: NOT_NULL },
    Credential: { type: T.PSCredential, from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const separator = ctx.host.files?.separator ?? (ctx.host.environment.platform === 'win32' ? '\\' : '/');
      const [first = '', ...more] = [...((p.ChildPath as readonly string[] | null) ?? []), ...(p.AdditionalChildPath ?? [])];
      const child = more.reduce((left, right) => joinParts(left, right, separator), first);
      for (const path of p.Path) {
        const drive = /^([^:/\\]+):/.exec(path)?.[1];
        // A drive that is not there cannot be joined to, except a letter on a system without letters.
        if (drive !== undefined && !/^[A-Za-z]$/.test(drive) && !path.includes('::') && attempt(ctx, () => drivesOf(ctx.session).get(drive)) === undefined) continue;
        let joined = joinParts(path, child, separator);
        if (p.Extension !== undefined) joined = joined.replace(/(?<=[^\\/])\.[^.\\/]*$/, '') + (p.Extension === '' || p.Extension.startsWith('.') ? p.Extension : `.${p.Extension}`);
        if (p.Resolve !== true) ctx.write(joined);
        else for (const place of attempt(ctx, () => resolvePlaces(ctx, joined)) ?? []) ctx.write(drivesOf(ctx.session).shown(place.drive, place.path));
      }
    },
  }),
});
