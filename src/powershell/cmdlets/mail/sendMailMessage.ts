import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { FAILED, convertOrFail } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MailPortError } from '../../runtime/host.ts';
import type { MailRequest } from '../../runtime/host.ts';
import type { CmdletContext, ErrorSpec } from '../../runtime/run/pipeline/cmdletContext.ts';
import { reportedMailException } from '../../runtime/types/net/mailFailure.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { ErrorRecord } from '../../runtime/values/errorRecord.ts';
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
        if (!isAddress(p.From)) return ctx.fail(notAnAddress(p.From));
        const [to, cc, bcc, replyTo] = [p.To, p.Cc, p.Bcc, p.ReplyTo].map((all) => well(ctx, all));
        if (server === '') return ctx.fail({ id: '', category: 'InvalidArgument', exception: 'System.InvalidOperationException', message: 'The email cannot be sent because no SMTP server was specified. You must specify an SMTP server by using either the SmtpServer parameter or the $PSEmailServer variable.' });
        const port = p.Port === undefined || p.Port === 0 ? 25 : p.Port, [client = null] = ctx.call('New-Object', { TypeName: 'System.Net.Mail.SmtpClient', ArgumentList: [server, port] });
        if ([to, cc, bcc].every((all) => all?.length === 0)) { ctx.writeError({ id: 'InvalidOperationException', category: 'InvalidOperation', target: client, exception: 'System.InvalidOperationException', message: 'A recipient must be specified.' }); return undefined; }
        if (mail === undefined) return ctx.fail({ id: 'MailNotAvailable', category: 'ResourceUnavailable', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Mail is switched off here: this engine runs without a network.' });
        const request: MailRequest = {
          server, port, useTls: p.UseSsl === true,
          ...(p.Credential === undefined ? {} : { userName: p.Credential.userName, password: p.Credential.password.reveal() }),
          from: p.From, to: to ?? [], cc: cc ?? [], bcc: bcc ?? [], replyTo: replyTo ?? [], subject: p.Subject ?? '', body: p.Body ?? '', isHtml: p.BodyAsHtml === true,
          priority: (p.Priority ?? 'Normal').toLowerCase() as MailRequest['priority'], attachments,
          notifications: (p.DeliveryNotificationOption?.split(', ') ?? []).flatMap((o) => (o.toLowerCase() in NOTIFY ? [NOTIFY[o.toLowerCase() as keyof typeof NOTIFY]] : [])),
        };
        try { mail.send(request); } catch (error) {
          if (!(error instanceof MailPortError)) throw error;
          const made = reportedMailException(error.failure), record = new ErrorRecord(made, made.netType.name === 'System.Net.Mail.SmtpFailedRecipientsException' ? 'SmtpFailedRecipientsException' : 'SmtpException', 'InvalidOperation', client);
          made.errorRecord = record;
          ctx.writeError(record);
        }
        return undefined;
      },
    };
  },
});
/** Those that are addresses, as texts alone: a typed array of the engine does not go to another thread. An error each for the others. */
function well(ctx: CmdletContext, texts: readonly string[] | undefined): string[] {
  const all = Array.from(texts ?? []);
  for (const text of all) if (!isAddress(text)) ctx.writeError({ ...notAnAddress(text), target: null });
  return all.filter(isAddress);
}
function isAddress(text: string): boolean { const type = lookupType('System.Net.Mail.MailAddress'); return type !== undefined && convertOrFail(text, type) !== FAILED; }
const notAnAddress = (text: string): ErrorSpec => ({ id: 'FormatException', category: 'InvalidType', target: text, exception: 'System.FormatException', message: 'The specified string is not in the form required for an e-mail address.' });
