import type { ArrayTypeName, SimpleTypeName, TypeName } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { scanAssemblyName } from '../scan/members.ts';
import { intern } from '../scan/intern.ts';
import { syncOnError } from '../recovery.ts';

const anyRank = 32;

/** A type's name while its assembly is not known yet: the assembly follows what is built from the name. */
interface OpenName { readonly start: number; readonly end: number; assembly: string | undefined }

function simpleName(p: Parser, start: number, end: number, fullEnd = end, assembly?: string): SimpleTypeName {
  const written = intern(p.source, start, end), name = written.includes('``') ? written.replaceAll('``', '`') : written; // the backtick may be escaped
  return { form: 'simple', start, end: fullEnd, text: fullEnd === end ? name : p.slice(start, fullEnd), name, assembly };
}

const errorName = (start: number, end: number): SimpleTypeName =>
  ({ form: 'simple', start, end, text: ':ErrorTypeName:', name: ':ErrorTypeName:', assembly: undefined });

/**
 * type-spec: type-name | type-name '[' dimension:opt ']' | type-name '[' type-arguments ']', each with
 * ',' assembly-name where allowed. Undefined where no name follows.
 */
export function typeName(p: Parser, allowAssembly: boolean): TypeName | undefined {
  const mode = p.mode;
  p.setMode(Mode.TypeName); // else a word would take in too much
  let result: TypeName | undefined;
  if (p.next() === Kind.Identifier) result = finishTypeName(p, p.start, p.end, false, allowAssembly);
  else p.unget();
  p.setMode(mode);
  return result;
}

/** What follows the name: brackets of an array or of arguments, assembly. */
function finishTypeName(p: Parser, start: number, end: number, unbracketed: boolean, allowAssembly = true): TypeName {
  p.enter();
  const result = nameWithSuffix(p, start, end, unbracketed, allowAssembly);
  p.depth--;
  return result;
}

function nameWithSuffix(p: Parser, start: number, end: number, unbracketed: boolean, allowAssembly: boolean): TypeName {
  const kind = p.peek();
  if (kind === Kind.LBracket) {
    const bracketEnd = p.end;
    p.skip();
    p.skipNewlines();
    const inner = p.next();
    if (inner === Kind.RBracket || inner === Kind.Comma) {
      const name: OpenName = { start, end, assembly: undefined };
      return arrayTypeName(p, name, (assembly) => simpleName(p, start, end, end, assembly), unbracketed);
    }
    if (inner === Kind.LBracket || inner === Kind.Identifier) return genericTypeName(p, start, end, unbracketed);
    if (inner === Kind.EndOfInput) {
      p.unget();
      p.reportIncomplete(bracketEnd, bracketEnd, 'MissingTypename');
    } else {
      p.report(p.start, p.end, 'UnexpectedToken', p.slice(p.start, p.end));
      syncOnError(p, true, [Kind.RBracket]);
    }
    return simpleName(p, start, end);
  }
  if (kind === Kind.Comma && allowAssembly && !unbracketed) {
    const assembly = assemblyName(p);
    if (assembly !== undefined) return simpleName(p, start, end, p.restorePoint(), assembly);
  }
  return simpleName(p, start, end);
}

/** ',' assembly-name; the comma is looked at. */
function assemblyName(p: Parser): string | undefined {
  const commaEnd = p.end;
  p.skip();
  const name = scanAssemblyName(p);
  if (name.trim() !== '') return name;
  p.report(commaEnd, commaEnd, 'MissingAssemblyNameSpecification');
  return undefined;
}

/** type-arguments: type-spec | type-arguments ',' type-spec; the first token is taken. Ends on the token behind them. */
export function typeArguments(p: Parser): TypeName[] {
  const result = [typeArgument(p)];
  for (;;) {
    p.skipNewlines();
    if (p.next() !== Kind.Comma) return result;
    const { start, end } = p;
    p.skipNewlines();
    const kind = p.peek();
    if (kind === Kind.Identifier || kind === Kind.LBracket) {
      p.skip();
      result.push(typeArgument(p));
    } else {
      p.reportIncomplete(end, end, 'MissingTypename');
      result.push(errorName(start, end));
    }
  }
}

