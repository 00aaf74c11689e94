/**
 * Reads XML as System.Xml's XmlTextReaderImpl and the document's loader do, with their texts and places: for all that the quick reader does not take.
 */
import { XmlNode, XMLNS_URI, XML_URI } from '../values/xml.ts';
import { XmlTextError } from './parseXml.ts';
import type { XmlMode } from './parseXml.ts';
import { readDtd } from './xmlDtd.ts';
import type { Dtd } from './xmlDtd.ts';
import type { Place } from './xmlSource.ts';
import { ENDS, XmlSource, badInName, badStart, isBlank, isCharacter, isNamePart, isNameStart, lines, badCharacter } from './xmlSource.ts';

/** PowerShell's limit for documents it reads itself (InternalDeserializer.XmlReaderSettingsForUntrustedXmlDocument). */
const MOST_FROM_ENTITIES = 1024;
const MOST_FROM_ENTITIES_OF_LOADER = 10_000_000;
const ROOT_DATA = 'Data at the root level is invalid.';
const WRONG_TYPE = 'The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type.';

const before = (place: Place): Place => () => [place()[0], place()[1] - 1];
/** An element that is open: its node, where its name stands, what its prefixes stand for, and whether blanks count in it. */
interface Open { readonly node: XmlNode; readonly place: Place; readonly scope: ReadonlyMap<string, string>; readonly keepsBlanks: boolean }
interface Found { readonly name: string; readonly at: Place; readonly valueAt: Place; readonly value: string }

export function readXmlCarefully(text: string, root: XmlNode, document: XmlNode, preserve: boolean, mode: XmlMode, uriAround: (prefix: string) => string): void {
  new Reader(text, root, document, preserve, mode, uriAround).read();
}

class Reader {
  private s: XmlSource;
  private readonly sources: XmlSource[] = [];
  private readonly open: Open[] = [];
  private readonly root: XmlNode;
  private readonly document: XmlNode;
  private readonly preserve: boolean;
  private readonly isAuto: boolean;
  private readonly isLoader: boolean;
  private readonly uriAround: (prefix: string) => string;
  /** What the text turns out to be; PowerShell's own conversion leaves that to what comes first. */
  private shape: 'None' | 'Element' | 'Document';
  private hasRoot = false;
  private dtd: Dtd | undefined;
  private fromEntities = 0;
  constructor(text: string, root: XmlNode, document: XmlNode, preserve: boolean, mode: XmlMode, uriAround: (prefix: string) => string) {
    this.s = new XmlSource(text);
    this.root = root;
    this.document = document;
    this.preserve = preserve;
    this.isAuto = mode === 'Auto';
    this.isLoader = mode === 'Loader';
    this.shape = root.kind !== 'Document' ? 'Element' : this.isAuto ? 'None' : 'Document';
    this.uriAround = uriAround;
  }
  read(): void {
    this.declaration();
    for (;;) if (!(this.open.length === 0 ? this.inDocument() : this.inElement())) break;
  }

  private lines(text: string): string { return this.isLoader ? text : lines(text); }
  private add(node: XmlNode): void {
    const parent = this.open.at(-1)?.node ?? this.root;
    if (parent.kind === 'Document') this.checkTop(parent, node);
    node.parent = parent;
    node.owner = this.document;
    parent.children.push(node);
    parent.isEmpty = false;
  }
  /** The loader puts a node into the document when it has read all of it. */
  private checkTop(parent: XmlNode, node: XmlNode): void {
    if (node.kind === 'Text' || node.kind === 'CDATA') throw new XmlTextError(WRONG_TYPE, undefined, 'System.InvalidOperationException');
    if (node.kind === 'Element' && parent.documentElement !== undefined) throw new XmlTextError("This document already has a 'DocumentElement' node.", undefined, 'System.InvalidOperationException');
  }

