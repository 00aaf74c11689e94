/** Reading waits for the disk, or for the editor: so many are asked for before the first has come. */
const AHEAD = 16;

/** Reads one after the other in their order, each with those behind it on the way. Who stops reading leaves the rest unread. */
export async function* readTogether<K, V>(keys: Iterable<K>, read: (key: K) => Promise<V>): AsyncGenerator<readonly [K, V]> {
  const coming: (readonly [K, Promise<V>])[] = [], rest = keys[Symbol.iterator]();
  const ask = (): void => {
    const next = rest.next();
    if (next.done === true) return;
    const value = read(next.value);
    // Who has stopped hears of no failure any more.
    value.catch(() => undefined);
    coming.push([next.value, value]);
  };
  while (coming.length < AHEAD) {
    const before = coming.length;
    ask();
    if (coming.length === before) break;
  }
  for (let next = coming.shift(); next !== undefined; next = coming.shift()) {
    const value = await next[1];
    ask();
    yield [next[0], value];
  }
}
