/** switch-statement in all its modes: exact, wildcard, regex, by block, over collections and the lines of a file. */
import type { SwitchStatementAst } from '../../../syntax/ast.ts';
import { enumerate, isEnumerable } from '../../convert/enumerate.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { toText } from '../../convert/toText.ts';
import { carriedException, raise } from '../../errors/raise.ts';
import { asError } from '../../errors/recover.ts';
import { equalText } from '../../operators/collation.ts';
import { matchInto } from '../../operators/match.ts';
import { like } from '../../operators/wildcard.ts';
import type { Frame } from '../../run/frame.ts';
import { isSignal } from '../../run/pipeline/signals.ts';
import { current } from '../../run/current.ts';
import { sessionPart } from '../../types/automation/context.ts';
import { enumeratorType } from '../../types/collections/enumerators.ts';
import type { NetType } from '../../types/netType.ts';
import { Enumerator } from '../../values/lists.ts';
import { Regex } from '../../values/regex.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Value } from '../../values/value.ts';
import { BREAK, CONTINUE, NORMAL } from '../code.ts';
import type { Completion, Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { mine } from './label.ts';

type Fits = (f: Frame, test: Value, item: Value) => boolean;

export function switchStatement(n: SwitchStatementAst, c: Compiler): Exec {
  const ignoreCase = !n.flags.includes('CaseSensitive');
  const fits: Fits = n.flags.includes('Regex') ? (f, t, v) => matchInto(f, toText(v), t instanceof Regex ? t : toText(t), ignoreCase)
    : n.flags.includes('Wildcard') ? (_, t, v) => like(toText(v), toText(t), ignoreCase)
    : (f, t, v) => (t === null || t === undefined ? v == null : t instanceof Regex ? matchInto(f, toText(v), t, ignoreCase) : typeof t === 'number' && typeof v === 'number' ? t === v : same(toText(v), toText(t), ignoreCase));
  const source = c.value(n.condition), isFile = n.flags.includes('File');
  const clauses = n.clauses.map((clause) => ({ test: c.expression(clause.test), body: c.block(clause.body) }));
  const otherwise = n.default === undefined ? undefined : c.block(n.default), { label } = n, cursor = c.slot('switch');
  const item = (f: Frame, v: Value): Completion => {
    f.slots[0] = v;
    let any = false;
    for (const { test, body } of clauses) {
      // A clause may assign to `$_`: the clauses after it see that.
      if (!holds(f, test, f.slots[0] ?? null, fits)) continue;
      any = true;
      const done = body(f);
      if (done !== NORMAL) return done;
    }
    return any || otherwise === undefined ? NORMAL : otherwise(f);
  };
  const ofFile = (f: Frame, line: Value): Completion => { try { return item(f, line); } catch (e) { return unread(e, f); } };
  return (f) => {
    const value = source(f), before = f.slots[0];
    const items = isFile ? current().readLines(fileOf(value)) : isEnumerable(value) ? enumerate(value) : value === undefined ? [] : [value];
    // Nobody can move on in a file.
    const walked = cursor < 0 || isFile ? items : watched(f, cursor, items, enumeratorType(Array.isArray(value) ? value : isEnumerable(value) ? value : []));
    try {
      for (const v of walked) {
        f.session.pay();
        const done = isFile ? ofFile(f, v ?? null) : item(f, v ?? null);
        if (done === NORMAL) continue;
        if (done === BREAK && mine(f, label)) break;
        if (done === CONTINUE && mine(f, label)) continue;
        return done;
      }
    } finally { f.slots[0] = before; }
    return NORMAL;
  };
}
/** Clauses compare as text (PSSwitchClauseEvalBinder). */
const same = (a: string, b: string, ignoreCase: boolean): boolean => a === b || equalText(a, b, ignoreCase);
function holds(f: Frame, test: Eval, v: Value, fits: Fits): boolean {
  const t = test(f);
  return t instanceof ScriptBlock ? toBoolean(current().evaluateBlock(t, v)) : fits(f, t, v);
}
/** The items through `$switch`, which the body may move on. */
function* watched(f: Frame, slot: number, items: Iterable<Value>, type: NetType | undefined): Iterable<Value> {
  const before = f.slots[slot], walker = new Enumerator(items, type);
  f.slots[slot] = walker;
  try { while (walker.moveNext()) yield walker.current; } finally { f.slots[slot] = before; }
}
/** The file that is read; a name with wildcards means the one that fits it. */
function fileOf(value: Value): string {
  const name = toText(value), found = name === '' ? null : sessionPart((p) => p.fileAt(name));
  return found == null ? name : toText(found);
}
/** What leaves the body of `switch -File` is an error of reading to PowerShell (Compiler.VisitSwitchStatement): `throw` too, which then no longer ends the script. */
function unread(e: unknown, f: Frame): never {
  if (isSignal(e)) throw e;
  const error = asError(e, f);
  if (error.ends !== undefined) throw error;
  const inner = carriedException(error);
  return raise({ id: 'FileReadError', category: 'InvalidOperation', message: `The file could not be read: ${inner.message}.`, inner });
}
