/** Rules that hold for every set: names are unique, references lead somewhere, texts fit. */
import { sql } from 'kysely';
import { smaError } from '../../sma/errors.ts';
import type { EntitySet, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import { unseenProblem } from '../../sma/unseen.ts';
import { textOf } from './keys.ts';
import { isNamed } from '../store/text/sameText.ts';
import { UNIQUE_NAMES } from '../store/schema/schema.ts';
import type { Writer } from '../store/store.ts';

/**
 * A name must name something, and must not be told from another by what nobody sees: blanks around it, or control
 * characters. Fails with PropertyInvalid.
 */
export function checkName(set: EntitySet, values: PropertyBag): void {
  const unique = UNIQUE_NAMES[set.name], property = unique ?? 'Name';
  const name = values[property];
  if (typeof name !== 'string') return;
  const refuse = (reason: string): Error => smaError('PropertyInvalid', set.type.name, property, reason);
  if (unique !== undefined && name.trim() === '') throw refuse('a name must not be empty.');
  const unseen = unseenProblem(name);
  if (unseen !== undefined) throw refuse(unseen);
  if (unique !== undefined && name.trim() !== name) throw refuse(`'${name}' begins or ends with a blank; leave it out.`);
}

/** Fails with NameTaken. `self` is the key of the entity that may keep its own name. */
export async function checkUniqueName(db: Writer, set: EntitySet, values: PropertyBag, self?: string): Promise<void> {
  const property = UNIQUE_NAMES[set.name];
  const name = property === undefined ? undefined : values[property];
  if (property === undefined || typeof name !== 'string') return;
  const key = set.type.key[0]?.name ?? '';
  const { rows } = await sql<{ readonly id: string; readonly name: string }>`select ${sql.ref(key)} as id, ${sql.ref(property)} as name from ${sql.table(set.name)} where ${isNamed(property, name)}`.execute(db);
  const other = rows.find((row) => row.id !== self);
  if (other !== undefined) throw smaError('NameTaken', set.type.name, other.name);
}

/** Fails with PropertyInvalid where a given reference has nothing at its end. */
export async function checkReferences(db: Writer, model: ServiceModel, set: EntitySet, values: PropertyBag): Promise<void> {
  for (const { constraint, ends } of model.definition.associations) {
    if (constraint === undefined || constraint.dependent[0] !== set.type.name) continue;
    const [property, principal] = [constraint.dependent[1], constraint.principal[1]];
    const value = values[property];
    const target = ends.find((end) => end.role === constraint.principal[0])?.entitySet;
    if (value === undefined || value === null || target === undefined) continue;
    const { rows } = await sql`select 1 from ${sql.table(target)} where ${sql.ref(principal)} = ${value}`.execute(db);
    if (rows.length === 0) throw smaError('PropertyInvalid', set.type.name, property, `there is no ${constraint.principal[0]} with the key ${textOf(value)}.`);
  }
}
