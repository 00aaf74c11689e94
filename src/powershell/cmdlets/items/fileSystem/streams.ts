/** Alternate data streams: files have none where the engine keeps them, so that asking for one says so. */
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';

/** Refuses -Stream before anything is read or written. */
export function noStreams(p: { readonly Stream?: unknown }, ctx: CmdletContext): void {
  if (p.Stream === undefined) return;
  ctx.fail({ id: 'NotSupported', category: 'NotImplemented', target: null, exception: 'System.Management.Automation.PSNotSupportedException', message: 'The Stream parameter is not available: the built-in engine knows no alternate data streams of files. Leave it out, or run this part on a machine with Windows.' });
}
