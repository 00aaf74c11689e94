/** System.Net.Mail: MailMessage and its parts, and SmtpClient over the mail port. */
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { NetThrow, netThrow, nullArgument } from '../../errors/raise.ts';
import { FilePortError, MailPortError } from '../../host.ts';
import { mailException } from './mailFailure.ts';
import type { NetException } from '../../values/errorRecord.ts';
import type { MailRequest } from '../../host.ts';
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { List } from '../../values/lists.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { Hashtable } from '../../values/dictionary.ts';
import { genericType } from '../generic.ts';
import { ByteStream } from '../io/byteStreams.ts';
import { func, laterType, method } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { enumType, mailNotices, mailPriorities } from '../system/enums.ts';
import { T, named } from '../t.ts';
import { Task } from '../threading/task.ts';
import { mailAddress } from './mailAddress.ts';
import { pairOf } from './webProxy.ts';

const MAIL = 'System.Net.Mail.', address = mailAddress as NetType;
const priority = mailPriorities, notify = mailNotices, delivery = enumType(`${MAIL}SmtpDeliveryMethod`, ['Network', 'SpecifiedPickupDirectory', 'PickupDirectoryFromIis']);
const collectionOf = (item: AnyType): AnyType => genericType('System.Collections.ObjectModel.Collection', [item]) ?? T.Object;

class Attachment extends NetObject { name: string; readonly content: () => Uint8Array; constructor(name: string, content: () => Uint8Array) { super(); this.name = name; this.content = content; } }
const attachmentType = named<Attachment>(`${MAIL}Attachment`, [], { interfaces: ['System.IDisposable'] });
function ofFile(path: string): Attachment {
  const { host, location } = current(), { files } = host;
  if (files === undefined) return netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  const full = files.resolve(location, path);
  // Read at once, as .NET opens it at once: what goes wrong is told where the file is named.
  try { const bytes = files.read(full); return new Attachment(full.slice(Math.max(full.lastIndexOf('/'), full.lastIndexOf('\\')) + 1), () => bytes); } catch (e) {
    if (e instanceof FilePortError) return netThrow('System.IO.FileNotFoundException', `Could not find file '${full}'.`, [['FileName', full]]);
    throw e;
  }
}
laterType<Attachment>(attachmentType, () => ({
  create: [func([T.String], ofFile), func([T.String, T.String], ofFile), func([ByteStream.type, T.String], (s, name) => new Attachment(name, () => s.bytes())), func([ByteStream.type, T.String, T.String], (s, name) => new Attachment(name, () => s.bytes()))],
  props: { Name: [T.String, (a) => a.name, (a, v) => { a.name = toText(v); }] }, methods: { Dispose: [method([], () => undefined, T.Void)] },
}), Attachment);
const attachments = named<List>(`${MAIL}AttachmentCollection`, [], { base: collectionOf(attachmentType) }), addresses = named<List>(`${MAIL}MailAddressCollection`, [], { base: collectionOf(address) });
laterType<List>(attachments, () => ({ methods: { Dispose: [method([], () => undefined, T.Void)] } }));
/** One, or several in a text with commas between. */
function addAddresses(list: List, given: Value): void {
  if (given == null) nullArgument('addresses');
  const all = typeof given === 'string' ? given.match(/(?:"[^"]*"|[^,"])+/g) ?? [] : [given];
  for (const each of all) list.items.push(convertTo(typeof each === 'string' ? each.trim() : each, address));
}
laterType<List>(addresses, () => ({ text: (l) => l.items.map(toText).join(', '), methods: { Add: [method([T.Object], addAddresses, T.Void)], ToString: [method([], (l) => l.items.map(toText).join(', '), T.String)] } }));

class MailMessage extends NetObject {
  from: Value = null;
  sender: Value = null;
  readonly to = new List(addresses, address);
  readonly cc = new List(addresses, address);
  readonly bcc = new List(addresses, address);
  readonly replyTo = new List(addresses, address);
  readonly attachments = new List(attachments, attachmentType);
  readonly headers = new Hashtable();
  readonly encodings = new Map<string, Value>();
  subject = '';
  body = '';
  isHtml = false;
  priority = new EnumValue(priority, 0);
  notify = new EnumValue(notify, 0);
}
const messageType = named<MailMessage>(`${MAIL}MailMessage`, [], { interfaces: ['System.IDisposable'] });
function message(from: Value, to: Value, subject = '', body = ''): MailMessage {
  const made = new MailMessage();
  made.from = convertTo(from, address);
  addAddresses(made.to, to);
  setSubject(made, subject);
  made.body = body;
  return made;
}
function setSubject(m: MailMessage, text: string): void {
  if (/[\r\n]/.test(text)) netThrow('System.ArgumentException', 'The specified string is not in the form required for a subject.');
  m.subject = text;
}
const encoding = (name: string) => [undefined, (m: MailMessage) => m.encodings.get(name) ?? null, (m: MailMessage, v: Value) => { m.encodings.set(name, v); }] as const;
laterType<MailMessage>(messageType, () => ({
  create: [func([], () => new MailMessage()), func([T.String, T.String], (f, t) => message(f, t)), func([address, address], (f, t) => message(f, t)), func([T.String, T.String, T.String, T.String], message)],
  props: {
    From: [address, (m) => m.from, (m, v) => { m.from = v ?? nullArgument('value'); }], Sender: [address, (m) => m.sender, (m, v) => { m.sender = v; }], To: [undefined, (m) => m.to], CC: [undefined, (m) => m.cc], Bcc: [undefined, (m) => m.bcc], ReplyToList: [undefined, (m) => m.replyTo],
    Subject: [T.String, (m) => m.subject, (m, v) => setSubject(m, v == null ? '' : toText(v))], Body: [T.String, (m) => m.body, (m, v) => { m.body = v == null ? '' : toText(v); }], IsBodyHtml: [T.Boolean, (m) => m.isHtml, (m, v) => { m.isHtml = v === true; }],
    Priority: [priority, (m) => m.priority, (m, v) => { m.priority = v as EnumValue; }], DeliveryNotificationOptions: [notify, (m) => m.notify, (m, v) => { m.notify = v as EnumValue; }], Attachments: [undefined, (m) => m.attachments], Headers: [undefined, (m) => m.headers],
    ReplyTo: [address, () => null], SubjectEncoding: encoding('Subject'), BodyEncoding: encoding('Body'), HeadersEncoding: encoding('Headers'),
  },
  methods: { Dispose: [method([], () => undefined, T.Void)] },
}), MailMessage);

