/** The cmdlets of a session by name, made once for all sessions that have the same ones: a sandbox makes several, and has no time for it when a job begins. */
import type { Cmdlet } from '../../cmdlet.ts';
import { fold } from '../../values/folding.ts';

export interface CmdletTable {
  /** By folded name. */
  readonly byName: ReadonlyMap<string, Cmdlet>;
  /** Names by folded alias, as a session begins with them. */
  readonly aliases: ReadonlyMap<string, string>;
}
const known = new WeakMap<Iterable<Cmdlet>, CmdletTable>();

export function cmdletTable(cmdlets: Iterable<Cmdlet>): CmdletTable {
  let table = known.get(cmdlets);
  if (table === undefined) {
    const byName = new Map(Array.from(cmdlets, (c) => [fold(c.name), c])), aliases = new Map<string, string>();
    for (const c of byName.values()) for (const alias of c.aliases ?? []) aliases.set(fold(alias), c.name);
    known.set(cmdlets, (table = { byName, aliases }));
  }
  return table;
}
