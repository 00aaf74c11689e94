/**
 * A missing asset is an error record and no value, not the end of the runbook (sma-rest-api.md 6.1): runbooks test for
 * an empty result.
 */
import type { AssetKind, AssetPort } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';



/** The assets, or a terminating error where the host has none to offer. */
export function assetsOf(ctx: CmdletContext): AssetPort {
  return ctx.host.assets ?? ctx.fail({
    id: 'AssetsNotAvailable', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException',
    message: `${ctx.commandName} needs the assets of an SMA service, and none are available here. Start the runbook as a job, or give it local assets.`,
  });
}

/** Writes the error record of an asset that is not there. */
export function writeMissing(ctx: CmdletContext, kind: AssetKind, name: string): void {
  ctx.writeError({
    id: 'AssetNotFound', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.ItemNotFoundException',
    message: `The ${kind} asset '${name}' does not exist. ${ctx.host.assets?.missingHint?.() ?? 'Create it under the assets of this SMA service, or correct the name.'}`,
  });
}
