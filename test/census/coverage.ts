/** How much of what runbooks use (census.txt) the engine has: writes src/powershell/COVERAGE.md. Run: node test/census/coverage.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cmdlets } from '../../src/powershell/cmdlets/index.ts';
import { allTypes } from '../../src/powershell/runtime/types/registry.ts';
import { resolveTypeName } from '../../src/powershell/runtime/types/resolve.ts';
import type { AnyType, TypeTable } from '../../src/powershell/runtime/types/netType.ts';
import { run } from '../unit/powershell/runtime/harness.ts';
import { SNIPPETS } from './snippets.ts';

export const COVERAGE_FILE = join(import.meta.dirname, '../../src/powershell/COVERAGE.md');
interface Item { readonly kind: string; readonly name: string; readonly files: number }
const items = (): Item[] => readFileSync(join(import.meta.dirname, 'census.txt'), 'utf8').split('\n').filter((l) => l !== '' && !l.startsWith('#')).map((l) => { const [kind = '', name = '', files = '0'] = l.split('\t'); return { kind, name, files: Number(files) }; });

/** Constructs that only workflows, jobs of the service or single modules have; the service's tests answer for them. */
const ELSEWHERE: Readonly<Record<string, string>> = { '$psprivatemetadata': 'service', '$workflowcommandname': 'workflow', '$workflow:': 'workflow', automationaccount: 'a class of the scripts themselves' };
const functions = new Set(['mkdir']);
const byName = new Map(cmdlets.map((c) => [c.name.toLowerCase(), c]));
const aliases = new Set(cmdlets.flatMap((c) => c.aliases ?? []).map((a) => a.toLowerCase()));
/** A type by a name as the census has it: generic ones are cut off at their arguments. */
function typeOf(name: string): AnyType | undefined {
  const bare = name.replace(/\[.*$/, '');
  return resolveTypeName(name) ?? resolveTypeName(bare) ?? resolveTypeName(`${bare}[string]`) ?? resolveTypeName(`${bare}[string,string]`);
}
let methods: Set<string> | undefined;
/** The names of all methods of all types. */
const methodNames = (): Set<string> => (methods ??= new Set([...allTypes()].flatMap((t) => Object.keys((t.table as TypeTable<unknown> | undefined)?.methods ?? {})).map((n) => n.toLowerCase())));
const PLAIN = new Set(['where', 'foreach', 'add', 'remove', 'contains', 'containskey', 'equals', 'gettype', 'tostring', 'throwterminatingerror', 'shouldprocess', 'selectsinglenode', 'save', 'clone', 'appendchild']);

function isThere({ kind, name }: Item): boolean {
  switch (kind) {
    case 'command': return byName.has(name) || aliases.has(name) || functions.has(name) || commandAnswers(name);
    case 'alias': return aliases.has(name) || commandAnswers(name);
    case 'parameter': { const [command = '', parameter = ''] = name.split(' -'); const found = byName.get(command); return found !== undefined && (/^(erroraction|verbose|warningaction)$/.test(parameter) || Object.keys(found.params).some((p) => p.toLowerCase() === parameter)); }
    case 'type': case 'new-object': return name === 'ordered' || typeOf(name) !== undefined;
    case 'static member': {
      const [, type = '', member = ''] = /^\[(.*)\]::(\w+)/.exec(name) ?? [];
      const found = typeOf(type);
      return found !== undefined && (member === 'new' || found.find('statics', member) !== undefined || [...(found.enumValues?.keys() ?? [])].some((k) => k.toLowerCase() === member));
    }
    case 'method': return PLAIN.has(name) || methodNames().has(name);
    default: {
      const snippet = SNIPPETS[`${kind} ${name}`];
      if (snippet === undefined) return false;
      return run(snippet[0]).output.join(' ') === snippet[1];
    }
  }
}
const commandAnswers = (name: string): boolean => run(`[bool](Get-Command '${name}' -ErrorAction Ignore)`).output[0] === 'True';

/** The text of COVERAGE.md as the engine is now. */
export function coverage(): string {
  const groups = Map.groupBy(items().filter((i) => ELSEWHERE[i.name] === undefined), (i) => i.kind);
  const rows: string[] = [], missing: string[] = [];
  let all = 0, covered = 0;
  for (const [kind, members] of groups) {
    const there = members.filter(isThere), weight = (list: readonly Item[]): number => list.reduce((n, i) => n + i.files, 0), total = weight(members), part = weight(there);
    all += total;
    covered += part;
    rows.push(`| ${kind} | ${there.length} of ${members.length} | ${percent(part, total)} |`);
    const lacking = members.filter((m) => !there.includes(m));
    if (lacking.length > 0) missing.push(`- ${kind}: ${lacking.map((m) => `\`${m.name}\` ${m.files}`).join(', ')}`);
  }
  return `# What runbooks use, and what of it the engine has

Made by \`node test/census/coverage.ts\` from a census of 1377 public runbooks (test/census/census.txt); a test checks that it is current.
The share is weighted: a construct counts as many times as there are files that use it. Language constructs count when a small script
gives what it should (test/census/snippets.ts); commands, parameters, types and members when the engine knows them, so for these
it says what exists, and the conformance cases say whether it is right. Workflow constructs have their own tests (test/conformance/workflow).

| kind | constructs | share, weighted |
| --- | --- | --: |
${rows.join('\n')}
| all | | ${percent(covered, all)} |

Not there, with the number of files that use it:

${missing.join('\n')}
`;
}
const percent = (part: number, whole: number): string => `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(COVERAGE_FILE, coverage());