  private inDocument(): boolean {
    const { s } = this, { at } = s, c = s.char;
    if (c === '<') return this.tagInDocument();
    if (s.isAtEnd) {
      if (this.leaveEntity()) return true;
      if (this.shape === 'Document' && !this.hasRoot) throw new XmlTextError('Root element is missing.', undefined);
      return false;
    }
    if (this.shape !== 'Document') {
      if (c === '&') { if (this.shape === 'None') this.shape = 'Element'; if (this.reference(false)) return true; }
      this.textNode();
      return true;
    }
    if (c === '&') s.fail(ROOT_DATA);
    s.blanks();
    if (s.char !== '<' && !s.isAtEnd) s.fail(isCharacter(s.char) ? ROOT_DATA : badCharacter(s.pair(s.at)));
    if (this.preserve) this.add(new XmlNode('Whitespace', '#whitespace', this.lines(s.text.slice(at, s.at))));
    return true;
  }
  private tagInDocument(): boolean {
    const { s } = this, pos = s.at + 1, left = s.text.length - pos;
    if (left < 3) s.fail(ROOT_DATA);
    switch (s.charAt(pos)) {
      case '?': s.at = pos + 1; this.instruction(); return true;
      case '/': return s.fail('Unexpected end tag.', pos + 1);
      case '!': return this.markupInDocument(pos + 1);
      default:
        if (this.hasRoot && this.shape === 'Document') s.fail('There are multiple root elements.', pos);
        if (this.hasRoot && this.shape === 'None') this.shape = 'Element';
        this.hasRoot = true;
        s.at = pos;
        this.element();
        return true;
    }
  }
  private markupInDocument(pos: number): boolean {
    const { s } = this, c = s.charAt(pos);
    if (c === '-') { this.comment(pos); return true; }
    if (c === '[') {
      if (this.shape === 'Document') s.fail(ROOT_DATA);
      if (s.text.length - pos - 1 < 6) s.fail(ROOT_DATA);
      this.cdata(pos);
      if (this.shape === 'None') this.shape = 'Element';
      return true;
    }
    if (this.shape === 'Element') this.notMarkup(pos);
    this.shape = 'Document';
    s.at = pos;
    this.doctype();
    return true;
  }
  private notMarkup(pos: number): never { return this.s.isWord('DOCTYPE', pos) ? this.s.fail('Unexpected DTD declaration.', pos) : this.s.unexpected(pos, '<!--', '<[CDATA['); }
  private comment(pos: number): void {
    const { s } = this;
    if (s.charAt(pos + 1) !== '-') s.unexpected(pos + 1, '-');
    s.at = pos + 2;
    this.add(new XmlNode('Comment', '#comment', this.until('-', 'Comment')));
  }
  private cdata(pos: number): void {
    const { s } = this;
    if (!s.starts('CDATA[', pos + 1)) s.unexpected(pos + 1, 'CDATA[');
    s.at = pos + 7;
    this.add(new XmlNode('CDATA', '#cdata-section', this.until(']', 'CDATA')));
  }
  /** Up to a letter twice and `>`. */
  private until(stop: string, what: 'Comment' | 'CDATA'): string {
    const { s } = this, from = s.at;
    for (let pos = from; ;) {
      if (s.text.length - s.at < 3) s.fail(ENDS.of(what));
      while (pos < s.text.length) {
        if (s.charAt(pos) !== stop) { pos = s.character(pos); continue; }
        if (pos + 1 >= s.text.length) break;
        if (s.charAt(pos + 1) === stop) {
          if (s.charAt(pos + 2) === '>') { s.at = pos + 3; return this.lines(s.text.slice(from, pos)); }
          if (pos + 2 >= s.text.length) break;
          if (what === 'Comment') s.fail("An XML comment cannot contain '--', and '-' cannot be the last character.", pos);
        }
        pos++;
      }
      s.at = pos;
    }
  }

