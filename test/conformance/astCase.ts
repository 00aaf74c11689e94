import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { dump, withoutWorkflow, type Dump, type DumpNode } from './dump.ts';

/** Where two values first differ, as a path with both sides. */
function difference(want: unknown, got: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(want, got)) return undefined;
  if (typeof want !== 'object' || typeof got !== 'object' || want === null || got === null) {
    return `${path}: expected ${JSON.stringify(want)?.slice(0, 200)}, got ${JSON.stringify(got)?.slice(0, 200)}`;
  }
  const a: Readonly<Record<string, unknown>> = { ...want }, b: Readonly<Record<string, unknown>> = { ...got };
  const place = 'start' in a && 'end' in a ? `${path}<${String(a['type'] ?? a['kind'])} ${String(a['start'])}-${String(a['end'])}>` : path;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = difference(a[key], b[key], `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const withoutDetails = (node: DumpNode): unknown => ({ type: node.type, start: node.start, end: node.end, children: node.children?.map(withoutDetails) });

/**
 * Compares our view of a script with the recorded one: tree, tokens, and for errors that there are some where it has
 * some and that the first agrees. Gives what differs, undefined where nothing does.
 */
export function checkAst(script: string, recorded: string): string | undefined {
  const text = readFileSync(script, 'utf8').replace(/^\ufeff/, '');
  const want = JSON.parse(readFileSync(recorded, 'utf8')) as Dump;
  const replaced = withoutWorkflow(text);
  const got = dump(replaced);
  const trees = difference(want.ast, got.ast, 'ast') ?? difference(want.tokens, got.tokens, 'tokens');
  if (trees !== undefined) return trees;
  // Errors of workflow constructs are no target there (README.md), but the tree of the text as written is.
  if (replaced !== text) return difference(withoutDetails(want.ast), withoutDetails(dump(text).ast), 'ast of the workflow');
  const [wantFirst] = want.errors, [gotFirst] = got.errors;
  if (wantFirst === undefined || gotFirst === undefined) return difference(want.errors.map(brief), got.errors.map(brief), 'errors');
  return difference(brief(wantFirst), brief(gotFirst), 'errors[0]');
}

const brief = (error: Dump['errors'][number]): unknown => ({ id: error.id, start: error.start, end: error.end, message: error.message, incomplete: error.incomplete });
