import { offeredVariables, scopeAt, variablesInScope, workflowPlace } from '../../../powershell/index.ts';
import type { Scope } from '../../../powershell/index.ts';
import type { ParsedText } from '../parsedText.ts';
import { candidate, type Candidate } from './candidate.ts';
import { environment } from './words.ts';

/** Drives and scopes that may stand before a name (about_Scopes, about_Environment_Variables, about_Remote_Variables). */
const prefixes: readonly (readonly [string, string])[] = [['env:', 'environment'], ['script:', 'scope'], ['global:', 'scope'], ['local:', 'scope']];
/** A workflow has drives alone, and refuses scopes (InvalidScopePrefixInWorkflow). */
const prefixesAt = (isBody: boolean): typeof prefixes => (isBody ? prefixes.slice(0, 1) : prefixes);

/** Scope words that hand a variable in, where they are allowed: `$using:` in blocks that run elsewhere, `$workflow:` in the workflow itself. */
function handed(root: Scope, offset: number): readonly (readonly [string, string])[] {
  for (let scope: Scope | undefined = scopeAt(root, offset); scope !== undefined; scope = scope.parent) {
    if (scope.kind === 'inlineScript') return [['using:', 'of the workflow']];
    if (scope.kind === 'scriptBlock') return [['using:', 'of the caller']];
    if (scope.kind === 'workflow') return [['workflow:', 'of the whole workflow']];
    if (scope.kind === 'function' || scope.kind === 'method') return [];
  }
  return [];
}

/** Variables that can be written at a place: `written` is the stretch before it, with its mark. */
export function variableCandidates(parsed: ParsedText, offset: number, written: string): Candidate[] {
  const mark = written.charAt(0), [, prefix] = /^[$@]\{?(\w+:)\w*$/.exec(written) ?? [], lower = prefix?.toLowerCase();
  const visible = variablesInScope(parsed.scope, offset);
  const write = (name: string): string => (/^[\w:]+$/.test(name) ? `${mark}${name}` : `${mark}{${name}}`);
  if (lower === 'env:') return environment.map((name) => candidate(write(`${prefix}${name}`), 'automatic', '1'));
  if (lower === 'function:') return [...parsed.functions.values()].map(({ name }) => candidate(`\${function:${name}}`, 'function', '1'));
  if (prefix !== undefined) return visible.map(({ name, isParameter }) => candidate(write(`${prefix}${name}`), 'variable', '1', { note: isParameter ? 'parameter' : '' }));
  const names = new Set(visible.map(({ name }) => name.toLowerCase()));
  const own = visible.map(({ name, isParameter, throughUsing }) => {
    const text = write(throughUsing ? `using:${name}` : name);
    // $na finds $using:name as well.
    return candidate(text, 'variable', `1${name}`, { note: isParameter ? 'parameter' : throughUsing ? 'of the workflow' : '', filter: throughUsing ? `${text} ${mark}${name}` : text });
  });
  if (mark === '@') return own;
  const { isBody } = workflowPlace(parsed.result.ast, offset);
  return [
    ...own, ...offeredVariables(isBody).filter((name) => !names.has(name.toLowerCase())).map((name) => candidate(write(name), 'automatic', '2')),
    ...[...prefixesAt(isBody), ...handed(parsed.scope, offset)].map(([text, note]) => candidate(`${mark}${text}`, 'keyword', '3', { note })),
  ];
}
