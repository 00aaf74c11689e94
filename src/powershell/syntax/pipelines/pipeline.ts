import type { CommandBaseAst, ExpressionAst, PipelineAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { isIdentifierStart } from '../chars.ts';
import { expression } from '../expressions/expression.ts';
import { pipeContinues } from '../scan/lookahead.ts';
import { command } from './command.ts';
import { redirection, Redirections } from './redirection.ts';
import { finished, noItems } from '../lists.ts';

/** Kinds that end a pipeline, and that whoever asked for it deals with. */
const ends: ReadonlySet<number> = new Set<number>([
  Kind.Semi, Kind.NewLine, Kind.RParen, Kind.RCurly, Kind.EndOfInput, Kind.AndAnd, Kind.OrOr, Kind.Ampersand,
]);

/**
 * pipeline: expression redirections:opt pipeline-tail:opt | command pipeline-tail:opt
 * pipeline-tail: new-lines:opt '|' new-lines:opt command pipeline-tail:opt
 *
 * `first` is an expression it begins with, where that is parsed already. Undefined where no pipeline begins.
 */
export function pipeline(p: Parser, first: ExpressionAst | undefined): PipelineAst | undefined {
  let head = first, pipeEnd = -1, only: CommandBaseAst | undefined, elements: CommandBaseAst[] | undefined;
  for (;;) {
    head ??= tryExpression(p);
    const element = head === undefined ? command(p) : commandExpression(p, head, only !== undefined);
    head = undefined;
    if (element !== undefined) {
      if (only === undefined) only = element;
      else (elements ??= [only]).push(element);
    } else if (only !== undefined || p.peek() === Kind.Pipe) {
      p.peek();
      // Before the first pipe its own place is shown, else the place behind the last one.
      if (pipeEnd >= 0) p.reportIncomplete(pipeEnd, pipeEnd, 'EmptyPipeElement');
      else p.reportIncomplete(p.start, p.end, 'EmptyPipeElement');
    }
    let kind = p.peek();
    if (kind === Kind.NewLine && pipeContinues(p, p.end)) {
      p.skipNewlines();
      kind = p.peek();
    }
    if (kind !== Kind.Pipe) {
      // Recovery: the token may belong to something else.
      if (!ends.has(kind)) p.report(p.start, p.end, 'UnexpectedToken', p.slice(p.start, p.end));
      break;
    }
    pipeEnd = p.end;
    p.skip();
    p.skipNewlines();
    if (p.peek() === Kind.EndOfInput) {
      p.reportIncomplete(pipeEnd, pipeEnd, 'EmptyPipeElement');
      break;
    }
  }
  if (only === undefined) return undefined;
  if (elements === undefined) return { kind: 'PipelineAst', start: only.start, end: only.end, elements: [only], background: false };
  return { kind: 'PipelineAst', start: only.start, end: elements[elements.length - 1]!.end, elements: finished(elements), background: false };
}

/** A word that begins with a letter begins no expression: it need not be tried as one. */
export function beginsCommand(p: Parser): boolean {
  return p.pending && p.mode === Mode.Command && (p.kind === Kind.Identifier || (p.kind === Kind.Generic && isIdentifierStart(p.source.charCodeAt(p.start))));
}

function tryExpression(p: Parser): ExpressionAst | undefined {
  if (beginsCommand(p)) return undefined;
  const mode = p.mode;
  p.setMode(Mode.Expression);
  const result = expression(p);
  p.setMode(mode);
  return result;
}

function commandExpression(p: Parser, value: ExpressionAst, notFirst: boolean): CommandBaseAst {
  if (notFirst) p.report(value.start, value.end, 'ExpressionsMustBeFirstInPipeline');
  let { end } = value, found: Redirections | undefined;
  for (let kind = p.peek(); kind === Kind.Redirection || kind === Kind.RedirectInStd; kind = p.peek()) {
    p.skip();
    found ??= new Redirections();
    const last = redirection(p, found);
    if (last.ast !== undefined) end = last.ast.end;
    else end = value.end;
  }
  return { kind: 'CommandExpressionAst', start: value.start, end, expression: value, redirections: found === undefined ? noItems : found.list };
}
