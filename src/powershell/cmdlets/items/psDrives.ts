/** Drives and providers: Get-PSDrive, New-PSDrive, Remove-PSDrive, Get-PSProvider. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext, ErrorSpec } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { PROVIDERS, drivesOf } from './providers/drives.ts';
import type { Drive } from './providers/drives.ts';
import { fileSystem, portOf } from './fileSystem/fileSystem.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';
import { providerInfo } from './providers/objects.ts';
import { frameOf } from '../variable/scopes.ts';
import { placeOf } from './paths/paths.ts';
import { ItemError, noProvider } from './providers/provider.ts';

interface Asked { readonly Name: readonly string[] | null | undefined; readonly LiteralName: readonly string[] | null | undefined; readonly PSProvider: readonly string[] | null | undefined; readonly Scope: string | undefined }
/**
 * The drives that names, providers and a scope mean, by name (DriveMatchingCoreCommandBase.GetMatchingDrives).
 * Throws ItemError for a provider that is not there, and without a scope for a drive that is not.
 */
function matching(ctx: CmdletContext, name: string, { LiteralName, PSProvider, Scope }: Asked): Drive[] {
  const drives = drivesOf(ctx.session), isPattern = LiteralName == null && hasWildcard(name);
  for (const x of PSProvider ?? []) if (!hasWildcard(x) && !PROVIDERS.some((p) => fold(p.name) === fold(x))) throw new ItemError(noProvider(x));
  if (Scope === undefined && name !== '' && !isPattern) drives.get(name);
  const all = Scope === undefined ? drives.seen() : [...drives.of(frameOf(ctx, Scope)).values()];
  const fits = (d: Drive): boolean => name === '' || (isPattern ? wildcard(name).test(d.name) : fold(d.name) === fold(name));
  return all.filter((d) => fits(d) && (PSProvider == null || PSProvider.some((x) => wildcard(x).test(d.provider.name)))).sort((a, b) => a.name.localeCompare(b.name));
}
const notThere = (name: string, id = 'DriveNotFound'): ErrorSpec => ({ id, category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.DriveNotFoundException', message: `Cannot find drive. A drive with the name '${name}' does not exist.` });

export const getPSDrive = cmdlet({
  name: 'Get-PSDrive', aliases: ['gdr'], module: MANAGEMENT, defaultSet: 'Name', synopsis: 'Gets drives.', className: 'Microsoft.PowerShell.Commands.GetPSDriveCommand',
  params: {
    Name: { type: arrayOf(T.String), sets: ['Name'], position: { Name: 0 }, from: 'property', validate: NOT_EMPTY }, LiteralName: { type: arrayOf(T.String), sets: ['LiteralName'], position: { LiteralName: 0 }, mandatory: ['LiteralName'], from: 'property' },
    Scope: { type: T.String, from: 'property' }, PSProvider: { type: arrayOf(T.String), from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session);
      for (const name of p.LiteralName ?? p.Name ?? ['*']) {
        try {
          const found = matching(ctx, name, p);
          for (const drive of found) ctx.write(drives.info(drive));
          if (found.length === 0 && !hasWildcard(name)) ctx.writeError(notThere(name, 'GetDriveNoMatchingDrive'));
        } catch (error) {
          if (!(error instanceof ItemError)) throw error;
          ctx.writeError({ ...error.spec, id: 'GetLocationNoMatchingDrive' });
        }
      }
    },
  }),
});
export const newPSDrive = cmdlet({
  name: 'New-PSDrive', aliases: ['mount', 'ndr'], module: MANAGEMENT, supportsShouldProcess: true, synopsis: 'Makes a drive that stands for a folder.', className: 'Microsoft.PowerShell.Commands.NewPSDriveCommand',
  params: {
    Name: { type: T.String, position: 0, mandatory: true, from: 'property' },
    PSProvider: { type: T.String, position: 1, mandatory: true, from: 'property' },
    Root: { type: T.String, position: 2, mandatory: true, from: 'property', allowEmpty: true },
    Description: { type: T.String, from: 'property' },
    Scope: { type: T.String, from: 'property' },
    Persist: { type: T.Switch, from: 'property' },
    Credential: { type: T.PSCredential, from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session), provider = PROVIDERS.find((x) => fold(x.name) === fold(p.PSProvider));
      if (provider === undefined) return ctx.writeError(noProvider(p.PSProvider));
      if (!ctx.shouldProcess(`Name: ${p.Name} Provider: Microsoft.PowerShell.Core\\${provider.name} Root: ${p.Root}`, 'New drive')) return undefined;
      const scope = drives.of(frameOf(ctx, p.Scope));
      if (scope.has(fold(p.Name))) { ctx.writeError({ id: 'DriveAlreadyExists', category: 'ResourceExists', target: p.Name, exception: 'System.Management.Automation.SessionStateException', message: `A drive with the name '${p.Name}' already exists.` }); return undefined; }
      attempt(ctx, () => {
        const root = provider === fileSystem ? placeOf(ctx, p.Root).path : '';
        if (provider === fileSystem && portOf(ctx).stat(root)?.isDirectory !== true) throw new ItemError({ id: 'DriveRootError', category: 'ReadError', target: p.Name, exception: 'System.IO.IOException', message: `The specified drive root "${p.Root}" either does not exist, or it is not a folder.` });
        ctx.write(drives.info(drives.add({ name: p.Name, provider, root, description: p.Description ?? '' }, scope)));
      });
      return undefined;
    },
  }),
});
export const removePSDrive = cmdlet({
  name: 'Remove-PSDrive', aliases: ['rdr'], defaultSet: 'Name', module: MANAGEMENT, supportsShouldProcess: true, synopsis: 'Removes drives.', className: 'Microsoft.PowerShell.Commands.RemovePSDriveCommand',
  params: { Name: { type: arrayOf(T.String), sets: ['Name'], position: { Name: 0 }, mandatory: ['Name'], from: 'property', allowNull: true, allowEmpty: 'list' }, LiteralName: { type: arrayOf(T.String), sets: ['LiteralName'], position: { LiteralName: 0 }, mandatory: ['LiteralName'], from: 'property' }, PSProvider: { type: arrayOf(T.String), from: 'property' }, Scope: { type: T.String, from: 'property' }, Force: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session);
      for (const name of p.LiteralName ?? p.Name ?? ['']) {
        let found: Drive[] = [];
        try { found = matching(ctx, name, p); } catch (error) { if (!(error instanceof ItemError)) throw error; }
        for (const drive of found) {
          if (!ctx.shouldProcess(`Name: ${drive.name} Provider: Microsoft.PowerShell.Core\\${drive.provider.name} Root: ${drive.root}`, 'Remove Drive')) continue;
          if (drive === drives.current && p.Force !== true) ctx.writeError({ id: 'InvalidOperation', category: 'InvalidOperation', target: null, exception: 'System.Management.Automation.PSInvalidOperationException', message: `Cannot remove drive '${drive.name}' because it is in use.` });
          else drives.remove(drive);
        }
        if (found.length === 0 && name !== '') ctx.writeError(notThere(name));
      }
    },
  }),
});
export const getPSProvider = cmdlet({
  name: 'Get-PSProvider', module: MANAGEMENT, synopsis: 'Gets the providers.', className: 'Microsoft.PowerShell.Commands.GetPSProviderCommand',
  params: { PSProvider: { type: arrayOf(T.String), position: 0, from: 'property', validate: NOT_EMPTY } },
  // A provider tells the drives there are; they are made on first use.
  run: (p, ctx) => ({ begin() { drivesOf(ctx.session); }, process() {
    for (const name of p.PSProvider ?? ['*']) {
      const found = PROVIDERS.filter((x) => wildcard(name).test(x.name));
      for (const x of found) ctx.write(providerInfo(x.name));
      if (found.length === 0 && !hasWildcard(name)) ctx.writeError(noProvider(name));
    }
  } }),
});
