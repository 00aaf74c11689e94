/** break, continue, return, exit and throw. */
import type { BreakStatementAst, ContinueStatementAst, ExitStatementAst, ReturnStatementAst, ThrowStatementAst } from '../../../syntax/ast.ts';
import { convertOrFail, FAILED } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { rethrow, throwValue } from '../../errors/throwValue.ts';
import { T } from '../../types/t.ts';
import { BREAK, CONTINUE, EXIT, NORMAL, RETURN } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

function leave(code: typeof BREAK | typeof CONTINUE, n: BreakStatementAst | ContinueStatementAst, c: Compiler): Exec {
  const label = n.label === undefined ? undefined : c.expression(n.label);
  return label === undefined ? () => code : (f) => { f.label = toText(label(f)); return code; };
}
export const breakStatement = (n: BreakStatementAst, c: Compiler): Exec => leave(BREAK, n, c);
export const continueStatement = (n: ContinueStatementAst, c: Compiler): Exec => leave(CONTINUE, n, c);

/** `return x` writes x and leaves the block. */
export function returnStatement(n: ReturnStatementAst, c: Compiler): Exec {
  if (n.pipeline === undefined) return () => RETURN;
  if (c.isMethod) { const value = c.value(n.pipeline); return (f) => { const v = value(f); f.returned = v === undefined ? null : v; return RETURN; }; }
  const run = c.statement(n.pipeline);
  return (f) => { const done = run(f); return done === NORMAL ? RETURN : done; };
}
export function exitStatement(n: ExitStatementAst, c: Compiler): Exec {
  const code = n.pipeline === undefined ? undefined : c.value(n.pipeline);
  return (f) => {
    const number = code === undefined ? (f.session.lastExitCode ?? 0) : convertOrFail(code(f), T.Int32);
    f.session.exitCode = typeof number === 'number' ? number : number === FAILED ? 1 : 0;
    return EXIT;
  };
}
export function throwStatement(n: ThrowStatementAst, c: Compiler): Exec {
  const value = n.pipeline === undefined ? undefined : c.value(n.pipeline), mark = c.mark(n);
  const { source } = c;
  return (f) => { const v = value?.(f); f.at = mark; if (value === undefined) rethrow(f, source, n.start); return throwValue(v, f); };
}
