/** Every place where execution may stop, by source, and the breakpoints that are bound to it. */
import type { SourceText } from '../run/source.ts';
import type { BoundBreakpoint, SourceBreakpoint } from './protocol.ts';

export interface Breakpoint {
  readonly id: number;
  readonly asked: SourceBreakpoint;
  /** How often its condition was true. */
  hits: number;
  /** The one text of its source that it stands in; undefined for any. */
  readonly text?: string | undefined;
}
/** The places of one function that was written out. */
export class SiteGroup {
  /** Looked at by the running code: whether a place of the group has a breakpoint, or everybody has to ask. */
  on = false;
  private readonly sites: Site[] = [];
  private asking = false;
  add(site: Site): void { this.sites.push(site); this.look(); }
  ask(asking: boolean): void { this.asking = asking; this.look(); }
  look(): void { this.on = this.asking || this.sites.some((site) => site.armed); }
}
/** A statement or a loop's condition. */
export class Site {
  readonly source: SourceText;
  readonly mark: number;
  readonly line: number;
  readonly column: number;
  breakpoints: readonly Breakpoint[] = [];
  /** Looked at by the running code. */
  armed = false;
  private readonly group: SiteGroup | undefined;
  constructor(source: SourceText, mark: number, group?: SiteGroup) {
    this.source = source;
    this.mark = mark;
    this.group = group;
    const place = source.place(source.extent(mark).start);
    this.line = place.line;
    this.column = place.column;
  }
  bind(breakpoints: readonly Breakpoint[]): void {
    this.breakpoints = breakpoints;
    this.armed = breakpoints.length > 0;
    this.group?.look();
  }
}
/** The sites and breakpoints of all sources; a breakpoint moves to the first code at or after its place. */
export class SiteTable {
  private readonly sites = new Map<string, Site[]>();
  private readonly wanted = new Map<string, readonly Breakpoint[]>();
  private nextId = 1;
  newId(): number { return this.nextId++; }

  /** Compiled code has a new place. */
  add(source: SourceText, mark: number, group?: SiteGroup): Site {
    const site = new Site(source, mark, group), key = keyOf(source.file), list = this.sites.get(key);
    if (list === undefined) this.sites.set(key, [site]); else list.push(site);
    const bound = (this.wanted.get(key) ?? []).filter((b) => fits(b, site));
    if (bound.length > 0) site.bind(bound);
    return site;
  }
  /** No source has a breakpoint any more. */
  clear(): void {
    this.wanted.clear();
    for (const sites of this.sites.values()) for (const site of sites) site.bind([]);
  }
  /** Replaces the breakpoints of a source. `places`: where its code stands, whether compiled yet or not; undefined where it is not known. */
  set(source: string, asked: readonly SourceBreakpoint[], places: readonly Place[] | undefined): BoundBreakpoint[] { return this.setAll(source, [{ asked, places }]); }
  /** The same where a source has several texts. */
  setAll(source: string, texts: readonly { readonly text?: string; readonly asked: readonly SourceBreakpoint[]; readonly places: readonly Place[] | undefined }[]): BoundBreakpoint[] {
    const key = keyOf(source), before = this.wanted.get(key) ?? [];
    const made = texts.flatMap(({ text, asked, places }) => asked.map((one) => {
      const place = places === undefined ? one : placeFor(one, places);
      const same = before.find((b) => b.text === text && JSON.stringify(b.asked) === JSON.stringify({ ...one, ...place }));
      return { breakpoint: same ?? { id: this.newId(), asked: { ...one, ...place }, hits: 0, text }, place, known: places !== undefined };
    }));
    this.wanted.set(key, made.flatMap((m) => (m.place === undefined ? [] : [m.breakpoint])));
    for (const site of this.sites.get(key) ?? []) site.bind((this.wanted.get(key) ?? []).filter((b) => fits(b, site)));
    return made.map(({ breakpoint, place, known }) => ({
      id: breakpoint.id, verified: known && place !== undefined,
      ...(known && place !== undefined ? { line: place.line, ...(place.column === undefined ? {} : { column: place.column }) } : {}),
      ...(!known ? { message: 'The file is not loaded yet.' } : place === undefined ? { message: 'There is no code at this line or below it.' } : {}),
    }));
  }
}
/** Where a statement begins. */
export interface Place { readonly line: number; readonly column?: number }

/** The place a breakpoint moves to: on its line (from its column on), else the next line with code. */
function placeFor(asked: SourceBreakpoint, places: readonly Place[]): Place | undefined {
  const onLine = places.filter((p) => p.line === asked.line);
  if (asked.column !== undefined && onLine.length > 0) {
    const { column } = asked, after = onLine.filter((p) => (p.column ?? 1) >= column).sort(byColumn)[0];
    return after ?? onLine.sort(byColumn).at(-1);
  }
  if (onLine.length > 0) return { line: asked.line };
  const line = Math.min(...places.filter((p) => p.line > asked.line).map((p) => p.line));
  return Number.isFinite(line) ? { line } : undefined;
}
const byColumn = (a: Place, b: Place): number => (a.column ?? 1) - (b.column ?? 1);
/** A breakpoint of a whole line is for every statement that begins there; it counts once for each time the line is entered. */
const fits = (b: Breakpoint, site: Site): boolean => (b.text === undefined || b.text === site.source.text) && b.asked.line === site.line && (b.asked.column === undefined || b.asked.column === site.column);
const keyOf = (file: string): string => file.replaceAll('\\', '/').toLowerCase();
