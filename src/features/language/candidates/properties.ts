import type { CommandAst } from '../../../powershell/index.ts';
import type { ParsedText } from '../parsedText.ts';
import type { Candidate } from './candidate.ts';
import { membersOf } from './members.ts';

const takers = /^(?:sort|where|select|group|measure|foreach|compare)-object$|^format-(?:table|list|wide)$|^convertto-(?:csv|html)$|^export-csv$/i;
const parameters = /^(?:Property|ExpandProperty|ExcludeProperty|MemberName|GroupBy)$/;
/** Where a block may stand a property's name may, too. */
const blocks = /^(?:FilterScript|Process)$/;

/** Properties of what comes down the pipeline, for a command that takes the name of one; undefined for any other parameter. */
export function propertyCandidates(parsed: ParsedText, command: CommandAst, name: string, parameter: string, quoted: (value: string) => string): Candidate[] | undefined {
  if (!takers.test(name) || !(parameters.test(parameter) || blocks.test(parameter))) return undefined;
  const value = parsed.values.input(command);
  if (value === undefined) return [];
  const isMethodToo = parameter === 'MemberName' || parameter === 'Process', seen = new Set<string>();
  return membersOf(value, false, parsed).flatMap((member) => {
    const key = member.label.replace(/\(\)$/, '');
    if ((member.kind === 'method' && !isMethodToo) || seen.has(key.toLowerCase())) return [];
    seen.add(key.toLowerCase());
    return [{ ...member, insert: quoted(key), filter: quoted(key), isSnippet: false }];
  });
}
