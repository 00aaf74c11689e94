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
/** The condition of a loop: a place where a debugger may stop. */
export function watchedTest(n: PipelineBaseAst, c: Compiler): Test {
  const test = condition(n, c), { debug } = c;
  if (debug === undefined) return test;
  const site = debug.site(c.source, c.mark(n));
  return (f) => { if (site.armed || debug.wanted) debug.at(f, site); return test(f); };
}
