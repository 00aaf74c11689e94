/** System.Management.Automation.CommandInfo: what Get-Command gives and `&` takes. */
import { NetObject } from '../../values/value.ts';
import type { CommandEntry } from './commands.ts';

export class CommandInfo extends NetObject {
  readonly entry: CommandEntry;
  constructor(entry: CommandEntry) { super(); this.entry = entry; }
  get commandType(): string { return this.entry.kind; }
  get name(): string { return this.entry.name; }
}
const made = new WeakMap<CommandEntry, CommandInfo>();
/** The object of a command: the same at each look. */
export function infoOf(entry: CommandEntry): CommandInfo {
  let info = made.get(entry);
  if (info === undefined) made.set(entry, (info = new CommandInfo(entry)));
  return info;
}
