import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';

/** A text as a block; what the parser has against it ends the command. */
export function blockOf(ctx: CmdletContext, text: string): ScriptBlock {
  try {
    const block = ctx.session.parseBlock(text);
    return block.code.fault === undefined ? block : ctx.fail(block.code.fault);
  } catch (error) {
    return error instanceof PowerShellError ? ctx.fail(error.record) : (() => { throw error; })();
  }
}
export const invokeExpression = cmdlet({
  name: 'Invoke-Expression', aliases: ['iex'], synopsis: 'Runs a text as commands, where it is called.',
  params: { Command: { type: T.String, position: 0, mandatory: true, from: 'pipeline' } },
  run: (p, ctx) => ({ process() { ctx.runInPlace(blockOf(ctx, p.Command), ctx.session.current.slots[0] ?? null); } }),
});
