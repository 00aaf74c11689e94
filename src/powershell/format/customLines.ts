/** What custom controls of format files write: text, line ends and frames, laid out at a width (about_Format.ps1xml, ComplexWriter). */
import { blanks, wrapLines } from './displayCells.ts';

export interface Frame { readonly left: number; readonly right: number; /** Of the first line; less than zero: of the others. */ readonly first: number; readonly parts: readonly Part[] }
/** A text, a line end (`true`), a frame, or parts that belong together. */
export type Part = string | true | Frame | readonly Part[];

const isGroup = (part: Part): part is readonly Part[] => Array.isArray(part);
/** The lines of the parts. */
export function customLines(parts: readonly Part[], width: number): string[] {
  const lines: string[] = [];
  let text = '';
  const flush = (frames: readonly Frame[]): void => {
    const left = frames.reduce((sum, f) => sum + f.left, 0), right = frames.reduce((sum, f) => sum + f.right, 0), useful = width - left - right;
    const wanted = frames.at(-1)?.first ?? 0, first = Math.abs(wanted) >= useful ? 0 : wanted, whole = useful <= 0 ? '' : text;
    text = '';
    const pieces = wrapLines(whole, useful - Math.max(first, 0), useful + Math.min(first, 0));
    pieces.forEach((line, i) => lines.push(blanks(left + (i === 0 ? Math.max(first, 0) : Math.max(-first, 0))) + line));
  };
  const write = (all: readonly Part[], frames: readonly Frame[]): void => {
    for (const part of all) {
      if (typeof part === 'string') text += part;
      else if (part === true) flush(frames);
      else if (isGroup(part)) write(part, frames);
      else write(part.parts, [...frames, part]);
    }
  };
  write(parts, []);
  flush([]);
  return lines;
}
/** Every text of the parts changed. */
export const changedParts = (parts: readonly Part[], change: (text: string) => string): Part[] =>
  parts.map((part): Part => (typeof part === 'string' ? change(part) : part === true ? true : isGroup(part) ? changedParts(part, change) : { ...part, parts: changedParts(part.parts, change) }));
