import type { StatementAst, StatementBlockAst, TrapStatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statement } from '../statements/statement.ts';
import { added, finished, type Growing } from '../lists.ts';

/** Statements and traps of a block, with the extent from the first to the last; 0 and 0 where there is none. */
export interface StatementList {
  statements: Growing<StatementAst>;
  traps: Growing<TrapStatementAst>;
  count: number;
  start: number;
  end: number;
  empty: boolean;
}

export const emptyList = (): StatementList => ({ statements: undefined, traps: undefined, count: 0, start: 0, end: 0, empty: true });

/** statement-list: statement | statement-list statement. Adds to `list` where one is given. */
export function statementList(p: Parser, list: StatementList = emptyList()): StatementList {
  p.skipNewlinesAndSemicolons();
  for (;;) {
    const { reports, unsure, reuse } = p, place = reuse === undefined ? -1 : reuse.placeIn(p), known = place < 0 ? undefined : reuse!.take(p, place), found = known ?? statement(p);
    if (found === undefined) return list;
    if (p.reports !== reports) p.broken.add(found);
    else if (place >= 0 && known === undefined && p.unsure === unsure) reuse!.keep(p, place, found);
    if (p.signature >= 0 && p.signature < found.start) p.report(found.start, found.end, 'TokenAfterEndOfValidScriptText');
    if (found.kind === 'TrapStatementAst') list.traps = added(list.traps, found);
    else list.statements = added(list.statements, found);
    list.count++;
    if (list.empty) {
      list.start = found.start;
      list.empty = false;
    }
    list.end = found.end;
    p.skipNewlinesAndSemicolons();
    const kind = p.peek();
    if (kind === Kind.RParen || kind === Kind.RCurly) return list;
  }
}

/** statement-block: new-lines:opt '{' statement-list:opt new-lines:opt '}'. Undefined where no '{' follows. */
export function statementBlock(p: Parser): StatementBlockAst | undefined {
  p.skipNewlines();
  if (p.next() !== Kind.LCurly) {
    p.unget();
    return undefined;
  }
  const { start, end: curlyEnd } = p;
  const list = statementList(p);
  let end = list.empty ? curlyEnd : list.end;
  if (p.next() === Kind.RCurly) {
    end = p.end;
  } else {
    p.unget();
    p.reportIncompleteAt(start, curlyEnd, p.end, 'MissingEndCurlyBrace');
  }
  return { kind: 'StatementBlockAst', start, end, statements: finished(list.statements), traps: finished(list.traps) };
}
