/** What the object of an answer has beside its text: headers, links to its neighbours, elements of a page. */
import type { WebResponse } from '../../runtime/host.ts';
import { genericType } from '../../runtime/types/generic.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typedArray } from '../../runtime/values/arrays.ts';
import { GenericDictionary } from '../../runtime/values/dictionary.ts';
import { customObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const table = (valueType: NetType<never>): GenericDictionary => new GenericDictionary(genericType('System.Collections.Generic.Dictionary', [T.String, valueType]) as NetType, T.String, valueType, true);
/** Headers by name, each with all its values. */
export function headerTable(response: WebResponse): GenericDictionary {
  const made = table(arrayOf(T.String) as never), values = new Map<string, { name: string; all: string[] }>();
  for (const [name, value] of response.headers) { const held = values.get(name.toLowerCase()); if (held === undefined) values.set(name.toLowerCase(), { name, all: [value] }); else held.all.push(value); }
  for (const { name, all } of values.values()) made.set(name, typedArray(T.String, all));
  return made;
}
/** Relations and full addresses of the Link header (RFC 8288); the first of a relation counts. */
export function relationLinks(response: WebResponse): (readonly [rel: string, url: string])[] {
  const link = response.headers.filter(([n]) => n.toLowerCase() === 'link').map(([, v]) => v).join(',');
  return [...link.matchAll(/<([^>]+)>[^,]*?\brel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/gi)].filter(([, to = '']) => URL.canParse(to, response.url)).map(([, to = '', quoted, plain = '']) => [quoted ?? plain, new URL(to, response.url).href]);
}
export function linkTable(response: WebResponse): GenericDictionary {
  const made = table(T.String as never);
  for (const [rel, url] of relationLinks(response)) if (!made.has(rel)) made.set(rel, url);
  return made;
}
const SHAPES = { A: /<a\s+[^>]*(?:\/>|>.*?<\/a>)/gis, IMG: /<img\s[^>]*?>/gis, INPUT: /<input\s+[^>]*>/gis } as const;
/** The elements of a kind in a page, each with its attributes. */
export function elements(text: string, tagName: keyof typeof SHAPES): Value[] {
  return Array.from(text.matchAll(SHAPES[tagName]), ([html]) => {
    const opening = /^<\w+(?:\s+[^"'>/=\s]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^'">\s]+))?)*/.exec(html)?.[0] ?? '', names = new Set(['outerhtml', 'tagname']);
    const attributes = Array.from(opening.matchAll(/\s([^"'>/=\s]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^'">\s]+)))?/g), ([, name = '', a, b, c]): [string, Value] => [name, a ?? b ?? c ?? null]);
    return customObject([['outerHTML', html], ['tagName', tagName], ...attributes.filter(([name]) => { const folded = name.toLowerCase(), isNew = !names.has(folded); names.add(folded); return isNew; })]);
  });
}
