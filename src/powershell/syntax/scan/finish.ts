import { kindFlags } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { absolutePosition } from './offsets.ts';

/** Makes the characters from the token's start to the current place the current token. */
export function finish(p: Parser, kind: number): number {
  p.kind = kind;
  if (p.skips === undefined) {
    p.start = p.tokenStart + p.base;
    p.end = p.pos + p.base;
  } else {
    p.start = absolutePosition(p, p.tokenStart);
    p.end = absolutePosition(p, p.pos);
  }
  if (p.tokens !== undefined) {
    p.record = { kind, start: p.start, end: p.end, flags: kindFlags[kind]!, nested: undefined };
    p.tokens.push(p.record);
  } else {
    p.record = undefined;
  }
  return kind;
}

/** Finishes a token that carries a text: a string, a word, a name. */
export function finishWith(p: Parser, kind: number, value: string): number {
  p.value = value;
  return finish(p, kind);
}
