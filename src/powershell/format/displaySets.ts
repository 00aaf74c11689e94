/** The properties that scripts said a type shows (Update-TypeData -DefaultDisplayPropertySet), by type name. */
import type { Session } from '../runtime/run/session.ts';

export function displaySets(session: Session): Map<string, readonly string[]> {
  let made = session.caches.get('displaySets') as Map<string, readonly string[]> | undefined;
  if (made === undefined) session.caches.set('displaySets', (made = new Map()));
  return made;
}
