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
  database.function(OPEN, { deterministic: true, directOnly: true }, counted((sealed: SQLInputValue, contextId: SQLInputValue, name: SQLInputValue): SQLInputValue =>
    (typeof sealed === 'string' && typeof contextId === 'string' && typeof name === 'string' ? open(sealed, parameterOwner(contextId, name)) ?? null : null)));
  database.exec(`create temp view "JobParameters" as select "JobContextID", "Name",
    (case when secret is null then "Value" else ${OPEN}(secret, "JobContextID", "Name") end) collate nocase as "Value", "Type" from main."JobParameters"`);
}
