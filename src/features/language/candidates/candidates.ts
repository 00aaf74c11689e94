import { completionContext, specialPlace } from '../../../powershell/index.ts';
import { matching } from '../matching.ts';
import type { ParsedText } from '../parsedText.ts';
import type { Candidate, CandidatePlace, Candidates, KnowledgeView } from './candidate.ts';
import { argumentCandidates, commandCandidates, heldNames, parameterCandidates } from './commands.ts';
import { manifestFiles, manifestKeys } from './manifest.ts';
import { specialCandidates } from './special.ts';
import { variableCandidates } from './variables.ts';

/** What may be written at a place of a text; undefined where nothing is known. `general`: what any PowerShell extension offers, too. `beside`: of a module's manifest, the files that it can name. */
export function candidatesAt(parsed: ParsedText, offset: number, knowledge: KnowledgeView, general = true, beside?: readonly string[]): Candidates | undefined {
  const named = beside === undefined || !general ? undefined : manifestFiles(parsed, offset, beside);
  if (named !== undefined) return named;
  const { result } = parsed, special = specialPlace(result, offset);
  // What a command takes for the name of an asset is one wherever it is written.
  const held = special === undefined || special.kind === 'choice' || special.kind === 'castText' ? heldNames(parsed, offset, knowledge) : undefined;
  if (held !== undefined) return { place: 'choice', ...held };
  // Where a value may be anything its few values come first.
  const values = special?.kind === 'choice' && !/['"\u2018-\u201f]/.test(result.text.charAt(special.start)) ? specialCandidates(special, parsed, knowledge, general) : undefined;
  if (special !== undefined && values === undefined) return { place: special.kind, start: special.start, end: special.end, items: beside !== undefined && general && special.kind === 'key' ? manifestKeys(parsed, offset, special.given) : specialCandidates(special, parsed, knowledge, general) };
  const place = completionContext(result, offset);
  const items = ((): Candidates['items'] | undefined => {
    switch (place.kind) {
      case 'none': return undefined;
      case 'variable': return general ? variableCandidates(parsed, offset, result.text.slice(place.start, offset)) : undefined;
      case 'command': return commandCandidates(parsed, offset, result.text.slice(place.start, offset), knowledge, general);
      case 'parameter': return parameterCandidates(parsed, place.command, place.start, knowledge, general);
      case 'argument': return argumentCandidates(parsed, place.command, place.start, offset, knowledge);
    }
  })();
  if (values !== undefined && values.length > 0 && special !== undefined) return { place: 'choice', start: special.start, end: Math.max(special.end, place.kind === 'command' ? place.end : 0), items: [...values, ...(place.kind === 'command' ? items ?? [] : [])] };
  return place.kind === 'none' || items === undefined ? undefined : { place: place.kind, start: place.start, end: place.end, items };
}

/** A list is sent whole up to this; of a longer one what fits the typed letters, and of that the first. What is sent is packed, carried and read at every letter. */
const WHOLE = 300, MOST = 200;
const byOrder = (a: Candidate, b: Candidate): number => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0);

/** Names that are compared at every letter, in lower case. */
const names = new WeakMap<Candidate, string>();
function nameOf(item: Candidate): string {
  let name = names.get(item);
  if (name === undefined) names.set(item, (name = (item.filter ?? item.insert).toLowerCase()));
  return name;
}
const isQuote = (name: string): boolean => name.startsWith("'") || name.startsWith('"');

/** The candidates worth sending for the letters typed so far, those that begin with them before all others; `isAll` is false where another letter may bring others. */
export function shortened(items: Candidates['items'], typed: string): { readonly items: Candidates['items']; readonly isAll: boolean } {
  if (items.length <= WHOLE) return { items, isAll: true };
  const letters = typed.replace(/^['"]/, '').toLowerCase(), fits = matching(letters), begin: Candidate[] = [], others: Candidate[] = [];
  for (const item of items) {
    const name = nameOf(item);
    if (fits(name)) (name.startsWith(letters, isQuote(name) ? 1 : 0) ? begin : others).push(item);
  }
  const found = begin.sort(byOrder).slice(0, MOST);
  return { items: found.length < MOST ? [...found, ...others.sort(byOrder).slice(0, MOST - found.length)] : found, isAll: false };
}

/** Where a character that was just typed calls for a list: elsewhere it would only be in the way. */
const called: Readonly<Record<string, readonly CandidatePlace[]>> = {
  $: ['variable'], '@': ['variable'], ':': ['variable', 'member', 'index'], '-': ['parameter', 'requires', 'operator', 'switchFlag', 'loopFlag'], ' ': ['argument', 'label', 'silence', 'namespace', 'module', 'requirement'], '[': ['type'], '.': ['member', 'help', 'type', 'namespace'], '\\': ['command'], "'": ['argument', 'preference', 'key', 'index', 'keyValue', 'choice', 'castText', 'setName', 'requirement'], '"': ['argument', 'preference', 'key', 'index', 'keyValue', 'choice', 'castText', 'setName', 'requirement'],
};

/** The characters that may call for a list. */
export const triggers: readonly string[] = Object.keys(called);

/** True where a list was asked for by hand, by a letter, or by a character that calls for one at this place. */
export const isCalledFor = (place: CandidatePlace, trigger: string | undefined): boolean => trigger === undefined || called[trigger]?.includes(place) !== false;