  private inElement(): boolean {
    const { s } = this, pos = s.at;
    if (s.isAtEnd) return this.leaveEntity() || this.unclosed(this.open.length);
    if (s.char !== '<') { this.textNode(); return true; }
    switch (s.charAt(pos + 1)) {
      case '?': s.at = pos + 2; this.instruction(); return true;
      case '/': s.at = pos + 2; this.endTag(); return true;
      case '!': {
        if (s.text.length - pos - 2 < 2) this.unclosed(this.open.length);
        const c = s.charAt(pos + 2);
        if (c === '-') this.comment(pos + 2);
        else if (c !== '[') this.notMarkup(pos + 2);
        else if (s.text.length - pos - 3 < 6) this.unclosed(this.open.length);
        else this.cdata(pos + 2);
        return true;
      }
      case '': return this.unclosed(this.open.length);
      default: s.at = pos + 1; this.element(); return true;
    }
  }
  /** The end of the text within so many elements. */
  private unclosed(count: number): never {
    return this.s.fail(`Unexpected end of file has occurred. The following elements are not closed: ${count === 0 ? '' : `${this.open.slice(0, count).map((each) => each.node.name).reverse().join(', ')}.`}`, this.s.text.length);
  }
  private endTag(): void {
    const { s } = this, top = this.open.at(-1) as Open, { name } = top.node, start = s.at;
    const mismatch = (): never => {
      const end = s.nameEnd(true, start);
      return s.fail(`The '${name}' start tag on line ${top.place()[0]} position ${top.place()[1]} does not match the end tag of '${s.text.slice(start, end)}'.`, start);
    };
    // An entity may not end what it has not begun.
    if (s.depth === this.open.length && s.entity !== undefined) s.fail('Unexpected end tag.', start);
    if (!s.starts(name)) mismatch();
    let pos = start + name.length;
    if (isNamePart(s.charAt(pos)) || s.charAt(pos) === ':') mismatch();
    while (isBlank(s.charAt(pos))) pos++;
    if (pos >= s.text.length) this.unclosed(this.open.length);
    if (s.charAt(pos) !== '>') s.unexpected(pos, '>');
    s.at = pos + 1;
    this.open.pop();
    this.add(top.node);
  }

