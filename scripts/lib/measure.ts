/** Takes measurements one after the other and prints what they found. */
import type { Bench, Row } from '../../test/bench/bench.ts';
import { say, step } from './progress.ts';

/** What one file of measurements gives, once it is read. */
export interface Measurement { readonly file: string; readonly read: () => Promise<Bench> }

/** @returns the exit code: 1 where a measurement failed or a budget was missed, which are named then */
export async function measure(all: readonly Measurement[]): Promise<number> {
  const rows: Row[] = [], broken: string[] = [];
  for (const { file, read } of all) {
    try {
      const bench = await read();
      rows.push(...await step(bench.name, () => bench.run(), (found) => `${bench.name}${missed(found).length === 0 ? '' : ': over its budget'}`));
    } catch (error) {
      broken.push(file);
      say(`  !!   ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  print(rows);
  const over = missed(rows).map(({ what, value, budget }) => `${what}: ${value}; ${budget?.text ?? ''}`);
  if (over.length > 0) say(`\nOver budget: ${over.length} of ${rows.filter(({ budget }) => budget !== undefined).length}.\n${over.map((line) => `  ${line}`).join('\n')}`);
  return broken.length > 0 || over.length > 0 ? 1 : 0;
}

const missed = (rows: readonly Row[]): readonly Row[] => rows.filter(({ budget }) => budget?.isKept === false);

function print(rows: readonly Row[]): void {
  const cells = [
    ['measured', 'value', 'against', 'budget', ''],
    ...rows.map(({ what, value, against = '', budget }) => [what, value, against, budget?.text ?? '', budget === undefined ? '' : budget.isKept ? 'ok' : 'OVER']),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  say('');
  cells.forEach((row, index) => {
    say(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 4)).join(' | ')} |`);
    if (index === 0) say(`| ${row.map((_, column) => '-'.repeat(widths[column] ?? 4)).join(' | ')} |`);
  });
}
