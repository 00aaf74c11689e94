/**
 * Markdown as HTML, in the dialect of PowerShell's converter: CommonMark with tables, struck-out and marked text, task lists, ids of
 * headings and bare addresses (about_ConvertFrom-Markdown; Markdig's advanced extensions, of which rarer ones are taken as text).
 */
import MarkdownIt from 'markdown-it';
import type { MarkdownIt as Converter, StateCore, Token } from 'markdown-it';

let made: Converter | undefined;

/** The HTML of a Markdown text. Never fails: every text is Markdown. */
export function markdownToHtml(text: string): string {
  made ??= converter();
  return made.render(text);
}

function converter(): Converter {
  const md = new MarkdownIt({ html: true, xhtmlOut: true, linkify: true });
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  md.core.ruler.push('ids', ({ tokens }: StateCore) => { nameHeadings(tokens); });
  md.core.ruler.push('tasks', (state: StateCore) => { markTasks(state); });
  const tag = (name: string) => ({ open: () => `<${name}>`, close: () => `</${name}>` });
  md.renderer.rules['s_open'] = tag('del').open;
  md.renderer.rules['s_close'] = tag('del').close;
  for (const cell of ['th_open', 'td_open']) {
    md.renderer.rules[cell] = (tokens, i, options, _env, renderer) => {
      tokens[i]?.attrs?.forEach((attribute) => { attribute[1] = String(attribute[1]).replace(/^text-align:(\w+)$/, 'text-align: $1;'); });
      return renderer.renderToken(tokens, i, options);
    };
  }
  return md;
}

/** Headings are named by their text: small letters, dashes for blanks, from the first letter on; a name that comes again is numbered. */
function nameHeadings(tokens: readonly Token[]): void {
  const taken = new Set<string>();
  tokens.forEach((token, i) => {
    if (token.type !== 'heading_open') return;
    const name = idOf(textOf(tokens[i + 1]?.children ?? []));
    let id = name;
    for (let n = 1; taken.has(id); n++) id = `${name}-${n}`;
    taken.add(id);
    token.attrSet('id', id);
  });
}
const textOf = (children: readonly Token[]): string => children.map((child) => (child.type === 'softbreak' ? ' ' : child.type === 'text' || child.type === 'code_inline' || child.type === 'image' ? child.content : '')).join('');
function idOf(text: string): string {
  const ascii = text.normalize('NFD').replace(/[^\x20-\x7e]/g, '').toLowerCase();
  const name = ascii.replace(/^[^a-z]+/, '').replace(/[^a-z0-9_.-]+/g, (between) => (between.includes(' ') ? '-' : '')).replace(/([-_.])[-_.]+/g, '$1').replace(/[-_.]+$/, '');
  return name === '' ? 'section' : name;
}

/** `- [x] done` */
function markTasks(state: StateCore): void {
  const { tokens } = state, lists: Token[] = [];
  tokens.forEach((token, i) => {
    if (/^(?:bullet|ordered)_list_open$/.test(token.type)) lists.push(token);
    else if (/^(?:bullet|ordered)_list_close$/.test(token.type)) lists.pop();
    else if (token.type === 'inline' && tokens[i - 2]?.type === 'list_item_open') {
      const [first] = token.children ?? [], box = /^\[([ xX])\](?=\s)/.exec(first?.content ?? '');
      if (first?.type !== 'text' || box === null) return;
      lists.at(-1)?.attrSet('class', 'contains-task-list');
      tokens[i - 2]?.attrSet('class', 'task-list-item');
      const input = new state.Token('html_inline', '', 0);
      input.content = `<input disabled="disabled" type="checkbox"${box[1] === ' ' ? '' : ' checked="checked"'} />`;
      first.content = first.content.slice(box[0].length);
      token.children?.unshift(input);
    }
  });
}
