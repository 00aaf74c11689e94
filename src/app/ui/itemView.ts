/** A row of a tree as data: made and tested without the editor. */
export interface ItemView {
  /** Stable and unique in its tree; never made from a label that may change. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Plain text; one fact a line. */
  readonly tooltip?: string;
  /** A codicon's name. */
  readonly icon: string;
  /** A theme colour's id; never the only way something is said. */
  readonly color?: string;
  /** The words that menus ask for in their `when` clauses. */
  readonly tokens: readonly string[];
  readonly expandable?: 'collapsed' | 'expanded';
  /** What a click does, in words; it does nothing without. The view's `open` does it (rowKeys.ts). */
  readonly opens?: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken?: string;
  /** Address that a decoration is given to. */
  readonly resource?: string;
}

/** The tokens as one `contextValue`, sorted, with a space at both ends so that a `when` clause can match whole words. */
export const contextValueOf = (tokens: readonly string[]): string => ` ${[...tokens].sort().join(' ')} `;
