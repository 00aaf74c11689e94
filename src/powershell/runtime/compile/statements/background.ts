/** `pipeline &`: the same as Start-Job with the pipeline as its block, whose variables are sent along (PipelineOps.InvokePipelineInBackground). */
import type { PipelineAst, PipelineChainAst } from '../../../syntax/ast.ts';
import { walk } from '../../../syntax/children.ts';
import { callByName } from '../../run/commands/callCommand.ts';
import { fold } from '../../values/folding.ts';
import { unset } from '../../values/value.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

/** What a job has of its own. */
const ITS_OWN = /^(global:)?(pid|psversiontable|psedition|pshome|host|true|false|null)$/i;

export function backgroundPipeline(n: PipelineAst | PipelineChainAst, c: Compiler): Exec {
  const mark = c.mark(n), { text } = c.source, variables: { readonly start: number; readonly end: number; readonly name: string }[] = [];
  walk(n, (v) => { if (v.kind === 'VariableExpressionAst' && !v.splatted && !ITS_OWN.test(v.variablePath) && !/^using:/i.test(v.variablePath)) variables.push({ start: v.start, end: v.end, name: v.variablePath }); return true; });
  variables.sort((a, b) => a.start - b.start);
  return (f) => {
    f.at = mark;
    let block = '', from = n.start;
    for (const v of variables) {
      if (f.find(fold(v.name.replace(/^(local|script|global):/i, ''))) === unset) continue;
      block += `${text.slice(from, v.start)}\${using:${v.name}}`;
      from = v.end;
    }
    block += text.slice(from, n.end);
    callByName(f, 'Start-Job', { ScriptBlock: f.session.parseBlock(block.replace(/\s*&\s*$/, '')) }, undefined, f.out);
    return NORMAL;
  };
}
