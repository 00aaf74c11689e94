/** System.Net.Mail.MailAddress, read from the back as .NET reads it: domain, local part, and what is left is the name (RFC 2822 with .NET's allowances). */
import { netThrow } from '../../errors/raise.ts';
import { NetObject } from '../../values/value.ts';
import { addGuards, func, laterType, method, refTo } from '../netType.ts';
import { filled } from '../guards/refuse.ts';
import { T, named } from '../t.ts';

const invalid = (what?: string): never => netThrow('System.FormatException', what === undefined ? 'The specified string is not in the form required for an e-mail address.' : `An invalid character was found in the mail header: '${what}'.`);
/** The characters of atoms, quoted texts, domains in brackets and comments; the latter three but for those of ASCII that end or escape them. */
const but = (not: string) => (c: string): boolean => c !== '\0' && !not.includes(c);
const ATOM = /[\w!#$%&'*+\-/=?^`{|}~.\u0080-\uffff]/, quotedCharacter = but('\n\r"\\'), commentCharacter = but('\t\n\r ()\\'), plain = but('\t\n\r []\\'), domainCharacter = (c: string): boolean => c < '\u0080' && plain(c);

class Backwards {
  readonly text: string;
  at: number;
  /** Folded lines are of headers: an address has none. */
  constructor(text: string) { this.text = /[\r\n]/.test(text) ? invalid() : text; this.at = text.length - 1; }
  get char(): string { return this.text.charAt(this.at); }
  private is(c: string): boolean { return this.at >= 0 && this.char === c; }
  private taken(end: number): string { return this.text.slice(this.at + 1, end + 1).normalize('NFC'); }
  private blanks(): void { while (this.is(' ') || this.is('\t')) this.at--; }
  /** How many characters here are escaped ones with their backslashes; 0 where the one here is not. */
  private escaped(): number {
    let n = 0;
    while (this.at - 1 - n >= 0 && this.text.charAt(this.at - 1 - n) === '\\') n++;
    return n % 2 === 0 ? 0 : n + 1;
  }
  /** Blanks and comments, which may lie in each other. */
  private comments(): void {
    let depth = 0;
    for (this.blanks(); this.at >= 0; this.blanks()) {
      const skip = this.escaped();
      if (depth > 0 && skip > 0) { this.at -= skip; continue; }
      if (this.char === ')') depth++;
      else if (this.char === '(') { if (--depth < 0) invalid('('); } else if (depth === 0) return;
      else if (!commentCharacter(this.char)) invalid(this.char);
      this.at--;
    }
    if (depth > 0) invalid(')');
  }
  private more(): void { this.comments(); if (this.at < 0) invalid(); }
  private atom(): void {
    const end = this.at;
    while (this.at >= 0 && ATOM.test(this.char)) this.at--;
    if (this.at === end) invalid(this.char);
    if (this.text.charAt(this.at + 1) === '.') invalid('.');
    if (this.text.slice(this.at + 1, end + 1).includes('..')) invalid('..');
  }
  /** Up to the character that opens it; without one up to the beginning. */
  private until(open: string, allowed: (c: string) => boolean, close: string): void {
    for (this.blanks(); this.at >= 0; this.blanks()) {
      const skip = this.escaped();
      if (skip > 0) this.at -= skip;
      else if (this.char === open) { this.at--; return; } else if (!allowed(this.char)) invalid(this.char);
      else this.at--;
    }
    if (open !== '') invalid(close);
  }
  private quoted(): void { this.at--; this.until('"', quotedCharacter, '"'); }
  address(): readonly [name: string, user: string, host: string] {
    this.more();
    const inAngles = this.is('>');
    if (inAngles) this.at--;
    const host = this.domain();
    if (!this.is('@')) invalid();
    this.at--;
    const user = this.local(inAngles);
    if (inAngles) {
      if (!this.is('<')) invalid(this.at >= 0 ? this.char : '>');
      this.at--;
      this.blanks();
    }
    return [this.at < 0 ? '' : this.name(), user, host];
  }
  private domain(): string {
    this.more();
    const end = this.at;
    if (this.is(']')) { this.at--; this.until('[', domainCharacter, ']'); } else this.atom();
    const found = this.taken(end);
    this.more();
    return found;
  }
  private local(inAngles: boolean): string {
    this.more();
    const end = this.at;
    if (this.is('"')) this.quoted();
    else {
      this.atom();
      if (this.at >= 0 && !/[\s)"]/.test(this.char) && !(inAngles && this.char === '<')) invalid(this.char);
    }
    const found = this.taken(end);
    this.comments();
    return found;
  }
  /** In quotes, with comments around it that do not belong to it, or all that is left. */
  private name(): string {
    const end = this.at;
    this.comments();
    if (!this.is('"')) {
      this.at = end;
      this.until('', quotedCharacter, '');
      return this.taken(end).trim();
    }
    const close = this.at;
    this.quoted();
    const found = this.text.slice(this.at + 2, close).normalize('NFC');
    this.comments();
    return this.at >= 0 ? invalid(this.char) : found;
  }
}
class MailAddress extends NetObject {
  readonly user: string;
  readonly host: string;
  readonly displayName: string;
  constructor(text: string, name?: string) {
    super();
    const [own, user, host] = new Backwards(text).address(), given = (name ?? '').normalize('NFC').replace(/^"([^]*)"$/, '$1');
    this.user = user; this.host = host; this.displayName = given === '' ? own : given;
  }
  get address(): string { return `${this.user}@${this.host}`; }
}
export const mailAddress = named<MailAddress>('System.Net.Mail.MailAddress', ['mailaddress']);
const mailText = (m: MailAddress): string => (m.displayName === '' ? m.address : `"${m.displayName}" <${m.address}>`);
function tryCreate(text: string, name: string | undefined, out: { value: unknown }): boolean {
  try { out.value = new MailAddress(text, name); return true; } catch { out.value = null; return false; }
}
laterType<MailAddress>(mailAddress, () => ({
  text: mailText, equals: (a, b) => mailText(a).toLowerCase() === mailText(b).toLowerCase(), create: [func([T.String], (s) => new MailAddress(s)), func([T.String, T.String], (s, d) => new MailAddress(s, d))],
  statics: { TryCreate: [func([T.String, refTo(mailAddress)], (s, out) => tryCreate(s, undefined, out)), func([T.String, T.String, refTo(mailAddress)], tryCreate)] },
  props: { DisplayName: [T.String, (m) => m.displayName], User: [T.String, (m) => m.user], Host: [T.String, (m) => m.host], Address: [T.String, (m) => m.address] }, methods: { ToString: [method([], mailText, T.String)] },
}), MailAddress);
addGuards(mailAddress, { create: (_: void, s: unknown) => filled(s, 'address') });
