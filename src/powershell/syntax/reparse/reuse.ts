import type { Ast, StatementAst } from '../ast.ts';
import { isLetter } from '../chars.ts';
import { Mode, type Parser } from '../parser.ts';
import { unmoved, type Clean, type Past, type Shift } from './past.ts';

/** What one parse takes over from an earlier one, and what it leaves to the next. */
export class Reuse {
  /** Where the nodes of the past have to stand while this parse goes on. */
  readonly shift: Shift;
  readonly #past: Past | undefined;
  readonly #clean: Clean;
  readonly #text: string;
  /** From here to there the text is another. */
  readonly #first: number;
  readonly #last: number;

  constructor(text: string, past: Past | undefined, clean: Clean) {
    this.#past = past;
    this.#clean = clean;
    this.#text = text;
    const [before, behind] = past === undefined ? [0, 0] : sameEnds(past.text, text);
    this.#first = before;
    this.#last = text.length - behind;
    this.shift = past === undefined ? unmoved : { first: before, from: past.text.length - behind, by: text.length - past.text.length };
    past?.move(this.shift);
  }

  /** Where a statement would begin that the parser can take over or leave; -1 where more than the place and the mode decides what it is. */
  placeIn(p: Parser): number {
    if (p.mode !== Mode.Command || p.base !== 0 || p.length !== p.source.length || p.skips !== undefined || p.disableComma || p.allowSignedNumbers || p.endNumberOnTernary || p.wantSimpleName) return -1;
    if (p.pending) return p.start;
    let { pos } = p;
    while (p.text.charCodeAt(pos) === 32 || p.text.charCodeAt(pos) === 9) pos++;
    return pos;
  }

  /** The statement that stands at a place in both texts and is the same in both; the parser goes on behind it. */
  take(p: Parser, place: number): StatementAst | undefined {
    if (this.#past === undefined || p.signature >= 0 || (place >= this.#first && place < this.#last)) return undefined;
    const by = place < this.#first ? 0 : this.shift.by, found = this.#past.statementAt(place - by), known = found && this.#clean.get(found);
    if (found === undefined || known === undefined || known % CONTEXTS !== contextOf(p)) return undefined;
    const end = found.end + Math.floor(known / CONTEXTS);
    if (!(place < this.#first ? this.#endsBefore(end) : this.#beginsLine(place))) return undefined;
    p.resync(place);
    this.#past.tell(p, place - by, end - by, by);
    p.pos = end;
    return found;
  }

  /** Keeps a statement that was read without an error for the next parse. */
  keep(p: Parser, place: number, found: StatementAst): void {
    // Some end before the last that was read of them: `&` belongs to no node.
    // What is wrong with its first token may have been told before it began.
    const read = p.pending ? p.start : p.pos;
    if (found.start === place && p.mode === Mode.Command && p.furthest < place && read < p.length) this.#clean.set(found, Math.max(read - found.end, 0) * CONTEXTS + contextOf(p));
  }

  /** Whether the checks of the whole tree have found nothing in a statement before, where it stood in the same surroundings. */
  isChecked(node: Ast, surroundings: number): boolean {
    return checked.get(node as StatementAst) === surroundings && this.isClean(node);
  }

  /** Whether a node is a statement that was read without an error. */
  isClean(node: Ast): boolean {
    return this.#clean.has(node as StatementAst);
  }

  /** Tells the parses to come that there is nothing in a statement. */
  setChecked(node: Ast, surroundings: number): void {
    checked.set(node as StatementAst, surroundings);
  }

  /** Whether the token behind a statement, which it may have been read up to, stands before what has changed. */
  #endsBefore(end: number): boolean {
    const text = this.#text, before = this.#first;
    let at = end;
    while (at < before) {
      const c = text.charCodeAt(at);
      if (c <= 32 || c === 59) at++;
      else if (c === 35) at = (text.indexOf('\n', at) + 1) || text.length;
      else if (c === 60 && text.charCodeAt(at + 1) === 35) at = (text.indexOf('#>', at) + 2) || text.length;
      else break;
    }
    if (!isLetter(text.charCodeAt(at))) return at + 2 < before;
    while (at < before && /[\w-]/.test(text.charAt(at))) at++;
    return at < before;
  }

  /** Whether a line begins between what has changed and a place. */
  #beginsLine(place: number): boolean {
    return this.#text.lastIndexOf('\n', place - 1) >= this.#last;
  }
}

/** Statements in which the checks found nothing, and what surrounded them. */
const checked = new WeakMap<StatementAst, number>();

/** More than there are of these. */
const CONTEXTS = 2048;

/** What decides beside its text how a statement is read. */
const contextOf = (p: Parser): number => p.depth * 4 + (p.inWorkflow ? 1 : 0) + (p.guarded > 0 ? 2 : 0);

const STRETCH = 2048;

/** How many letters two texts have in common at their beginnings and, of what is left, at their ends. */
function sameEnds(a: string, b: string): readonly [number, number] {
  const most = Math.min(a.length, b.length);
  let before = 0, behind = 0;
  // Long stretches are compared at once.
  while (before + STRETCH <= most && a.startsWith(b.slice(before, before + STRETCH), before)) before += STRETCH;
  while (before < most && a.charCodeAt(before) === b.charCodeAt(before)) before++;
  while (behind + STRETCH <= most - before && a.endsWith(b.slice(b.length - behind - STRETCH, b.length - behind), a.length - behind)) behind += STRETCH;
  while (behind < most - before && a.charCodeAt(a.length - 1 - behind) === b.charCodeAt(b.length - 1 - behind)) behind++;
  return [before, behind];
}
