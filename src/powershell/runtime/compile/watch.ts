/** Places where a debugger may stop. */
import type { Frame } from '../run/frame.ts';
import type { Compiler } from './compiler.ts';

/** Code that asks the debugger first, where there is one. */
export function watchedAt<R>(n: { readonly start: number; readonly end: number }, c: Compiler, run: (f: Frame) => R): (f: Frame) => R {
  const { debug } = c;
  if (debug === undefined) return run;
  const site = debug.site(c.source, c.mark(n));
  return (f) => { if (site.armed || debug.wanted) debug.at(f, site); return run(f); };
}
