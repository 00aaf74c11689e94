/** Properties one below the other: `Name : value`, long values wrapped under their beginning. */
import { blanks, displayLength, splitLines, truncateTail, wrapLines } from './displayCells.ts';

const SEPARATOR = ' : ';

export function writeList(labels: readonly string[], values: readonly string[], available: number, write: (line: string) => void): void {
  if (labels.length === 0 || available - SEPARATOR.length - 2 < 0) return;
  const widest = Math.min(Math.max(...labels.map(displayLength)), available - SEPARATOR.length - 1);
  const indent = blanks(widest + SEPARATOR.length);
  labels.forEach((label, k) => {
    const head = truncateTail(label, widest) + blanks(widest - displayLength(label)) + SEPARATOR;
    splitLines(values[k] ?? '').flatMap((line) => wrapLines(line, available - indent.length))
      .forEach((line, i) => write((i === 0 ? head : indent) + line));
  });
}
