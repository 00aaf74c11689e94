/** Sends the mail of runbooks over SMTP with nodemailer; a bundle of its own, loaded with the first message. */
import { createTransport } from 'nodemailer';
import type { MailRequest } from '../../../powershell/runtime/host.ts';
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
    await transport.sendMail({
      from: message.from, to: [...message.to], cc: [...message.cc], bcc: [...message.bcc], replyTo: [...message.replyTo], subject: message.subject, priority: message.priority,
      ...(message.isHtml ? { html: message.body } : { text: message.body }), encoding: 'utf-8',
      attachments: message.attachments.map(({ name, content }) => ({ filename: name, content: Buffer.from(content) })),
      ...(message.notifications.length === 0 ? {} : { dsn: { id: `sma-${Date.now()}`, return: 'headers', notify: [...message.notifications], recipient: message.from } }),
      disableFileAccess: true, disableUrlAccess: true,
    });
    return { kind: 'sent' };
  } catch (error) {
    return { kind: 'failed', message: reasonOf(request, error) };
  } finally {
    transport.close();
  }
}
/** Words for a person, with the server's own answer where it gave one. */
function reasonOf({ server, port }: MailRequest, error: unknown): string {
  const { code = '', message, response } = error instanceof Error ? error as Error & { readonly code?: string; readonly response?: string } : { message: String(error), response: undefined };
  switch (code) {
    case 'EAUTH': return `The SMTP server ${server}:${port} refused the credential. The server response was: ${response ?? message}`;
    case 'EENVELOPE': return `The SMTP server ${server}:${port} refused the sender or a recipient. The server response was: ${response ?? message}`;
    case 'ESOCKET': case 'ECONNECTION': case 'EDNS': case 'ETIMEDOUT': return `Unable to connect to the remote server ${server}:${port}. ${message}`;
    case 'ETLS': return `The SMTP server ${server}:${port} does not support secure connections. ${message}`;
    default: return response === undefined ? message : `The SMTP server ${server}:${port} refused the message. The server response was: ${response}`;
  }
}