class SmtpClient extends NetObject { host: string | null = null; port = 25; isTls = false; credentials: Value = null; timeout = 100_000; usesDefault = false; constructor(host?: string, port = 25) { super(); this.host = host ?? null; this.port = port; } }
function throwFailure(e: NetException): never {
  // oxlint-disable-next-line typescript/only-throw-error -- as netThrow: the member call takes it
  throw new NetThrow(e);
}
const invalid = (text: string): never => netThrow('System.InvalidOperationException', text);
const NOTIFICATIONS = [[1, 'success'], [2, 'failure'], [4, 'delay'], [134_217_728, 'never']] as const;
function send(client: SmtpClient, m: MailMessage): void {
  if (m == null) nullArgument('message');
  const server = client.host ?? '', pair = pairOf(client.credentials), all = (l: List): string[] => l.items.map(toText);
  if (m.from == null) invalid('A from address must be specified.');
  if (m.to.items.length + m.cc.items.length + m.bcc.items.length === 0) invalid('A recipient must be specified.');
  if (server === '') invalid('The SMTP host was not specified.');
  if (m.headers.count > 0) netThrow('System.PlatformNotSupportedException', 'Headers of one\'s own are not sent here. Leave MailMessage.Headers empty.');
  const mail = current().host.mail ?? netThrow('System.PlatformNotSupportedException', 'Mail is switched off here: this engine runs without a network.');
  const request: MailRequest = {
    server, port: client.port, useTls: client.isTls, ...(pair === undefined || pair[0] === '' ? {} : { userName: pair[0], password: pair[1] }), from: toText(m.from), to: all(m.to), cc: all(m.cc), bcc: all(m.bcc), replyTo: all(m.replyTo), subject: m.subject, body: m.body, isHtml: m.isHtml,
    priority: (['normal', 'low', 'high'] as const)[m.priority.value] ?? 'normal', attachments: m.attachments.items.flatMap((a) => (a instanceof Attachment ? [{ name: a.name, content: a.content() }] : [])), notifications: NOTIFICATIONS.flatMap(([bit, name]) => ((m.notify.value & bit) === 0 ? [] : [name])),
  };
  try { mail.send(request); } catch (e) { if (e instanceof MailPortError) throwFailure(mailException(e.failure)); throw e; }
}
laterType<SmtpClient>(named<SmtpClient>(`${MAIL}SmtpClient`, [], { interfaces: ['System.IDisposable'] }), () => ({
  create: [func([], () => new SmtpClient()), func([T.String], (h) => new SmtpClient(h)), func([T.String, T.Int32], (h, p) => new SmtpClient(h, p))],
  props: {
    Host: [T.String, (c) => c.host, (c, v) => { c.host = toText(v); }], Port: [T.Int32, (c) => c.port, (c, v) => { c.port = v as number; }], EnableSsl: [T.Boolean, (c) => c.isTls, (c, v) => { c.isTls = v === true; }], Credentials: [undefined, (c) => c.credentials, (c, v) => { c.credentials = v; }],
    UseDefaultCredentials: [T.Boolean, (c) => c.usesDefault, (c, v) => { c.usesDefault = v === true; }], Timeout: [T.Int32, (c) => c.timeout, (c, v) => { c.timeout = v as number; }],
    DeliveryMethod: [delivery, () => new EnumValue(delivery, 0), (_, v) => { if ((v as EnumValue).value !== 0) netThrow('System.PlatformNotSupportedException', 'Mail is delivered over the network alone.'); }],
  },
  methods: {
    Send: [method([messageType], send, T.Void), method([T.String, T.String, T.String, T.String], (c, f, t, s, b) => send(c, message(f, t, s, b)), T.Void)], Dispose: [method([], () => undefined, T.Void)],
    SendMailAsync: [method([messageType], (c, m) => { try { send(c, m); return Task.of(null); } catch (e) { if (!(e instanceof NetThrow)) throw e; const error = e.exception; return new Task(() => ({ error })); } })],
  },
}), SmtpClient);
