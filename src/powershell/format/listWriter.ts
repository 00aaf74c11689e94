/** Properties one below the other: `Name : value`, long values wrapped under their beginning. */
import type { TextStyles } from '../runtime/types/automation/psStyle.ts';
import { blanks, displayLength, splitLines, truncateTail, wrapLines } from './displayCells.ts';

const SEPARATOR = ' : ';

export function writeList(labels: readonly string[], values: readonly string[], available: number, write: (line: string) => void, styles?: TextStyles): void {
  if (labels.length === 0 || available - SEPARATOR.length - 2 < 0) return;
  const widest = Math.min(Math.max(...labels.map(displayLength)), available - SEPARATOR.length - 1);
  const indent = blanks(widest + SEPARATOR.length);
  labels.forEach((label, k) => {
    const head = truncateTail(label, widest) + blanks(widest - displayLength(label)) + SEPARATOR;
    splitLines(values[k] ?? '').flatMap((line) => wrapLines(line, available - indent.length))
      .forEach((line, i) => write((i === 0 ? (styles === undefined || styles.label === '' || head.trim() === '' ? head : styles.label + head + styles.reset) : indent) + closed(line, styles)));
  });
}
const closed = (line: string, styles: TextStyles | undefined): string => (styles !== undefined && line.includes('\u001b') && !line.trimEnd().endsWith(styles.reset) ? line + styles.reset : line);
