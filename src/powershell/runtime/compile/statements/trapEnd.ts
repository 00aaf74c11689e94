/** How a trap ends, as far as its text tells: a debugger asks whether it takes an error before it has run. */
import type { StatementBlockAst } from '../../../syntax/ast.ts';
import { walk } from '../../../syntax/children.ts';
import type { Fate } from '../../run/porous.ts';

const LEAVING: ReadonlySet<string> = new Set(['BreakStatementAst', 'ContinueStatementAst', 'ReturnStatementAst', 'ExitStatementAst', 'ThrowStatementAst']);
/** `break` lets the error go on, and a trap that simply ends has it written; where only its run decides, it takes the error until then. */
export function endOf({ statements }: StatementBlockAst): Fate {
  for (const one of statements) {
    if (one.kind === 'BreakStatementAst') return false;
    let mayLeave = false;
    walk(one, (inside) => { mayLeave ||= LEAVING.has(inside.kind); });
    if (mayLeave) return true;
  }
  return 'written';
}
