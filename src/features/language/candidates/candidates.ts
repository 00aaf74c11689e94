import { completionContext, specialPlace } from '../../../powershell/index.ts';
import type { ParsedText } from '../parsedText.ts';
import type { Candidates, KnowledgeView } from './candidate.ts';
import { argumentCandidates, commandCandidates, parameterCandidates } from './commands.ts';
import { specialCandidates } from './special.ts';
import { variableCandidates } from './variables.ts';

/** What may be written at a place of a text; undefined where nothing is known. `general`: what any PowerShell extension offers, too. */
export function candidatesAt(parsed: ParsedText, offset: number, knowledge: KnowledgeView, general = true): Candidates | undefined {
  const { result } = parsed, special = specialPlace(result, parsed.commands, offset);
  if (special !== undefined) return { start: special.start, end: special.end, items: specialCandidates(special, parsed, knowledge, general) };
  const place = completionContext(result, offset);
  const items = ((): Candidates['items'] | undefined => {
    switch (place.kind) {
      case 'none': return undefined;
      case 'variable': return general ? variableCandidates(parsed, offset, result.text.slice(place.start, offset)) : undefined;
      case 'command': return commandCandidates(parsed, offset, knowledge, general);
      case 'parameter': return parameterCandidates(parsed, place.command, place.start, knowledge, general);
      case 'argument': return argumentCandidates(parsed, place.command, place.start, offset, knowledge);
    }
  })();
  return place.kind === 'none' || items === undefined ? undefined : { start: place.start, end: place.end, items };
}
