import type { StatementAst } from '../ast.ts';
import { mend, withEnding } from '../mending/mend.ts';
import { parseWith } from '../parse.ts';
import { Parser } from '../parser.ts';
import type { ParseResult } from '../parseResult.ts';
import { forgetAt, Past, type Clean } from './past.ts';
import { Reuse } from './reuse.ts';

interface Parse { readonly parser: Parser; readonly reuse: Reuse }

/**
 * Parses the versions of one text, each as `mended(parse(text))` does, and of each only what is not the same as in the one before: statements
 * that stand in both are taken over with everything below them. That moves their nodes, so the tree that was given before is no longer to be read.
 */
export class Reparser {
  readonly #clean: Clean = new WeakMap();
  #past: Past | undefined;

  next(text: string): ParseResult {
    const parses = new Map<ParseResult, Parse>(), past = this.#past;
    const again = {
      parse: (source: string): ParseResult => {
        const parser = new Parser(source, { saveTokens: false, resolver: undefined }), reuse = new Reuse(source, past, this.#clean);
        parser.reuse = reuse;
        const result = parseWith(parser);
        parses.set(result, { parser, reuse });
        return result;
      },
      settle: (result: ParseResult): void => past?.move(parses.get(result)!.reuse.shift),
    };
    const raw = again.parse(text), best = mend(raw, again), parsed = best?.parsed ?? raw, { parser } = parses.get(parsed)!;
    again.settle(parsed);
    // A signature or what was too deep means more than a place and the letters there.
    const isPlain = parser.signature < 0 && !raw.errors.some(isTooDeep) && !parsed.errors.some(isTooDeep);
    if (best === undefined) {
      this.#past = isPlain ? new Past(parser, raw.ast, this.#clean) : undefined;
      return raw;
    }
    const { at, written: { length } } = best.ending, result = withEnding(raw, best, (node) => this.#clean.has(node as StatementAst));
    forgetAt(result.ast, at, this.#clean);
    this.#past = isPlain ? new Past(parser, result.ast, this.#clean, { first: at, from: at + length, by: -length }) : undefined;
    return result;
  }
}

const isTooDeep = ({ errorId }: { readonly errorId: string }): boolean => errorId === 'ScriptTooComplicated';
