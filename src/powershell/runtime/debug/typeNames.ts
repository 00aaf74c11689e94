/** Names of types that begin with a text, for who writes one while a run is stopped. */
import { acceleratorOf, allTypes } from '../types/registry.ts';

const PLAIN = /^[\w.]+$/;
/**
 * Accelerators and full names, with or without `System.`; of those that go on behind a further dot only the namespace. `classes`: what the
 * script itself defines.
 */
export function typeNamesFrom(beginning: string, classes: Iterable<string>): readonly string[] {
  const lower = beginning.toLowerCase(), found = new Set<string>([...classes].filter((name) => name.toLowerCase().startsWith(lower)));
  for (const type of allTypes()) {
    const short = acceleratorOf(type), name = type.name.replace(/`\d+$/, '');
    if (short?.toLowerCase().startsWith(lower) === true) found.add(short);
    if (!PLAIN.test(name)) continue;
    for (const full of [name, name.replace(/^System\./, '')]) {
      if (!full.toLowerCase().startsWith(lower)) continue;
      const dot = full.indexOf('.', beginning.length);
      found.add(dot < 0 ? full : full.slice(0, dot));
    }
  }
  return [...found].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}
