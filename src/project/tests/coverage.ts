/** What of the runbooks has run: counts of all tests together, and the statements that never ran. */
import { isAbsolute, join } from 'node:path';
import { parse } from '../../powershell/index.ts';
import { placesIn } from '../../powershell/runtime/debug/places.ts';
import type { TestEvent, TestItem } from '../../powershell/testing/protocol.ts';
import { isPesterTests } from './fileNames.ts';
import type { ReadText } from './prepare.ts';
import type { CoveredStatement, FileCoverage } from './results.ts';

type Sources = Extract<TestEvent, { kind: 'coverage' }>['sources'];

export class CoverageCounts {
  private readonly files = new Map<string, Map<string, CoveredStatement>>();
  /** A file that is to be covered, whether any of it runs or not. */
  expect(path: string): void { if (!this.files.has(path)) this.files.set(path, new Map()); }
  add(item: TestItem, sources: Sources): void {
    for (const { source, statements } of sources) {
      const path = fileOf(source, item);
      if (path === undefined || isPesterTests(path)) continue;
      this.expect(path);
      const known = this.files.get(path);
      for (const one of statements) {
        const key = `${one.line}:${one.column}`, before = known?.get(key);
        known?.set(key, before === undefined ? one : { ...before, hits: before.hits + one.hits });
      }
    }
  }
  /** By file, in the order of their names; files that cannot be read (any more) are left out. */
  async report(read: ReadText): Promise<FileCoverage[]> {
    const found: FileCoverage[] = [];
    for (const [file, counted] of [...this.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const text = await read(file).catch(() => undefined);
      if (text === undefined) continue;
      const { ast, text: plain } = parse(text), all = new Map(counted);
      for (const { line, column = 1 } of placesIn(ast, plain)) if (!all.has(`${line}:${column}`)) all.set(`${line}:${column}`, { line, column, endLine: line, endColumn: column, hits: 0 });
      found.push({ file, statements: [...all.values()].sort((a, b) => a.line - b.line || a.column - b.column) });
    }
    return found;
  }
}
/** A source is known to the engine as the runbook's name, as a path, or as the name of a runbook beside. */
export function fileOf(source: string, item: TestItem): string | undefined {
  if (isAbsolute(source)) return source;
  if (source === '' || source.startsWith('mock of ')) return undefined;
  if (item.kind === 'case' && source.toLowerCase() === item.runbook.toLowerCase()) return item.path;
  return join(item.directory, /\.ps1$/i.test(source) ? source : `${source}.ps1`);
}
/** In the form that tools for coverage read. */
export function lcov(files: readonly FileCoverage[]): string {
  return files.map(({ file, statements }) => {
    const lines = new Map<number, number>();
    // A line has run as often as the statement of it that ran most.
    for (const { line, hits } of statements) lines.set(line, Math.max(lines.get(line) ?? 0, hits));
    const all = [...lines].sort(([a], [b]) => a - b);
    return `TN:\nSF:${file}\n${all.map(([line, hits]) => `DA:${line},${hits}\n`).join('')}LF:${all.length}\nLH:${all.filter(([, hits]) => hits > 0).length}\nend_of_record\n`;
  }).join('');
}
