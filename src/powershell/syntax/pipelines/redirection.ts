import type { RedirectionAst, RedirectionStream } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { errorExpression } from '../recovery.ts';
import { singleArgument } from './argument.ts';

/** Streams by their number (about_Redirection). */
const streams: readonly RedirectionStream[] = ['All', 'Output', 'Error', 'Warning', 'Verbose', 'Debug', 'Information'];
const streamTexts: readonly string[] = ['* stream', 'output stream', 'error stream', 'warning stream', 'verbose stream', 'debug stream', 'information stream'];

/** Redirections of one command, one a stream, in the order of the streams. */
export class Redirections {
  readonly #byStream: (RedirectionAst | undefined)[] = [];

  get list(): readonly RedirectionAst[] {
    return this.#byStream.filter((redirection) => redirection !== undefined);
  }

  /** False where the stream is redirected already. */
  add(stream: number, redirection: RedirectionAst): boolean {
    if (this.#byStream[stream] !== undefined) return false;
    this.#byStream[stream] = redirection;
    return true;
  }
}

/**
 * redirection: merging-redirection-operator | file-redirection-operator (command-argument | primary-expression)
 * The operator is taken.
 */
export function redirection(p: Parser, found: Redirections): { ast: RedirectionAst | undefined; end: number } {
  const { kind, start, end, fromStream, toStream, append } = p;
  const text = p.slice(start, end);
  let result: RedirectionAst;
  if (kind === Kind.RedirectInStd || toStream === 0) {
    let location = singleArgument(p, 'file');
    if (location === undefined) {
      p.report(end, end, 'MissingFileSpecification');
      location = errorExpression(start, end);
    }
    if (kind === Kind.RedirectInStd) {
      p.report(start, end, 'RedirectionNotSupported', text);
      return { ast: undefined, end: location.end };
    }
    result = { kind: 'FileRedirectionAst', start, end: location.end, fromStream: streams[fromStream]!, append, location };
  } else {
    if (toStream !== 1 || fromStream === toStream) p.report(start, end, 'RedirectionNotSupported', text);
    result = { kind: 'MergingRedirectionAst', start, end, fromStream: streams[fromStream]!, toStream: 'Output' };
  }
  if (!found.add(fromStream, result)) p.report(result.start, result.end, 'StreamAlreadyRedirected', streamTexts[fromStream]!);
  return { ast: result, end: result.end };
}
