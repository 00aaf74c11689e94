import { toText } from '../../runtime/convert/toText.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { WebResponse } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { bytesValue } from '../../runtime/types/text.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { typedArray } from '../../runtime/values/arrays.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { customObject } from '../../runtime/values/psObject.ts';
import { portOf } from '../items/fileSystem.ts';
import { attempt } from '../items/itemSteps.ts';
import { placeOf } from '../items/paths.ts';
import { headerOf, send, textOf } from './send.ts';
import { WEB_PARAMS } from './webParams.ts';

const RESPONSE = named<Record>('Microsoft.PowerShell.Commands.WebResponseObject'), HTML = named<Record>('Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject', [], { base: RESPONSE });
laterType<Record>(RESPONSE, () => ({ text: (r) => toText(r.fields.get('Content') ?? '') }));
laterType<Record>(HTML, () => ({ text: (r) => toText(r.fields.get('Content') ?? '') }));

/** Headers by name, each with all its values. */
export function headerTable(response: WebResponse): Hashtable {
  const made = new Hashtable(), values = new Map<string, { name: string; all: string[] }>();
  for (const [name, value] of response.headers) { const held = values.get(name.toLowerCase()); if (held === undefined) values.set(name.toLowerCase(), { name, all: [value] }); else held.all.push(value); }
  for (const { name, all } of values.values()) made.set(name, typedArray(T.String, all));
  return made;
}
const links = (text: string): Value[] => [...text.matchAll(/<a\b[^>]*>[\s\S]*?<\/a>/gi)].map(([html]) => customObject([['outerHTML', html], ['tagName', 'A'], ['href', /\bhref\s*=\s*["']?([^"'\s>]*)/i.exec(html)?.[1] ?? '']]));
const isText = (type: string): boolean => type === '' || /^text\/|json|xml|javascript|x-www-form-urlencoded/i.test(type);

/** The object of an answer. */
export function responseObject(response: WebResponse): Value {
  const type = headerOf(response, 'content-type') ?? '', text = textOf(response), content: Value = isText(type) ? text : bytesValue(response.body);
  const raw = `HTTP/1.1 ${response.status} ${response.statusText}\r\n${response.headers.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n${isText(type) ? text : ''}`;
  return new Record((isText(type) ? HTML : RESPONSE), [
    ['StatusCode', response.status], ['StatusDescription', response.statusText], ['Content', content], ['RawContent', raw], ['Headers', headerTable(response)], ['RawContentLength', response.body.length],
    ...(isText(type) ? [['Links', links(text)], ['Images', []], ['InputFields', []]] satisfies [string, Value][] : []), ['BaseResponse', null], ['RelationLink', new Hashtable()],
  ]);
}
/** Writes the body to `-OutFile`; gives whether there was one. */
export function toFile(ctx: CmdletContext, outFile: string | undefined, response: WebResponse): boolean {
  if (outFile === undefined) return false;
  attempt(ctx, () => { portOf(ctx).write(placeOf(ctx, outFile).path, response.body, false); });
  return true;
}
export const invokeWebRequest = cmdlet({
  name: 'Invoke-WebRequest', aliases: ['iwr', 'curl', 'wget'], synopsis: 'Sends a web request and gives the answer.', params: WEB_PARAMS,
  run: (p, ctx) => ({
    process() {
      const response = send(ctx, p);
      if (!toFile(ctx, p.OutFile, response) || p.PassThru === true) ctx.write(responseObject(response));
    },
  }),
});
