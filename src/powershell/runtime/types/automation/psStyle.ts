/** `$PSStyle`: escape sequences by name (about_ANSI_Terminals). Output is plain text here unless a script asks otherwise. */
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { current } from '../../run/current.ts';
import { netThrow } from '../../errors/raise.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { ConsoleColor, enumType } from '../system/enums.ts';
import { func, laterType, method } from '../netType.ts';
import type { TypeTable } from '../netType.ts';
import { T, named } from '../t.ts';

const MA = 'System.Management.Automation.', ESC = '\u001b[';
const rendering = enumType(`${MA}OutputRendering`, ['Host', 'PlainText', 'Ansi']), progressView = enumType(`${MA}ProgressView`, ['Minimal', 'Classic']);
const NAMES = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'] as const;
const STYLES: Readonly<Record<string, string>> = { Reset: '0', BlinkOff: '25', Blink: '5', BoldOff: '22', Bold: '1', DimOff: '22', Dim: '2', Hidden: '8', HiddenOff: '28', Reverse: '7', ReverseOff: '27', ItalicOff: '23', Italic: '3', UnderlineOff: '24', Underline: '4', StrikethroughOff: '29', Strikethrough: '9' };
/** Black, DarkBlue … White of System.ConsoleColor as the codes of a terminal. */
const CONSOLE_CODES = [0, 4, 2, 6, 1, 5, 3, 7, 60, 64, 62, 66, 61, 65, 63, 67] as const;
const consoleCode = (base: number, color: EnumValue): string => String(base + (CONSOLE_CODES[color.value] ?? netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'color')")));

class Colors extends NetObject { readonly base: number; constructor(base: number) { super(); this.base = base; } }
class ForegroundColor extends Colors {}
class BackgroundColor extends Colors {}
const rgb = (c: Colors, r: number, g: number, b: number): string => `${ESC}${c.base + 8};2;${r};${g};${b}m`;
const colors = (): Omit<TypeTable<Colors>, 'class' | 'base'> => ({
  props: Object.fromEntries([...NAMES.map((n, i) => [n, i] as const), ...NAMES.map((n, i) => [`Bright${n}`, i + 60] as const)].map(([name, code]) => [name, [T.String, (c: Colors) => `${ESC}${c.base + code}m`] as const])),
  methods: { FromRgb: [method([T.Byte, T.Byte, T.Byte], rgb, T.String), method([T.Int32], (c, n) => rgb(c, (n >> 16) & 255, (n >> 8) & 255, n & 255), T.String)], FromConsoleColor: [method([ConsoleColor], (c: Colors, color) => `${ESC}${consoleCode(c.base, color)}m`, T.String)] },
});
const foregroundType = named<ForegroundColor>(`${MA}PSStyle+ForegroundColor`), backgroundType = named<BackgroundColor>(`${MA}PSStyle+BackgroundColor`);
laterType<ForegroundColor>(foregroundType, colors, ForegroundColor);
laterType<BackgroundColor>(backgroundType, colors, BackgroundColor);

// eslint-disable-next-line no-control-regex -- escape sequences are control characters by definition
const SEQUENCES = /\u001b\[\d*(?:;\d+)*m|\u001b\[\?\d+[hl]|\u001b\]8;;.*?\u001b\\/gs;
/** A style is nothing but escape sequences; anything else would be printed with every line. */
function withoutContent(value: Value): string {
  if (value === null || value === undefined) return netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'text')");
  const text = value as string, content = text.includes('\u001b') ? text.replace(SEQUENCES, '') : text;
  return content === '' ? text : netThrow('System.ArgumentException', `The specified string contains printable content when it should only contain ANSI escape sequences: ${content}`);
}
/** A group of settings that are texts. */
class Settings extends NetObject {
  readonly values: Map<string, string>;
  constructor(codes: Readonly<Record<string, string>>) { super(); this.values = new Map(Object.entries(codes).map(([k, v]) => [k, `${ESC}${v}m`])); }
  of(name: string): string { return this.values.get(name) ?? ''; }
}
const setting = (key: string) => [T.String, (s: Settings) => s.of(key), (s: Settings, v: Value) => { s.values.set(key, withoutContent(v)); }] as const;
const settings = (codes: object) => Object.fromEntries(Object.keys(codes).map((k) => [k, setting(k)]));
const FORMATTING = { FormatAccent: '32;1', TableHeader: '32;1', CustomTableHeaderLabel: '32;1;3', ErrorAccent: '36;1', Error: '31;1', Warning: '33;1', Verbose: '33;1', Debug: '33;1', FeedbackName: '33', FeedbackText: '96', FeedbackAction: '97' };
class Formatting extends Settings { constructor() { super(FORMATTING); } }
laterType<Formatting>(named<Formatting>(`${MA}PSStyle+FormattingData`), () => ({ props: settings(FORMATTING) }), Formatting);

const PROGRESS = { Style: '33;1' };
class Progress extends Settings { maxWidth = 120; view: Value = new EnumValue(progressView, 0); usesIndicator = false; constructor() { super(PROGRESS); } }
laterType<Progress>(named<Progress>(`${MA}PSStyle+ProgressConfiguration`), () => ({
  props: {
    ...settings(PROGRESS),
    // Parts of the bar do not fit in less.
    MaxWidth: [T.Int32, (s) => s.maxWidth, (s, v) => { s.maxWidth = (v as number) >= 18 ? v as number : netThrow('System.ArgumentOutOfRangeException', "The MaxWidth for the Progress rendering must be at least 18 to render correctly. (Parameter 'MaxWidth')"); }],
    View: [progressView, (s) => s.view, (s, v) => { s.view = convertTo(v, progressView); }],
    UseOSCIndicator: [T.Boolean, (s) => s.usesIndicator, (s, v) => { s.usesIndicator = v as boolean; }],
  },
}), Progress);

const FILES = { Directory: '44;1', SymbolicLink: '36;1', Executable: '32;1' };
const withDot = (name: string): string => (name.startsWith('.') ? name.toLowerCase() : netThrow('System.ArgumentException', 'When adding or removing extensions, the extension must start with a period.'));
/** Styles of file names by what they end in. */
class Extensions extends NetObject {
  readonly styles: Map<string, string> = new Map(['.zip .tgz .gz .tar .nupkg .cab .7z|31;1', '.ps1 .psd1 .psm1 .ps1xml|33;1'].flatMap((group) => { const [names = '', code = ''] = group.split('|'); return names.split(' ').map((n) => [n, `${ESC}${code}m`] as const); }));
}
const extensionsType = named<Extensions>(`${MA}PSStyle+FileInfoFormatting+FileExtensionDictionary`);
laterType<Extensions>(extensionsType, () => ({
  props: { Keys: [undefined, (s) => [...s.styles.keys()]] },
  methods: {
    Add: [method([T.String, T.String], (s, name, style) => {
      const key = withDot(name), text = withoutContent(style);
      if (s.styles.has(key)) netThrow('System.ArgumentException', `An item with the same key has already been added. Key: ${name}`);
      s.styles.set(key, text);
    }, T.Void)],
    Remove: [method([T.String], (s, name) => { s.styles.delete(withDot(name)); }, T.Void)], Clear: [method([], (s) => { s.styles.clear(); }, T.Void)],
    ContainsKey: [method([T.String], (s, name) => name !== '' && s.styles.has(withDot(name)), T.Boolean)],
  },
  index: {
    get: (s, name) => s.styles.get(withDot(toText(name))) ?? netThrow('System.Collections.Generic.KeyNotFoundException', `The given key '${toText(name)}' was not present in the dictionary.`),
    set: (s, name, style) => { s.styles.set(withDot(toText(name)), withoutContent(style)); },
  },
}), Extensions);
class FileStyles extends Settings { readonly extensions: Extensions = new Extensions(); constructor() { super(FILES); } }
laterType<FileStyles>(named<FileStyles>(`${MA}PSStyle+FileInfoFormatting`), () => ({ props: { ...settings(FILES), Extension: [extensionsType, (s) => s.extensions] } }), FileStyles);

/** What formatted text is decorated with. */
export interface TextStyles { readonly header: string; readonly ownHeader: string; readonly label: string; readonly reset: string }

export class PSStyle extends NetObject {
  rendering: Value = new EnumValue(rendering, 1);
  readonly foreground: ForegroundColor = new ForegroundColor(30);
  readonly background: BackgroundColor = new BackgroundColor(40);
  readonly formatting: Formatting = new Formatting();
  readonly progress: Progress = new Progress();
  readonly files: FileStyles = new FileStyles();
  /** The decorations of formatted text; undefined where it is to be plain. */
  get styles(): TextStyles | undefined {
    if (!(this.rendering instanceof EnumValue) || this.rendering.value !== 2) return undefined;
    const { formatting } = this;
    return { header: formatting.of('TableHeader'), ownHeader: formatting.of('CustomTableHeaderLabel'), label: formatting.of('FormatAccent'), reset: `${ESC}0m` };
  }
}
const styleType = named<PSStyle>(`${MA}PSStyle`);
const formattingType = named<Formatting>(`${MA}PSStyle+FormattingData`), progressType = named<Progress>(`${MA}PSStyle+ProgressConfiguration`), filesType = named<FileStyles>(`${MA}PSStyle+FileInfoFormatting`);
laterType<PSStyle>(styleType, () => ({
  props: {
    OutputRendering: [rendering, (s) => s.rendering, (s, v) => { s.rendering = convertTo(v, rendering); }],
    ...Object.fromEntries(Object.entries(STYLES).map(([name, code]) => [name, [T.String, () => `${ESC}${code}m`] as const])),
    Formatting: [formattingType, (s) => s.formatting], Progress: [progressType, (s) => s.progress], Foreground: [foregroundType, (s) => s.foreground], Background: [backgroundType, (s) => s.background], FileInfo: [filesType, (s) => s.files],
  },
  methods: { FormatHyperlink: [method([T.String, T.Uri], (_, text, link) => `\u001b]8;;${link.original}\u001b\\${text}\u001b]8;;\u001b\\`, T.String)] },
  statics: {
    Instance: { type: styleType, get: () => current().variable('PSStyle') },
    MapForegroundColorToEscapeSequence: [func([ConsoleColor], (color) => `${ESC}${consoleCode(30, color)}m`, T.String)],
    MapBackgroundColorToEscapeSequence: [func([ConsoleColor], (color) => `${ESC}${consoleCode(40, color)}m`, T.String)],
    MapColorPairToEscapeSequence: [func([ConsoleColor, ConsoleColor], (front, back) => `${ESC}${consoleCode(30, front)};${consoleCode(40, back)}m`, T.String)],
  },
}), PSStyle);
