/** A table that is made when it is first asked for: most texts ask few of them, and every start of a sandbox would pay for all. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
