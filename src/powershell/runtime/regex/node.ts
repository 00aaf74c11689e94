/** A .NET regular expression as a tree. */

/** Ranges of characters: first, last, first, last … */
export type Ranges = readonly number[];
/** A character class: `own` are the characters as written, whose case may not matter; `fixed` are `\w`, `\p{…}` and the like; `except` is a subtraction. */
export interface CharSet { readonly negate: boolean; readonly own: Ranges; readonly fixed: readonly Ranges[]; readonly hasCategory: boolean; readonly except?: CharSet }
export type Place = 'lineStart' | 'lineEnd' | 'start' | 'end' | 'lastLineEnd' | 'boundary' | 'nonBoundary' | 'scanStart';
/** `back`: matched from right to left (RegexOptions.RightToLeft, lookbehind). Slots are places in the list of groups, 0 for the whole. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string; readonly ignoreCase: boolean; readonly back: boolean }
  | { readonly kind: 'set'; readonly set: CharSet; readonly ignoreCase: boolean; readonly back: boolean }
  | { readonly kind: 'place'; readonly at: Place }
  | { readonly kind: 'again'; readonly slot: number; readonly ignoreCase: boolean; readonly back: boolean }
  /** A group that is kept; `off` is the slot whose last capture it takes away (balancing), -1 for none; `slot` -1 where nothing is kept. */
  | { readonly kind: 'capture'; readonly slot: number; readonly off: number; readonly body: RegexNode; readonly back: boolean }
  | { readonly kind: 'look'; readonly negative: boolean; readonly behind: boolean; readonly body: RegexNode }
  | { readonly kind: 'atomic'; readonly body: RegexNode }
  | { readonly kind: 'either'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'list'; readonly items: readonly RegexNode[]; readonly back: boolean }
  | { readonly kind: 'loop'; readonly body: RegexNode; readonly min: number; readonly max: number; readonly lazy: boolean; readonly back: boolean }
  | { readonly kind: 'ifGroup'; readonly slot: number; readonly yes: RegexNode; readonly no: RegexNode }
  | { readonly kind: 'ifMatch'; readonly test: RegexNode; readonly yes: RegexNode; readonly no: RegexNode };

/** What the parser gives: the tree, and the groups in the order of their numbers. */
export interface ParsedRegex { readonly root: RegexNode; readonly names: readonly string[]; readonly numbers: readonly number[]; readonly options: number }
export const IGNORE_CASE = 1, MULTILINE = 2, EXPLICIT = 4, SINGLELINE = 16, WHITESPACE = 32, RIGHT_TO_LEFT = 64, ECMA_SCRIPT = 256;
/** No upper bound. */
export const ENDLESS = 0x7fffffff;
