/** What scripts said of a type beside its members: how it is serialized, and which of its properties stand for it (Update-TypeData, the names of TypeData's properties). */
import { toText } from '../../convert/toText.ts';
import { toItems } from '../../convert/enumerate.ts';
import type { Session } from '../../run/session.ts';
import { typeNames } from '../typeOf.ts';
import type { Value } from '../../values/value.ts';

type Facts = Map<string, Map<string, Value>>;
/** By type name, then by the name of the fact. */
export function standardFacts(session: Session): Facts {
  let made = session.caches.get('standardFacts') as Facts | undefined;
  if (made === undefined) session.caches.set('standardFacts', (made = new Map()));
  return made;
}
/** The first of an object's types that says something of it. */
export function factOf(session: Session, v: Value, fact: string): Value {
  const facts = standardFacts(session);
  if (facts.size === 0) return undefined;
  for (const name of typeNames(v)) { const found = facts.get(name)?.get(fact); if (found !== undefined) return found; }
  return undefined;
}
/** How an object is serialized: how deep, by which properties alone, or as which text; undefined where nothing was said. */
export interface Serialization { readonly depth: number; readonly only: readonly string[] | undefined; readonly isText: boolean; readonly source: string | undefined }
export function serializationOf(session: Session, v: Value): Serialization | undefined {
  if (standardFacts(session).size === 0) return undefined;
  const text = (fact: string): string => { const found = factOf(session, v, fact); return found == null ? '' : toText(found).toLowerCase(); }, method = text('SerializationMethod');
  const source = factOf(session, v, 'StringSerializationSource');
  return { depth: Number(factOf(session, v, 'SerializationDepth') ?? 0), only: method === 'specificproperties' ? toItems(factOf(session, v, 'PropertySerializationSet')).map(toText) : undefined, isText: method === 'string', source: source == null ? undefined : toText(source) };
}
