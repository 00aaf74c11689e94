import type { CommandAst, CommandElementAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { scriptBlockExpression } from '../expressions/brackets.ts';
import { bareWord } from '../expressions/names.ts';
import { scanVerbatimArgument } from '../scan/members.ts';
import { argumentFrom, stopParsing, type ArgumentContext } from './argument.ts';
import { redirection, Redirections } from './redirection.ts';
import { added, finished, noItems, type Growing } from '../lists.ts';

const ends: ReadonlySet<number> = new Set<number>([
  Kind.Pipe, Kind.RCurly, Kind.RParen, Kind.EndOfInput, Kind.NewLine, Kind.Semi, Kind.AndAnd, Kind.OrOr, Kind.Ampersand,
]);

/** What is known of a command while its elements are read. */
interface Command {
  elements: Growing<CommandElementAst>;
  redirections: Redirections | undefined;
  end: number;
  context: ArgumentContext;
  sawDashes: boolean;
}

/**
 * command: command-name command-elements:opt | ('&' | '.') command-name-expr command-elements:opt
 * command-element: command-parameter | command-argument | redirection
 */
export function command(p: Parser): CommandAst | undefined {
  const mode = p.mode;
  p.setMode(Mode.Command);
  const first = p.next();
  const { start, end } = p;
  const calls = first === Kind.Dot || first === Kind.Ampersand;
  if (calls) p.next();
  const found: Command = { elements: undefined, redirections: undefined, end, context: calls ? 'nameAfterOperator' : 'name', sawDashes: false };
  while (!ends.has(p.kind) && element(p, found)) {
    found.context = 'argument';
    p.next();
  }
  if (ends.has(p.kind)) p.unget();
  p.setMode(mode);
  if (found.elements === undefined) {
    if (calls) p.report(start, end, 'MissingExpression', p.slice(start, end));
    return undefined;
  }
  return {
    kind: 'CommandAst', start, end: found.end, invocationOperator: first === Kind.Dot ? 'Dot' : first === Kind.Ampersand ? 'Ampersand' : 'Unknown',
    elements: finished(found.elements), redirections: found.redirections === undefined ? noItems : found.redirections.list,
  };
}

/** One element, whose first token is taken. False where it ends the command (and the next token is not taken). */
function element(p: Parser, found: Command): boolean {
  const { kind, start, end } = p;
  switch (kind) {
    case Kind.MinusMinus:
      // The first `--` is a parameter that only native programs see, the others are arguments.
      found.elements = added<CommandElementAst>(found.elements, found.sawDashes ? bareWord(start, end, p.slice(start, end)) : { kind: 'CommandParameterAst', start, end, parameterName: '-', argument: undefined });
      found.sawDashes = true;
      found.end = end;
      return true;
    case Kind.Comma:
      found.end = end;
      p.report(start, end, 'MissingArgument');
      p.skipNewlines();
      return true;
    case Kind.Parameter:
      parameter(p, found);
      return true;
    case Kind.Redirection: case Kind.RedirectInStd:
      if (found.context === 'argument') {
        found.redirections ??= new Redirections();
        found.end = redirection(p, found.redirections).end;
      } else {
        found.elements = added<CommandElementAst>(found.elements, bareWord(start, end, p.slice(start, end))); // an operator may be a command's name
        found.end = end;
      }
      return true;
    case Kind.InlineScript:
      if (found.context === 'name') return inlineScript(p, found);
  }
  return argumentElement(p, found);
}

function argumentElement(p: Parser, found: Command): boolean {
  const verbatim = (p.kind === Kind.Generic || p.kind === Kind.StringLiteral || p.kind === Kind.StringExpandable) && p.value === stopParsing;
  const value = argumentFrom(p, found.context);
  if (value === undefined) return false;
  found.elements = added<CommandElementAst>(found.elements, value);
  found.end = value.end;
  if (!verbatim || (p.pending && p.kind !== Kind.Parameter)) return true;
  p.pending = false;
  scanVerbatimArgument(p);
  found.elements = added<CommandElementAst>(found.elements, bareWord(p.start, p.end, p.value));
  found.end = p.end;
  return false;
}

/** command-parameter: '-' name | '-' name ':' command-argument */
function parameter(p: Parser, found: Command): void {
  const { start, end, value: parameterName, usedColon } = p;
  found.end = end;
  if (found.context !== 'argument' || found.sawDashes) {
    p.flag(Flag.CommandName);
    found.elements = added<CommandElementAst>(found.elements, bareWord(start, end, p.slice(start, end)));
    return;
  }
  let argument;
  // A comma is left for the command, which reports it.
  if (usedColon && p.peek() !== Kind.Comma) {
    p.next();
    argument = argumentFrom(p, 'argument');
    if (argument === undefined) p.report(end, end, 'ParameterRequiresArgument', p.slice(start, end));
    else found.end = argument.end;
  }
  found.elements = added<CommandElementAst>(found.elements, { kind: 'CommandParameterAst', start, end: found.end, parameterName, argument });
}

/** inlinescript: 'InlineScript' new-lines:opt script-block, then parameters (about_InlineScript); the word is taken. */
function inlineScript(p: Parser, found: Command): boolean {
  const { start, end } = p;
  const text = p.slice(start, end);
  p.flag(Flag.CommandName);
  found.elements = added<CommandElementAst>(found.elements, bareWord(start, end, text));
  found.end = end;
  p.skipNewlines();
  if (p.next() !== Kind.LCurly) {
    p.unget(); // parameters may only follow the block
    p.reportIncomplete(end, end, 'MissingStatementAfterKeyword', text);
    return false;
  }
  const block = scriptBlockExpression(p);
  found.elements = added<CommandElementAst>(found.elements, block);
  found.end = block.end;
  return true;
}