  private element(): void {
    const { s } = this, start = s.at, end = s.nameEnd(true), name = s.text.slice(start, end), place = s.later(start);
    const node = new XmlNode('Element', name), outer = this.open.at(-1), found: Found[] = [];
    node.owner = this.document;
    s.at = end;
    const c = s.char;
    let isEmpty = false;
    if (isBlank(c)) isEmpty = this.attributes(found);
    else if (c === '>') s.at++;
    else if (c === '/') {
      if (end + 1 >= s.text.length) s.fail(ENDS.of('>'), end);
      if (s.charAt(end + 1) !== '>') s.unexpected(end, '>');
      s.at += 2;
      isEmpty = true;
    } else s.fail(badInName(s.pair(end)), end);
    for (const [missing, value] of this.dtd?.defaults.get(name) ?? []) if (!found.some((each) => each.name === missing)) found.push({ name: missing, value, at: place, valueAt: place });
    const declared = found.filter((each) => each.name === 'xmlns' || each.name.startsWith('xmlns:'));
    const scope = declared.length === 0 ? outer?.scope ?? new Map<string, string>() : new Map([...outer?.scope ?? [], ...declared.map((each) => [each.name.slice(6), each.value] as const)]);
    node.namespaceUri = this.uriOf(node.prefix, scope, place);
    this.keep(node, found, scope);
    if (node.prefix === 'xmlns') throw new XmlTextError('Cannot bind to the reserved namespace.', undefined, 'System.ArgumentException');
    const space = found.find((each) => each.name === 'xml:space')?.value.trim();
    if (isEmpty) { this.add(node); return; }
    node.isEmpty = false;
    this.open.push({ node, place, scope, keepsBlanks: space === undefined ? outer?.keepsBlanks ?? false : space === 'preserve' });
  }
  private uriOf(prefix: string, scope: ReadonlyMap<string, string>, place: Place): string {
    if (prefix === 'xml') return XML_URI;
    if (prefix === 'xmlns') return XMLNS_URI;
    const uri = scope.get(prefix) ?? this.uriAround(prefix);
    return uri === '' && prefix !== '' ? this.s.failAt(`'${prefix}' is an undeclared prefix.`, place) : uri;
  }
  private keep(node: XmlNode, found: readonly Found[], scope: ReadonlyMap<string, string>): void {
    const made = found.map(({ name, value, at }) => {
      const attribute = new XmlNode('Attribute', name, value);
      attribute.parent = node;
      attribute.owner = this.document;
      if (name === 'xmlns') attribute.namespaceUri = XMLNS_URI;
      else if (attribute.prefix !== '') attribute.namespaceUri = this.uriOf(attribute.prefix, scope, at);
      return attribute;
    });
    const key = (a: XmlNode): string => `${a.localName}\n${a.name === 'xmlns' ? '' : a.namespaceUri}`;
    if (new Set(made.map(key)).size < made.length) {
      for (const [i, one] of made.entries()) {
        const again = made.findIndex((other, j) => j > i && key(other) === key(one)), second = found[again];
        if (second !== undefined) this.s.failAt(`'${second.name}' is a duplicate attribute name.`, second.at);
      }
    }
    node.attributes = made;
  }
  /** Up to the end of the start tag; true where it is all of the element. */
  private attributes(found: Found[]): boolean {
    const { s } = this;
    for (;;) {
      const from = s.at;
      let pos = from;
      while (isBlank(s.charAt(pos))) pos++;
      const c = s.charAt(pos);
      if (!isNameStart(c)) {
        if (c === '>') { s.at = pos + 1; return false; }
        if (c === '' || (c === '/' && pos + 1 >= s.text.length)) this.unclosed(this.open.length);
        if (c !== '/') s.fail(badStart(s.pair(pos)), pos);
        if (s.charAt(pos + 1) !== '>') s.unexpected(pos + 1, '>');
        s.at = pos + 2;
        return true;
      }
      if (pos === from) s.wantsBlank(pos);
      s.at = pos;
      found.push(this.attribute());
    }
  }
  /** Past the equals sign to the quote behind it, which is given; both are asked for. */
  private opening(): string {
    const { s } = this;
    s.blanks();
    if (s.char !== '=') s.unexpected(s.at, '=');
    s.at++;
    s.blanks();
    const quote = s.char;
    if (quote !== '"' && quote !== "'") s.unexpected(s.at, '"', "'");
    return quote;
  }
  private attribute(): Found {
    const { s } = this, at = s.later(s.at), name = s.name(true);
    const quote = this.opening();
    s.at++;
    const valueAt = s.later(s.at), value = this.value(quote);
    this.reserved(name, value, at, valueAt);
    return { name, at, valueAt, value };
  }
  private reserved(name: string, value: string, at: Place, valueAt: Place): void {
    const { s } = this, isDefault = name === 'xmlns';
    if (name === 'xml:space' && !/^\s*(?:preserve|default)\s*$/.test(value)) s.failAt(`'${value}' is an invalid xml:space value.`, at);
    if (!isDefault && !name.startsWith('xmlns:')) return;
    const prefix = name.slice(6);
    if (!isDefault && value === '') s.failAt('Invalid namespace declaration.', before(valueAt));
    if (value === XMLNS_URI) s.failAt(prefix === 'xmlns' ? 'Prefix "xmlns" is reserved for use by XML.' : `Prefix '${prefix}' cannot be mapped to namespace name reserved for "xml" or "xmlns".`, valueAt);
    if (value === XML_URI && prefix !== 'xml' && !this.isLoader) s.failAt(`Prefix '${prefix}' cannot be mapped to namespace name reserved for "xml" or "xmlns".`, valueAt);
    if (prefix === 'xml' && value !== XML_URI) s.failAt(`Prefix "xml" is reserved for use by XML and can be mapped only to namespace name "${XML_URI}".`, at);
    if (prefix === 'xmlns') s.failAt('Prefix "xmlns" is reserved for use by XML.', at);
  }
  /** The value of an attribute, up to its quote; entities are read within. */
  private value(quote: string): string {
    const base = this.s;
    let out = '';
    for (;;) {
      const { s } = this, c = s.char;
      if (s.isAtEnd) {
        if (s === base) s.fail('There is an unclosed literal string.');
        this.leaveEntity();
      } else if (c === quote && s === base) { s.at++; return out; } else if (c === '<') s.fail("'<', hexadecimal value 0x3C, is an invalid attribute character.");
      else if (c === '&') out += this.reference(true) ? '' : s.characterReference(!this.isLoader) ?? '';
      else if (c === '\r' || c === '\n' || c === '\t') {
        const length = s.starts('\r\n') ? 2 : 1;
        out += !this.isLoader ? ' ' : s.text.substr(s.at, length);
        s.at += length;
      } else {
        const to = s.character(s.at);
        out += s.text.slice(s.at, to);
        s.at = to;
      }
    }
  }

