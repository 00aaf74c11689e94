/**
 * Values that are sealed at rest, seen opened by those who read. A view of the connection's own takes the place of the table, so that a
 * question is answered, filtered and sorted as if its values lay there in the clear; nothing of it is in the database file. Who writes
 * has no such view, and sees the columns as they are.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { counted } from './text/heldText.ts';

/** Opens a sealed value of an owner; undefined where its key is not there. */
export type OpenSealed = (sealed: string, owner: string) => string | undefined;

const OPEN = 'sma_open';

/** In `meta`: that nothing is left in free parts of the file of what an earlier version kept in the clear (domain/jobs/sealEarlier.ts). */
export const REWRITTEN = 'written anew';

/** The owner that a sealed value of a parameter is bound to. */
export const parameterOwner = (contextId: string, name: string): string => `JobParameters/${contextId}/${name}`;

/** To be called before the connection becomes one that only reads. `open` is asked with each value: what opens them is known later. */
export function defineSealed(database: DatabaseSync, open: OpenSealed): void {
  // SQLite asks for a value wherever a statement names it, one row after the other: to filter, to order, to go on behind another, to give it.
  let last: { readonly sealed: string; readonly owner: string; readonly value: string } | undefined;
  database.function(OPEN, { deterministic: true, directOnly: true }, counted((sealed: SQLInputValue, contextId: SQLInputValue, name: SQLInputValue): SQLInputValue => {
    if (typeof sealed !== 'string' || typeof contextId !== 'string' || typeof name !== 'string') return null;
    const owner = parameterOwner(contextId, name);
    if (last?.sealed === sealed && last.owner === owner) return last.value;
    const value = open(sealed, owner);
    last = value === undefined ? undefined : { sealed, owner, value };
    return value ?? null;
  }));
  database.exec(`create temp view "JobParameters" as select "JobContextID", "Name",
    (case when secret is null then "Value" else ${OPEN}(secret, "JobContextID", "Name") end) collate nocase as "Value", "Type" from main."JobParameters"`);
}
