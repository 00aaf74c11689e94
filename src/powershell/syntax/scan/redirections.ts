import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { finish } from './finish.ts';

function file(p: Parser, from: number, append: boolean): number {
  p.fromStream = from;
  p.toStream = 0;
  p.append = append;
  return finish(p, Kind.Redirection);
}

/** `>` and `>>`; the first character is taken. */
export function scanGreater(p: Parser): number {
  const append = p.text.charCodeAt(p.pos) === 62;
  if (append) p.pos++;
  return file(p, 1, append);
}

/** `2>`, `2>>`, `2>&1`, `*>` …; the stream is taken, the place is at `>`. In an expression `2>` is the number 2. */
export function scanRedirectionOf(p: Parser, from: number, isDigit: boolean): number {
  const afterStream = p.pos;
  p.pos++;
  const c = p.text.charCodeAt(p.pos);
  if (c === 38) {
    const to = p.text.charCodeAt(p.pos + 1) - 48;
    if (to === 1 || (to === 2 && isDigit)) {
      p.pos += 2;
      p.fromStream = from;
      p.toStream = to;
      return finish(p, Kind.Redirection);
    }
  }
  if (isDigit && p.mode === Mode.Expression) {
    p.pos = afterStream;
    p.number = from;
    p.numberType = 'System.Int32';
    return finish(p, Kind.Number);
  }
  const append = c === 62;
  if (append) p.pos++;
  return file(p, from, append);
}
