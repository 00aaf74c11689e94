/** XPath 1.0 over XML nodes: paths with axes and predicates, operators and the core functions. */
import type { XmlNode } from '../values/xml.ts';
import { XPathContextError, XPathNodesError, XPathTextError } from './xpathError.ts';

type Result = readonly XmlNode[] | string | number | boolean;
interface Context { readonly node: XmlNode; readonly position: number; readonly size: number; readonly uris: ReadonlyMap<string, string> }
type Expression = (c: Context) => Result;

let tokenPattern: RegExp | undefined;
/** Made with the first path: its classes of characters take a part of a millisecond. */
const tokens = (): RegExp => (tokenPattern ??= /\s*(?:("[^"]*"|'[^']*')|(\d+(?:\.\d*)?|\.\d+)|(\/\/|::|\.\.|!=|<=|>=|[/.@*()[\],|+=<>$-])|([\p{L}_][\p{L}\p{N}_.-]*(?::(?!:)(?:\*|[\p{L}_][\p{L}\p{N}_.-]*))?))/uy);
/** Least and most arguments of the functions (XPath 1.0, section 4; FunctionCall of XPathParser). */
const ARGUMENTS: { readonly [name: string]: readonly [least: number, most: number] } = {
  position: [0, 0], last: [0, 0], count: [1, 1], not: [1, 1], true: [0, 0], false: [0, 0], boolean: [1, 1], contains: [2, 2], 'starts-with': [2, 2], string: [0, 1], number: [0, 1], concat: [2, Infinity],
  'string-length': [0, 1], 'normalize-space': [0, 1], substring: [2, 3], 'substring-before': [2, 2], 'substring-after': [2, 2], translate: [3, 3], name: [0, 1], 'local-name': [0, 1], 'namespace-uri': [0, 1],
  sum: [1, 1], floor: [1, 1], ceiling: [1, 1], round: [1, 1],
};
/** A path with the prefixes of its names, and whether it asks for what XPath itself does not know. */
interface Known { readonly run: Expression; readonly prefixes: ReadonlySet<string>; readonly asksMore: boolean }
const known = new Map<string, Known>();
/** The nodes a path selects, in document order; throws XPathTextError. */
export function selectNodes(from: XmlNode, path: string, uris?: ReadonlyMap<string, string>): readonly XmlNode[] {
  const found = evaluateXPath(from, path, uris);
  if (!Array.isArray(found)) throw new XPathNodesError(path);
  return found as readonly XmlNode[];
}
export function evaluateXPath(from: XmlNode, path: string, uris?: ReadonlyMap<string, string>): Result {
  let made = known.get(path);
  if (made === undefined) { const parser = new PathParser(path), run = parser.parse(); known.set(path, (made = { run, prefixes: parser.prefixes, asksMore: parser.asksMore })); }
  // Prefixes mean nothing by themselves: the manager says what they stand for (CompiledXpathExpr.QueryTree).
  if (uris === undefined) { if (made.asksMore || made.prefixes.size > 0) throw new XPathContextError(path); } else {
    if (made.asksMore) throw new XPathContextError(path, 'XsltContext is needed for this query because of an unknown function.');
    for (const prefix of made.prefixes) if (!uris.has(prefix) && prefix !== 'xml' && prefix !== 'xmlns') throw new XPathContextError(path, `Namespace prefix '${prefix}' is not defined.`);
  }
  return made.run({ node: from, position: 1, size: 1, uris: uris ?? new Map() });
}
const text = (n: XmlNode): string => n.innerText;
const toText = (r: Result): string => (typeof r === 'object' ? (r[0] === undefined ? '' : text(r[0])) : typeof r === 'boolean' ? String(r) : String(r));
const toNumber = (r: Result): number => (typeof r === 'number' ? r : typeof r === 'boolean' ? Number(r) : toText(r).trim() === '' ? NaN : Number(toText(r)));
const truth = (r: Result): boolean => (typeof r === 'object' ? r.length > 0 : typeof r === 'number' ? r !== 0 && !Number.isNaN(r) : Boolean(r));
const rootOf = (n: XmlNode): XmlNode => { let top = n; while (top.parent !== undefined) top = top.parent; return top; };
const descendants = (n: XmlNode, out: XmlNode[] = []): XmlNode[] => { for (const c of n.children) { out.push(c); descendants(c, out); } return out; };
/** Those below a node that pass, in the order of the document. */
function passing(n: XmlNode, passes: (n: XmlNode) => boolean, out: XmlNode[]): XmlNode[] {
  for (const c of n.children) {
    if (passes(c)) out.push(c);
    if (c.children.length > 0) passing(c, passes, out);
  }
  return out;
}
/** Nodes with all below them, each once. */
function below(nodes: readonly XmlNode[]): readonly XmlNode[] {
  const out: XmlNode[] = [];
  for (const n of nodes) { out.push(n); descendants(n, out); }
  return nodes.length < 2 ? out : [...new Set(out)];
}
/** Whether one of some nodes in the order of the document lies in another: then the next one does too. */
function areNested(nodes: readonly XmlNode[]): boolean {
  for (let i = 1; i < nodes.length; i++) for (let up = nodes[i]?.parent; up !== undefined; up = up.parent) if (up === nodes[i - 1]) return true;
  return false;
}
const siblings = (n: XmlNode): readonly XmlNode[] => n.parent?.children ?? [];
function axis(n: XmlNode, name: string): readonly XmlNode[] {
  switch (name) {
    case 'child': return n.children;
    case 'attribute': return n.attributes.filter((a) => a.prefix !== 'xmlns' && a.name !== 'xmlns');
    case 'self': return [n];
    case 'parent': return n.parent === undefined ? [] : [n.parent];
    case 'descendant': return descendants(n);
    case 'descendant-or-self': return [n, ...descendants(n)];
    case 'ancestor': { const out: XmlNode[] = []; for (let p = n.parent; p !== undefined; p = p.parent) out.push(p); return out; }
    case 'ancestor-or-self': return [n, ...axis(n, 'ancestor')];
    case 'following-sibling': return n.kind === 'Attribute' ? [] : siblings(n).slice(siblings(n).indexOf(n) + 1);
    case 'preceding-sibling': return n.kind === 'Attribute' ? [] : siblings(n).slice(0, siblings(n).indexOf(n)).reverse();
    case 'following': { const all = descendants(rootOf(n)), inside = new Set(descendants(n)); return all.slice(all.indexOf(n) + 1).filter((x) => !inside.has(x)); }
    default: { const all = descendants(rootOf(n)), above = new Set(axis(n, 'ancestor')); return all.slice(0, Math.max(0, all.indexOf(n))).filter((x) => !above.has(x)).reverse(); }
  }
}
type Test = (n: XmlNode, uris: ReadonlyMap<string, string>) => boolean;
function nodeTest(test: string, ofAttributes: boolean): Test {
  if (test === 'node()') return (n) => n.kind !== 'XmlDeclaration';
  if (test === 'text()') return (n) => n.kind === 'Text' || n.kind === 'CDATA' || n.kind === 'Whitespace';
  if (test === 'comment()') return (n) => n.kind === 'Comment';
  if (test === 'processing-instruction()') return (n) => n.kind === 'ProcessingInstruction';
  const kind = ofAttributes ? 'Attribute' : 'Element';
  if (test === '*') return (n) => n.kind === kind;
  const colon = test.indexOf(':'), prefix = colon < 0 ? '' : test.slice(0, colon), local = test.slice(colon + 1);
  return (n, uris) => {
    if (n.kind !== kind || (local !== '*' && n.localName !== local)) return false;
    const uri = prefix === '' ? '' : uris.get(prefix);
    return uri === undefined ? n.prefix === prefix : n.namespaceUri === uri;
  };
}
const RELATIONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', 'and', 'or']);
const QUESTIONS: ReadonlySet<string> = new Set(['contains', 'starts-with', 'not', 'boolean']);
class PathParser {
  private readonly path: string;
  private readonly tokens: string[] = [];
  private at = 0;
  private read = 0;
  readonly prefixes = new Set<string>();
  /** Whether there is a variable, or a function that XPath does not have. */
  asksMore = false;
  constructor(path: string) {
    this.path = path;
    const pattern = tokens(), length = path.trimEnd().length;
    pattern.lastIndex = 0;
    while (pattern.lastIndex < length) { const m = pattern.exec(path); if (m === null) throw /^\s*["']/.test(path.slice(this.read)) ? new XPathTextError(path, 'This is an unclosed string.') : new XPathTextError(path); this.read = pattern.lastIndex; this.tokens.push(m[1] ?? m[2] ?? m[3] ?? m[4] ?? ''); }
  }
  parse(): Expression { const e = this.binary(0); if (this.at < this.tokens.length) throw new XPathTextError(this.path); return e; }
  private get token(): string | undefined { return this.tokens[this.at]; }
  private take(t: string): boolean { if (this.token !== t) return false; this.at += 1; return true; }
  private need(t: string): void { if (!this.take(t)) throw new XPathTextError(this.path); }
  private binary(level: number): Expression {
    const levels = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']];
    if (level === levels.length) return this.union();
    let left = this.binary(level + 1);
    while (this.token !== undefined && levels[level]?.includes(this.token) === true) { const op = this.token, a = left; this.at += 1; const b = this.binary(level + 1); left = operator(op, a, b); }
    return left;
  }
  private union(): Expression {
    if (this.take('-')) { const e = this.union(); return (c) => -toNumber(e(c)); }
    let left = this.primary();
    while (this.take('|')) { const a = left, b = this.primary(), nodes = (r: Result): readonly XmlNode[] => { if (typeof r !== 'object') throw new XPathNodesError(this.path); return r; }; left = (c) => { const all = new Set([...nodes(a(c)), ...nodes(b(c))]); return inOrder(c.node, all); }; }
    return left;
  }
  private primary(): Expression {
    const t = this.token ?? '', next = this.tokens[this.at + 1];
    let start: Expression | undefined;
    if (/^["']/.test(t)) { this.at += 1; const value = t.slice(1, -1); return () => value; }
    if (/^[\d]|^\.\d/.test(t)) { this.at += 1; return () => Number(t); }
    if (t === '$' && /^[\p{L}_]/u.test(next ?? '')) { this.at += 2; this.asksMore = true; return () => []; }
    if (t === '(') { this.at += 1; start = this.binary(0); this.need(')'); } else if (next === '(' && !['node', 'text', 'comment', 'processing-instruction'].includes(t)) start = this.call();
    if (start === undefined) return this.location();
    const base = start, predicates = this.predicates();
    if (predicates.length === 0 && this.token !== '/' && this.token !== '//') return base;
    const filtered: Expression = (c) => predicates.reduce<readonly XmlNode[]>((nodes, p) => filter(nodes, p, c), base(c) as readonly XmlNode[]);
    return this.token === '/' || this.token === '//' ? this.steps(filtered) : filtered;
  }
  private call(): Expression {
    const name = this.tokens[this.at] ?? '', args: Expression[] = [];
    this.at += 2;
    while (!this.take(')')) { args.push(this.binary(0)); if (this.token !== ')') this.need(','); }
    const range = ARGUMENTS[name];
    if (range === undefined) this.asksMore = true;
    else if (args.length < range[0] || args.length > range[1]) throw new XPathTextError(this.path, `Function '${name}' in '${this.path}' has an invalid number of arguments.`);
    return (c) => invoke(name, args.map((a) => a(c)), c);
  }
  private location(): Expression {
    if (this.take('/')) { const top: Expression = (c) => [rootOf(c.node)]; return this.token !== undefined && /^[.@*\p{L}_]/u.test(this.token) ? this.step(top) : top; }
    if (this.token === '//') return this.steps((c) => [rootOf(c.node)]);
    return this.step((c) => [c.node]);
  }
  private steps(from: Expression): Expression {
    if (this.take('//')) return this.step(from, true);
    return this.take('/') ? this.step(from) : from;
  }
  /** A step from nodes, or (`//`) from them and all below them. */
  private step(start: Expression, isDeep = false): Expression {
    let direction = 'child', test = 'node()', isShort = false;
    if (this.take('.')) { direction = 'self'; isShort = true; }
    else if (this.take('..')) { direction = 'parent'; isShort = true; }
    else {
      if (this.take('@')) direction = 'attribute';
      else if (this.tokens[this.at + 1] === '::') { direction = this.token ?? ''; this.at += 2; }
      test = this.token ?? '';
      if (!/^[\p{L}_*]/u.test(test)) throw new XPathNodesError(this.path);
      if (test.includes(':')) this.prefixes.add(test.slice(0, test.indexOf(':')));
      this.at += 1;
      if (this.take('(')) { if (this.token !== ')') this.at += 1; this.need(')'); test += '()'; }
    }
    // The short forms take no predicates (XPath 1.0, AbbreviatedStep).
    const first = this.at, predicates = isShort ? [] : this.predicates(), countsPlaces = predicates.length > 0 && this.countsPlaces(first);
    // Without places to count, children of all below are all below: they come in the order of the document then.
    let from = start;
    if (isDeep && direction === 'child' && !countsPlaces) direction = 'descendant';
    else if (isDeep) from = (c) => below(start(c) as readonly XmlNode[]);
    const passes = nodeTest(test, direction === 'attribute');
    return this.steps((c) => {
      // What is below different nodes, or is of them, is different; other ways may meet.
      if (direction === 'child' || direction === 'attribute' || direction === 'self') {
        const found: XmlNode[] = [], contexts = from(c) as readonly XmlNode[];
        for (const n of contexts) {
          const all = axis(n, direction);
          if (predicates.length === 0) { for (const x of all) if (passes(x, c.uris)) found.push(x); continue; }
          let some: readonly XmlNode[] = all.filter((x) => passes(x, c.uris));
          if (some.length > 0) for (const p of predicates) some = filter(some, p, c);
          for (const x of some) found.push(x);
        }
        return found.length > 1 && direction === 'child' && areNested(contexts) ? inOrder(c.node, new Set(found)) : found;
      }
      const out = new Set<XmlNode>(), contexts = from(c) as readonly XmlNode[];
      for (const n of contexts) {
        let found: readonly XmlNode[] = direction === 'descendant' ? passing(n, (x) => passes(x, c.uris), []) : axis(n, direction).filter((x) => passes(x, c.uris));
        if (contexts.length === 1 && direction === 'descendant') return predicates.reduce((nodes, p) => filter(nodes, p, c), found);
        for (const p of predicates) found = filter(found, p, c);
        for (const x of found) out.add(x);
      }
      if (contexts.length > 1 && !direction.startsWith('descendant')) return inOrder(c.node, out);
      return direction.startsWith('preceding') || direction.startsWith('ancestor') ? [...out].reverse() : [...out];
    });
  }
  /**
   * Whether the predicates that were read from a token on may ask for places: a number is one, and so is what `position()` and `last()` tell.
   * Only those are known not to that compare, outside of all brackets, or are a mere path or a question.
   */
  private countsPlaces(from: number): boolean {
    let depth = 0, compares = true;
    for (let i = from; i < this.at; i++) {
      const t = this.tokens[i] ?? '';
      if (t === 'position' || t === 'last') return true;
      if (t === '[' || t === '(') {
        if (depth === 0 && !compares) return true;
        if (depth++ === 0) compares = this.isPath(i + 1) || this.isQuestion(i + 1);
      } else if (t === ']' || t === ')') depth--;
      else if (depth === 1 && RELATIONS.has(t)) compares = true;
    }
    return !compares;
  }
  /** Names and slashes up to the next bracket that closes. */
  private isPath(from: number): boolean {
    let i = from;
    while (/^(?:\/|\/\/|@|\.|\.\.|[\p{L}_].*)$/u.test(this.tokens[i] ?? '')) i++;
    return this.tokens[i] === ']' && i > from && !this.tokens.slice(from, i).some((t) => t === 'div' || t === 'mod');
  }
  /** A call up to the next bracket that closes, of a function that says true or false. */
  private isQuestion(from: number): boolean {
    if (!QUESTIONS.has(this.tokens[from] ?? '') || this.tokens[from + 1] !== '(') return false;
    let i = from + 2;
    for (let depth = 1; depth > 0 && i < this.at; i++) depth += this.tokens[i] === '(' ? 1 : this.tokens[i] === ')' ? -1 : 0;
    return this.tokens[i] === ']';
  }
  private predicates(): Expression[] {
    const out: Expression[] = [];
    while (this.take('[')) { out.push(this.binary(0)); this.need(']'); }
    return out;
  }
}
function filter(nodes: readonly XmlNode[], p: Expression, c: Context): readonly XmlNode[] {
  return nodes.filter((node, i) => { const r = p({ node, position: i + 1, size: nodes.length, uris: c.uris }); return typeof r === 'number' ? r === i + 1 : truth(r); });
}
const inOrder = (n: XmlNode, set: ReadonlySet<XmlNode>): readonly XmlNode[] => { const root = rootOf(n), all = [root, ...descendants(root)].flatMap((x) => [x, ...x.attributes]); return all.filter((x) => set.has(x)); };
function operator(op: string, left: Expression, right: Expression): Expression {
  switch (op) {
    case 'or': return (c) => truth(left(c)) || truth(right(c));
    case 'and': return (c) => truth(left(c)) && truth(right(c));
    case '+': return (c) => toNumber(left(c)) + toNumber(right(c));
    case '-': return (c) => toNumber(left(c)) - toNumber(right(c));
    case '*': return (c) => toNumber(left(c)) * toNumber(right(c));
    case 'div': return (c) => toNumber(left(c)) / toNumber(right(c));
    case 'mod': return (c) => toNumber(left(c)) % toNumber(right(c));
    default: return (c) => { const a = left(c), b = right(c); return each(a).some((x) => each(b).some((y) => related(op, x, y))); };
  }
}
const each = (r: Result): readonly (string | number | boolean)[] => (typeof r === 'object' ? r.map(text) : [r]);
function related(op: string, a: string | number | boolean, b: string | number | boolean): boolean {
  if (op === '=' || op === '!=') { const same = typeof a === 'boolean' || typeof b === 'boolean' ? truth(a) === truth(b) : typeof a === 'number' || typeof b === 'number' ? toNumber(a) === toNumber(b) : a === b; return same === (op === '='); }
  const x = toNumber(a), y = toNumber(b);
  return op === '<' ? x < y : op === '<=' ? x <= y : op === '>' ? x > y : x >= y;
}
function invoke(name: string, args: readonly Result[], c: Context): Result {
  const s = (i: number): string => (args[i] === undefined ? text(c.node) : toText(args[i])), nodes = (args[0] ?? [c.node]) as readonly XmlNode[];
  switch (name) {
    case 'position': return c.position;
    case 'last': return c.size;
    case 'count': return nodes.length;
    case 'not': return !truth(args[0] ?? false);
    case 'true': return true;
    case 'false': return false;
    case 'boolean': return truth(args[0] ?? false);
    case 'contains': return s(0).includes(s(1));
    case 'starts-with': return s(0).startsWith(s(1));
    case 'string': return s(0);
    case 'number': return toNumber(args[0] ?? [c.node]);
    case 'concat': return args.map(toText).join('');
    case 'string-length': return s(0).length;
    case 'normalize-space': return s(0).trim().replace(/\s+/g, ' ');
    case 'substring': { const from = Math.round(toNumber(args[1] ?? 1)) - 1; return s(0).slice(Math.max(0, from), args[2] === undefined ? undefined : from + Math.round(toNumber(args[2]))); }
    case 'substring-before': { const at = s(0).indexOf(s(1)); return at < 0 ? '' : s(0).slice(0, at); }
    case 'substring-after': { const at = s(0).indexOf(s(1)); return at < 0 ? '' : s(0).slice(at + s(1).length); }
    case 'translate': { const [a, b] = [s(1), s(2)]; return Array.from(s(0), (x) => { const i = a.indexOf(x); return i < 0 ? x : b[i] ?? ''; }).join(''); }
    case 'name': return nodes[0]?.name ?? '';
    case 'local-name': return nodes[0]?.localName ?? '';
    case 'namespace-uri': return nodes[0]?.namespaceUri ?? '';
    case 'sum': return nodes.reduce((a, n) => a + toNumber(text(n)), 0);
    case 'floor': return Math.floor(toNumber(args[0] ?? 0));
    case 'ceiling': return Math.ceil(toNumber(args[0] ?? 0));
    case 'round': return Math.round(toNumber(args[0] ?? 0));
    default: throw new XPathContextError(name);
  }
}
