/** The cmdlets that bring files to the service: runbooks, modules, certificates (sma-rest-api.md 3.4, 3.9, 3.11). */
import { FilePortError, FileTooLargeError } from '../../../runtime/host.ts';
import { NetThrow } from '../../../runtime/errors/raise.ts';
import { readCertificate } from '../../../runtime/types/net/certificate.ts';
import { T } from '../../../runtime/types/t.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import type { Cmdlet } from '../../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { portOf } from '../../items/fileSystem/fileSystem.ts';
import { placeOf } from '../../items/paths/paths.ts';
import { entity } from './entity.ts';
import { named, runbookOf } from './found.ts';
import { smaCmdlet } from './smaCmdlet.ts';
import { ServiceRefusal, key, textOf, type Row } from './webService.ts';

const OCTETS = 'application/octet-stream';
interface File { readonly path: string; readonly stem: string; readonly bytes: Uint8Array }

/** The bytes of a file, and its name without what says its kind. Throws ServiceRefusal. */
function fileOf(ctx: CmdletContext, given: string, kinds: readonly string[]): File {
  const files = portOf(ctx), { path } = placeOf(ctx, given), kind = kinds.find((one) => path.toLowerCase().endsWith(one));
  if (kind === undefined) throw new ServiceRefusal('SmaFileKindInvalid', 'InvalidArgument', `'${given}' does not end with ${kinds.join(' or ')}.`);
  const found = files.stat(path);
  if (found === undefined || found.isDirectory) throw new ServiceRefusal('SmaFileNotFound', 'ObjectNotFound', found === undefined ? `The file '${path}' was not found.` : `'${path}' is a folder.`);
  try {
    return { path, stem: path.replace(/^.*[\\/]/s, '').slice(0, -kind.length), bytes: files.read(path) };
  } catch (error) {
    if (error instanceof FilePortError || error instanceof FileTooLargeError) throw new ServiceRefusal('SmaFileUnreadable', 'ReadError', `The file '${path}' cannot be read: ${error.message}`);
    throw error;
  }
}

const importRunbook: Cmdlet = smaCmdlet({
  name: 'Import-SmaRunbook', synopsis: 'Imports a runbook from a .ps1 file, as a draft; gives the runbook.', supportsShouldProcess: true,
  params: { Path: { type: T.String, aliases: ['RunbookPath'], mandatory: true, help: 'The file. A workflow has the name that is written in it, a script that of the file.' }, Tags: { type: T.String, help: 'Tags, with commas between.' } },
  work({ p, ctx, service, each }) {
    each(p.Path, () => {
      const file = fileOf(ctx, p.Path, ['.ps1']);
      if (!ctx.shouldProcess(file.path, 'Import-SmaRunbook')) return;
      const version = JSON.parse(new TextDecoder().decode(service.bytes('POST', 'RunbookVersions', { type: OCTETS, bytes: file.bytes, slug: file.stem }))) as { readonly d: Row };
      // The web service tells the version; the cmdlet the runbook (8.1, rule 14).
      const runbook = key('Runbooks', textOf(version.d['RunbookID']));
      if (p.Tags !== undefined) service.request('MERGE', runbook, { __metadata: { type: 'Orchestrator.ResourceModel.Runbook' }, Tags: p.Tags });
      ctx.write(entity(service.request('GET', runbook) as Row));
    });
  },
});

