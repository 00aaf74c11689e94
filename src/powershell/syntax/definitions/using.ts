import type { ErrorStatementAst, ExpressionAst, StringConstantExpressionAst, UsingStatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { argumentFrom } from '../pipelines/argument.ts';
import { errorStatement, syncOnError } from '../recovery.ts';

type UsingKind = UsingStatementAst['usingKind'];
const kinds: ReadonlyMap<number, UsingKind> = new Map<number, UsingKind>([
  [Kind.Namespace, 'Namespace'], [Kind.Type, 'Type'], [Kind.Module, 'Module'], [Kind.Command, 'Command'], [Kind.Assembly, 'Assembly'],
]);

/** using-statements: using-statement | using-statements using-statement, at the very beginning (about_Using). */
export function usingStatements(p: Parser): UsingStatementAst[] {
  const found: UsingStatementAst[] = [];
  while (p.peek() === Kind.Using) {
    p.skip();
    const statement = usingStatement(p);
    p.skipNewlinesAndSemicolons();
    if (statement.kind === 'UsingStatementAst') found.push(statement);
  }
  // The caller may read much further and come back: back to before this token.
  p.resync(p.start);
  return found;
}

/**
 * using-statement: 'using' ('namespace' | 'module' | 'assembly' | 'type' | 'command') name ('=' name):opt
 * A module may also be given as a hashtable. 'using' is taken.
 */
export function usingStatement(p: Parser): UsingStatementAst | ErrorStatementAst {
  const { start, end: keywordEnd } = p;
  p.mark(start);
  const usingKind = kinds.get(p.next());
  if (usingKind === undefined) {
    p.unget();
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingUsingStatementDirective');
    return errorStatement(start, keywordEnd, [], 'using');
  }
  const directiveEnd = p.end, kind = p.next();
  if (kind === Kind.EndOfInput || kind === Kind.NewLine || kind === Kind.Comma || kind === Kind.Semi) {
    p.reportIncomplete(directiveEnd, directiveEnd, 'MissingUsingItemName');
    return errorStatement(start, directiveEnd, [], 'using');
  }
  const { start: itemStart, end: itemEnd } = p;
  const item = argumentFrom(p, 'argument');
  if (item === undefined) {
    p.report(itemStart, itemEnd, 'InvalidValueForUsingItemName', p.slice(itemStart, itemEnd));
    syncOnError(p, true, [Kind.Semi, Kind.NewLine]);
    return errorStatement(start, itemEnd, [], 'using');
  }
  if (item.kind !== 'StringConstantExpressionAst' && (usingKind !== 'Module' || item.kind !== 'HashtableAst')) {
    p.report(item.start, item.end, 'InvalidValueForUsingItemName', p.slice(item.start, item.end));
    return errorStatement(start, item.end, [], 'using');
  }
  if (usingKind === 'Assembly' && item.kind === 'StringConstantExpressionAst') checkAssembly(p, item);
  if (usingKind === 'Assembly' || item.kind === 'HashtableAst') return finishUsing(p, usingKind, start, item, undefined);
  if (p.peek() === Kind.Equals) return aliasedUsing(p, usingKind, start, item);
  if (usingKind === 'Type' || usingKind === 'Command') {
    p.reportIncomplete(itemEnd, itemEnd, 'MissingEqualsInUsingAlias');
    return errorStatement(start, item.end, [item], 'using');
  }
  return finishUsing(p, usingKind, start, item, undefined);
}

function checkAssembly(p: Parser, item: StringConstantExpressionAst): void {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(item.value)?.[1];
  if (scheme !== undefined && scheme.toLowerCase() !== 'file') p.report(item.start, item.end, 'CannotLoadAssemblyWithUriSchema', scheme);
  else if (item.value.startsWith('\\\\')) p.report(item.start, item.end, 'CannotLoadAssemblyFromUncPath', item.value);
  else if (p.resolver?.assembly(item.value) === false) p.report(item.start, item.end, 'ErrorLoadingAssembly', item.value);
}

/** '=' and what the name stands for; '=' is looked at. */
function aliasedUsing(p: Parser, usingKind: UsingKind, start: number, item: ExpressionAst): UsingStatementAst | ErrorStatementAst {
  p.skip();
  const equalsEnd = p.end, kind = p.next();
  const { start: aliasStart, end: aliasEnd } = p;
  if (kind === Kind.EndOfInput || kind === Kind.NewLine || kind === Kind.Semi) {
    p.unget();
    p.reportIncomplete(equalsEnd, equalsEnd, 'MissingNamespaceAlias');
    return errorStatement(start, equalsEnd, [], 'using');
  }
  if (kind === Kind.Comma) {
    p.report(aliasStart, aliasEnd, 'UnexpectedUnaryOperator', ',');
    return errorStatement(start, aliasEnd, [], 'using');
  }
  const alias = argumentFrom(p, 'argument');
  if (alias?.kind === 'StringConstantExpressionAst' || (alias?.kind === 'HashtableAst' && usingKind === 'Module')) return finishUsing(p, usingKind, start, item, alias, aliasEnd);
  const bad = alias ?? { start: aliasStart, end: aliasEnd };
  p.report(bad.start, bad.end, 'InvalidValueForUsingItemName', p.slice(bad.start, bad.end));
  return errorStatement(start, bad.end, [item, alias], 'using');
}

function finishUsing(p: Parser, usingKind: UsingKind, start: number, item: ExpressionAst, alias: ExpressionAst | undefined, aliasEnd?: number): UsingStatementAst {
  const kind = p.peek();
  if (kind === Kind.NewLine || kind === Kind.Semi) p.skip();
  else if (kind !== Kind.EndOfInput) p.reportIncomplete(p.start, p.end, 'MissingStatementTerminator');
  const table = alias?.kind === 'HashtableAst' ? alias : item.kind === 'HashtableAst' ? item : undefined;
  return {
    kind: 'UsingStatementAst', start, end: aliasEnd ?? item.end, usingKind, name: item.kind === 'StringConstantExpressionAst' ? item : undefined,
    alias: alias?.kind === 'StringConstantExpressionAst' ? alias : undefined, moduleSpecification: table,
  };
}