/** One argument, in brackets where it names its assembly. */
function typeArgument(p: Parser): TypeName {
  const { start, end } = p;
  if (p.kind === Kind.Identifier) return finishTypeName(p, start, end, true);
  if (p.next() !== Kind.Identifier) {
    p.unget();
    p.reportIncomplete(p.end, p.end, 'MissingTypename');
    return errorName(start, end);
  }
  const argument = finishTypeName(p, p.start, p.end, false);
  if (p.next() !== Kind.RBracket) {
    p.unget(); // recovery: as if it were there
    const before = Math.max(p.start - 1, 0);
    p.reportIncomplete(before, before, 'EndSquareBracketExpectedAtEndOfType');
  }
  return argument;
}

function genericTypeName(p: Parser, start: number, nameEnd: number, unbracketed: boolean): TypeName {
  const args = typeArguments(p);
  let end = p.end;
  if (p.kind !== Kind.RBracket) {
    p.unget();
    const before = Math.max(p.start - 1, 0);
    p.reportIncomplete(before, before, 'EndSquareBracketExpectedAtEndOfAttribute');
    end = args[args.length - 1]!.end;
  }
  const make = (assembly: string | undefined): TypeName => {
    const generic = simpleName(p, start, nameEnd, nameEnd, assembly);
    return { form: 'generic', start, end, text: p.slice(start, end), generic, arguments: args };
  };
  const kind = p.peek();
  if (kind === Kind.LBracket) {
    p.skip();
    p.next();
    return arrayTypeName(p, { start, end: nameEnd, assembly: undefined }, make, unbracketed);
  }
  return make(kind === Kind.Comma && !unbracketed ? assemblyName(p) : undefined);
}

/** '[' dimension:opt ']', once or more; the first '[' and the token behind it are taken. */
function arrayTypeName(p: Parser, name: OpenName, element: (assembly: string | undefined) => TypeName, unbracketed: boolean): TypeName {
  const ranks: { rank: number; end: number }[] = [];
  for (;;) {
    const kind = p.kind;
    if (kind === Kind.Comma) {
      const rank = dimensions(p);
      if (rank !== undefined) ranks.push({ rank, end: p.end });
    } else if (kind === Kind.RBracket) {
      ranks.push({ rank: 1, end: p.end });
    } else if (kind === Kind.EndOfInput) {
      p.unget();
      const before = Math.max(p.start - 1, 0);
      p.report(before, before, 'EndSquareBracketExpectedAtEndOfAttribute');
    } else {
      p.report(p.start, p.end, 'UnexpectedToken', p.slice(p.start, p.end));
      syncOnError(p, true, [Kind.RBracket]);
    }
    const following = p.peek();
    if (following === Kind.Comma && !unbracketed) {
      name.assembly = assemblyName(p);
      break;
    }
    if (following !== Kind.LBracket) break;
    p.skip(); // jagged
    p.next();
  }
  let result = element(name.assembly);
  for (const { rank, end } of ranks.slice(0, anyRank * 8)) {
    result = { form: 'array', start: name.start, end, text: p.slice(name.start, end), element: result, rank } satisfies ArrayTypeName;
  }
  return result;
}

/** ',' repeated, up to ']'; the first comma is taken. Undefined where there are more than .NET has. */
function dimensions(p: Parser): number | undefined {
  const first = p.start;
  let rank = 1, lastEnd = p.end;
  do {
    rank++;
    lastEnd = p.end;
  } while (p.next() === Kind.Comma);
  const closed = p.kind === Kind.RBracket;
  if (!closed) p.unget();
  if (rank > anyRank) {
    p.report(first, lastEnd, 'ArrayHasTooManyDimensions', String(rank));
    return undefined;
  }
  if (!closed) p.report(lastEnd, lastEnd, 'EndSquareBracketExpectedAtEndOfAttribute');
  return rank;
}
