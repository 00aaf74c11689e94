/** Counts how often each statement has run. Code is compiled with its questions only where a session has one, as with the debugger. */
import type { Watch } from '../compile/watch.ts';
import type { Frame } from '../run/frame.ts';
import type { SourceText } from '../run/source.ts';
import { Site, SiteGroup } from './sites.ts';

class CountedSite extends Site { hits = 0; }
/** A statement, and how often it has run since it was asked last. */
export interface StatementCount { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number; readonly hits: number }

export class Coverage implements Watch {
  readonly wanted = true;
  readonly asking = true;
  group(): SiteGroup {
    const made = new SiteGroup();
    made.ask(true);
    return made;
  }
  private readonly sites: CountedSite[] = [];
  site(source: SourceText, mark: number): Site {
    const made = new CountedSite(source, mark);
    this.sites.push(made);
    return made;
  }
  at(_: Frame, site: Site): void { (site as CountedSite).hits += 1; }
  private elsewhere = new Map<string, StatementCount[]>();
  /** What has run in another thread. */
  add(counts: ReadonlyMap<string, readonly StatementCount[]>): void {
    for (const [file, more] of counts) this.elsewhere.set(file, [...this.elsewhere.get(file) ?? [], ...more]);
  }
  /** What has run since the last call, by source; texts that are no file are left out. */
  take(): ReadonlyMap<string, readonly StatementCount[]> {
    const found = this.elsewhere;
    this.elsewhere = new Map();
    for (const site of this.sites) {
      const { source, hits } = site;
      if (hits === 0 || source.file === '') continue;
      site.hits = 0;
      const end = source.place(source.extent(site.mark).end), count = { line: site.line, column: site.column, endLine: end.line, endColumn: end.column, hits };
      const list = found.get(source.file);
      if (list === undefined) found.set(source.file, [count]); else list.push(count);
    }
    return found;
  }
}
