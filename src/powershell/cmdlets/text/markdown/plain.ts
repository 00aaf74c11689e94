/**
 * Markdown as the text a terminal shows: without colours, since the host of a runbook has no terminal (its `SupportsVirtualTerminal` is
 * false). What stands where, and how many lines lie between, is as PowerShell writes it.
 */
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** A Markdown text as plain text, each block with the empty lines that follow it. */
export function markdownToPlain(text: string): string {
  return blocks(treeOf(new MarkdownIt('commonmark').parse(text, {})));
}

interface Block { readonly token: Token; readonly inside: Block[] }
function treeOf(tokens: readonly Token[]): Block[] {
  const top: Block[] = [], open: Block[][] = [top];
  for (const token of tokens) {
    if (token.nesting < 0) { open.pop(); continue; }
    const block: Block = { token, inside: [] };
    open.at(-1)?.push(block);
    if (token.nesting > 0) open.push(block.inside);
  }
  return top;
}
const blocks = (all: readonly Block[]): string => all.map(block).join('');
function block({ token, inside }: Block): string {
  switch (token.type) {
    case 'heading_open': {
      const [first] = inside[0]?.token.children ?? [];
      return first === undefined || first.content === '' ? '' : `${first.content}\n\n`;
    }
    case 'paragraph_open': return `${inline(inside)}\n`;
    case 'fence': return fence(token);
    case 'bullet_list_open': return `${inside.map((item) => bullets(item.inside, item.token.markup, 0)).join('')}\n`;
    case 'ordered_list_open': return `${inside.map((item, i) => item.inside.filter(isParagraph).map((line) => `${i + 1}. ${inline(line.inside)}`).join('')).join('')}\n`;
    case 'blockquote_open': return `${inside.map((item) => `> ${block(item)}`).join('')}\n`;
    default: return '';
  }
}
const isParagraph = ({ token }: Block): boolean => token.type === 'paragraph_open';
/** Lists inside of lists stand two blanks further in; numbered ones are shown with the bullets of the outer list. */
const bullets = (lines: readonly Block[], bullet: string, depth: number): string => lines.map((line) => {
  if (isParagraph(line)) return `${' '.repeat(depth * 2)}${bullet} ${inline(line.inside)}`;
  return line.token.type.endsWith('_list_open') ? line.inside.map((item) => bullets(item.inside, bullet, depth + 1)).join('') : '';
}).join('');
/** Empty lines of code are left out; YAML is set in, for the parameters of help texts. */
function fence(token: Token): string {
  if (token.content === '') return '';
  const lines = token.content.replace(/\n$/, '').split('\n').filter((line) => line.trim() !== '');
  return `${lines.map((line) => `${token.info.trim().toLowerCase() === 'yaml' ? '\t' : ''}${line}\n`).join('')}\n`;
}

/** Text that ends a line of inlines brings a line end of its own; emphasis, links and code do not. */
function inline(inside: readonly Block[]): string {
  const children = inside[0]?.token.children ?? [];
  let text = '';
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child === undefined) break;
    const isLast = i === children.length - 1;
    switch (child.type) {
      case 'softbreak': text += ' '; break;
      case 'hardbreak': text += '\n'; break;
      case 'code_inline': text += child.content; break;
      case 'image': text += `[${child.content === '' ? 'Image' : child.content}]`; break;
      case 'em_open': case 'strong_open': case 'link_open': {
        const end = closing(children, i), first = children[i + 1], content = first === undefined || i + 1 === end ? '' : first.content;
        text += child.type !== 'link_open' ? content : child.info === 'auto' ? `${content}${end === children.length - 1 ? '\n' : ''}` : `"${content}"`;
        i = end;
        break;
      }
      default: text += `${child.content}${isLast ? '\n' : ''}`;
    }
  }
  return text;
}
function closing(children: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < children.length; i++) {
    depth += children[i]?.nesting ?? 0;
    if (depth === 0) return i;
  }
  return children.length - 1;
}
