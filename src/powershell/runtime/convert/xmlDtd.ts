/** A document type declaration: its entities and default attributes; what it declares outside of itself is not fetched. */
import { XmlTextError } from './parseXml.ts';
import { ENDS, lines } from './xmlSource.ts';
import type { EntityText, XmlSource } from './xmlSource.ts';
import { XmlSource as Source } from './xmlSource.ts';

export interface Dtd {
  readonly name: string;
  readonly publicId: string | undefined;
  readonly systemId: string | undefined;
  readonly subset: string;
  /** Undefined: declared to stand elsewhere. */
  readonly entities: ReadonlyMap<string, EntityText | undefined>;
  /** By element, the attributes that it has by default. */
  readonly defaults: ReadonlyMap<string, readonly (readonly [name: string, value: string])[]>;
}
const DECLARATIONS = ['<!ENTITY', '<!ELEMENT', '<!ATTLIST', '<!NOTATION', '<!--'];
const INCOMPLETE = 'Incomplete DTD content.', NO_MARKUP = 'Expected DTD markup was not found.';

/** Reads from behind `<!DOCTYPE ` up to its end. */
export function readDtd(source: XmlSource): Dtd {
  try { return new DtdReader().read(source); } catch (error) {
    // Wherever it ends too early, it is told as one.
    if (error instanceof XmlTextError && source.isAtEnd && !error.message.startsWith('There is')) source.fail(INCOMPLETE);
    throw error;
  }
}

