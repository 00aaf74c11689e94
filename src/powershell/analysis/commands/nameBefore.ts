/**
 * What writes a parameter's name before an argument that is given by place; undefined for a name that no command could give (of `${a b}`
 * only splatting can). The one home of it: a word goes on over a dash, so behind `Name(1)` and `'a'('b')` a blank comes first
 * (about_Parsing).
 */
export function nameBefore(text: string, start: number, name: string): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  if (!/^[\p{L}_][\p{L}\p{Nd}_-]*$/u.test(name)) return undefined;
  return { start, end: start, text: `${/[^\S\uFEFF]/.test(text.charAt(start - 1)) ? '' : ' '}-${name} ` };
}
