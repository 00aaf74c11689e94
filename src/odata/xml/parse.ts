/**
 * Reads XML from outside into a small tree with namespaces resolved. No document type, no entities but the five of XML,
 * bounded depth; parsing itself is fast-xml-parser's.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** By name; those with a prefix as `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Text directly inside, references decoded. */
  readonly text: string;
}

export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code = 'Xml';
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false,
  trimValues: false, processEntities: false, ignoreDeclaration: true, ignorePiTags: true, cdataPropName: '#cdata', maxNestedTags: 1_000,
});

/**
 * @param options.maxDepth how deep elements may nest
 * @param options.maxTags how many tags there may be; each is then bounded too, and with it the number of attributes
 * @param options.lenient drop NUL characters and references to characters XML cannot have, as servers send them in streams (sma-rest-api.md 3.3)
 * @throws XmlError with the reason
 */
export function parseXml(text: string, options: { readonly maxDepth: number; readonly maxTags?: number; readonly lenient?: boolean }): XmlElement {
  const lenient = options.lenient === true;
  const clean = (lenient ? text.replaceAll('\0', '') : text).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const stray = lenient ? null : NO_CHARACTER.exec(clean);
  if (stray !== null) throw new XmlError(`it holds the character U+${stray[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}, which XML does not allow ${at(placeOf(clean, stray.index))}.`);
  checkMarkup(clean, options.maxDepth, options.maxTags ?? Infinity);
  if (clean.trim() === '') throw new XmlError('it is empty.');
  const valid = XMLValidator.validate(clean);
  if (valid !== true) throw new XmlError(`${REASONS.get(valid.err.code) ?? 'it is not well-formed'} ${at(valid.err)}.`);
  const roots = parseNodes(clean).filter((node) => tagOf(node) !== undefined);
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw new XmlError('there must be one root element.');
  return convert(root, new Map([['xml', XML_NAMESPACE]]), lenient);
}

/** The parser is stricter than the validator in a few places, and says so by errors of its own. */
function parseNodes(text: string): readonly RawNode[] {
  try {
    return parser.parse(text) as readonly RawNode[];
  } catch (error) {
    throw new XmlError(`it is not well-formed (${error instanceof Error ? error.message.replace(/\.$/, '') : String(error)}).`);
  }
}

/** The validator's codes in words of our own; its texts are several sentences and quote the document. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['InvalidTag', 'a tag is not closed, not opened, or not named as XML allows'],
  ['InvalidAttr', 'an attribute is not written as NAME="VALUE", or is there twice'],
  ['InvalidChar', 'there is a character or an ampersand that XML does not allow'],
]);

const at = ({ line, col }: { readonly line: number; readonly col: number | undefined }): string => `(line ${line}${col === undefined ? '' : `, column ${col}`})`;

/** What is no character of XML 1.0 (2.2), as it is or within CDATA. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const NO_CHARACTER = /[\0-\x08\v\f\x0E-\x1F\uFFFE\uFFFF]/;
const placeOf = (text: string, position: number): { readonly line: number; readonly col: number } => {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, col: (before.at(-1)?.length ?? 0) + 1 };
};

/** Raw nodes of the parser: one key is the tag (or `#text`, `#cdata`), `:@` holds the attributes. */
type RawNode = Readonly<Record<string, unknown>>;
const tagOf = (node: RawNode): string | undefined => Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#') && !key.startsWith('?'));

const textOf = (node: RawNode): string => (typeof node['#text'] === 'string' ? node['#text'] : '');

/** One pass over the tags before the parser, which recurses, sees the text: depth, document types, tags left open. */
function checkMarkup(text: string, maximum: number, maxTags: number): void {
  let depth = 0, tags = 0;
  for (let position = text.indexOf('<'); position >= 0; position = text.indexOf('<', position)) {
    const skipped = SKIPPED.find(([opening]) => text.startsWith(opening, position));
    if (skipped !== undefined) {
      const close = text.indexOf(skipped[1], position + skipped[0].length);
      if (close < 0) throw new XmlError(`'${skipped[0]}' is never closed.`);
      position = close + skipped[1].length;
      continue;
    }
    if (text.startsWith('<!', position)) throw new XmlError('document types and entities are not allowed.');
    const end = endOfTag(text, position);
    tags += 1;
    if (tags > maxTags) throw new XmlError(`it has more than ${maxTags} tags.`);
    if (maxTags < Infinity && end - position > LONGEST_TAG) throw new XmlError(`a tag with its attributes is longer than ${LONGEST_TAG} characters.`);
    if (text.charAt(position + 1) === '/') depth -= 1;
    else if (text.charAt(end - 1) !== '/') depth += 1;
    if (depth > maximum) throw new XmlError(`elements nest deeper than ${maximum}.`);
    position = end + 1;
  }
}
/** Where tags are counted. Parsing takes time that grows with attributes, not with text. */
const LONGEST_TAG = 16_384;
const SKIPPED: readonly (readonly [string, string])[] = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>']];

/** Where the `>` of a tag is; one inside quotes does not count. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index;
  }
  throw new XmlError('a tag is never closed.');
}

function convert(node: RawNode, inherited: ReadonlyMap<string, string>, lenient: boolean): XmlElement {
  const tag = tagOf(node) ?? '';
  const raw = Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>);
  let scope = inherited;
  for (const [name, value] of raw) {
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
    if (prefix === undefined) continue;
    if (scope === inherited) scope = new Map(inherited);
    (scope as Map<string, string>).set(prefix, decode(value, lenient));
  }
  const resolve = (name: string, isAttribute: boolean): readonly [namespace: string, local: string] => {
    const colon = name.indexOf(':');
    if (colon < 0) return [isAttribute ? '' : (scope.get('') ?? ''), name];
    const namespace = scope.get(name.slice(0, colon));
    if (namespace === undefined) throw new XmlError(`the prefix '${name.slice(0, colon)}' is not declared.`);
    return [namespace, name.slice(colon + 1)];
  };
  const attributes = new Map<string, string>();
  for (const [name, value] of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const [namespace, local] = resolve(name, true);
    attributes.set(namespace === '' ? local : `{${namespace}}${local}`, decode(value, lenient));
  }
  const children: XmlElement[] = [];
  let text = '';
  for (const child of node[tag] as readonly RawNode[]) {
    if ('#text' in child) text += decode(textOf(child), lenient);
    else if ('#cdata' in child) for (const part of child['#cdata'] as readonly RawNode[]) text += textOf(part);
    else if (tagOf(child) !== undefined) children.push(convert(child, scope, lenient));
  }
  const [namespace, name] = resolve(tag, false);
  return { namespace, name, attributes, children, text };
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string, lenient: boolean): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));|&/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined && Object.hasOwn(NAMED, name)) return NAMED[name] ?? '';
    const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : Number.NaN;
    const isAllowed = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xD7FF) || (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
    if (isAllowed) return String.fromCodePoint(code);
    if (!Number.isNaN(code) && lenient) return '';
    throw new XmlError(`'${whole}' is no character reference that XML allows.`);
  });
}

/** The first child with a name. */
export const child = (element: XmlElement, namespace: string, name: string): XmlElement | undefined =>
  element.children.find((one) => one.name === name && one.namespace === namespace);
/** All children with a name. */
export const childrenOf = (element: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  element.children.filter((one) => one.name === name && one.namespace === namespace);
