/** Which parameters of a web request exclude or need each other (WebRequestPSCmdlet.ValidateParameters). */
import { psCmdlet } from '../../runtime/types/automation/cmdletTypes.ts';
import { laterType } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { named } from '../../runtime/types/t.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { fileSystem } from '../items/fileSystem/fileSystem.ts';
import { placeOf, resolvePlaces } from '../items/paths/paths.ts';
import { pathNotFound } from '../items/providers/provider.ts';
import type { WebArguments } from './send.ts';

/** The command that complains of its parameters is the target of its errors (WebRequestPSCmdlet.GetValidationError). */
const commandItself = (ctx: CmdletContext): Record => new Record(COMMANDS[ctx.commandName === 'Invoke-RestMethod' ? 0 : 1], []);
const COMMANDS = [commandType('InvokeRestMethodCommand'), commandType('InvokeWebRequestCommand')] as const;
function commandType(name: string): NetType<Record> {
  const made = named<Record>(`Microsoft.PowerShell.Commands.${name}`, [], { base: psCmdlet });
  laterType<Record>(made, () => ({}));
  return made;
}
const conflict = (one: string, other: string, more = ''): string => `The cmdlet cannot run because the following conflicting parameters are specified: ${one} and ${other}. ${more}Specify either ${one} or ${other}, then retry.`;
const missing = (name: string): string => `The cmdlet cannot run because the following parameter is not specified: ${name}. The supplied Authentication type requires a ${name}. Specify ${name}, then retry.`;

/** Ends the command where the parameters do not go together. */
export function checkParameters(ctx: CmdletContext, p: WebArguments, url: string): void {
  const kind = p.Authentication?.toLowerCase() ?? 'none', signs = kind !== 'none', own = p.UseDefaultCredentials === true;
  const problem = (when: boolean, id: string, message: string): void => {
    if (when) ctx.fail({ id: `WebCmdlet${id}Exception`, category: 'InvalidArgument', target: commandItself(ctx), exception: 'System.Management.Automation.ValidationMetadataException', message });
  };
  problem(p.WebSession !== undefined && p.SessionVariable !== undefined, 'SessionConflict', conflict('Session', 'SessionVariable'));
  problem(own && signs, 'AuthenticationConflict', conflict('Authentication', 'UseDefaultCredentials', 'Authentication does not support Default Credentials. '));
  problem(signs && p.Token !== undefined && p.Credential !== undefined, 'AuthenticationTokenConflict', conflict('Credential', 'Token'));
  problem(kind === 'basic' && p.Credential === undefined, 'AuthenticationCredentialNotSupplied', missing('Credential'));
  problem((kind === 'oauth' || kind === 'bearer') && p.Token === undefined, 'AuthenticationTokenNotSupplied', missing('Token'));
  problem(p.AllowUnencryptedAuthentication !== true && (signs || p.Credential !== undefined || own) && !/^https:/i.test(url), 'AllowUnencryptedAuthenticationRequired', 'The cmdlet cannot protect plain text secrets sent over unencrypted connections. To suppress this warning and send plain text secrets over unencrypted networks, reissue the command specifying the AllowUnencryptedAuthentication parameter.');
  problem(own && p.Credential !== undefined, 'CredentialConflict', conflict('Credential', 'UseDefaultCredentials'));
  problem(p.ProxyUseDefaultCredentials === true && p.ProxyCredential !== undefined, 'ProxyCredentialConflict', conflict('ProxyCredential', 'ProxyUseDefaultCredentials'));
  problem(p.Proxy === undefined && (p.ProxyCredential !== undefined || p.ProxyUseDefaultCredentials === true), 'ProxyUriNotSupplied', 'The cmdlet cannot run because the following parameter is missing: Proxy. Provide a valid proxy URI for the Proxy parameter when using the ProxyCredential or ProxyUseDefaultCredentials parameters, then retry.');
  const hasBody = p.Body != null;
  problem(hasBody && p.InFile !== undefined, 'BodyConflict', 'The cmdlet cannot run because the following conflicting parameters are specified: Body and InFile. Specify either Body or Infile, then retry.  ');
  problem(hasBody && p.Form !== undefined, 'BodyFormConflict', `${conflict('Body', 'Form')}  `);
  problem(p.InFile !== undefined && p.Form !== undefined, 'FormInFileConflict', `${conflict('InFile', 'Form')}  `);
  const out = p.Resume === true && p.OutFile !== undefined ? placeOf(ctx, p.OutFile) : undefined;
  problem(out?.provider.isContainer(ctx, out.path) === true, 'ResumeNotFilePath', `The Resume switch can only be used if OutFile targets a file but it resolves to a directory: ${out?.path ?? ''}.`);
  for (const name of ['PassThru', 'Resume'] as const) problem(p[name] === true && p.OutFile === undefined, 'OutFileMissing', `The cmdlet cannot run because the following parameter is missing: OutFile. Provide a valid OutFile parameter value when using the ${name} parameter, then retry.`);
}
/** The one file that -InFile names. */
export function fileToSend(ctx: CmdletContext, text: string): string {
  const problem = (id: string, message: string): never => ctx.fail({ id: `WebCmdletInFile${id}Exception`, category: 'InvalidArgument', target: commandItself(ctx), exception: 'System.Management.Automation.ValidationMetadataException', message });
  const places = hasWildcard(text) ? resolvePlaces(ctx, text) : [placeOf(ctx, text)], [place] = places;
  if (place === undefined) return problem('NoPathResolved', `Path '${text}' cannot be resolved to a file.`);
  if (place.provider !== fileSystem) return problem('NotFilesystemPath', `Path '${text}' is not a file system path. Please specify the path to a file in the file system.`);
  if (places.length > 1) return problem('MultiplePathsResolved', `Path '${text}' can be resolved to multiple paths.`);
  if (!place.provider.exists(ctx, place.path)) return ctx.fail(pathNotFound(place.path).spec);
  return place.provider.isContainer(ctx, place.path) ? problem('NotFilePath', `Path '${text}' resolves to a directory. Specify a path including a file name, and then retry the command.`) : place.path;
}
