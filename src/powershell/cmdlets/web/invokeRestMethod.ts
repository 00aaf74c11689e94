import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import type { WebResponse } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import { headerOf, isJson, mediaType } from './bodyText.ts';
import { toFile } from './outFile.ts';
import { headerTable, relationLinks } from './responseParts.ts';
import { send, textOf } from './send.ts';
import { WEB_PARAMS, WEB_SET } from './webParams.ts';

export const invokeRestMethod = cmdlet({
  name: 'Invoke-RestMethod', aliases: ['irm'], defaultSet: WEB_SET, synopsis: 'Sends a request to a web service and gives its answer as objects.',
  params: {
    ...WEB_PARAMS, FollowRelLink: { type: T.Switch, aliases: ['FL'] }, MaximumFollowRelLink: { type: T.Int32, aliases: ['ML'], validate: [{ range: [1, 2147483647] }] },
    ResponseHeadersVariable: { type: T.String, aliases: ['RHV'] }, StatusCodeVariable: { type: T.String },
  },
  run: (p, ctx) => ({
    process() {
      let url: string | undefined, left = p.MaximumFollowRelLink ?? Number.MAX_SAFE_INTEGER;
      do {
        const response = send(ctx, p, url);
        if (p.ResponseHeadersVariable !== undefined) ctx.session.setVariable(p.ResponseHeadersVariable, headerTable(response));
        if (p.StatusCodeVariable !== undefined) ctx.session.setVariable(p.StatusCodeVariable, response.status);
        if (!toFile(ctx, p, response) || p.PassThru === true) writeContent(ctx, response);
        url = p.FollowRelLink === true && --left > 0 ? next(response) : undefined;
      } while (url !== undefined);
    },
  }),
});
/** The body as objects: the items of a feed, one by one; else JSON or XML, whatever its type says first, and text where it is neither. A list stays one object. */
function writeContent(ctx: CmdletContext, response: WebResponse): void {
  const text = textOf(response), xml = (): XmlNode | undefined => (/^\s*</.test(text) ? document(text) : undefined), items = feedItems(xml());
  if (items !== undefined) { for (const item of items) ctx.write(item); return; }
  const read = isJson(mediaType(headerOf(response, 'content-type') ?? '')) ? [() => json(ctx, text), () => wrapped(xml())] : [() => wrapped(xml()), () => json(ctx, text)];
  for (const each of read) { const found = each(); if (found !== undefined) { ctx.write(found.value); return; } }
  ctx.write(text);
}
const wrapped = (value: XmlNode | undefined): { readonly value: Value } | undefined => (value === undefined ? undefined : { value });
function document(text: string): XmlNode | undefined {
  const type = lookupType('System.Xml.XmlDocument'), made = type === undefined ? FAILED : convertOrFail(text, type);
  return made instanceof XmlNode ? made : undefined;
}
/** What calls itself JSON and is none is text. */
function json(ctx: CmdletContext, text: string): { readonly value: Value } | undefined {
  // No text that begins otherwise is JSON, and a page is not read for the sake of an error.
  if (!/^\s*(?:[[{"'\d+.-]|true|false|null|undefined|NaN|Infinity|new |\/[/*])/.test(text)) return undefined;
  try {
    const [value] = ctx.call('ConvertFrom-Json', { InputObject: text, NoEnumerate: true });
    return { value: value ?? null };
  } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    return undefined;
  }
}
/** So many nodes of a document are looked at for the element of a feed. */
const FIRST_NODES = 10;
/** The items of an RSS or Atom feed; undefined where the document is none (InvokeRestMethodCommand.TryProcessFeedStream). */
function feedItems(root: XmlNode | undefined): readonly XmlNode[] | undefined {
  if (root === undefined || !isFeed(root)) return undefined;
  const found: XmlNode[] = [], visit = (node: XmlNode): void => {
    for (const each of node.children) if (each.kind === 'Element' && /^(?:item|entry)$/i.test(each.name)) found.push(each); else visit(each);
  };
  visit(root);
  return found;
}
function isFeed(root: XmlNode): boolean {
  let seen = 0;
  const visit = (node: XmlNode): boolean => node.children.some((each) => seen < FIRST_NODES && (seen++, (each.kind === 'Element' && /^(?:rss|feed)$/i.test(each.name)) || visit(each)));
  return visit(root);
}
const next = (response: WebResponse): string | undefined => relationLinks(response).find(([rel]) => rel === 'next')?.[1];
