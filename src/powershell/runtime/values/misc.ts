/** Small value classes without arithmetic of their own. */
import type { NetType } from '../types/netType.ts';
import type { Value } from './value.ts';
import { NetObject } from './value.ts';

/** System.Management.Automation.SwitchParameter. */
export class SwitchParameter extends NetObject {
  readonly isPresent: boolean;
  constructor(isPresent: boolean) { super(); this.isPresent = isPresent; }
}
/**
 * System.Text.StringBuilder. JavaScript joins texts by noting what was joined; that is fast, but a note for every small text would weigh
 * more than the texts. So what was added is written out as one text every few thousand characters.
 */
export class StringBuilder extends NetObject {
  private text = '';
  private tail = '';
  private size = 0;
  /** Of no meaning: a look at a character is what makes JavaScript write a text out. */
  protected look = 0;
  capacity = 16;
  maxCapacity = 2147483647;
  append(text: string): this {
    this.size += text.length;
    const tail = this.tail + text;
    if (tail.length < 8192) this.tail = tail;
    else {
      this.look = tail.charCodeAt(0);
      this.text += tail;
      this.tail = '';
    }
    return this;
  }
  get length(): number { return this.size; }
  replaceAll(text: string): void { this.text = text; this.tail = ''; this.size = text.length; }
  override toString(): string {
    if (this.tail !== '') { this.text += this.tail; this.tail = ''; }
    return this.text;
  }
}
/** System.Security.SecureString: the text stays inside this object and no conversion to text shows it. */
export class SecureString extends NetObject {
  #text: string;
  isReadOnly: boolean;
  constructor(text: string) { super(); this.#text = text; this.isReadOnly = false; }
  append(text: string): void { this.#text += text; }
  /** Puts a text in place of so many characters. */
  splice(at: number, count: number, text: string): void { this.#text = this.#text.slice(0, at) + text + this.#text.slice(at + count); }
  copy(): SecureString { return new SecureString(this.#text); }
  clear(): void { this.#text = ''; }
  get length(): number { return this.#text.length; }
  /** For the places that must have it (a credential's password, ConvertFrom-SecureString -AsPlainText). */
  reveal(): string { return this.#text; }
}
/** System.Management.Automation.PSCredential. */
export class PSCredential extends NetObject {
  readonly userName: string;
  readonly password: SecureString;
  constructor(userName: string, password: SecureString) { super(); this.userName = userName; this.password = password; }
}
/** A `[ref]`: reads and writes a variable or a value of its own. */
export class PSReference extends NetObject {
  private readonly read: () => Value;
  private readonly write: (v: Value) => void;
  constructor(read: () => Value, write: (v: Value) => void) { super(); this.read = read; this.write = write; }
  get value(): Value { return this.read(); }
  set value(v: Value) { this.write(v); }
}
/** Paths of Windows are addresses of files: `C:\\a`, and those of a share. */
const fileAddress = (text: string): string | undefined => (/^[a-z]:[\\/]/i.test(text) ? `file:///${text.replaceAll('\\', '/')}` : /^\\\\[^\\/]/.test(text) ? `file:${text.replaceAll('\\', '/')}` : undefined);
/** System.Uri over the platform's URL; relative ones keep their text. */
export class Uri extends NetObject {
  readonly original: string;
  readonly url: URL | undefined;
  constructor(original: string) {
    super();
    this.original = original;
    const place = fileAddress(original) ?? original;
    this.url = /^[a-z][a-z0-9+.-]*:/i.test(place) && URL.canParse(place) ? new URL(place) : undefined;
  }
}
/** System.Management.Automation.Language.NullString: a null for a parameter that takes text, where `$null` is the empty text. */
export class NullString extends NetObject {}
/** System.DBNull.Value. */
export class DBNull extends NetObject { static readonly value: DBNull = new DBNull(); }
/** Any other .NET object: a bag of named values behind a type table (process records, match groups, file entries …). */
export class Record extends NetObject {
  readonly fields: Map<string, Value>;
  override readonly netType: NetType;
  constructor(netType: NetType, fields: Iterable<readonly [string, Value]>) {
    super();
    this.netType = netType;
    this.fields = new Map(fields);
  }
}
