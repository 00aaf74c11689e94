/** Places where a debugger may stop, or where what has run is counted. */
import type { ExpressionAst } from '../../syntax/ast.ts';
import { isWorkedOut } from '../debug/places.ts';
import type { Site, SiteGroup } from '../debug/sites.ts';
import type { Frame } from '../run/frame.ts';
import type { SourceText } from '../run/source.ts';
import type { Eval } from './code.ts';
import type { Callee } from './commands/command.ts';
import type { Compiler } from './compiler.ts';

/** Who is asked at every statement: the debugger, or who counts. */
export interface Watch {
  /** Whether places without a breakpoint have to ask too. */
  readonly wanted: boolean;
  /** The same without a look for news, for places right behind one that has looked. */
  readonly asking: boolean;
  /** For the places of one written-out function: one look tells whether any of them may have to ask. */
  group(): SiteGroup;
  /** A place in compiled code. */
  site(source: SourceText, mark: number, group?: SiteGroup): Site;
  /** A statement is about to run. */
  at(f: Frame, site: Site): void;
  /** A command was found and is about to be called. */
  called?(f: Frame, callee: Callee, mark: number): void;
}
/**
 * What takes the place of code without places to stop once a debugger has come to the run (`Session.late`): compiled from the same
 * tree when it is first needed, for the same frames. Undefined for code that has such places already.
 */
export function later<T>(c: Compiler, make: (c: Compiler) => T): (() => T) | undefined {
  if (c.watch !== undefined) return undefined;
  let made: T | undefined;
  return () => (made ??= make(c.late()));
}
/** Code that asks first, where there is anybody to ask. */
export function watchedAt<R>(n: { readonly start: number; readonly end: number }, c: Compiler, run: (f: Frame) => R): (f: Frame) => R {
  const { watch } = c;
  if (watch === undefined) return run;
  const site = watch.site(c.source, c.mark(n));
  return (f) => { if (site.armed || watch.wanted) watch.at(f, site); return run(f); };
}
/** A place to stop that is no code of its own, also for a debugger that comes later: where a workflow asks a condition. */
export function placeAt(n: { readonly start: number; readonly end: number }, c: Compiler): (f: Frame) => void {
  const late = later(c, (by) => watchedAt(n, by, NOTHING));
  return late === undefined ? watchedAt(n, c, NOTHING) : (f) => { if (f.session.late) late()(f); };
}
const NOTHING = (): void => { /* The condition itself is the activity's matter. */ };
/** A default or a first value: a place to stop where something is worked out, also for a debugger that comes later. */
export function watchedValue(n: ExpressionAst, c: Compiler): Eval {
  const value = c.expression(n);
  if (!isWorkedOut(n)) return value;
  const late = later(c, (by) => watchedAt(n, by, by.expression(n)));
  return late === undefined ? watchedAt(n, c, value) : (f) => (f.session.late ? late() : value)(f);
}
