/** A YAML text as nodes with places; whatever is wrong with it is one TestFileError. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import { nearest } from '../nearest.ts';
import { KEYS } from './keys.ts';
import type { KeyTable } from './keys.ts';
import { TestFileError } from './suite.ts';
import type { Place, Written } from './suite.ts';

/** A person writes no larger one, and aliases that stand for more than a few of each other are a mistake or worse. */
const MOST_CHARACTERS = 2 * 1024 * 1024, MOST_ALIASES = 100;
export interface Entry { readonly key: string; readonly at: Place; readonly value: Node | undefined }

export class YamlText {
  readonly file: string;
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();

  /** Throws a TestFileError for what is no YAML, more than one document, or aliases without end. */
  constructor(file: string, text: string) {
    this.file = file;
    if (text.length > MOST_CHARACTERS) throw new TestFileError(file, { line: 1, column: 1 }, `The file has ${text.length} characters; a file of tests may have ${MOST_CHARACTERS}. Split it.`);
    const all = parseAllDocuments(text.replace(/^\uFEFF/, ''), { lineCounter: this.lines, prettyErrors: false, strict: true, uniqueKeys: true, stringKeys: true });
    const [first, second] = 'empty' in all ? [] : all;
    if (first === undefined) throw new TestFileError(file, { line: 1, column: 1 }, 'The file is empty. It needs a list "cases".');
    this.document = first;
    const [fault] = first.errors;
    if (fault !== undefined) throw this.error(fault.pos[0], yamlMessage(fault.code, fault.message));
    if (second !== undefined) throw this.error(second.range[0], 'A second document begins here. One file of tests is one document: take out the line "---".');
    this.refuseBombs();
  }
  get root(): Node | undefined { return this.document.contents ?? undefined; }
  place(node: Node | number | undefined): Place {
    const { line, col } = this.lines.linePos(typeof node === 'number' ? node : node?.range?.[0] ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
  end(node: Node): Place { return this.place(Math.max(0, (node.range?.[1] ?? 1) - 1)); }
  error(at: Node | number | undefined, message: string): TestFileError { return new TestFileError(this.file, this.place(at), message); }

  /** What an alias stands for, else the node itself. */
  plain(node: Node | undefined): Node | undefined { return isAlias(node) ? node.resolve(this.document) : node; }
  /** The entries of a mapping, whatever its keys. Throws where it is none. */
  entries(node: Node | undefined, what: string): Entry[] {
    const map = this.plain(node);
    if (!isMap(map)) throw this.error(node, `${what} must be a mapping of names and values, and is ${kindOf(map)}.`);
    return (map as YAMLMap<Node, Node | null>).items.map(({ key, value }) => {
      if (!isScalar(key) || typeof key.value !== 'string') throw this.error(key, `A key of ${what} must be a text.`);
      if (key.value === '<<') throw this.error(key, 'Merging with "<<" is not taken here. Name each value, with an alias where it is one that stands elsewhere.');
      return { key: key.value, at: this.place(key), value: value ?? undefined };
    });
  }
  /** The same with known keys only. */
  known<K extends KeyTable>(node: Node | undefined, table: K, what: string): Partial<Record<(typeof KEYS)[K][number], Entry>> {
    const names: readonly string[] = KEYS[table], found: Record<string, Entry> = {};
    for (const entry of this.entries(node, what)) {
      if (!names.includes(entry.key)) {
        const meant = nearest(entry.key, names);
        throw new TestFileError(this.file, entry.at, `${what} has no key "${entry.key}". ${meant === undefined ? '' : `Did you mean "${meant}"? `}It has: ${names.join(', ')}.`);
      }
      found[entry.key] = entry;
    }
    return found as Partial<Record<(typeof KEYS)[K][number], Entry>>;
  }
  list(node: Node | undefined, what: string): Node[] {
    const list = this.plain(node);
    if (!isSeq(list)) throw this.error(node, `${what} must be a list ("- …"), and is ${kindOf(list)}.`);
    return (list.items as (Node | null)[]).map((item) => item ?? this.missing(node, what));
  }
  text(node: Node | undefined, what: string): string {
    const { text } = this.written(node, what);
    if (text === undefined || text.trim() === '') throw this.error(node, `${what} must be a text.`);
    return text;
  }
  number(node: Node | undefined, what: string, least: number): number {
    const scalar = this.plain(node), value = isScalar(scalar) ? scalar.value : undefined;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < least) throw this.error(node, `${what} must be a number, ${least} or more.`);
    return value;
  }
  /** Any value, as JSON. */
  written(node: Node | undefined, what: string): Written {
    const plain = this.plain(node), at = this.place(node);
    if (plain === undefined) return { json: 'null', text: undefined, at };
    const value: unknown = plain.toJS(this.document, { maxAliasCount: MOST_ALIASES });
    const json = JSON.stringify(value, (_, held: unknown) => {
      if (typeof held === 'number' && !Number.isFinite(held) || typeof held === 'bigint' || held instanceof Uint8Array || held instanceof Set || held instanceof Map) throw this.error(node, `${what} has a value that JSON does not know (infinity, no number, binary data).`);
      return held;
    });
    // A plain word is also the text it is written as.
    const text = !isScalar(plain) ? undefined : typeof plain.value === 'string' ? plain.value : plain.value === null ? undefined : plain.source;
    return { json, text, at };
  }
  private missing(node: Node | undefined, what: string): never { throw this.error(node, `${what} has an item with nothing in it.`); }
  private refuseBombs(): void {
    let first: Node | undefined;
    visit(this.document, { Alias: (_, alias, path) => {
      first ??= alias;
      const named = alias.resolve(this.document);
      // An alias stands for what was named before it: only what it stands in can hold itself.
      if (named !== undefined && path.includes(named)) throw this.error(alias, `"*${alias.source}" stands for what it is a part of: that would have no end. Write the value out.`);
      if (named === undefined) throw this.error(alias, `Nothing here is called "&${alias.source}", which "*${alias.source}" stands for.`);
    } });
    if (first === undefined) return;
    try { this.document.toJS({ maxAliasCount: MOST_ALIASES }); } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      throw this.error(first, `The aliases of this file stand for more than ${MOST_ALIASES} of each other. Write the values out.`);
    }
  }
}
const kindOf = (node: Node | undefined): string => (node === undefined || (isScalar(node) && node.value === null) ? 'empty' : isMap(node) ? 'a mapping' : isSeq(node) ? 'a list' : 'a single value');
/** The parser's words, with what to do about the commonest. */
function yamlMessage(code: string, message: string): string {
  const [first = message] = message.split('\n');
  const text = first.replace(/ at line \d+, column \d+:?$/, '');
  switch (code) {
    case 'TAB_AS_INDENT': return 'A tab stands at the beginning of the line. YAML is indented with spaces.';
    case 'DUPLICATE_KEY': return 'This key stands here twice. Keep one of them.';
    case 'RESOURCE_EXHAUSTION': return 'Lists and mappings stand within one another too deep to be read.';
    case 'BAD_ALIAS': return `${text}.`;
    default: return `This is no YAML: ${text.replace(/\.$/, '')}.`;
  }
}
