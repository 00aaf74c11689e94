import type { AttributeBaseAst, StatementAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind, kindFlags, kindTexts } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { endsWord, isLetter } from '../chars.ts';
import { classDefinition } from '../definitions/class.ts';
import { enumDefinition } from '../definitions/enum.ts';
import { functionDefinition } from '../definitions/function.ts';
import { usingStatement } from '../definitions/using.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import { attributeList } from '../types/attributes.ts';
import { typeFullName } from '../types/fullName.ts';
import { blockStatement } from './block.ts';
import { dataStatement } from './data.ts';
import { doStatement } from './do.ts';
import { flowStatement, jumpStatement } from './flow.ts';
import { forStatement } from './for.ts';
import { foreachStatement } from './foreach.ts';
import { ifStatement } from './if.ts';
import { switchStatement } from './switch.ts';
import { trapStatement } from './trap.ts';
import { tryStatement } from './try.ts';
import { whileStatement } from './while.ts';

/** `:name` before a loop. */
export type Label = { readonly start: number; readonly text: string } | undefined;

/**
 * statement: if, label:opt labeled, function, flow-control, trap, try, data, workflow block, class, enum, pipeline-chain
 * Undefined where none begins.
 */
export function statement(p: Parser): StatementAst | undefined {
  p.enter();
  let result: StatementAst | undefined;
  if (beginsExpression(p)) {
    result = pipelineChain(p);
  } else {
    const kind = p.next();
    result = kind === Kind.Generic && p.source.charCodeAt(p.start) === 91 ? attributedStatement(p) : statementOf(p, kind, undefined);
  }
  p.depth--;
  return result;
}

/**
 * A variable begins no statement of its own kind: it need not be read as a command would read it. Where its name goes on
 * as a word (`$a'b`) it is: what is wrong with the word is told first.
 */
function beginsExpression(p: Parser): boolean {
  if (p.pending || p.mode !== Mode.Command) return false;
  let pos = p.pos;
  while (p.text.charCodeAt(pos) === 32) pos++;
  if (p.text.charCodeAt(pos) !== 36) return false;
  const begin = ++pos;
  for (;;) {
    const c = p.text.charCodeAt(pos);
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || (c === 58 && pos > begin && isLetter(p.text.charCodeAt(pos + 1)))) pos++;
    else return pos > begin ? c === 46 || c === 91 || endsWord(c) : c === 40;
  }
}

/** A statement that begins with `[`: attributes of a class, or a cast or type; the word is taken. */
function attributedStatement(p: Parser): StatementAst | undefined {
  const back = p.start;
  p.resync(back);
  if (p.notAttributes.has(back)) return pipelineChain(p);
  const attributes = attributeList(p, false);
  const flags = kindFlags[p.next()]!;
  if (attributes !== undefined) {
    if ((flags & Flag.StatementDoesntSupportAttributes) !== 0 && !attributes.some((attribute) => attribute.kind === 'TypeConstraintAst')) {
      const [first] = attributes;
      p.report(first!.start, first!.end, 'UnexpectedAttribute', typeFullName(first!.typeName));
      return statementOf(p, p.kind, undefined);
    }
    if ((flags & Flag.Keyword) !== 0 && (flags & Flag.StatementDoesntSupportAttributes) === 0) {
      const type = attributes.find((attribute) => attribute.kind === 'TypeConstraintAst');
      if (type !== undefined) p.report(type.start, type.end, 'TypeNotAllowedBeforeStatement', typeFullName(type.typeName));
      if (p.kind === Kind.Class) return classDefinition(p, attributes);
      if (p.kind === Kind.Enum) return enumDefinition(p, attributes);
      if (p.kind === Kind.Configuration) {
        p.unget(); // a desired state configuration is taken for a command; its attribute says what it configures
        return pipelineChain(p);
      }
      if (isLeftOver(p)) return behindLeftOvers(p);
    }
  }
  p.notAttributes.add(back);
  p.resync(back);
  return pipelineChain(p);
}

/** The statement that a token begins; the token is taken. */
function statementOf(p: Parser, first: number, attributes: readonly AttributeBaseAst[] | undefined): StatementAst | undefined {
  switch (first) {
    case Kind.If: return ifStatement(p);
    case Kind.Switch: case Kind.Foreach: case Kind.For: case Kind.While: case Kind.Do: return loopStatement(p, first, undefined);
    case Kind.Function: case Kind.Filter: case Kind.Workflow: return functionDefinition(p);
    case Kind.Return: case Kind.Throw: case Kind.Exit: return flowStatement(p, first);
    case Kind.Break: case Kind.Continue: return jumpStatement(p, first);
    case Kind.Trap: return trapStatement(p);
    case Kind.Try: return tryStatement(p);
    case Kind.Data: return dataStatement(p);
    case Kind.Parallel: case Kind.Sequence: return blockStatement(p);
    case Kind.From: case Kind.Define: case Kind.Var:
      p.report(p.start, p.end, 'ReservedKeywordNotAllowed', kindTexts[first]!);
      return errorStatement(p.start, p.end);
    case Kind.Label: return labeledStatement(p);
    case Kind.EndOfInput:
      p.unget();
      return undefined;
    case Kind.Class: return classDefinition(p, attributes);
    case Kind.Enum: return enumDefinition(p, attributes);
    case Kind.Using: return misplacedUsing(p);
  }
  if (isLeftOver(p)) return behindLeftOvers(p);
  p.unget();
  return pipelineChain(p);
}

/** Behind an error `else`, `catch` and the like are left over from it: better passed over than taken for a command. */
function isLeftOver(p: Parser): boolean {
  if (p.kind !== Kind.Else && p.kind !== Kind.ElseIf && p.kind !== Kind.Catch && p.kind !== Kind.Until) return false;
  p.unsure++;
  return p.errors.length > 0;
}

/** The statement behind such words, of which one is taken. */
function behindLeftOvers(p: Parser): StatementAst | undefined {
  do p.skipNewlines();
  while (p.next() !== Kind.EndOfInput && isLeftOver(p));
  p.unget();
  return statement(p);
}

function misplacedUsing(p: Parser): StatementAst {
  const found = usingStatement(p);
  p.report(found.start, found.end, 'UsingMustBeAtStartOfScript');
  return found;
}

/** Loops and the switch, which a label may stand before; the keyword is taken. */
function loopStatement(p: Parser, kind: number, label: Label): StatementAst {
  switch (kind) {
    case Kind.Switch: return switchStatement(p, label);
    case Kind.Foreach: return foreachStatement(p, label);
    case Kind.For: return forStatement(p, label);
    case Kind.While: return whileStatement(p, label);
    default: return doStatement(p, label);
  }
}

/** labeled-statement: label new-lines:opt (switch | foreach | for | while | do); the label is taken. */
function labeledStatement(p: Parser): StatementAst | undefined {
  const label = { start: p.start, text: p.value };
  p.skipNewlines();
  const kind = p.next();
  if (kind === Kind.Switch || kind === Kind.Foreach || kind === Kind.For || kind === Kind.While || kind === Kind.Do) return loopStatement(p, kind, label);
  p.resync(label.start); // a command with such a name
  return pipelineChain(p);
}
