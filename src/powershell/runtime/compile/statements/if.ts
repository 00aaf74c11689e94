/** if-statement: 'if' '(' pipeline ')' block {'elseif' …} ['else' block]. */
import type { IfStatementAst } from '../../../syntax/ast.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { watchedAt } from '../watch.ts';
import { condition } from './condition.ts';

export function ifStatement(n: IfStatementAst, c: Compiler): Exec {
  const [first, ...more] = n.clauses.map((clause, i) => ({ test: i === 0 ? condition(clause.condition, c) : watchedAt(clause.condition, c, condition(clause.condition, c)), body: c.block(clause.body) }));
  const otherwise = n.elseClause === undefined ? undefined : c.block(n.elseClause);
  if (first === undefined) return () => NORMAL;
  const { test, body } = first;
  if (more.length === 0 && otherwise === undefined) return (f) => (test(f) ? body(f) : NORMAL);
  if (more.length === 0 && otherwise !== undefined) return (f) => (test(f) ? body(f) : otherwise(f));
  return (f) => {
    if (test(f)) return body(f);
    for (const clause of more) if (clause.test(f)) return clause.body(f);
    return otherwise === undefined ? NORMAL : otherwise(f);
  };
}
