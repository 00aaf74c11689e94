/** Which characters of the basic plane are word characters (letters, non-spacing marks, decimal digits, connectors) and decimal digits, as .NET counts them (docs: Character classes in .NET regular expressions): pairs distance.length in base 36. */
const WORD_TEXT = '1c.9 8.p 5 2.p 1c b 5 6.m 2.u 2.cp 5.b f.4 8 2 i.38 2.1 3.3 2 7 2.2 2 2.j 2.2a 2.3u 2.4 3.4l 2.11 3 7.14 9.18 2 2.1 2.1 2 9.q 5.3 u.a 6.21 5.2t 2.7 ' +
  '3.9 2.i 3 h.1m 3.2s f.1h 5 3 3.19 j.r 5.a 6.n 2.6 8.22 2.v 2.1i 2.1 4.7 5 3.j 3.9 2.g 4.7 3.1 3.l 2.6 2 4.3 3.1 4.3 9.1 e.1 2.4 3.b b 2 3.1 3.5 5.1 ' +
  '3.l 2.6 2.1 2.1 2.1 3 5.1 5.1 3.2 4 8.3 2 8.f c.1 3.8 2.2 2.l 2.6 2.1 2.4 3.1 4.4 2.1 5 3 g.3 3.9 a.6 2 4.7 3.1 3.l 2.6 2.1 2.4 3.1 2 2.3 9 8.1 6.1 ' +
  '2.4 3.9 2 h.1 2.5 4.2 2.3 4.1 2 2.1 4.1 4.2 4.b 7 d 3 m.9 h 4.8 2.2 2.m 2.f 3.4 6.2 2.3 8.1 2.2 2.1 3.3 3.9 h.1 4.7 2.2 2.m 2.9 2.4 3.1 2 7 6.1 f.2 ' +
  '2.3 3.9 2.1 e.1 3.8 2.2 2.17 4.3 9.1 6.2 9.4 3.9 b.5 2 4.h 4.n 2.8 2 3.6 4 8.2 2 g.9 i.1l 6.e 2.9 14.1 2 2.4 2.n 2 2.m 3.4 2 2.6 2.9 3.3 x o.1 7.9 c 2 ' +
  '2 7.7 2.z 5.d 2.4 2.h 2.z a 1m.16 3.3 2.5 2.1 3.c 7.5 3.9 4.1 8.k 3.1 7.1 2.9 4 3.11 2 6 3.16 2.98 2.3 3.6 2 2.3 3.14 2.3 3.w 2.3 3.6 2 2.3 3.e 2.1k ' +
  '2.3 3.1u 3.2 x.f h.2d 3.5 4.h7 3.g 2.p 6.22 7.7 8.k b.k d.j d.c 2.2 2.1 d.1h 2.6 9 3.a 4 5.1 3.9 y.2 2.a 7.2g 8.16 6.1x b.u 2.2 5.1 a 7.2 b.13 3.4 ' +
  'c.17 5.p 7.9 13.o 3 5.1g 2 2.6 2 2 3.7 7.9 3.a 7.9 e 9.d 2.u 3.b l.3 2.1b 2.4 2 6 3.7 4.9 i.8 d.1 2.t 2.3 3.1 2.1n 2.1 4 2.2 f.z 9.7 3.1 9.9 4.1c 3.a ' +
  '6.16 3.2 h.2 2.c 2.k 2.2 6.et 3.5 3.11 3.5 3.7 2 2 2 2.u 3.1g 2.6 2 4.2 2.6 4.3 3.5 5.c 6.2 2.6 1v.1 k t e h.c 1g.c 5 4.b i 5 3.9 2 4.4 7 2 2 2.3 2.a ' +
  '3.3 6.4 5 1h.1 22k.6c 7.8 d.11 2 6 3.1j 8 g.n a.6 2.6 2.6 2.6 2.6 2.6 2.6 2.6 2.v 1c d2.1 10.3 4.4 6.1 5.2d 3.1 3.2 2.2h 2.3 6.16 2.2l i.v 1d.f e9.533 ' +
  '1t.h3g 1w.19 3.7g 4.r l.1b 5.9 2.2u b.1 12.8 3.2u 3.29 l.1d 3.1 6 k.1f f.1d h.1 b.9 7.n 4 2.1c 3.x f.s 4.2 2.1b 3.3 3.1 i.a 7.u 2.1a 3.1 3.1 a.c 4.9 ' +
  '7.m 4 2 2.1w p.2 3.a 2.1 5.2 2 b.5 3.5 3.5 a.6 2.6 2.16 2.d 7.36 3 3 5 3.9 7.8mb d.m 5.1c 6it.a5 3.2x 13.6 d.4 6.b 2.c 2.4 2 2.1 2.1 2.2z y.a2 j.1r ' +
  '3.1h 15.b 5.f h.f 4.1 p.2 x.4 2.3q k.9 8.p 5 2.p c.2g 4.5 3.5 3.5 3.2';
const DIGIT_TEXT = '1c.9 17r.9 3r.9 5j.9 bh.9 3b.9 3b.9 3b.9 3b.9 3b.9 3b.9 3b.9 3b.9 3b.9 2p.9 3b.9 1z.9 7r.9 1z.9 1fr.9 13.9 8d.9 3l.9 4n.9 7.9 53.9 2f.9 3r.9 7.9 r7r.9 ' +
  'iv.9 13.9 5j.9 n.9 2f.9 bb.9 gev.9';

/** First and last character of each range, one after the other. */
function unpacked(text: string): readonly number[] {
  const out: number[] = [];
  let at = 0;
  for (const piece of text.split(' ')) {
    const [distance = '', more] = piece.split('.'), first = at + parseInt(distance, 36);
    at = first + (more === undefined ? 0 : parseInt(more, 36));
    out.push(first, at);
  }
  return out;
}
let word: readonly number[] | undefined, digit: readonly number[] | undefined;
/** The ranges of `\w`. */
export const wordRanges = (): readonly number[] => (word ??= unpacked(WORD_TEXT));
/** The ranges of `\d`. */
export const digitRanges = (): readonly number[] => (digit ??= unpacked(DIGIT_TEXT));
/** The ranges of `\s` (Char.IsWhiteSpace). */
export const spaceRanges: readonly number[] = [9, 13, 32, 32, 0x85, 0x85, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000];
/** All that the ranges leave out. */
export function complement(ranges: readonly number[]): readonly number[] {
  const out: number[] = [];
  let from = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const first = ranges[i] ?? 0;
    if (first > from) out.push(from, first - 1);
    from = (ranges[i + 1] ?? 0) + 1;
  }
  if (from <= 0xffff) out.push(from, 0xffff);
  return out;
}
