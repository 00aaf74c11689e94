/** How the columns of a table share the width there is. */

const SEPARATOR = 1;

const tableWidth = (widths: readonly number[]): number => {
  const shown = widths.filter((w) => w > 0);
  return shown.reduce((sum, w) => sum + w, 0) + SEPARATOR * (shown.length - 1);
};

/**
 * Widths that fit: columns without a width (0) share what is left over in turn; where even that is too much, the last
 * columns shrink and then disappear (-1).
 */
export function fitColumns(wanted: readonly number[], available: number): number[] {
  const widths = wanted.map((w) => (w === 0 ? 1 : w));
  const free = wanted.flatMap((w, i) => (w === 0 ? [i] : []));
  let left = available - tableWidth(widths);
  if (free.length > 0 && left >= 0) {
    for (let k = 0; left > 0; k = (k + 1) % free.length, left--) {
      const i = free[k] as number;
      widths[i] = (widths[i] as number) + 1;
    }
    return widths;
  }
  for (;;) {
    const excess = tableWidth(widths) - available;
    if (excess <= 0) return widths;
    const hidden = widths.findIndex((w) => w < 0);
    const last = (hidden < 0 ? widths.length : hidden) - 1;
    if (last < 0) return widths;
    const smaller = (widths[last] as number) - excess;
    widths[last] = smaller < 1 ? -1 : smaller;
  }
}

/** How many items of a width stand side by side. */
export const itemsPerRow = (width: number, available: number): number =>
  width <= 0 || width >= available ? 1 : Math.max(1, Math.floor(available / (width + SEPARATOR)));
