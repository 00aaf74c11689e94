import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, direct, lookup } from '../../runtime/members/get.ts';
import { methodValue } from '../../runtime/members/methodValue.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { parallel, parallelJob } from '../jobs/parallel.ts';
import type { Parallel } from '../jobs/parallel.ts';
import { usingOf } from '../jobs/request.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typeNames, typeOf } from '../../runtime/types/typeOf.ts';
import { current } from '../../runtime/run/current.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { PSObject, attachedMembers, unwrap } from '../../runtime/values/psObject.ts';
import { NetObject } from '../../runtime/values/value.ts';
import { MANY_CLAUSES, ScriptBlock } from '../../runtime/values/scriptBlock.ts';
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
    MemberName: { type: T.String, sets: [SETS.member], mandatory: [SETS.member], position: { [SETS.member]: 0 }, validate: NOT_EMPTY },
    Parallel: { type: T.ScriptBlock, sets: [SETS.parallel], mandatory: [SETS.parallel] },
    ThrottleLimit: { type: T.Int32, sets: [SETS.parallel], validate: [{ range: [1, 2147483647] }] },
    TimeoutSeconds: { type: T.Int32, sets: [SETS.parallel], validate: [{ range: [0, 2147483] }] },
    UseNewRunspace: { type: T.Switch, sets: [SETS.parallel] },
    AsJob: { type: T.Switch, sets: [SETS.parallel] },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], sets: [SETS.member], remaining: true },
  },
  run(p, ctx) {
    const member = p.MemberName;
    if (member !== undefined) {
      const asks = ctx.isBound('WhatIf') || ctx.isBound('Verbose') || ctx.isBound('Confirm') || toBoolean(ctx.session.variable('WhatIfPreference') ?? null);
      return { process() { eachMember(ctx, p.InputObject, member, p.ArgumentList, asks); } };
    }
    if (p.Parallel !== undefined) {
      const block = p.Parallel, throttle = p.ThrottleLimit ?? 5;
      let run: Parallel | undefined;
      return {
        begin() {
          refuseParallel(ctx, block, p.AsJob === true);
          run = p.AsJob === true ? parallelJob(ctx, block, throttle, p.UseNewRunspace === true) : parallel(ctx, block, { throttle, seconds: p.TimeoutSeconds ?? 0 });
        },
        process() {
          if (unwrap(p.InputObject) instanceof ScriptBlock) { ctx.writeError({ id: 'ParallelPipedInputObjectCannotBeScriptBlock', category: 'InvalidType', exception: ARGUMENT, message: `A ForEach-Object -Parallel piped input object cannot be a script block. ${NO_BLOCKS}` }); return; }
          run?.process(p.InputObject ?? null);
        },
        end() { run?.end(); },
      };
    }
    const { begin, process, end } = roles([...(p.Process ?? []), ...(p.RemainingScripts ?? [])], ctx.isBound('Begin') ? p.Begin ?? null : undefined, ctx.isBound('End') ? p.End ?? null : undefined);
    for (const block of process) if (block?.hasManyClauses === true) return { process() { ctx.fail({ id: 'InvalidOperation', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: MANY_CLAUSES }); } };
    const asks = process.map((block) => block != null && asksInput(block));
    return {
      // No object is there at the begin and at the end: `$_` is the one around, and `$input` is empty (ForEachObjectCommand).
      begin() { if (begin != null) ctx.runInPlace(begin, undefined, asksInput(begin) ? [] : undefined); },
      // One that is null runs nothing.
      process() {
        for (let i = 0; i < process.length; i++) {
          const block = process[i];
          if (block != null) ctx.runInPlace(block, p.InputObject, asks[i] === true ? [p.InputObject ?? null] : undefined);
        }
      },
      end() { if (end != null) ctx.runInPlace(end, undefined, asksInput(end) ? [] : undefined); },
    };
  },
});

