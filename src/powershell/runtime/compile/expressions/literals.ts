/** Constants and strings; expandable strings join their parts. */
import type { ConstantExpressionAst, ExpandableStringExpressionAst, StringConstantExpressionAst } from '../../../syntax/ast.ts';
import { literalValue } from '../../convert/readNumber.ts';
import { partText } from '../../convert/toText.ts';
import { guardString } from '../../run/budget.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';

/** The value of a number as the parser read it. */
export const constantValue = (n: ConstantExpressionAst): Value => literalValue(n.type, n.value);
export function constant(n: ConstantExpressionAst): Eval {
  const value = constantValue(n);
  return () => value;
}
export function text(n: StringConstantExpressionAst): Eval {
  const { value } = n;
  return () => value;
}
/** Strict mode 1 lets texts name variables that are not there (VariableOps.ThrowStrictModeUndefinedVariable). */
export function expandable(n: ExpandableStringExpressionAst, c: Compiler): Eval {
  const made = parted(n, c);
  return (f) => {
    if (f.strict !== 1 || f.inText) return made(f);
    f.inText = true;
    try { return made(f); } finally { f.inText = false; }
  };
}
function parted(n: ExpandableStringExpressionAst, c: Compiler): Eval {
  const parts = n.parts.map((p) => (typeof p === 'string' ? p : c.expression(p)));
  const [a, b, third] = parts;
  if (parts.length === 1 && typeof a === 'function') return (f) => partText(a(f));
  if (parts.length === 2 && typeof a === 'string' && typeof b === 'function') return (f) => a + partText(b(f));
  if (parts.length === 3 && typeof a === 'string' && typeof b === 'function' && typeof third === 'string') return (f) => a + partText(b(f)) + third;
  return (f) => {
    let out = '';
    for (const p of parts) out += typeof p === 'string' ? p : partText(p(f));
    if (out.length > 1_048_576) guardString(f.session, out.length);
    return out;
  };
}
