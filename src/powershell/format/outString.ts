/** Objects as the text a person would see (Out-String). */
import type { Value } from '../runtime/values/value.ts';
import { LineOutput } from './lineOutput.ts';
import type { LineOutputOptions } from './lineOutput.ts';
import type { ObjectView } from './objectView.ts';

/** The width of formatted text where nobody says otherwise. */
export const DEFAULT_WIDTH = 120;

/** The lines of the objects, formatted together: the first one of a document decides the shape of the others. */
export function formatLines(values: Iterable<Value>, view: ObjectView, options: LineOutputOptions): string[] {
  const lines: string[] = [];
  const output = new LineOutput(view, (line) => lines.push(line), { ...options, ofHost: true });
  for (const value of values) output.add(value);
  output.end();
  return lines;
}
/** The same as one text; every line ends with `\n`. */
export const outString = (values: Iterable<Value>, view: ObjectView, options: LineOutputOptions): string =>
  formatLines(values, view, options).map((line) => `${line}\n`).join('');