const ARGUMENT = 'System.Management.Automation.PSArgumentException', NO_BLOCKS = 'Passed-in script block variables are not supported with ForEach-Object -Parallel, and can result in undefined behavior.';
/** What cannot go with -Parallel ends the command before it begins. */
function refuseParallel(ctx: CmdletContext, block: ScriptBlock, asJob: boolean): void {
  if (['ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction', 'PipelineVariable'].some((name) => ctx.isBound(name))) ctx.fail({ id: 'ParallelCommonParametersNotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'The following common parameters are not currently supported in the Parallel parameter set:\nErrorAction, WarningAction, InformationAction, PipelineVariable' });
  if ([...usingOf(ctx, block, true).values()].some((v) => unwrap(v) instanceof ScriptBlock)) ctx.fail({ id: 'ParallelUsingVariableCannotBeScriptBlock', category: 'InvalidType', exception: ARGUMENT, message: `A ForEach-Object -Parallel using variable cannot be a script block. ${NO_BLOCKS}` });
  if (asJob && ctx.isBound('TimeoutSeconds')) ctx.fail({ id: 'ParallelCannotUseTimeoutWithJob', category: 'InvalidOperation', exception: ARGUMENT, message: "The 'TimeoutSeconds' parameter cannot be used with the 'AsJob' parameter." });
}
/** Whether the text of a block names `$input`. */
const asksInput = (block: ScriptBlock): boolean => /\$\{?(?:\w+:)?input\b/i.test(block.text);
type Block = ScriptBlock | null | undefined;
/** Several blocks in a row: the first is begin, the last is end where neither is named (two: begin and process). */
function roles(blocks: readonly Block[], begin: Block, end: Block): { begin: Block; process: readonly Block[]; end: Block } {
  let from = 0, to = blocks.length;
  let first = begin, last = end;
  if (first === undefined && to - from > 1) first = blocks[from++];
  if (last === undefined && to - from > 1) last = blocks[--to];
  return { begin: first, process: blocks.slice(from, to), end: last };
}

/** `ForEach-Object Name`: the property, or the method called with the arguments. What is not there gives null, in strict mode an error. */
function eachMember(ctx: CmdletContext, item: Value, name: string, args: Value, asks: boolean): void {
  const strict = ctx.session.current.strict >= 2, given = args === undefined ? [] : Array.isArray(args) ? args : [args];
  const tell = (id: string, message: string): void => { ctx.writeError({ id, category: 'InvalidArgument', target: item, message, exception: 'System.Management.Automation.PSArgumentException' }); };
  const may = (action: string): boolean => !asks || ctx.shouldProcess(`InputObject: ${item == null ? 'null' : toText(item)}`, action);
  const missing = (id: string, message: string): void => { if (!may(`Retrieve the value for property '${name}'`)) return; if (strict) tell(id, message); else ctx.write(null); };
  if (item === null || item === undefined) {
    if (given.length > 0) tell('InvokeMethodOnNull', 'You cannot call a method on a null-valued expression.');
    else missing('InputObjectIsNull', "Cannot operate on a 'null' input object.");
    return;
  }
  const call = (method: string): void => {
    if (!may(given.length > 0 ? `Invoke method '${method}' with arguments: ${given.map(toText).join(', ')}` : `Invoke method '${method}'`)) return;
    try { ctx.writeAll(invokeMember(item, method, given)); } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      // A method that takes arguments is itself what comes of it.
      if (given.length === 0 && error.record.errorId === 'MethodCountCouldNotFindBest') { ctx.write(methodValue(item, method)); return; }
      ctx.writeError({ id: 'MethodInvocationError', category: 'InvalidOperation', target: item, message: error.record.message, exception: error.record.exception.netType.name, ...(error.record.exception.inner === undefined ? {} : { inner: error.record.exception.inner }) });
    }
  };
  const methods = (pattern: (n: string) => boolean): string[] => [...new Set([...typeOf(item).list('methods').keys(), ...addedMethods(item)])].filter(pattern);
  if (hasWildcard(name)) {
    const pattern = wildcard(name), properties = given.length > 0 ? [] : listProperties(item).filter((x) => pattern.test(x.name)), found = [...properties.map((x) => x.name), ...methods((n) => pattern.test(n))], [only] = found;
    if (found.length > 1) tell(given.length > 0 ? 'AmbiguousMethodName' : 'AmbiguousPropertyOrMethodName', `Input name "${name}" is ambiguous. It can be resolved to multiple matched ${given.length > 0 ? 'methods' : 'members'}. Possible matches include:${found.map((n) => ` ${n}`).join('')}.`);
    else if (properties[0] !== undefined) { if (may(`Retrieve the value for property '${properties[0].name}'`)) ctx.writeAll(properties[0].get()); } else if (only !== undefined) call(only);
    else if (given.length > 0) tell('MethodNotFound', `Input name "${name}" cannot be resolved to a method.`);
    else missing('PropertyOrMethodNotFound', `The input name "${name}" cannot be resolved to a member.`);
    return;
  }
  // The object's own, neither its items' nor the Count and Length that every value answers to.
  const value = given.length === 0 ? ownMember(item, name) : MISSING;
  if (value !== MISSING) { if (may(`Retrieve the value for property '${name}'`)) ctx.writeAll(value); return; }
  const known = typeOf(item).find('methods', name) !== undefined, [method] = known ? [name] : methods((n) => n.toLowerCase() === name.toLowerCase());
  if (method !== undefined || ALWAYS.has(name.toLowerCase())) call(method ?? name);
  else if (given.length > 0) tell('MethodNotFound', `Input name "${name}" cannot be resolved to a method.`);
  else missing('PropertyOrMethodNotFound', `The input name "${name}" cannot be resolved to a member.`);
}
function ownMember(item: Value, name: string): Value | typeof MISSING {
  const own = direct(item, name);
  return own === MISSING && /^ps/i.test(name) ? lookup(item, name) : own;
}
const ALWAYS = new Set(['tostring', 'gettype', 'equals', 'gethashcode', 'foreach', 'where']);
function addedMethods(item: Value): string[] {
  const bag = item instanceof PSObject ? item : item instanceof NetObject || Array.isArray(item) ? attachedMembers(item) : undefined;
  return [...bag?.shape.names.filter((_, i) => bag.shape.kinds[i] === 'ScriptMethod') ?? [], ...typeNames(item).flatMap((t) => [...current().typeData.get(t)?.values() ?? []].filter((m) => m.kind === 'ScriptMethod').map((m) => m.name))];
}
