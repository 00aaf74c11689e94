/** What the item cmdlets share: path parameters, walking over the places they name, and errors on the way. */
import { FilePortError } from '../../../runtime/host.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { fileError } from '../fileSystem/fileSystem.ts';
import { resolvePlaces } from './paths.ts';
import type { Place, Wanted } from './paths.ts';
import { ItemError, ThrownItemError } from '../providers/provider.ts';

export const MANAGEMENT = 'Microsoft.PowerShell.Management';
export const SETS = { path: 'Path', literal: 'LiteralPath' } as const;
/** `-Path` and `-LiteralPath`, the first one mandatory. Files from the pipeline come by their PSPath. */
export const PATH_PARAMS = {
  Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'both', help: 'Where; wildcards allowed.' },
  LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property', help: 'Where, taken as it is written.' },
} as const;
/** The same in sets of the names that some cmdlets have, where nothing comes by its path from the pipeline. */
export const BY_PATH_PARAMS = {
  Path: { type: arrayOf(T.String), sets: ['ByPath'], position: { ByPath: 0 }, mandatory: ['ByPath'], help: 'Where; wildcards allowed.' },
  LiteralPath: { ...PATH_PARAMS.LiteralPath, sets: ['ByLiteralPath'], mandatory: ['ByLiteralPath'] },
} as const;
export const FILTER_PARAMS = {
  Filter: { type: T.String, help: 'A wildcard that names have to match.' },
  Include: { type: arrayOf(T.String) },
  Exclude: { type: arrayOf(T.String) },
  Force: { type: T.Switch },
} as const;
/** And the credential that cmdlets of items take; no provider here needs one. */
export const ITEM_PARAMS = { ...FILTER_PARAMS, Credential: { type: T.PSCredential, from: 'property' } } as const;

/** Runs work whose failure is one non-terminating error; gives undefined then. */
export function attempt<R>(ctx: CmdletContext, work: () => R): R | undefined {
  try { return work(); } catch (error) {
    const { spec } = asItemError(ctx, error);
    if (error instanceof ThrownItemError) ctx.fail(spec);
    ctx.writeError(spec);
    return undefined;
  }
}
/** The item error of what was thrown; anything else is thrown on. */
export function asItemError(ctx: CmdletContext, error: unknown): ItemError {
  if (error instanceof ItemError) return error;
  if (error instanceof FilePortError) return fileError(error, ctx.commandName);
  throw error;
}
export interface PathArguments { readonly Path: readonly string[] | undefined; readonly LiteralPath: readonly string[] | undefined; readonly Filter?: string | undefined; readonly Include?: readonly string[] | undefined; readonly Exclude?: readonly string[] | undefined; readonly Force?: boolean | undefined }
export const wantedBy = (p: PathArguments): Wanted => ({ literal: p.LiteralPath !== undefined, force: p.Force === true, filter: p.Filter, include: p.Include, exclude: p.Exclude });

/** Does something with every place the path parameters name. A failure is reported and the next place follows. */
export function eachPlace(ctx: CmdletContext, p: PathArguments, work: (place: Place) => void): void {
  for (const text of p.LiteralPath ?? p.Path ?? []) {
    const places = attempt(ctx, () => resolvePlaces(ctx, text, wantedBy(p))) ?? [];
    for (const place of places) attempt(ctx, () => { work(place); });
  }
}