  /** Text up to the next tag, through all entities; blanks alone are kept where they count. */
  private textNode(): void {
    let out = '', isText = false;
    for (;;) {
      const { s } = this, c = s.char;
      if (s.isAtEnd) { if (s.entity === undefined) break; this.leaveEntity(); continue; }
      if (c === '<') break;
      if (c === '&') {
        if (this.reference(false)) continue;
        const at = s.at, isDecimal = /[0-9]/.test(s.charAt(at + 2)), character = s.characterReference(!this.isLoader) ?? '';
        out += character;
        isText ||= !isBlank(character) || (this.isLoader && isDecimal);
      } else if (isBlank(c)) {
        const from = s.at;
        s.blanks();
        out += this.lines(s.text.slice(from, s.at));
      } else {
        if (s.starts(']]>')) s.fail("']]>' is not allowed in character data.");
        const to = s.character(s.at);
        out += s.text.slice(s.at, to);
        s.at = to;
        isText = true;
      }
    }
    if (out === '') return;
    if (isText && this.open.length === 0 && this.shape === 'None') this.shape = 'Element';
    const isKept = this.preserve || this.open.at(-1)?.keepsBlanks === true;
    if (isText) this.add(new XmlNode('Text', '#text', out));
    else if (isKept) this.add(new XmlNode('Whitespace', '#whitespace', out));
  }
  /** A reference to an entity: its text is read next. False where it is one to a character. */
  private reference(isInAttribute: boolean): boolean {
    const { s } = this;
    if (s.at + 1 >= s.text.length) s.fail(ENDS.file);
    if (s.charAt(s.at + 1) === '#' || /^&(?:amp|apos|quot|lt|gt);/.test(s.text.slice(s.at, s.at + 6))) return false;
    const start = s.at + 1, place = s.later(start);
    let end = start;
    const broken = 'An error occurred while parsing EntityName.', isLoaded = this.isLoader && !isInAttribute;
    try { end = s.nameEnd(false, start); } catch (error) {
      if (error instanceof XmlTextError) s.failAt(broken, isLoaded ? () => [error.line, error.position] : place);
      throw error;
    }
    if (s.charAt(end) !== ';') { if (isLoaded) s.failAt(broken, place); s.unexpected(end, ';'); }
    const name = s.text.slice(start, end), entity = this.dtd?.entities.get(name);
    if (this.dtd?.entities.has(name) !== true) s.failAt(`Reference to undeclared entity '${name}'.`, place);
    s.at = end + 1;
    if (entity === undefined) return isInAttribute ? s.failAt(`External entity '${name}' reference cannot appear in the attribute value.`, place) : true;
    this.sources.push(s);
    if (this.sources.some((each) => each.entity === entity)) s.fail(`General entity '${name}' references itself.`);
    this.fromEntities += entity.text.length;
    if (this.fromEntities > (!this.isLoader ? MOST_FROM_ENTITIES : MOST_FROM_ENTITIES_OF_LOADER)) throw new XmlTextError('The input document has exceeded a limit set by MaxCharactersFromEntities.', undefined);
    this.s = new XmlSource(entity.text, entity, this.open.length);
    return true;
  }
  /** At the end of an entity's text what stands behind its reference goes on; false outside of entities. */
  private leaveEntity(): boolean {
    const outer = this.sources.pop();
    if (outer === undefined) return false;
    if (this.s.depth !== this.open.length) this.s.fail('Incomplete entity contents.');
    this.s = outer;
    return true;
  }

