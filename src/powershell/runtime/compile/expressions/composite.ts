/** Parentheses, subexpressions, arrays, hashtables, script blocks and the ternary operator. */
import type { ArrayExpressionAst, ArrayLiteralAst, HashtableAst, ParenExpressionAst, ScriptBlockExpressionAst, SubExpressionAst, TernaryExpressionAst } from '../../../syntax/ast.ts';
import { enumerate, isEnumerable } from '../../convert/enumerate.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { toText } from '../../convert/toText.ts';
import { raise } from '../../errors/raise.ts';
import { Hashtable, OrderedDictionary } from '../../values/dictionary.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import { TypedArray } from '../../values/arrays.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import { CompiledBlock } from '../compiledBlock.ts';
import type { Compiler } from '../compiler.ts';
import { watchedAt } from '../watch.ts';
import { gatheredItems } from '../statements/value.ts';
import { NORMAL } from '../code.ts';
import { recover } from '../../errors/recover.ts';
import { isSignal } from '../../run/pipeline/signals.ts';

export const paren = (n: ParenExpressionAst, c: Compiler): Eval => c.inner(n.pipeline);

export function subExpression(n: SubExpressionAst, c: Compiler): Eval {
  const { statements, traps } = n.subExpression, [only] = statements;
  // A null, unlike a command that writes nothing: down a pipe it is one object.
  if (statements.length === 0 && traps.length === 0) return () => null;
  if (statements.length === 1 && traps.length === 0 && only?.kind === 'PipelineAst' && only.elements.length === 1) {
    const [element] = only.elements;
    if (element?.kind === 'CommandExpressionAst' && element.redirections.length === 0 && isScalarish(element.expression.kind)) return orElse(watchedAt(only, c, c.value(only)), () => null);
  }
  const run = gatheredItems(n.subExpression, c);
  return (f) => run(f).value();
}
/** An error of a statement within `$( )` or `@( )` ends that statement alone, where nobody takes it. */
const orElse = (value: Eval, nothing: () => Value): Eval => (f) => {
  try { return value(f); } catch (e) {
    if (isSignal(e) || recover(e, f) !== NORMAL) throw e;
    return nothing();
  }
};
/** Expressions whose value may be used as it is: gathering them would give the same. */
export const isScalarish = (kind: string): boolean => kind === 'BinaryExpressionAst' || kind === 'ConstantExpressionAst' || kind === 'StringConstantExpressionAst' || kind === 'ExpandableStringExpressionAst';

/** `@( … )`: always an array; one array literal inside is taken as it is. */
export function arrayExpression(n: ArrayExpressionAst, c: Compiler): Eval {
  const { statements, traps } = n.subExpression;
  if (statements.length === 0) return () => [];
  const [only] = statements;
  if (statements.length === 1 && traps.length === 0 && only?.kind === 'PipelineAst' && only.elements.length === 1 && !only.background) {
    const [element] = only.elements;
    if (element?.kind === 'CommandExpressionAst' && element.redirections.length === 0) {
      // An expression alone is a part of its statement, which it ends where it fails (Compiler.VisitArrayExpression).
      const value = watchedAt(only, c, c.inner(only));
      return (f) => {
        const v = value(f);
        if (Array.isArray(v)) return v instanceof TypedArray || element.expression.kind === 'VariableExpressionAst' ? Array.from(v) : v;
        return v === undefined ? [] : isEnumerable(v) ? [...enumerate(v)] : [v];
      };
    }
  }
  const run = gatheredItems(n.subExpression, c);
  return (f) => run(f).items;
}
/** `a, b`: an AutomationNull stays one as an item: it counts, and goes down no pipeline. */
export function arrayLiteral(n: ArrayLiteralAst, c: Compiler): Eval {
  const elements = n.elements.map((e) => c.expression(e));
  return (f) => { const out: Value[] = []; for (const e of elements) out.push(e(f)); return out; };
}
export function hashtable(n: HashtableAst, c: Compiler, ordered: boolean): Eval {
  const pairs = n.pairs.map((p) => [c.expression(p.key), c.inner(p.value)] as const);
  return (f) => {
    const made = ordered ? new OrderedDictionary() : new Hashtable();
    for (const [key, value] of pairs) {
      const k = key(f);
      if (k == null) return raise({ id: 'InvalidNullKey', category: 'InvalidOperation', message: 'A null key is not allowed in a hash literal.' });
      if (made.has(k)) return raise({ id: 'DuplicateKeyInHashLiteral', category: 'InvalidOperation', message: `Duplicate keys '${toText(k)}' are not allowed in hash literals.` });
      // What writes nothing gives the key an AutomationNull: no item where it is enumerated, and no null to a CSV file.
      made.set(k, value(f));
    }
    return made;
  };
}
export function scriptBlock(n: ScriptBlockExpressionAst, c: Compiler): Eval {
  const code = new CompiledBlock(n.scriptBlock, c.source, { ...(c.layout === null ? {} : { homeLayout: c.layout }), namespaces: c.namespaces });
  return (f) => new ScriptBlock(code, f.module, f);
}
export function ternary(n: TernaryExpressionAst, c: Compiler): Eval {
  const test = c.expression(n.condition), yes = c.expression(n.ifTrue), no = c.expression(n.ifFalse);
  return (f) => (toBoolean(test(f)) ? yes(f) : no(f));
}
