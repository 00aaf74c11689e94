import type { HashtableAst, HashtablePair, StatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { errorStatement, syncOnError } from '../recovery.ts';
import { statement } from '../statements/statement.ts';
import { labelOrKey } from './names.ts';
import { added, finished, type Growing } from '../lists.ts';

/** hash-literal-expression: '@{' new-lines:opt hash-entries:opt new-lines:opt '}'; '@{' is taken. */
export function hashtable(p: Parser): HashtableAst {
  const { start, end: openEnd } = p;
  p.skipNewlines();
  let pairs: Growing<HashtablePair>;
  for (let pair = entry(p); pair !== undefined; pair = entry(p)) {
    pairs = added(pairs, pair);
    const kind = p.peek();
    if (kind !== Kind.NewLine && kind !== Kind.Semi) break;
    p.skipNewlinesAndSemicolons();
  }
  let end = 0;
  if (p.next() === Kind.RCurly) {
    end = p.end;
  } else {
    p.unget();
    p.reportIncompleteAt(openEnd, openEnd, p.end, 'MissingEndCurlyBrace');
    end = Math.max(p.start - 1, 0);
  }
  if (pairs !== undefined && pairs.length > 1) p.mark(start);
  return { kind: 'HashtableAst', start, end, pairs: finished(pairs) };
}

/** hash-entry: key-expression '=' new-lines:opt statement */
function entry(p: Parser): HashtablePair | undefined {
  const mode = p.mode;
  p.setMode(Mode.Expression);
  const key = labelOrKey(p);
  const separator = key === undefined ? Kind.Unknown : p.next();
  const equalsEnd = p.end;
  p.setMode(mode);
  if (key === undefined) return undefined;
  if (separator !== Kind.Equals) {
    p.unget();
    p.report(key.end, key.end, 'MissingEqualsInHashLiteral');
    syncOnError(p, false, [Kind.RCurly, Kind.Semi, Kind.NewLine]);
    return { key, value: errorStatement(key.end, key.end) };
  }
  p.setMode(Mode.Command);
  p.skipNewlines();
  let value: StatementAst | undefined = statement(p);
  if (value === undefined) {
    p.reportIncomplete(equalsEnd, equalsEnd, 'MissingStatementInHashLiteral');
    value = errorStatement(equalsEnd, equalsEnd);
  }
  p.setMode(mode);
  return { key, value };
}
