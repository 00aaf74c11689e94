/** Sends the mail of runbooks over SMTP with nodemailer; a bundle of its own, loaded with the first message. */
import { createTransport } from 'nodemailer';
import type { MailFailure, MailRequest } from '../../../powershell/runtime/host.ts';
import type { MailReply } from './mailPort.ts';

/** Sends one message. Never rejects: what goes wrong is the reply. */
export async function sendMail(request: MailRequest): Promise<MailReply> {
  const { server, port, useTls, userName, password, ...message } = request;
  const transport = createTransport({
    // As SmtpClient.EnableSsl does: STARTTLS on the ordinary port, which must then succeed.
    host: server, port, secure: port === 465 && useTls, requireTLS: useTls, ignoreTLS: !useTls, connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 100_000,
    ...(userName === undefined ? {} : { auth: { user: userName, pass: password ?? '' } }),
  });
  try {
    const sent = await transport.sendMail({
      from: message.from, to: [...message.to], cc: [...message.cc], bcc: [...message.bcc], replyTo: [...message.replyTo], subject: message.subject, priority: message.priority,
      ...(message.isHtml ? { html: message.body } : { text: message.body }), encoding: 'utf-8',
      attachments: message.attachments.map(({ name, content }) => ({ filename: name, content: Buffer.from(content) })),
      ...(message.notifications.length === 0 ? {} : { dsn: { id: `sma-${Date.now()}`, return: 'headers', notify: [...message.notifications], recipient: message.from } }),
      disableFileAccess: true, disableUrlAccess: true,
    });
    // It went to the others.
    const { rejectedErrors = [] } = sent as { readonly rejectedErrors?: readonly ServerError[] };
    return rejectedErrors.length === 0 ? { kind: 'sent' } : { kind: 'failed', failure: refused(rejectedErrors) };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  } finally {
    transport.close();
  }
}
/** What nodemailer tells of an answer that says no. */
interface ServerError extends Error { readonly code?: string; readonly response?: string; readonly responseCode?: number; readonly recipient?: string; readonly rejectedErrors?: readonly ServerError[]; readonly address?: string; readonly port?: number }
const refused = (errors: readonly ServerError[]): MailFailure => ({ kind: 'recipients', refused: errors.map((e) => ({ address: e.recipient ?? '', code: e.responseCode ?? 0, response: answerOf(e) })) });
/** The last line of an answer, without its code. */
const answerOf = ({ response, message }: ServerError): string => (response ?? message).trim().replace(/^[^]*\n/, '').replace(/^\d{3}[ -]/, '');
const NOT_AUTHENTICATED = 530;
const WORDS: Readonly<{ [code: string]: string | undefined }> = { ECONNREFUSED: 'Connection refused', ETIMEDOUT: 'Connection timed out', EHOSTUNREACH: 'No route to host', ENETUNREACH: 'Network is unreachable', ECONNRESET: 'Connection reset by peer' };
/** What became of the connection, or what the server said. */
function failureOf(error: unknown): MailFailure {
  if (!(error instanceof Error)) return { kind: 'other', message: String(error) };
  const known: ServerError = error, { code = '', message, address, port, rejectedErrors = [], responseCode } = known;
  if (rejectedErrors.length > 0) return refused(rejectedErrors);
  // .NET goes on without a credential that is refused, and is told that it needs one.
  if (code === 'EAUTH') return { kind: 'status', code: NOT_AUTHENTICATED, response: answerOf(known) };
  if (responseCode !== undefined) return { kind: 'status', code: responseCode, response: answerOf(known) };
  if (code === 'ETLS') return { kind: /STARTTLS/i.test(message) ? 'other' : 'secure', message: /STARTTLS/i.test(message) ? 'Server does not support secure connections.' : message };
  if (/ENOTFOUND|EAI_AGAIN/.test(message) || code === 'EDNS') return { kind: 'connection', message: /EAI_AGAIN/.test(message) ? 'Temporary failure in name resolution' : 'Name or service not known' };
  const word = WORDS[/\bE[A-Z]+\b/.exec(message)?.[0] ?? ''];
  if (word !== undefined) return { kind: 'connection', message: address === undefined ? word : `${word} [${address.includes(':') ? address : `::ffff:${address}`}]:${port ?? 0}` };
  if (code === 'ETIMEDOUT') return { kind: 'other', message: 'The operation has timed out.' };
  return { kind: /certificate|SSL|TLS/i.test(message) ? 'secure' : code === 'ESOCKET' || code === 'ECONNECTION' ? 'connection' : 'other', message };
}
