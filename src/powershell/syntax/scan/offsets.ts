import type { Parser } from '../parser.ts';

/**
 * Positions, in the source, of characters left out of a sub-expression's text: in `"$(""a"")"` the inner text is `"a"`,
 * so what follows a reduced quote stands further right in the source than in the text that is parsed.
 */
export type SkippedCharacters = readonly number[];

/** Place in the source of a place in the text being scanned. */
export function absolutePosition(p: Parser, pos: number): number {
  let position = pos + p.base;
  for (const skipped of p.skips ?? []) {
    if (skipped >= p.base && skipped < position) position++;
  }
  return position;
}

/** Place in the text being scanned of a place in the source. */
export function relativePosition(p: Parser, position: number): number {
  let adjustment = p.base;
  for (const skipped of p.skips ?? []) {
    if (skipped >= p.base && skipped < position - 1) adjustment++;
  }
  return position - adjustment;
}
