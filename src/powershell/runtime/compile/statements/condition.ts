/** Conditions: a pipeline as true or false, without making a Boolean where the expression is one already. */
import type { PipelineBaseAst } from '../../../syntax/ast.ts';
import { walk } from '../../../syntax/children.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import type { Frame } from '../../run/frame.ts';
import type { Compiler } from '../compiler.ts';

/** A condition that runs a command leaves `$?` true, however the command ended (Compiler.CaptureStatementResults). */
export function runsCommand(n: PipelineBaseAst): boolean {
  let found = false;
  walk(n, (x) => { if (x.kind === 'CommandAst') found = true; return !found && x.kind !== 'ScriptBlockExpressionAst'; });
  return found;
}
export type Test = (f: Frame) => boolean;
export function condition(n: PipelineBaseAst, c: Compiler): Test {
  const value = c.value(n);
  if (runsCommand(n)) return (f) => { const v = value(f), is = typeof v === 'boolean' ? v : toBoolean(v); f.session.success = true; return is; };
  return (f) => { const v = value(f); return typeof v === 'boolean' ? v : toBoolean(v); };
}
