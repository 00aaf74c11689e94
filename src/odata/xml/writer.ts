/**
 * Writes XML as .NET's XmlWriter does: no indentation, ` />` for empty elements, carriage returns as `&#xD;` so that a
 * parser does not fold them.
 *
 * Characters that XML 1.0 cannot carry (NUL and most controls, lone surrogates, U+FFFE, U+FFFF) become U+FFFD. The
 * original writes them as character references, which no parser accepts; JSON carries them whole.
 */
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';
const FORBIDDEN = /[^\t\n\r\x20-\uFFFD]/g;
const TEXT_SPECIAL = /[&<>\r]/g;
const ATTRIBUTE_SPECIAL = /[&<>"\t\r\n]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#x9;', '\r': '&#xD;', '\n': '&#xA;',
};
const escape = (character: string): string => ESCAPES[character] ?? character;
const allowed = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '\uFFFD');

/** Nearly every text is plain and goes out as it is. */
const NEEDS_CARE = /[^\x20-\x7E]|[&<>"]/;

export const escapeText = (text: string): string => (NEEDS_CARE.test(text) ? allowed(text).replace(TEXT_SPECIAL, escape) : text);
export const escapeAttribute = (text: string): string => (NEEDS_CARE.test(text) ? allowed(text).replace(ATTRIBUTE_SPECIAL, escape) : text);

/** Attributes in the order to be written; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

export class XmlWriter {
  #text = '';
  readonly #open: string[] = [];
  /** The last start tag still lacks its `>`. */
  #pending = false;

  declaration(): this {
    this.#text += DECLARATION;
    return this;
  }

  start(name: string, attributes: Attributes = {}): this {
    this.#close();
    this.#text += `<${name}`;
    for (const attribute in attributes) {
      const value = attributes[attribute];
      if (value !== undefined) this.#text += ` ${attribute}="${escapeAttribute(value)}"`;
    }
    this.#open.push(name);
    this.#pending = true;
    return this;
  }

  text(value: string): this {
    if (value === '') return this;
    this.#close();
    this.#text += escapeText(value);
    return this;
  }

  /** Takes over what is XML already. */
  raw(xml: string): this {
    this.#close();
    this.#text += xml;
    return this;
  }

  end(): this {
    const name = this.#open.pop();
    if (name === undefined) throw new RangeError('No element is open');
    this.#text += this.#pending ? ' />' : `</${name}>`;
    this.#pending = false;
    return this;
  }

  /** A whole element with only text in it, or none. */
  element(name: string, attributes: Attributes = {}, text = ''): this {
    return this.start(name, attributes).text(text).end();
  }

  /** What was written since the last call; long documents leave in pieces. */
  take(): string {
    this.#close();
    const text = this.#text;
    this.#text = '';
    return text;
  }

  #close(): void {
    if (this.#pending) this.#text += '>';
    this.#pending = false;
  }
}
