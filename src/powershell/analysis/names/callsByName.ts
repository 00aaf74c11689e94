import type { CommandUse } from '../commands/commands.ts';

const known = new WeakMap<readonly CommandUse[], ReadonlyMap<string, readonly CommandUse[]>>();

/** The commands of a text that call a name, without regard to case (about_Command_Precedence), in the order of the text: looked up, as thousands of parameters may ask for the calls of their functions. */
export function callsOf(commands: readonly CommandUse[], name: string): readonly CommandUse[] {
  let found = known.get(commands);
  if (found === undefined) {
    const calls = new Map<string, CommandUse[]>();
    for (const use of commands) {
      const key = use.name?.toLowerCase(), others = key === undefined ? undefined : calls.get(key);
      if (others !== undefined) others.push(use);
      else if (key !== undefined) calls.set(key, [use]);
    }
    known.set(commands, (found = calls));
  }
  return found.get(name.toLowerCase()) ?? [];
}