const editRunbook: Cmdlet = smaCmdlet({
  name: 'Edit-SmaRunbook', synopsis: 'Makes the text of a file the draft of a runbook; gives the id of the draft.', supportsShouldProcess: true, defaultSet: 'ByName', outputType: [T.Guid],
  params: {
    Name: { type: T.String, aliases: ['RunbookName'], sets: ['ByName'], from: 'both', help: 'The name of the runbook.' },
    Id: { type: T.String, aliases: ['RunbookId'], sets: ['ById'], from: 'both', help: 'The id of the runbook.' },
    Path: { type: T.String, aliases: ['RunbookPath'], mandatory: true, help: 'The .ps1 file.' },
    Overwrite: { type: T.Switch, help: 'In the place of the draft that is there.' },
  },
  work({ p, ctx, service, each }) {
    each(p.Name ?? p.Id ?? null, () => {
      const row = runbookOf(service, p.Name, p.Id), file = fileOf(ctx, p.Path, ['.ps1']), there = textOf(row['DraftRunbookVersionID']), name = textOf(row['RunbookName']);
      if (there !== '' && p.Overwrite !== true) throw new ServiceRefusal('SmaDraftExists', 'ResourceExists', `The runbook '${name}' has a draft already. Add -Overwrite to replace it, or publish it first.`);
      if (!ctx.shouldProcess(name, 'Edit-SmaRunbook')) return;
      const draft = there === '' ? textOf((service.request('POST', `${key('Runbooks', textOf(row['RunbookID']))}/Edit`) as Row)['Edit']) : there;
      try {
        service.bytes('PUT', `${key('RunbookVersions', draft)}/$value`, { type: OCTETS, bytes: file.bytes });
      } catch (error) {
        // The draft was made for this text alone.
        if (error instanceof ServiceRefusal && there === '') service.request('DELETE', key('RunbookVersions', draft));
        throw error;
      }
      ctx.write(Guid.parse(draft) ?? draft);
    });
  },
});

const importModule: Cmdlet = smaCmdlet({
  name: 'Import-SmaModule', synopsis: 'Imports a module from a .zip file, or imports it again; gives the module.', supportsShouldProcess: true,
  params: { Path: { type: T.String, aliases: ['ModulePath'], mandatory: true, help: 'The file: one folder with the module, all of one name.' } },
  work({ p, ctx, service, each }) {
    each(p.Path, () => {
      const file = fileOf(ctx, p.Path, ['.zip']);
      if (!ctx.shouldProcess(file.path, 'Import-SmaModule')) return;
      const made = JSON.parse(new TextDecoder().decode(service.bytes('POST', 'Modules', { type: OCTETS, bytes: file.bytes, slug: file.stem }))) as { readonly d: Row };
      ctx.write(entity(made.d));
    });
  },
});

const setCertificate: Cmdlet = smaCmdlet({
  name: 'Set-SmaCertificate', synopsis: 'Makes a certificate from a file, or changes it.', supportsShouldProcess: true,
  params: {
    Name: { type: T.String, mandatory: true, help: 'The name of the certificate.' }, Path: { type: T.String, mandatory: true, help: 'The file: .pfx with its private key, or .cer.' },
    Password: { type: T.SecureString, mandatory: true, help: 'Of the .pfx file.' }, Description: { type: T.String, allowEmpty: true },
  },
  work({ p, ctx, service, each }) {
    each(p.Name, () => {
      const { bytes, path } = fileOf(ctx, p.Path, ['.pfx', '.p12', '.cer', '.crt', '.pem']), hasKey = /\.(?:pfx|p12)$/i.test(path), base64 = Buffer.from(bytes).toString('base64');
      let thumbprint: string, expiry: number;
      try {
        const read = hasKey ? readCertificate(bytes, p.Password) : readCertificate(bytes);
        thumbprint = read.thumbprint;
        expiry = Date.parse(read.data.validTo);
      } catch (error) {
        if (!(error instanceof NetThrow)) throw error;
        throw new ServiceRefusal('SmaCertificateUnreadable', 'InvalidData', `The certificate in '${path}' cannot be read: ${error.exception.message}`);
      }
      const known = named(service, 'Certificates', 'Name', p.Name);
      if (!ctx.shouldProcess(p.Name, 'Set-SmaCertificate')) return;
      const values = { RawValue: hasKey ? JSON.stringify({ Pfx: base64, Password: p.Password.reveal() }) : base64, Thumbprint: thumbprint, ExpiryTime: `/Date(${expiry})/`, ...(p.Description === undefined ? {} : { Description: p.Description }) };
      if (known === undefined) service.request('POST', 'Certificates', { Name: p.Name, ...values });
      else service.request('MERGE', key('Certificates', textOf(known['CertificateID'])), values);
    });
  },
});

export const smaFiles: readonly Cmdlet[] = [importRunbook, editRunbook, importModule, setCertificate];
