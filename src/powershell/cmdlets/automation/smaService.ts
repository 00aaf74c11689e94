/** What the Sma cmdlets have in common inside a runbook: the service is the one that the job runs in. */
import { T } from '../../runtime/types/t.ts';
import type { ParamSpec } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { RunbookPage, RunbookPort, RunbookQuery, VariablePort } from '../../runtime/host.ts';
import type { PSCredential } from '../../runtime/values/misc.ts';
import { PSObject } from '../../runtime/values/psObject.ts';


/** Parameters of every Sma cmdlet (sma-rest-api.md section 7). */
export const SERVICE_PARAMETERS = {
  WebServiceEndpoint: { type: T.String, help: 'The address of the web service; this one where it is left out or names this machine.' },
  Port: { type: T.Int32, validate: [{ range: [1, 65535] }], help: 'Of the web service; 9090 where it is left out.' },
  AuthenticationType: { type: T.String, validate: [{ set: ['Basic', 'Windows'] }], help: 'How to sign in to another web service.' },
  Credential: { type: T.PSCredential, help: 'Who asks the web service; in a job whoever started it, where it is left out.' },
} as const satisfies Readonly<Record<string, ParamSpec>>;

/** The same as a cmdlet has them. */
export interface ServiceArguments { readonly WebServiceEndpoint: string | undefined; readonly Port: number | undefined; readonly AuthenticationType: string | undefined; readonly Credential: PSCredential | undefined }

/** The machine names that mean the service the job itself runs in. */
const HERE = /^(localhost|127\.0\.0\.1|\[?::1\]?|\.)$/i;
const hostOf = (endpoint: string): string => /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]*)/i.exec(endpoint)?.[1] ?? endpoint;

/** Whether an address names the machine that this runs on. */
export function isHere(ctx: CmdletContext, endpoint: string): boolean {
  const host = hostOf(endpoint);
  return HERE.test(host) || host.toLowerCase() === ctx.host.environment.computerName.toLowerCase();
}

/** The service of this job; ends the command where there is none, or another one is meant. */
export function serviceOf(ctx: CmdletContext, name: string, endpoint: string | undefined): RunbookPort {
  const port = ctx.host.runbooks ?? ctx.fail({
    id: 'RunbooksNotAvailable', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException',
    message: `${name} needs an SMA service, and none runs this runbook. Start it as a job of a service.`,
  });
  if (endpoint !== undefined && !isHere(ctx, endpoint)) {
    ctx.fail({
      id: 'OtherServiceNotAvailable', category: 'NotEnabled', target: endpoint, exception: 'System.NotSupportedException',
      message: `${name} speaks to the service that this job runs in, and '${hostOf(endpoint)}' is another one. Leave -WebServiceEndpoint out, or call its web service with Invoke-RestMethod.`,
    });
  }
  return port;
}
/** Its variables; ends the command where there are none. */
export function variablesOf(ctx: CmdletContext, name: string, endpoint: string | undefined): VariablePort {
  return serviceOf(ctx, name, endpoint).variables ?? ctx.fail({ id: 'VariablesNotAvailable', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException', message: `${name} needs an SMA service, and none runs this runbook.` });
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
