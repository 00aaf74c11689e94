import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MailPortError } from '../../runtime/host.ts';
import type { MailRequest } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { leaf, placeOf } from '../items/paths/paths.ts';
import { mailNotices, mailPriorities } from '../../runtime/types/system/enums.ts';

const NOTIFY = { onsuccess: 'success', onfailure: 'failure', delay: 'delay', never: 'never' } as const;

export const sendMailMessage = cmdlet({
  name: 'Send-MailMessage', className: 'Microsoft.PowerShell.Commands.SendMailMessage', module: 'Microsoft.PowerShell.Utility', synopsis: 'Sends a mail over SMTP.',
  params: {
    To: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'property', validate: NOT_EMPTY },
    Subject: { type: T.String, aliases: ['sub'], position: 1, from: 'property', allowEmpty: true },
    Body: { type: T.String, position: 2, from: 'property', allowEmpty: true, validate: NOT_EMPTY },
    SmtpServer: { type: T.String, aliases: ['ComputerName'], position: 3, from: 'property', validate: NOT_EMPTY },
    From: { type: T.String, mandatory: true, from: 'property', validate: NOT_EMPTY },
    Cc: { type: arrayOf(T.String), from: 'property', validate: NOT_EMPTY },
    Bcc: { type: arrayOf(T.String), from: 'property', validate: NOT_EMPTY },
    ReplyTo: { type: arrayOf(T.String), from: 'property' },
    Attachments: { type: arrayOf(T.String), aliases: ['PsPath'], from: 'both', validate: NOT_EMPTY },
    BodyAsHtml: { type: T.Switch, aliases: ['BAH'], from: 'property' },
    Encoding: { type: T.Object, aliases: ['BE'], from: 'property', validate: NOT_EMPTY, help: 'Mails are always sent as UTF-8.' },
    Priority: { type: mailPriorities, asText: true, from: 'property', validate: NOT_EMPTY },
    DeliveryNotificationOption: { type: mailNotices, asText: true, aliases: ['DNO'], from: 'property', validate: NOT_EMPTY },
    Credential: { type: T.PSCredential, from: 'property', validate: NOT_EMPTY },
    Port: { type: T.Int32, from: 'property', validate: [{ range: [0, 2147483647] }] },
    UseSsl: { type: T.Switch, from: 'property' },
  },
  run(p, ctx) {
    const attachments: { name: string; content: Uint8Array }[] = [];
    return {
      process() {
        for (const path of p.Attachments ?? []) attempt(ctx, () => { const at = placeOf(ctx, path).path; attachments.push({ name: leaf(at), content: portOf(ctx).read(at) }); });
      },
      end() {
        const { mail } = ctx.host, set = ctx.session.variable('PSEmailServer'), server = p.SmtpServer ?? (set === undefined || set === null ? '' : toText(set));
        if (server === '') refuse(ctx, 'SmtpServerNotSpecified', 'The email cannot be sent because no SMTP server was specified. You must specify an SMTP server by using either the SmtpServer parameter or the $PSEmailServer variable.');
        if ([...p.To ?? [], ...p.Cc ?? [], ...p.Bcc ?? []].length === 0) refuse(ctx, 'NoRecipient', 'A recipient must be specified: give To, Cc or Bcc.');
        for (const address of [p.From, ...p.To ?? [], ...p.Cc ?? [], ...p.Bcc ?? [], ...p.ReplyTo ?? []]) if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?\s*$/.test(address)) refuse(ctx, 'FormatException', `The specified string '${address}' is not in the form required for an e-mail address.`);
        if (mail === undefined) return ctx.fail({ id: 'MailNotAvailable', category: 'ResourceUnavailable', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Mail is switched off here: this engine runs without a network.' });
        const request: MailRequest = {
          server, port: p.Port === undefined || p.Port === 0 ? 25 : p.Port, useTls: p.UseSsl === true,
          ...(p.Credential === undefined ? {} : { userName: p.Credential.userName, password: p.Credential.password.reveal() }),
          from: p.From, to: plain(p.To), cc: plain(p.Cc), bcc: plain(p.Bcc), replyTo: plain(p.ReplyTo), subject: p.Subject ?? '', body: p.Body ?? '', isHtml: p.BodyAsHtml === true,
          priority: (p.Priority ?? 'Normal').toLowerCase() as MailRequest['priority'], attachments,
          notifications: (p.DeliveryNotificationOption?.split(', ') ?? []).flatMap((o) => (o.toLowerCase() in NOTIFY ? [NOTIFY[o.toLowerCase() as keyof typeof NOTIFY]] : [])),
        };
        try { mail.send(request); } catch (error) {
          if (!(error instanceof MailPortError)) throw error;
          ctx.writeError({ id: 'SmtpException', category: 'InvalidOperation', target: server, exception: 'System.Net.Mail.SmtpException', message: error.message });
        }
        return undefined;
      },
    };
  },
});
/** The texts alone: a typed array of the engine does not go to another thread. */
const plain = (texts: readonly string[] | undefined): string[] => Array.from(texts ?? []);
const refuse = (ctx: CmdletContext, id: string, message: string): never => ctx.fail({ id, category: 'InvalidArgument', exception: 'System.InvalidOperationException', message });