  private instruction(): void {
    const { s } = this, start = s.at, name = s.name(false);
    if (name.toLowerCase() === 'xml') s.fail(name === 'xml' ? 'Unexpected XML declaration. The XML declaration must be the first node in the document, and no whitespace characters are allowed to appear before it.' : `'${name}' is an invalid name for processing instructions.`, start);
    if (s.blanks() === 0 && !s.starts('?>')) s.fail(badInName(s.pair(s.at)));
    const from = s.at;
    let pos = from;
    while (!s.starts('?>', pos)) pos = pos >= s.text.length ? s.fail(ENDS.of('PI'), s.text.length) : s.character(pos);
    s.at = pos + 2;
    this.add(new XmlNode('ProcessingInstruction', name, this.lines(s.text.slice(from, pos))));
  }
  private doctype(): void {
    const { s } = this;
    if (s.text.length - s.at < 8) s.fail(ENDS.of('DOCTYPE'));
    if (!s.starts('DOCTYPE')) s.unexpected(s.at, this.hasRoot || this.dtd !== undefined ? '<!--' : 'DOCTYPE');
    if (!isBlank(s.charAt(s.at + 7))) s.wantsBlank(s.at + 7);
    if (this.dtd !== undefined) s.fail('Cannot have multiple DTDs.', s.at - 2);
    if (this.hasRoot) s.fail('DTD must be defined before the document root element.', s.at - 2);
    s.at += 8;
    s.blanks();
    const dtd = readDtd(s), ids = dtd.publicId !== undefined ? ` PUBLIC "${dtd.publicId}" "${dtd.systemId ?? ''}"` : dtd.systemId !== undefined ? ` SYSTEM "${dtd.systemId}"` : '';
    this.dtd = dtd;
    this.add(new XmlNode('DocumentType', dtd.name, `<!DOCTYPE ${dtd.name}${ids}[${dtd.subset}]>`));
  }

  /** `<?xml version="1.0" encoding="…" standalone="…"?>`, each with one blank before it and in double quotes. */
  private declaration(): void {
    const { s } = this, invalid = 'Syntax for an XML declaration is invalid.', names = ['version', 'encoding', 'standalone'], parts: string[] = [];
    if (s.text.length < 6 || !s.starts('<?xml') || isNamePart(s.charAt(5))) return;
    s.at = 5;
    let state = 0;
    for (;;) {
      const blanks = s.blanks();
      if (s.char === '?') {
        if (s.charAt(s.at + 1) === '>') {
          if (state === 0) s.fail(invalid);
          s.at += 2;
          if (!/^version="1\.\d+"/.test(parts[0] ?? '')) throw new XmlTextError('Wrong XML version information. The XML must match production "VersionNum ::= \'1.\' [0-9]+".', undefined, 'System.ArgumentException');
          this.add(new XmlNode('XmlDeclaration', 'xml', parts.join(' ')));
          return;
        }
        if (s.at + 1 >= s.text.length) s.fail(ENDS.file);
        s.unexpected(s.at, "'>'");
      }
      if (blanks === 0 && state !== 0) s.unexpected(s.at, '?>');
      const from = s.at, name = s.name(false), i = names.indexOf(name);
      if (i < 0 || (state === 0) !== (i === 0) || i < state) s.fail(invalid, from);
      state = i;
      const quote = this.opening();
      const start = ++s.at;
      let pos = start;
      while (pos < s.text.length && !/[<>&"'\t\n\r]/.test(s.charAt(pos)) && isCharacter(s.charAt(pos))) pos++;
      if (pos >= s.text.length) s.fail('There is an unclosed literal string.');
      if (s.charAt(pos) !== quote) s.fail(invalid);
      const value = s.text.slice(start, pos);
      if (i === 0 && !value.startsWith('1.0')) s.fail(`Version number '${value}' is invalid.`);
      if (i === 2 && value !== 'yes' && value !== 'no') s.failAt(invalid, before(s.later(start)));
      if (value !== '') parts.push(`${name}="${value}"`);
      s.at = pos + 1;
      state = i + 1;
    }
  }
}
