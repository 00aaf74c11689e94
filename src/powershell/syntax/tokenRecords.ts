import { Kind, kindNames } from './kinds.ts';
import { Flag, flagNames } from './flags.ts';
import type { Token } from './token.ts';

/** A token while parsing: kind and flags still as numbers, since productions change them. */
export interface TokenRecord {
  kind: number;
  readonly start: number;
  readonly end: number;
  flags: number;
  nested: TokenRecord[] | undefined;
}

/** Removes the tokens that end after `start`: they are about to be scanned again. */
export function dropFrom(tokens: TokenRecord[], start: number): void {
  let last = tokens.length - 1;
  if (last >= 0 && tokens[last]!.kind === Kind.EndOfInput) last--;
  while (last >= 0 && tokens[last]!.end > start) last--;
  tokens.length = last + 1;
}

/** The tokens as they are given to callers. */
export function finishTokens(records: readonly TokenRecord[]): Token[] {
  return records.map((record) => ({
    kind: kindNames[record.kind]!,
    start: record.start,
    end: record.end,
    flags: flagNames(record.flags),
    hasError: (record.flags & Flag.TokenInError) !== 0,
    nestedTokens: record.nested === undefined ? undefined : finishTokens(record.nested),
  }));
}
