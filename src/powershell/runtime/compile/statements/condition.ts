/** Conditions: a pipeline as true or false, without making a Boolean where the expression is one already. */
import type { PipelineBaseAst } from '../../../syntax/ast.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import type { Frame } from '../../run/frame.ts';
import type { Compiler } from '../compiler.ts';

export type Test = (f: Frame) => boolean;
export function condition(n: PipelineBaseAst, c: Compiler): Test {
  const value = c.value(n);
  return (f) => { const v = value(f); return typeof v === 'boolean' ? v : toBoolean(v); };
}
