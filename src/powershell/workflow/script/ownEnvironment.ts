/**
 * The environment of a script in a process of its own: what it sets there is seen by the programs it starts, and is gone with it
 * (workflow-semantics.md section 5: nothing survives from one InlineScript to the next). The engine is one process, and programs take
 * its environment, so that what was changed is put back.
 */
import type { EnvironmentPort } from '../../runtime/host.ts';

export function ownEnvironment(around: EnvironmentPort): { readonly environment: EnvironmentPort; readonly restore: () => void } {
  const before = new Map<string, string | undefined>();
  const environment: EnvironmentPort = {
    get: (name) => around.get(name), names: () => around.names(), changes: () => around.changes?.() ?? [],
    set(name, value) {
      if (!before.has(name)) before.set(name, around.get(name));
      around.set(name, value);
    },
    get computerName() { return around.computerName; }, get userName() { return around.userName; }, platform: around.platform, get osDescription() { return around.osDescription; },
  };
  return { environment, restore: () => { for (const [name, value] of before) around.set(name, value); } };
}
