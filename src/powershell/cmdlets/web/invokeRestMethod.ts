import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import type { WebResponse } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { headerOf } from './bodyText.ts';
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
        if (!toFile(ctx, p, response) || p.PassThru === true) ctx.write(content(ctx, response));
        url = p.FollowRelLink === true && --left > 0 ? next(response) : undefined;
      } while (url !== undefined);
    },
  }),
});
/** The body as objects: JSON, XML, else text. A list stays one object, as in PowerShell. */
function content(ctx: CmdletContext, response: WebResponse): Value {
  const type = headerOf(response, 'content-type') ?? '', text = textOf(response);
  if (/[/+]json/i.test(type) || (!/xml/i.test(type) && /^\s*[[{]/.test(text))) {
    try {
      const [value] = ctx.call('ConvertFrom-Json', { InputObject: text, NoEnumerate: true });
      return value ?? null;
    } catch (error) {
      // What calls itself JSON and is none is text.
      if (!(error instanceof PowerShellError)) throw error;
    }
  }
  const xml = /[/+]xml/i.test(type) || /^\s*<\?xml/.test(text) ? lookupType('System.Xml.XmlDocument') : undefined, document = xml === undefined ? FAILED : convertOrFail(text, xml);
  return document === FAILED ? text : document;
}
const next = (response: WebResponse): string | undefined => relationLinks(response).find(([rel]) => rel === 'next')?.[1];
