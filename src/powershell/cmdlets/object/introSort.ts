/**
 * Sorting as .NET's List.Sort does it (introspective sort: insertion below 17 items, quicksort, heapsort where that degenerates).
 * It is not stable, and scripts see the order in which equal items come out: so the same steps are taken here.
 */
type Compare<T> = (a: T, b: T) => number;

/** Sorts in place. */
export function introSort<T>(items: T[], compare: Compare<T>): void {
  if (items.length > 1) sort(items, 0, items.length, compare, 2 * (Math.floor(Math.log2(items.length)) + 1));
}
function swap(a: unknown[], i: number, j: number): void { const held = a[i]; a[i] = a[j]; a[j] = held; }
function swapIfGreater<T>(a: T[], i: number, j: number, compare: Compare<T>): void { if (compare(a[i] as T, a[j] as T) > 0) swap(a, i, j); }

function sort<T>(a: T[], from: number, count: number, compare: Compare<T>, depth: number): void {
  let size = count, left = depth;
  while (size > 1) {
    if (size <= 16) {
      if (size === 2) swapIfGreater(a, from, from + 1, compare);
      else if (size === 3) { swapIfGreater(a, from, from + 1, compare); swapIfGreater(a, from, from + 2, compare); swapIfGreater(a, from + 1, from + 2, compare); } else insertion(a, from, size, compare);
      return;
    }
    if (left === 0) { heap(a, from, size, compare); return; }
    left -= 1;
    const pivot = partition(a, from, size, compare);
    sort(a, from + pivot + 1, size - pivot - 1, compare, left);
    size = pivot;
  }
}
function insertion<T>(a: T[], from: number, size: number, compare: Compare<T>): void {
  for (let i = 0; i < size - 1; i++) {
    const item = a[from + i + 1] as T;
    let j = i;
    while (j >= 0 && compare(item, a[from + j] as T) < 0) { a[from + j + 1] = a[from + j] as T; j -= 1; }
    a[from + j + 1] = item;
  }
}
function partition<T>(a: T[], from: number, size: number, compare: Compare<T>): number {
  const high = size - 1, middle = high >> 1;
  swapIfGreater(a, from, from + middle, compare);
  swapIfGreater(a, from, from + high, compare);
  swapIfGreater(a, from + middle, from + high, compare);
  const pivot = a[from + middle] as T;
  swap(a, from + middle, from + high - 1);
  let low = 0, up = high - 1;
  while (low < up) {
    // A comparison that contradicts itself must not run past the ends.
    do low += 1; while (low < high && compare(a[from + low] as T, pivot) < 0);
    do up -= 1; while (up > 0 && compare(pivot, a[from + up] as T) < 0);
    if (low >= up) break;
    swap(a, from + low, from + up);
  }
  if (low !== high - 1) swap(a, from + low, from + high - 1);
  return low;
}
function heap<T>(a: T[], from: number, size: number, compare: Compare<T>): void {
  for (let i = size >> 1; i >= 1; i--) sink(a, from, i, size, compare);
  for (let i = size; i > 1; i--) { swap(a, from, from + i - 1); sink(a, from, 1, i - 1, compare); }
}
function sink<T>(a: T[], from: number, start: number, size: number, compare: Compare<T>): void {
  const item = a[from + start - 1] as T;
  let i = start;
  while (i <= size >> 1) {
    let child = 2 * i;
    if (child < size && compare(a[from + child - 1] as T, a[from + child] as T) < 0) child += 1;
    if (compare(item, a[from + child - 1] as T) >= 0) break;
    a[from + i - 1] = a[from + child - 1] as T;
    i = child;
  }
  a[from + i - 1] = item;
}
