/**
 * Plays a written conversation against a service. A file holds exchanges: lines that begin with `> ` are the request
 * (method and URL, headers, an empty `>` line, the body), lines with `< ` the answer that must come (status, headers that
 * matter, an empty `<` line, the body). In a request `{name}` is a value seen before. In an answer `{name:guid}` takes a
 * value and keeps it, `{name}` must be the same again, `{time}` and `{any}` match what changes with every run. A request
 * whose method has a `*` behind it is asked again until the answer is as written. A body `base64:…` stands for its bytes.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AxiosInstance } from 'axios';
import { eventually } from '../../support/eventually.ts';

interface Message { readonly head: string; readonly headers: readonly (readonly [string, string])[]; readonly body: string | undefined }
interface Exchange { readonly request: Message; readonly answer: Message; readonly line: number }

export function readConversation(path: string): readonly Exchange[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const exchanges: Exchange[] = [];
  for (let at = 0; at < lines.length;) {
    if (!(lines[at] ?? '').startsWith('>')) {
      at += 1;
      continue;
    }
    const line = at + 1;
    const take = (mark: string): string[] => {
      const taken: string[] = [];
      for (; (lines[at] ?? '').startsWith(mark); at += 1) taken.push((lines[at] ?? '').slice(2));
      return taken;
    };
    const request = toMessage(take('>'));
    exchanges.push({ request, answer: toMessage(take('<')), line });
  }
  return exchanges;
}

function toMessage(lines: readonly string[]): Message {
  const [head = '', ...rest] = lines;
  const empty = rest.indexOf('');
  const headers = (empty < 0 ? rest : rest.slice(0, empty)).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
  return { head, headers, body: empty < 0 ? undefined : rest.slice(empty + 1).join('\n') };
}

const PATTERNS: Readonly<Record<string, string>> = { guid: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', time: String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z?`, number: String.raw`\d+`, any: '.*?' };
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Plays it; fails at the first answer that is not as written, telling its line. */
export async function replay(http: AxiosInstance, root: string, path: string): Promise<void> {
  const known = new Map<string, string>([['root', root.replace(/\/$/, '')]]);
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole);
  for (const { request, answer, line } of readConversation(path)) {
    const [method = '', ...url] = fill(request.head).split(' ');
    const where = `${path}:${line}: ${request.head}`;
    const exchange = async (): Promise<true> => {
      const reply = await http.request({
        method: method.replace('*', ''), url: url.join(' ').startsWith('http') ? url.join(' ') : `${root}${url.join(' ').replace(/^\//, '')}`, responseType: 'text', transformResponse: (data: unknown) => data, decompress: true,
        headers: { Accept: '', 'Content-Type': '', 'Accept-Encoding': 'identity', ...Object.fromEntries(request.headers.map(([name, value]) => [name, fill(value)])) }, ...(request.body === undefined ? {} : { data: bodyOf(fill(request.body)) }),
        transformRequest: (data: unknown) => data,
      });
      assert.equal(`${reply.status}`, answer.head.split(' ')[0], `${where}\n${String(reply.data)}`);
      for (const [name, value] of answer.headers) match(String(reply.headers[name.toLowerCase()]), value, known, `${where}: ${name}`);
      if (answer.body !== undefined) match(String(reply.data), answer.body, known, where);
      return true;
    };
    await (method.endsWith('*') ? eventually(exchange, 30_000, where) : exchange());
  }
}

const bodyOf = (text: string): string | Buffer => (text.startsWith('base64:') ? Buffer.from(text.slice('base64:'.length), 'base64') : text);

function match(found: string, expected: string, known: Map<string, string>, where: string): void {
  const names: string[] = [];
  const pattern = expected.split(/(\{\w+(?::\w+)?\})/).map((piece) => {
    const placeholder = /^\{(\w+)(?::(\w+))?\}$/.exec(piece);
    if (placeholder === null) return escape(piece);
    const [, name = '', kind] = placeholder;
    if (kind !== undefined) {
      names.push(name);
      return `(${PATTERNS[kind] ?? '.*?'})`;
    }
    const value = known.get(name);
    return value === undefined ? PATTERNS[name] ?? assert.fail(`${where}: {${name}} is not known`) : escape(value);
  }).join('');
  const result = new RegExp(`^${pattern}$`, 's').exec(found);
  if (result === null) assert.equal(found, expected, where);
  for (const [index, name] of names.entries()) known.set(name, result?.[index + 1] ?? '');
}
