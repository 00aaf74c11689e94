/** A parameter of `#requires`, or the value of one (about_Requires). */
export type RequiresPlace =
  | { readonly kind: 'requires'; readonly start: number; readonly end: number; readonly given: ReadonlySet<string> }
  /** `parameter` in lower case; of a module in a hashtable `modulekey` for its keys. */
  | { readonly kind: 'requirement'; readonly start: number; readonly end: number; readonly parameter: string };

const parameters = ['version', 'modules', 'psedition', 'runasadministrator', 'pssnapin', 'shellid'];
/** A parameter by what is written of it. */
const whole = (written: string): string => parameters.find((name) => name.startsWith(written.toLowerCase())) ?? written.toLowerCase();

/** What is written at a place of the comment `start` to `end`; undefined where it is no `#requires`, or nothing is known there. */
export function requiresPlace(text: string, start: number, end: number, offset: number): RequiresPlace | undefined {
  const before = text.slice(start, offset), rest = (pattern: RegExp): number => offset + pattern.exec(text.slice(offset, Math.min(end, offset + 60)))![0].length;
  if (!/^#requires[ \t]/i.test(before)) return undefined;
  const [table] = /@\{[^{}]*$/.exec(before) ?? [];
  if (table !== undefined) {
    const [, module] = /\bModuleName\s*=\s*(['"]?[\w.]*)$/i.exec(table) ?? [], [, key] = /(?:\{|;)\s*(\w*)$/.exec(table) ?? [];
    if (module !== undefined) return { kind: 'requirement', parameter: 'modules', start: offset - module.length, end: rest(/^[\w.]*['"]?/) };
    return key === undefined ? undefined : { kind: 'requirement', parameter: 'modulekey', start: offset - key.length, end: rest(/^\w*/) };
  }
  const last = [...before.matchAll(/[ \t]-(\w+)(?=:|[ \t])/g)].at(-1), parameter = whole(last?.[1] ?? ''), values = last === undefined ? '' : before.slice(last.index + last[0].length + 1);
  const [value] = /^[ \t]*(?=['"]?[\w.]*$)/.test(values) || (parameter === 'modules' && /,[ \t]*['"]?[\w.]*$/.test(values)) ? /['"]?[\w.]*$/.exec(values)! : [];
  if (value !== undefined && last !== undefined && parameter !== 'runasadministrator') return { kind: 'requirement', parameter, start: offset - value.length, end: rest(/^[\w.]*['"]?/) };
  const [asked, dash = ''] = /[ \t](-\w*)?$/.exec(before) ?? [];
  if (asked === undefined) return undefined;
  const given = [...text.slice(start, end).matchAll(/[ \t]-(\w+)/g)].flatMap(({ 1: one, index }) => (start + index + 1 === offset - dash.length ? [] : [whole(one!)]));
  return { kind: 'requires', start: offset - dash.length, end: rest(/^\w*/), given: new Set(given) };
}
