import type { NamedBlockAst, ParamBlockAst, ScriptBlockAst, UsingStatementAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind, kindFlags } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { usingStatements } from '../definitions/using.ts';
import { namedBlocks } from './namedBlocks.ts';
import { paramBlock } from './paramBlock.ts';
import { emptyList, statementList } from './statementBlock.ts';
import { finished, noItems } from '../lists.ts';

/** The brace a script block begins with; undefined for the whole text. */
export type OpenCurly = { readonly start: number; readonly end: number } | undefined;

/** script-block: using-statements:opt param-block:opt statement-terminators:opt (named-block-list | statement-list):opt; '{' is taken. */
export function scriptBlock(p: Parser, curly: OpenCurly, isFilter: boolean): ScriptBlockAst {
  p.enter();
  p.skipNewlines();
  const usings = curly === undefined ? usingStatements(p) : noItems;
  const back = p.restorePoint();
  let params: ParamBlockAst | undefined;
  if (!p.notParam.has(back)) {
    params = paramBlock(p);
    if (params === undefined) {
      // Attributes may have been read that mean something else now, a type or a cast.
      p.resync(back);
      p.notParam.add(back);
    }
  }
  p.skipNewlinesAndSemicolons();
  const result = (kindFlags[p.peek()]! & Flag.ScriptBlockBlockName) !== 0
    ? namedBlocks(p, curly, usings, params)
    : plainBody(p, curly, usings, params, isFilter);
  p.depth--;
  return result;
}

/** A body without named blocks: its statements are those of an unnamed block. */
function plainBody(p: Parser, curly: OpenCurly, usings: readonly UsingStatementAst[], params: ParamBlockAst | undefined, isFilter: boolean): ScriptBlockAst {
  const list = emptyList();
  let extent: { start: number; end: number } | undefined = params === undefined ? undefined : { start: params.start, end: params.end };
  if (curly === undefined) p.topLevel = list;
  for (;;) {
    const { count } = list;
    statementList(p, list);
    if (list.count > count) extent = { start: extent?.start ?? list.start, end: list.end };
    if (curly !== undefined || p.next() === Kind.EndOfInput) break;
    // Recovery: pass over the token, more of the script may follow.
    p.report(p.start, p.end, 'UnexpectedToken', p.slice(p.start, p.end));
  }
  let start = p.base, end = p.base + p.length;
  if (curly !== undefined) {
    start = curly.start;
    [end, extent] = closeCurly(p, curly, extent);
  }
  const block: NamedBlockAst = {
    kind: 'NamedBlockAst', start: extent?.start ?? 0, end: extent?.end ?? 0, blockName: isFilter ? 'Process' : 'End', unnamed: true,
    statements: finished(list.statements), traps: finished(list.traps),
  };
  return {
    kind: 'ScriptBlockAst', start, end, attributes: noItems, usings, paramBlock: params, dynamicParamBlock: undefined, beginBlock: undefined,
    processBlock: isFilter ? block : undefined, endBlock: isFilter ? undefined : block, cleanBlock: undefined, requirements: undefined,
  };
}

type Extent = { start: number; end: number } | undefined;

/** Takes the closing brace; gives the end of the block and the extent of its body. */
export function closeCurly(p: Parser, curly: { start: number; end: number }, body: Extent): [number, Extent] {
  if (p.next() !== Kind.RCurly) {
    p.unget();
    p.reportIncompleteAt(curly.start, curly.end, p.end, 'MissingEndCurlyBrace');
    return [body?.end ?? curly.end, body];
  }
  // An empty body is what stands between the braces, where their columns differ.
  if (body === undefined && columnsDiffer(p, curly.end, p.start)) return [p.end, { start: curly.end, end: Math.max(p.start - 1, 0) }];
  return [p.end, body];
}

/** Characters between a place and the line end before it. */
function column(p: Parser, position: number): number {
  let at = position;
  for (let c = p.source.charCodeAt(at - 1); at > 0 && c !== 10 && c !== 13; c = p.source.charCodeAt(at - 1)) at--;
  return position - at;
}

function columnsDiffer(p: Parser, first: number, second: number): boolean {
  if (first === second) return false;
  const between = p.slice(first, second);
  return !/[\r\n]/.test(between) || column(p, first) !== column(p, second);
}
