import type { BlockName, NamedBlockAst, ParamBlockAst, ScriptBlockAst, UsingStatementAst } from '../ast.ts';
import { Kind, kindTexts } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { closeCurly, type OpenCurly } from './scriptBlock.ts';
import { statementBlock } from './statementBlock.ts';
import { noItems } from '../lists.ts';

const names: ReadonlyMap<number, BlockName> = new Map<number, BlockName>([
  [Kind.Dynamicparam, 'DynamicParam'], [Kind.Begin, 'Begin'], [Kind.Process, 'Process'], [Kind.End, 'End'], [Kind.Clean, 'Clean'],
]);

/** named-block-list: named-block | named-block-list named-block; the first name is looked at (about_Functions_Advanced_Methods). */
export function namedBlocks(p: Parser, curly: OpenCurly, usings: readonly UsingStatementAst[], params: ParamBlockAst | undefined): ScriptBlockAst {
  const blocks: Partial<Record<BlockName, NamedBlockAst>> = {};
  let start = curly?.start ?? params?.start ?? -1, end = 0, blockEnd = -1;
  for (;;) {
    const kind = p.next(), name = names.get(kind);
    if (name === undefined) {
      if (kind === Kind.RCurly || kind === Kind.EndOfInput) {
        p.unget();
        break;
      }
      // Recovery: as if the block were closed; at the top the rest is given up.
      if (curly !== undefined) {
        p.unget();
        blockEnd = end;
      }
      p.report(p.start, p.end, 'MissingNamedBlocks', p.slice(p.start, p.end));
      return finishBlocks(p, curly, usings, params, blocks, start, blockEnd);
    }
    const nameStart = p.start;
    if (start < 0) start = nameStart;
    const block = namedBlock(p, kind, name);
    end = block.end;
    if (blocks[name] === undefined) blocks[name] = block;
    else p.report(block.start, block.end, 'DuplicateScriptCommandClause', kindTexts[kind]!);
    p.skipNewlinesAndSemicolons();
  }
  if (curly === undefined) {
    if (p.next() !== Kind.EndOfInput) p.report(p.start, p.end, 'UnexpectedToken', p.slice(p.start, p.end));
  } else {
    [blockEnd] = closeCurly(p, curly, { start, end });
  }
  return finishBlocks(p, curly, usings, params, blocks, start, blockEnd);
}

/** named-block: block-name statement-block; the name is taken. */
function namedBlock(p: Parser, kind: number, blockName: BlockName): NamedBlockAst {
  const { start, end } = p;
  const body = statementBlock(p);
  if (body === undefined) p.reportIncomplete(end, end, 'MissingNamedStatementBlock', kindTexts[kind]!);
  return { kind: 'NamedBlockAst', start, end: body?.end ?? end, blockName, unnamed: false, statements: body?.statements ?? noItems, traps: body?.traps ?? noItems };
}

function finishBlocks(
  p: Parser, curly: OpenCurly, usings: readonly UsingStatementAst[], params: ParamBlockAst | undefined, blocks: Partial<Record<BlockName, NamedBlockAst>>,
  start: number, end: number,
): ScriptBlockAst {
  return {
    kind: 'ScriptBlockAst', start: curly === undefined ? p.base : start, end: curly === undefined ? p.base + p.length : end, attributes: noItems, usings,
    paramBlock: params, dynamicParamBlock: blocks.DynamicParam, beginBlock: blocks.Begin, processBlock: blocks.Process, endBlock: blocks.End,
    cleanBlock: blocks.Clean, requirements: undefined,
  };
}