class DtdReader {
  private readonly entities = new Map<string, EntityText | undefined>();
  private readonly parameters = new Map<string, EntityText | undefined>();
  private readonly defaults = new Map<string, [string, string][]>();
  read(s: XmlSource): Dtd {
    if (s.isAtEnd) s.fail(INCOMPLETE);
    const name = this.name(s);
    s.blanks();
    const { publicId, systemId } = this.externalId(s);
    s.blanks();
    let subset = '';
    if (s.char === '[') {
      s.at++;
      const from = s.at;
      this.subset(s, false);
      subset = s.text.slice(from, s.at);
      s.at++;
      s.blanks();
      this.closing(s);
    } else if (s.isAtEnd) s.fail(INCOMPLETE);
    else if (s.char !== '>') s.fail(systemId === undefined ? "Expecting external ID, '[' or '>'." : 'Expecting an internal subset or the end of the DOCTYPE declaration.');
    s.at++;
    return { name, publicId, systemId, subset, entities: this.entities, defaults: this.defaults };
  }
  private name(s: XmlSource): string {
    if (/^[\p{L}\p{M}\p{N}_.:·-]*$/u.test(s.text.slice(s.at))) { s.at = s.text.length; return s.fail(INCOMPLETE); }
    return s.name(true);
  }
  private externalId(s: XmlSource): { readonly publicId: string | undefined; readonly systemId: string | undefined } {
    const keyword = s.starts('PUBLIC') ? 'PUBLIC' : s.starts('SYSTEM') ? 'SYSTEM' : undefined;
    if (keyword === undefined) return { publicId: undefined, systemId: undefined };
    s.at += keyword.length;
    if (s.blanks() === 0) s.wantsBlank(s.at);
    const first = this.literal(s);
    if (keyword === 'SYSTEM') return { publicId: undefined, systemId: first };
    s.blanks();
    return { publicId: first, systemId: this.literal(s) };
  }
  private closing(s: XmlSource): void {
    if (s.isAtEnd) s.fail(INCOMPLETE);
    if (s.char !== '>') s.unexpected(s.at, '>');
  }
  private literal(s: XmlSource): string {
    const quote = s.char;
    if (quote === '') s.fail(INCOMPLETE);
    if (quote !== '"' && quote !== "'") s.unexpected(s.at, '"', "'");
    const from = s.at + 1, end = s.text.indexOf(quote, from);
    if (end < 0) s.fail('There is an unclosed literal string.', s.text.length);
    s.at = end + 1;
    return s.text.slice(from, end);
  }
  /** Up to the bracket that ends it, or to the end of a parameter entity's text. */
  private subset(s: XmlSource, isEntity: boolean): void {
    for (;;) {
      s.blanks();
      if (s.isAtEnd) { if (isEntity) return; s.fail(INCOMPLETE); }
      if (s.char === ']' && !isEntity) return;
      if (s.char === '%') this.parameter(s);
      else if (s.starts('<!--')) this.passed(s, '-->', 'Comment');
      else if (s.starts('<?')) this.passed(s, '?>', 'PI');
      else if (s.starts('<!ENTITY')) this.entity(s);
      else if (s.starts('<!ATTLIST')) this.attributes(s);
      else if (s.starts('<!ELEMENT') || s.starts('<!NOTATION')) this.other(s);
      else this.noMarkup(s);
    }
  }
  /** What stands where a declaration should: the end of the text within one, or something else. */
  private noMarkup(s: XmlSource): never {
    const rest = s.text.slice(s.at);
    if (DECLARATIONS.some((each) => each.startsWith(rest))) s.fail(INCOMPLETE, s.text.length);
    if (rest.startsWith('<![')) s.fail('A conditional section is not allowed in an internal subset.');
    return s.fail(NO_MARKUP, rest.startsWith('<!') && !/^<!(?:[AN-]|E)/.test(rest) ? s.at + 2 : s.at);
  }
  private passed(s: XmlSource, end: string, what: string | undefined): void {
    const found = s.text.indexOf(end, s.at);
    if (found < 0) s.fail(what === undefined ? INCOMPLETE : ENDS.of(what), s.text.length);
    s.at = found + end.length;
  }
  /** Elements and notations: their names are read, and nothing is made of them. */
  private other(s: XmlSource): void {
    s.at += s.starts('<!ELEMENT') ? '<!ELEMENT'.length : '<!NOTATION'.length;
    if (s.blanks() === 0) s.wantsBlank(s.at);
    s.name(true);
    if (s.blanks() === 0) s.wantsBlank(s.at);
    this.passed(s, '>', undefined);
  }
  private parameter(s: XmlSource): void {
    const from = s.at++, name = s.name(false);
    if (s.char !== ';') s.unexpected(s.at, ';');
    s.at++;
    const entity = this.parameters.get(name);
    if (!this.parameters.has(name)) s.fail(`Reference to undeclared parameter entity '${name}'.`, from + 1);
    if (entity !== undefined) this.subset(new Source(entity.text, entity), true);
  }
  private entity(s: XmlSource): void {
    s.at += '<!ENTITY'.length;
    if (s.blanks() === 0) s.wantsBlank(s.at);
    const isParameter = s.char === '%';
    if (isParameter) { s.at++; if (s.blanks() === 0) s.wantsBlank(s.at); }
    const name = s.name(false), into = isParameter ? this.parameters : this.entities;
    if (s.blanks() === 0) s.wantsBlank(s.at);
    let entity: EntityText | undefined;
    if (s.char === '"' || s.char === "'") {
      const [line, position] = s.placeOf(s.at), text = lines(this.literal(s));
      entity = { name, text: text.replace(/&#(?:x([0-9a-fA-F]+)|(\d+));/g, (_, hex: string | undefined, digits: string | undefined) => String.fromCodePoint(Math.min(0x10ffff, hex === undefined ? Number(digits) : Number.parseInt(hex, 16)))), line, position };
    } else if (!s.starts('SYSTEM') && !s.starts('PUBLIC')) s.fail('Expecting an external identifier or an entity value.');
    else {
      this.externalId(s);
      if (s.blanks() > 0 && s.starts('NDATA')) { s.at += 'NDATA'.length; s.blanks(); s.name(false); }
    }
    s.blanks();
    this.closing(s);
    s.at++;
    // What is declared first counts.
    if (!into.has(name)) into.set(name, entity);
  }
  private attributes(s: XmlSource): void {
    s.at += '<!ATTLIST'.length;
    if (s.blanks() === 0) s.wantsBlank(s.at);
    const element = s.name(true), found = this.defaults.get(element) ?? [];
    this.defaults.set(element, found);
    for (;;) {
      s.blanks();
      if (s.isAtEnd) s.fail(INCOMPLETE);
      if (s.char === '>') { s.at++; return; }
      const name = s.name(true);
      if (s.blanks() === 0) s.wantsBlank(s.at);
      if (s.starts('NOTATION')) { s.at += 'NOTATION'.length; s.blanks(); }
      if (s.char === '(') this.passed(s, ')', undefined); else s.name(false);
      s.blanks();
      const [keyword] = /^#(?:REQUIRED|IMPLIED|FIXED)/.exec(s.text.slice(s.at)) ?? [];
      if (keyword !== undefined) { s.at += keyword.length; s.blanks(); }
      if (keyword === undefined || keyword === '#FIXED') {
        const value = lines(this.literal(s));
        if (!found.some(([known]) => known === name)) found.push([name, value]);
      }
    }
  }
}
