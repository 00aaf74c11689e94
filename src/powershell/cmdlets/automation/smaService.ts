/** What the Sma cmdlets have in common inside a runbook: the service is the one that the job runs in, or the one that is named. */
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { RunbookPage, RunbookPort, RunbookQuery, VariablePort } from '../../runtime/host.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import { isHere, type ServiceArguments } from './serviceParameters.ts';
import { remoteRunbooks } from './web/remoteRunbooks.ts';

/** The service of this job, or the one that the address names; ends the command where there is none. */
export function serviceOf(ctx: CmdletContext, name: string, p: ServiceArguments): RunbookPort {
  if (p.WebServiceEndpoint !== undefined && !isHere(ctx, p.WebServiceEndpoint)) return remoteRunbooks(ctx, p);
  return ctx.host.runbooks ?? ctx.fail({
    id: 'RunbooksNotAvailable', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException',
    message: `${name} needs an SMA service, and none runs this runbook. Start it as a job of a service.`,
  });
}
/** Its variables; ends the command where there are none. */
export function variablesOf(ctx: CmdletContext, name: string, p: ServiceArguments): VariablePort {
  return serviceOf(ctx, name, p).variables ?? ctx.fail({ id: 'VariablesNotAvailable', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException', message: `${name} needs an SMA service, and none runs this runbook.` });
}
/** Writes all rows of a query as objects, page by page; what is refused is an error record. */
export function writeRows(ctx: CmdletContext, name: string, port: RunbookPort, query: RunbookQuery): void {
  writePages(ctx, (after) => port.query?.({ ...query, ...(after === undefined ? {} : { after }) }) ?? { refused: `${name} needs an SMA service, and none runs this runbook.` });
}
/** The same of pages that are asked for by what came before. */
export function writePages(ctx: CmdletContext, ask: (after: string | undefined) => RunbookPage | { readonly refused: string }): void {
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = ask(after);
    if ('refused' in page) {
      ctx.writeError({ id: 'SmaQueryFailed', category: 'ObjectNotFound', exception: 'System.InvalidOperationException', message: page.refused });
      return;
    }
    for (const row of page.rows) {
      const made = new PSObject();
      for (const [property, value] of row) made.set(property, value);
      ctx.write(made);
    }
    after = page.next;
  }
}
