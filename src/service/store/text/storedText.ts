/**
 * What SQLite keeps, as what reads it expects. It keeps whatever it is given: a column of texts may hold bytes that another program has put there (Python's `bytes`, "edit as
 * binary" of a database tool). They are read as the text that they spell: what is none is a value like any other junk then, which its row
 * alone answers for, instead of something that no reader of a text expects. The doctor names such values (data/doctorValues.ts).
 */
import type { StatementSync } from 'node:sqlite';

/** The affinity of a declared type is TEXT (https://sqlite.org/datatype3.html, 3.1). */
export const isTextColumn = (declared: string | null): boolean => declared !== null && /char|clob|text/i.test(declared) && !/int/i.test(declared);

const known = new WeakMap<StatementSync, ReadonlySet<string>>();

/** The names of a statement's columns that are columns of texts; what is worked out has no declared type. */
function textColumns(statement: StatementSync): ReadonlySet<string> {
  let names = known.get(statement);
  if (names === undefined) known.set(statement, names = new Set(statement.columns().flatMap(({ name, type }, index) => (isTextColumn(type) ? [name, String(index)] : []))));
  return names;
}

/** The text that stored bytes spell. */
export const spelled = (value: unknown): unknown => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);

/** A row of a statement, an object or a list of its values, in which texts are such. */
export function withTexts<Row extends object>(statement: StatementSync, row: Row): Row {
  // Rows with bytes are few: those of media, whose column is one of bytes, and the odd ones.
  let odd = false;
  for (const value of Object.values(row)) if (value instanceof Uint8Array) odd = true;
  if (!odd) return row;
  const columns = textColumns(statement), changed = row as Record<string, unknown>;
  for (const [name, value] of Object.entries(row)) if (columns.has(name)) changed[name] = spelled(value);
  return row;
}

/**
 * What `ask` reads of a statement. Node refuses a whole answer where one number in it is beyond what JavaScript counts exactly, which SQLite
 * has room for: such numbers come as bigint then, and others as ever.
 */
export function withNumbers<T>(statement: StatementSync, ask: (narrow: <Row extends object>(row: Row) => Row) => T): T {
  try {
    return ask((row) => row);
  } catch (error) {
    if (!(error instanceof RangeError && 'code' in error && error.code === 'ERR_OUT_OF_RANGE')) throw error;
    statement.setReadBigInts(true);
    try {
      return ask(narrow);
    } finally {
      statement.setReadBigInts(false);
    }
  }
}

/** A row that was read with all its integers as bigint. */
export function narrow<Row extends object>(row: Row): Row {
  const changed = row as Record<string, unknown>;
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'bigint' && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) changed[name] = Number(value);
  }
  return row;
}
