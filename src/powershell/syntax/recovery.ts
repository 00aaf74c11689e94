import type { Ast, ErrorExpressionAst, ErrorStatementAst } from './ast.ts';
import { Kind } from './kinds.ts';
import type { Parser } from './parser.ts';

/**
 * Skips tokens up to one of `stops`, minding nested brackets. A closing bracket among them ends it at its own level and
 * is taken where `consume` says so; the end of the text is never taken.
 */
export function syncOnError(p: Parser, consume: boolean, stops: readonly number[]): void {
  let parens = stops.includes(Kind.RParen) ? 1 : 0, curlies = stops.includes(Kind.RCurly) ? 1 : 0, brackets = stops.includes(Kind.RBracket) ? 1 : 0;
  for (;;) {
    const kind = p.next();
    let level = -1;
    if (kind === Kind.LParen) parens++;
    else if (kind === Kind.RParen) level = --parens;
    else if (kind === Kind.LCurly) curlies++;
    else if (kind === Kind.RCurly) level = --curlies;
    else if (kind === Kind.LBracket) brackets++;
    else if (kind === Kind.RBracket) level = --brackets;
    const stops0 = stops.includes(kind);
    if (level === 0 && stops0) {
      if (!consume) p.unget();
      return;
    }
    if (kind === Kind.EndOfInput) {
      p.unget();
      return;
    }
    if (stops0 && parens === 0 && curlies === 0 && brackets === 0) return;
  }
}

/** A statement that could not be understood, with the parts that could. */
export function errorStatement(start: number, end: number, children: readonly (Ast | undefined)[] = [], keyword?: string): ErrorStatementAst {
  return { kind: 'ErrorStatementAst', start, end, keyword, children: children.filter((child) => child !== undefined) };
}

/** An expression that is missing or could not be understood. */
export function errorExpression(start: number, end: number, children: readonly (Ast | undefined)[] = []): ErrorExpressionAst {
  return { kind: 'ErrorExpressionAst', start, end, children: children.filter((child) => child !== undefined) };
}
