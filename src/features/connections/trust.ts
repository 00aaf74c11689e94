import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import type { Connection } from '../../app/connections/connection.ts';
import type { PresentedCertificate } from '../../client/http/certificate.ts';
import type { UntrustedError } from '../../client/errors.ts';

const COPY = 'Copy Fingerprint';
const TRUST = 'Trust This Certificate';

/**
 * Shows the certificate a server presented and, if the user agrees, pins exactly this one; gives the connection, to be opened.
 * Trusting is never a switch: another certificate later is asked about again.
 */
export async function reviewCertificate(app: App, connection: Connection, error: UntrustedError): Promise<Connection> {
  const { name } = connection.info;
  const changed = connection.info.kind === 'server' && connection.info.pinnedCertificate !== undefined;
  const question = changed
    ? `${name} now shows another certificate than the one you agreed to. Trust the new one?`
    : `The certificate of ${name} is not trusted by this machine. Trust it for this connection?`;
  // The first button has the focus: an Enter that was meant for something else must not trust anybody.
  while (await app.notifications.ask(question, describe(error.certificate), COPY, TRUST) === COPY) {
    await vscode.env.clipboard.writeText(error.certificate.fingerprint);
    app.notifications.done(`The fingerprint of ${name} was copied`);
  }
  return await app.connections.update(connection.id, { pinnedCertificate: error.certificate.pem });
}

function describe(certificate: PresentedCertificate): string {
  return [
    `Issued to: ${certificate.subject}`,
    `Issued by: ${certificate.selfSigned ? 'itself (self-signed)' : certificate.issuer}`,
    ...(certificate.subjectAltName === undefined ? [] : [`Names: ${certificate.subjectAltName.replaceAll(/(^|, )(DNS|IP Address):/g, '$1')}`]),
    `Valid: ${certificate.validFrom.slice(0, 10)} to ${certificate.validTo.slice(0, 10)}`,
    '',
    'SHA-256 fingerprint, to be compared with what your administrator says:',
    fingerprintLines(certificate.fingerprint),
  ].join('\n');
}

/** Two lines of sixteen pairs: short enough to read aloud. */
const fingerprintLines = (fingerprint: string): string => fingerprint.split(':').map((pair, index) => (index === 16 ? `\n${pair}` : index === 0 ? pair : `:${pair}`)).join('');
