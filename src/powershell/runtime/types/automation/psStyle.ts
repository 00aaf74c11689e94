/** `$PSStyle`: escape sequences by name (about_ANSI_Terminals). Output is plain text here unless a script asks otherwise. */
import { convertTo } from '../../convert/convert.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { enumType } from '../system/enums.ts';
import { laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

const MA = 'System.Management.Automation.', ESC = '\u001b[';
const rendering = enumType(`${MA}OutputRendering`, ['Host', 'PlainText', 'Ansi']);
const NAMES = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'] as const;
const STYLES: Readonly<Record<string, string>> = { Reset: '0', BlinkOff: '25', Blink: '5', BoldOff: '22', Bold: '1', DimOff: '22', Dim: '2', Hidden: '8', HiddenOff: '28', Reverse: '7', ReverseOff: '27', ItalicOff: '23', Italic: '3', UnderlineOff: '24', Underline: '4', StrikethroughOff: '29', Strikethrough: '9' };

class Colors extends NetObject { readonly base: number; constructor(base: number) { super(); this.base = base; } }
const rgb = (c: Colors, r: number, g: number, b: number): string => `${ESC}${c.base + 8};2;${r};${g};${b}m`;
laterType<Colors>(named<Colors>(`${MA}PSStyle+ForegroundColor`), () => ({
  props: Object.fromEntries([...NAMES.map((n, i) => [n, i] as const), ...NAMES.map((n, i) => [`Bright${n}`, i + 60] as const)].map(([name, code]) => [name, [T.String, (c: Colors) => `${ESC}${c.base + code}m`] as const])),
  methods: { FromRgb: [method([T.Byte, T.Byte, T.Byte], rgb, T.String), method([T.Int32], (c, n) => rgb(c, (n >> 16) & 255, (n >> 8) & 255, n & 255), T.String)], FromConsoleColor: [method([T.String], (c, name) => { const known = NAMES.findIndex((n) => n.toLowerCase() === name.replace(/^Dark/i, '').toLowerCase()); return `${ESC}${c.base + (known < 0 ? 7 : known) + (/^dark/i.test(name) ? 0 : 60)}m`; }, T.String)] },
}), Colors);
/** A group of settings that are texts. */
class Settings extends NetObject { readonly values: Map<string, string>; constructor(values: Readonly<Record<string, string>>) { super(); this.values = new Map(Object.entries(values)); } }
const FORMATTING = { FormatAccent: '32;1', TableHeader: '32;1', CustomTableHeaderLabel: '32;1;3', ErrorAccent: '36;1', Error: '31;1', Warning: '33;1', Verbose: '33;1', Debug: '33;1', FeedbackName: '33', FeedbackText: '96', FeedbackAction: '97' };
const PROGRESS = { Style: '33;1' }, FILES = { Directory: '44;1', SymbolicLink: '36;1', Executable: '32;1' };
const setting = (key: string) => [T.String, (s: Settings) => s.values.get(key) ?? '', (s: Settings, v: Value) => { s.values.set(key, v as string); }] as const;
laterType<Settings>(named<Settings>(`${MA}PSStyle+FormattingData`), () => ({ props: Object.fromEntries([...new Set([...Object.keys(FORMATTING), ...Object.keys(PROGRESS), ...Object.keys(FILES)])].map((k) => [k, setting(k)])) }), Settings);
const escaped = (codes: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(codes).map(([k, v]) => [k, `${ESC}${v}m`]));

export class PSStyle extends NetObject {
  rendering: Value = new EnumValue(rendering, 1);
  readonly foreground: Colors = new Colors(30);
  readonly background: Colors = new Colors(40);
  readonly formatting: Settings = new Settings(escaped(FORMATTING));
  readonly progress: Settings = new Settings(escaped(PROGRESS));
  readonly files: Settings = new Settings(escaped(FILES));
  /** Whether formatted text keeps escape sequences. */
  get isPlain(): boolean { return !(this.rendering instanceof EnumValue) || this.rendering.value !== 2; }
}
laterType<PSStyle>(named<PSStyle>(`${MA}PSStyle`), () => ({
  props: {
    OutputRendering: [rendering, (s) => s.rendering, (s, v) => { s.rendering = convertTo(v, rendering); }],
    ...Object.fromEntries(Object.entries(STYLES).map(([name, code]) => [name, [T.String, () => `${ESC}${code}m`] as const])),
    Formatting: [undefined, (s) => s.formatting], Foreground: [undefined, (s) => s.foreground], Background: [undefined, (s) => s.background], Progress: [undefined, (s) => s.progress], FileInfo: [undefined, (s) => s.files],
  },
  methods: { FormatHyperlink: [method([T.String, T.Uri], (_, text, link) => `\u001b]8;;${link.original}\u001b\\${text}\u001b]8;;\u001b\\`, T.String)] },
}), PSStyle);
