import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, lookup } from '../../runtime/members/get.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { parallel } from '../jobs/parallel.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';

const SETS = { script: 'ScriptBlockSet', member: 'PropertyAndMethodSet', parallel: 'ParallelParameterSet' } as const;

export const forEachObject = cmdlet({
  name: 'ForEach-Object', aliases: ['foreach', '%'], module: 'Microsoft.PowerShell.Core', defaultSet: SETS.script, supportsShouldProcess: true,
  synopsis: 'Does something with each object.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    Begin: { type: T.ScriptBlock, sets: [SETS.script] },
    Process: { type: arrayOf(T.ScriptBlock), sets: [SETS.script], mandatory: [SETS.script], position: { [SETS.script]: 0 }, allowNull: true, allowEmpty: true },
    End: { type: T.ScriptBlock, sets: [SETS.script] },
    RemainingScripts: { type: arrayOf(T.ScriptBlock), sets: [SETS.script], remaining: true, allowNull: true, allowEmpty: true },
    MemberName: { type: T.String, sets: [SETS.member], mandatory: [SETS.member], position: { [SETS.member]: 0 } },
    Parallel: { type: T.ScriptBlock, sets: [SETS.parallel], mandatory: [SETS.parallel] },
    ThrottleLimit: { type: T.Int32, sets: [SETS.parallel], validate: [{ range: [1, 2147483647] }] },
    TimeoutSeconds: { type: T.Int32, sets: [SETS.parallel], validate: [{ range: [0, 2147483] }] },
    UseNewRunspace: { type: T.Switch, sets: [SETS.parallel] },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], sets: [SETS.member], remaining: true },
  },
  run(p, ctx) {
    const member = p.MemberName;
    if (member !== undefined) return { process() { eachMember(ctx, p.InputObject, member, p.ArgumentList); } };
    if (p.Parallel !== undefined) {
      const run = parallel(ctx, p.Parallel, { throttle: p.ThrottleLimit ?? 5, seconds: p.TimeoutSeconds ?? 0 });
      return { process() { run.process(p.InputObject ?? null); }, end() { run.end(); } };
    }
    const { begin, process, end } = roles([...(p.Process ?? []), ...(p.RemainingScripts ?? [])], p.Begin, p.End);
    return {
      begin() { if (begin != null) ctx.runInPlace(begin, null); },
      // One that is null runs nothing.
      process() { for (const block of process) if (block != null) ctx.runInPlace(block, p.InputObject); },
      end() { if (end != null) ctx.runInPlace(end, null); },
    };
  },
});

type Block = ScriptBlock | null | undefined;
/** Several blocks in a row: the first is begin, the last is end where neither is named (two: begin and process). */
function roles(blocks: readonly Block[], begin: Block, end: Block): { begin: Block; process: readonly Block[]; end: Block } {
  let from = 0, to = blocks.length;
  let first = begin, last = end;
  if (first === undefined && to - from > 1) first = blocks[from++];
  if (last === undefined && to - from > 1) last = blocks[--to];
  return { begin: first, process: blocks.slice(from, to), end: last };
}

/** `ForEach-Object Name`: the property, or the method called with the arguments. */
function eachMember(ctx: CmdletContext, item: Value, name: string, args: Value): void {
  if (item === null || item === undefined) return;
  if (args === undefined && hasWildcard(name)) {
    const pattern = wildcard(name), found = listProperties(item).filter((x) => pattern.test(x.name));
    if (found.length === 1) { ctx.writeAll(found[0]?.get()); return; }
  }
  const value = args === undefined ? lookup(item, name) : MISSING;
  if (value !== MISSING) { ctx.writeAll(value); return; }
  if (args !== undefined || typeOf(item).find('methods', name) !== undefined) {
    ctx.writeAll(invokeMember(item, name, Array.isArray(args) ? args : args === undefined ? [] : [args]));
    return;
  }
  ctx.write(null);
  if (hasWildcard(name)) ctx.writeError({ id: 'PropertyOrMethodNotFound', category: 'InvalidType', target: item, message: `Input object ${toText(item)} has no member that matches "${name}".`, exception: 'System.Management.Automation.PSArgumentException' });
}
