import type { DatabaseSync } from 'node:sqlite';

export interface FreeSpace { readonly pages: number; /** Of them, those that hold nothing: what is written next goes there. */ readonly free: number; readonly pageBytes: number }

/** How much of a database's file is used. */
export function freeSpace(database: DatabaseSync): FreeSpace {
  const ask = (name: string): number => Number(database.prepare(`pragma ${name}`).get()?.[name] ?? 0);
  return { pages: ask('page_count'), free: ask('freelist_count'), pageBytes: ask('page_size') };
}
