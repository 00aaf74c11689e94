/** A statement has only so many parameters (SQLITE_MAX_VARIABLE_NUMBER): of a table as wide as ours, rows that one can insert. */
const AT_A_TIME = 500;

/** A list in pieces that one statement takes each; none for an empty one. */
export function* inPieces<T>(list: readonly T[], most = AT_A_TIME): Generator<readonly T[], void> {
  for (let from = 0; from < list.length; from += most) yield list.slice(from, from + most);
}
