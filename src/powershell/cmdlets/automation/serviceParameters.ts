/** The parameters that say which web service a cmdlet of SMA's module means. */
import { T } from '../../runtime/types/t.ts';
import type { ParamSpec } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { PSCredential } from '../../runtime/values/misc.ts';

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
