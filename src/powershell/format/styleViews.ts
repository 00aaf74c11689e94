/** How `$PSStyle` and its parts show themselves: each sequence as it looks and as it is written. */
import type { Value } from '../runtime/values/value.ts';
import type { ObjectView } from './objectView.ts';
import type { Field, ListView, ViewColumn } from './views.ts';

const STYLE = 'System.Management.Automation.PSStyle', RESET = '\u001b[0m';
const at = (target: Value, view: ObjectView, path: string): Value => { let value = target; for (const name of path.split('.')) value = view.property(value, name) ?? null; return value; };
const written = (code: string): string => code + code.replaceAll('\u001b', '`e');
const styled = (path: string): ViewColumn => ({ label: path, field: (target, view) => written(view.text(at(target, view, path))) + (path === 'Reset' ? '' : RESET) });
const plain = (path: string): ViewColumn => ({ label: path, field: (target, view) => view.text(at(target, view, path)) });
const named = (names: string, prefix = ''): ViewColumn[] => names.split(' ').map((name) => styled(prefix + name));
const list = (part: string, ...all: ViewColumn[]): ListView => ({ kind: 'list', types: [STYLE + part], items: all });

const OWN = 'Reset BlinkOff Blink BoldOff Bold DimOff Dim Hidden HiddenOff Reverse ReverseOff ItalicOff Italic UnderlineOff Underline StrikethroughOff Strikethrough';
const FORMATTING = 'FormatAccent ErrorAccent Error Warning Verbose Debug TableHeader CustomTableHeaderLabel FeedbackName FeedbackText FeedbackAction';
const COLORS = ['Black', 'White', 'Red', 'Magenta', 'Blue', 'Cyan', 'Green', 'Yellow'].map((c) => `${c} Bright${c}`).join(' ');
const FILES = 'Directory SymbolicLink Executable';

const extensions: Field = (target, view) => {
  const all = at(target, view, 'Extension'), names = [...view.enumerate(at(all, view, 'Keys')) ?? []].map((n) => view.text(n)), width = Math.max(0, ...names.map((n) => n.length));
  return names.map((name) => `${name.padEnd(width)} = "${written(view.item(all, name))}${RESET}"\n`).join('');
};
export const STYLE_VIEWS: readonly ListView[] = [
  list('', ...named(OWN), plain('OutputRendering'), ...named(FORMATTING, 'Formatting.'), styled('Progress.Style'), ...['MaxWidth', 'View', 'UseOSCIndicator'].map((n) => plain(`Progress.${n}`)), ...named(FILES, 'FileInfo.'),
    { label: 'FileInfo.Extension', field: (target, view) => [...view.enumerate(at(target, view, 'FileInfo.Extension.Keys')) ?? []].map((n) => view.text(n)).join(',') }, ...named(COLORS, 'Foreground.'), ...named(COLORS, 'Background.')),
  list('+FormattingData', ...named(FORMATTING)),
  list('+ProgressConfiguration', styled('Style'), ...['MaxWidth', 'View', 'UseOSCIndicator'].map(plain)),
  list('+FileInfoFormatting', ...named(FILES), { label: 'Extension', field: extensions }),
  list('+ForegroundColor', ...named(COLORS)),
  list('+BackgroundColor', ...named(COLORS)),
];
