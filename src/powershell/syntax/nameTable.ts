/**
 * A table that is looked up by a name of a script's text. It has no prototype: `constructor` or `__proto__` in the text is a name like any other,
 * not a member that JavaScript gives every object.
 */
/* @__NO_SIDE_EFFECTS__ */
export function nameTable<V>(rows: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.assign(Object.create(null) as Record<string, V>, rows);
}
