/** What went wrong with a mail as the exceptions of System.Net.Mail, in their words (SmtpException.GetMessageForStatus). */
import { exception } from '../../errors/raise.ts';
import type { MailFailure } from '../../host.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { NetException } from '../../values/errorRecord.ts';
import { lookupType } from '../registry.ts';
import type { NetType } from '../netType.ts';

const MAIL = 'System.Net.Mail.', GENERAL_FAILURE = -1, SENDING_FAILED = 'Failure sending mail.';
const MEANINGS: Readonly<{ [code: number]: string | undefined }> = {
  211: 'System status, or system help reply.', 214: 'Help message.', 220: 'Service ready.', 221: 'Service closing transmission channel.', 250: 'Completed.', 251: 'User not local; will forward.', 354: 'Start mail input; end with <CRLF>.<CRLF>.',
  421: 'Service not available, closing transmission channel.', 450: 'Mailbox unavailable.', 451: 'Error in processing.', 452: 'Insufficient system storage.', 454: 'Client does not have permission to submit mail to this server.',
  500: 'Syntax error, command unrecognized.', 501: 'Syntax error in parameters or arguments.', 502: 'Command not implemented.', 503: 'Bad sequence of commands.', 504: 'Command parameter not implemented.',
  530: 'The SMTP server requires a secure connection or the client was not authenticated.', 550: 'Mailbox unavailable.', 551: 'User not local; please try a different path.', 552: 'Exceeded storage allocation.', 553: 'Mailbox name not allowed.', 554: 'Transaction failed.',
};
const told = (code: number, response: string): string => `${MEANINGS[code] ?? SENDING_FAILED} The server response was: ${response}`;
function made(name: string, code: number, message: string, inner?: NetException, more: readonly (readonly [string, string | readonly NetException[] | null])[] = []): NetException {
  const type = lookupType(`${MAIL}SmtpStatusCode`);
  return exception(MAIL + name, message, inner, [['StatusCode', type === undefined ? code : new EnumValue(type as NetType, code)], ...more.map(([key, value]) => [key, typeof value === 'string' || value === null ? value : [...value]] as const)]);
}
/** The exception that SmtpClient.Send throws. */
export function mailException(failure: MailFailure): NetException {
  switch (failure.kind) {
    case 'recipients': {
      const each = failure.refused.map(({ address, code, response }) => made('SmtpFailedRecipientException', code, told(code, response), undefined, [['FailedRecipient', `<${address}>`]])), [first] = each;
      return each.length === 1 && first !== undefined ? first : made('SmtpFailedRecipientsException', first === undefined ? GENERAL_FAILURE : failure.refused[0]?.code ?? GENERAL_FAILURE, 'Unable to send to all recipients.', first, [['InnerExceptions', each], ['FailedRecipient', null]]);
    }
    case 'status': return made('SmtpException', failure.code, told(failure.code, failure.response));
    case 'connection': return made('SmtpException', GENERAL_FAILURE, SENDING_FAILED, exception('System.Net.Sockets.SocketException', failure.message));
    case 'secure': return made('SmtpException', GENERAL_FAILURE, SENDING_FAILED, exception('System.Security.Authentication.AuthenticationException', failure.message));
    default: return made('SmtpException', GENERAL_FAILURE, failure.message);
  }
}
/** The exception that Send-MailMessage reports: of one that lies above another the lower one's words alone (SendMailMessage.EndProcessing). */
export function reportedMailException(failure: MailFailure): NetException {
  const whole = mailException(failure);
  return failure.kind === 'recipients' || whole.inner === undefined ? whole : made('SmtpException', GENERAL_FAILURE, whole.inner.message);
}
