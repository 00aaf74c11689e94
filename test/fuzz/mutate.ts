/** Scripts nobody would write: changed, crossed and wrapped pieces of good ones. */
import { parse, type Token } from '../../src/powershell/index.ts';
import { childrenOf } from '../../src/powershell/syntax/index.ts';
import type { Ast } from '../../src/powershell/syntax/index.ts';
import type { Random } from './random.ts';

/** A good script, cut up once. */
export interface Seed { readonly name: string; readonly text: string; readonly tokens: readonly Token[]; readonly statements: readonly string[]; readonly expressions: readonly { readonly start: number; readonly end: number }[] }

export function seedOf(name: string, source: string): Seed {
  const { ast, tokens, text } = parse(source), expressions: { start: number; end: number }[] = [];
  const visit = (node: Ast): void => {
    if (/Expression(?:Ast)?$/.test(node.kind) && node.end > node.start) expressions.push({ start: node.start, end: node.end });
    for (const child of childrenOf(node)) visit(child);
  };
  visit(ast);
  const statements = (ast.endBlock?.statements ?? []).map(({ start, end }) => text.slice(start, end)).filter((each) => each.length < 2000);
  return { name, text, tokens: tokens.filter(({ kind, start, end }) => end > start && kind !== 'NewLine' && kind !== 'Comment'), statements, expressions };
}

const VALUES = ['$null', '@()', '@{}', '0', '-1', '2147483647', '9223372036854775807', '1e308', '[double]::NaN', "''", "'a'", '"`0"', "('x' * 100000)", '(1..100000)', '[char]0xD800', "'äß\u{1F600}'", '$true', '1d', '79228162514264337593543950335d',
  '[datetime]::MaxValue', '[timespan]::MinValue', '{ throw 1 }', '$_', '@($null)', ',@(,@())', '[pscustomobject]@{ a = 1 }', '[xml]"<a b=\'1\'/>"', '[guid]::Empty', '$PSItem', '$args', '$input', '[int]', '(New-Object System.Collections.ArrayList)', '[ordered]@{ b = 2 }', '{ $_ }', '*', '-', '[regex]"(a+)+b"', '$Error', '${}', '$Host'];
const OPERATORS = ['-eq', '-ne', '-lt', '-ge', '-like', '-match', '-notmatch', '-replace', '-split', '-join', '-contains', '-in', '-is', '-as', '-f', '-band', '-bor', '-shl', '-shr', '-xor', '-and', '+', '-', '*', '/', '%', '..', '??', ',', '-ceq', '-creplace'];
const WRAPPERS: readonly ((inner: string) => string)[] = [
  (s) => `& { ${s}\n}`, (s) => `foreach ($i in 1..300) { ${s}\n}`, (s) => `try { ${s}\n} catch { $_ } finally { 'f' }`, (s) => `function f { ${s}\n}\nf; f 1 2`, (s) => `1..3 | ForEach-Object { ${s}\n}`, (s) => `$x = $(${s}\n)\n$x`,
  (s) => `while ($true) { ${s}\n if ($n++ -gt 250) { break } }`, (s) => `$v = @(${s}\n); $v | Format-Table; $v | ConvertTo-Json -Depth 2`, (s) => `switch (1, 'a', $null) { default { ${s}\n} }`, (s) => `. { ${s}\n} 2>&1 | Out-String`, (s) => `Invoke-Expression '${s.replaceAll("'", "''")}'`,
  (s) => `${s}\n${s}`, (s) => `trap { continue }\n${s}`, (s) => `filter g { ${s}\n}\n1, 2 | g | Sort-Object | Select-Object -First 1`,
];

/** One change of a script; the text may not parse any more. */
function change(text: string, seed: Seed, others: readonly Seed[], random: Random): string {
  const token = random.of(seed.tokens), cut = (start: number, end: number, into: string): string => text.slice(0, start) + into + text.slice(end);
  switch (random.next(10)) {
    case 0: return cut(token.start, token.end, '');
    case 1: return cut(token.end, token.end, ` ${text.slice(token.start, token.end)}`);
    case 2: {
      const other = random.of(others), same = other.tokens.filter(({ kind }) => kind === token.kind), taken = same.length === 0 ? random.of(other.tokens) : random.of(same);
      return cut(token.start, token.end, other.text.slice(taken.start, taken.end));
    }
    case 3: {
      const operators = seed.tokens.filter(({ start, end }) => /^-[a-z]{2,}$|^[-+*/%]$/i.test(seed.text.slice(start, end)));
      const chosen = operators.length === 0 ? token : random.of(operators);
      return cut(chosen.start, chosen.end, ` ${random.of(OPERATORS)} `);
    }
    case 4: case 5: case 6: {
      const place = seed.expressions.length === 0 ? token : random.of(seed.expressions);
      return cut(place.start, place.end, random.of(VALUES));
    }
    case 7: {
      const place = seed.expressions.length === 0 ? token : random.of(seed.expressions), other = random.of(others);
      const taken = other.expressions.length === 0 ? undefined : random.of(other.expressions);
      return taken === undefined ? text : cut(place.start, place.end, other.text.slice(taken.start, taken.end));
    }
    default: {
      const other = random.of(others);
      return other.statements.length === 0 ? text : `${text}\n${random.of(other.statements)}`;
    }
  }
}

/** The script of a number: the same one whenever it is asked for. */
export function mutate(seeds: readonly Seed[], random: Random): { readonly from: string; readonly text: string } {
  const seed = random.of(seeds);
  let text = seed.text;
  const whole = random.chance(3) || seed.statements.length === 0;
  if (!whole) text = Array.from({ length: 1 + random.next(3) }, () => random.of(seed.statements)).join('\n');
  for (let left = 1 + random.next(4); left > 0; left--) {
    const now = text === seed.text ? seed : seedOf(seed.name, text);
    if (now.tokens.length > 0) text = change(text, now, seeds, random);
  }
  if (random.chance(3)) text = random.of(WRAPPERS)(text);
  return { from: seed.name, text };
}
