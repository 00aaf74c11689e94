import type { AttributeAst, AttributeBaseAst, ExpressionAst, NamedAttributeArgumentAst, TypeName } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind } from '../kinds.ts';
import { maxRow, Mode, NestingTooDeep, type Parser } from '../parser.ts';
import { none, scanAttributeStart } from '../scan/members.ts';
import { errorExpression, syncOnError } from '../recovery.ts';
import { expression } from '../expressions/expression.ts';
import { simpleName } from '../expressions/names.ts';
import { typeName } from './typeNames.ts';
import { noItems } from '../lists.ts';

/** Takes '[' where it follows; false where it does not, or where a token was looked at already (something went wrong). */
function takeBracket(p: Parser): boolean {
  if (p.pending) return p.kind === Kind.LBracket && p.next() === Kind.LBracket;
  return scanAttributeStart(p) !== none;
}

/** attribute-list: attribute | attribute-list attribute, with line ends between. Undefined where there is none. */
export function attributeList(p: Parser, inExpression: boolean): AttributeBaseAst[] | undefined {
  let result: AttributeBaseAst[] | undefined;
  for (let found = attribute(p); found !== undefined; found = attribute(p)) {
    (result ??= []).push(found);
    if (result.length > maxRow) throw new NestingTooDeep();
    // In an expression a cast and its operand stand on one line.
    if (!inExpression || found.kind === 'AttributeAst') p.skipNewlines();
  }
  return result;
}

/** attribute: '[' type-spec '(' attribute-arguments ')' ']'; type-constraint: '[' type-spec ']' */
export function attribute(p: Parser): AttributeBaseAst | undefined {
  if (!takeBracket(p)) return undefined;
  const start = p.start, bracketEnd = p.end;
  p.skipNewlines();
  const firstToken = p.tokens?.length ?? 0;
  const type = typeName(p, true);
  if (type === undefined) {
    p.resync(start); // the name may have taken tokens
    p.reportIncomplete(bracketEnd, bracketEnd, 'MissingTypename');
    return undefined;
  }
  if (p.next() === Kind.LParen) {
    const record = p.tokens?.[firstToken];
    const result = attributeWithArguments(p, start, type);
    if (record !== undefined) record.flags |= Flag.AttributeName;
    return result;
  }
  let end = p.end;
  if (p.kind !== Kind.RBracket) {
    p.unget();
    const before = Math.max(p.start - 1, 0);
    p.report(before, before, 'EndSquareBracketExpectedAtEndOfAttribute');
    end = type.end;
  }
  return { kind: 'TypeConstraintAst', start, end, typeName: type };
}

function attributeWithArguments(p: Parser, start: number, type: TypeName): AttributeAst {
  let end = p.end;
  p.skipNewlines();
  const mode = p.mode;
  p.setMode(Mode.Expression);
  const parts = attributeArguments(p, end);
  p.setMode(mode);
  end = parts.lastEnd;
  p.skipNewlines();
  const hasParen = p.next() === Kind.RParen;
  if (hasParen) {
    end = p.end;
  } else {
    p.unget(); // recovery: as if it were there, look for ']'
    p.reportIncomplete(end, end, 'MissingEndParenthesisInExpression');
  }
  p.skipNewlines();
  if (p.next() === Kind.RBracket) {
    end = p.end;
  } else {
    p.unget();
    if (hasParen) p.reportIncomplete(end, end, 'EndSquareBracketExpectedAtEndOfAttribute');
  }
  if (p.guarded === 0 && mayBeWrong(parts)) p.mark(start); // in a class everything is looked at
  return { kind: 'AttributeAst', start, end, typeName: type, positionalArguments: parts.positional.length === 0 ? noItems : parts.positional.slice(), namedArguments: parts.named.length === 0 ? noItems : parts.named.slice() };
}

const isPlain = (value: ExpressionAst): boolean =>
  value.kind === 'StringConstantExpressionAst' || value.kind === 'ConstantExpressionAst' || (value.kind === 'VariableExpressionAst' && /^(true|false|null)$/i.test(value.variablePath));

/** Arguments that are not constants at first sight, or a name that may be there twice. */
function mayBeWrong({ positional, named }: Arguments): boolean {
  if (!positional.every(isPlain) || !named.every(({ argument }) => isPlain(argument))) return true;
  return new Set(named.map(({ argumentName }) => argumentName.toLowerCase())).size < named.length;
}

interface Arguments { readonly positional: ExpressionAst[]; readonly named: NamedAttributeArgumentAst[]; lastEnd: number }

/**
 * attribute-arguments: attribute-argument | attribute-argument new-lines:opt ',' attribute-arguments
 * attribute-argument: new-lines:opt expression | new-lines:opt property-name '=' new-lines:opt expression
 */
function attributeArguments(p: Parser, openEnd: number): Arguments {
  const disabled = p.disableComma;
  p.disableComma = true;
  const result: Arguments = { positional: [], named: [], lastEnd: openEnd };
  let commaEnd = -1;
  for (;;) {
    p.skipNewlines();
    const name = simpleName(p);
    if (name !== undefined) {
      result.named.push(namedArgument(p, name, result));
    } else {
      const value = expression(p);
      if (value !== undefined) {
        result.positional.push(value);
        result.lastEnd = value.end;
      } else if (commaEnd >= 0) {
        p.reportIncomplete(commaEnd, commaEnd, 'MissingExpressionAfterToken', ',');
        result.positional.push(errorExpression(commaEnd, commaEnd));
        result.lastEnd = commaEnd;
      }
    }
    p.skipNewlines();
    if (p.peek() !== Kind.Comma) break;
    commaEnd = p.end;
    result.lastEnd = p.end;
    p.skip();
  }
  p.disableComma = disabled;
  return result;
}

function namedArgument(p: Parser, name: { readonly value: string; readonly start: number; readonly end: number }, result: Arguments): NamedAttributeArgumentAst {
  const { start, value: argumentName } = name;
  if (p.peek() !== Kind.Equals) {
    // `[Parameter(Mandatory)]`: true is meant.
    const argument: ExpressionAst = { kind: 'ConstantExpressionAst', start, end: name.end, type: 'System.Boolean', value: true };
    return { kind: 'NamedAttributeArgumentAst', start, end: name.end, argumentName, argument, expressionOmitted: true };
  }
  const equalsEnd = p.end;
  p.skip();
  p.skipNewlines();
  let argument = expression(p);
  if (argument === undefined) {
    p.reportIncomplete(equalsEnd, equalsEnd, 'MissingExpressionInNamedArgument');
    argument = errorExpression(equalsEnd, equalsEnd);
    syncOnError(p, true, [Kind.Comma, Kind.RParen, Kind.RBracket, Kind.NewLine]);
  }
  result.lastEnd = argument.end;
  return { kind: 'NamedAttributeArgumentAst', start, end: argument.end, argumentName, argument, expressionOmitted: false };
}
