import { toText } from '../../runtime/convert/toText.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { WebResponse } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { ByteStream } from '../../runtime/types/io/byteStreams.ts';
import { bytesValue } from '../../runtime/types/text/text.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { named } from '../../runtime/types/t.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { placeOf } from '../items/paths/paths.ts';
import { responseMessage } from './httpMessage.ts';
import { elements, headerTable, linkTable } from './responseParts.ts';
import { headerOf, send, textOf } from './send.ts';
import type { Answer } from './send.ts';
import { WEB_PARAMS, WEB_SET } from './webParams.ts';

const RESPONSE = named<Record>('Microsoft.PowerShell.Commands.WebResponseObject'), HTML = named<Record>('Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject', [], { base: RESPONSE });
laterType<Record>(RESPONSE, () => ({ text: (r) => toText(r.fields.get('Content') ?? '') }));
laterType<Record>(HTML, () => ({ text: (r) => toText(r.fields.get('Content') ?? '') }));

const isText = (type: string): boolean => type === '' || /^text\/|json|xml|javascript|x-www-form-urlencoded/i.test(type);

/** The object of an answer. */
function responseObject(response: Answer): Value {
  const type = headerOf(response, 'content-type') ?? '', text = textOf(response), content: Value = isText(type) ? text : bytesValue(response.body);
  const raw = `HTTP/1.1 ${response.status} ${response.statusText}\r\n${response.headers.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n${isText(type) ? text : ''}`;
  return new Record((isText(type) ? HTML : RESPONSE), [
    ...(isText(type) ? [['Content', content], ['InputFields', elements(text, 'INPUT')], ['Links', elements(text, 'A')], ['Images', elements(text, 'IMG')]] satisfies [string, Value][] : []), ['BaseResponse', responseMessage(response, response.request)],
    ...(isText(type) ? [] : [['Content', content]] satisfies [string, Value][]), ['Headers', headerTable(response)], ['RawContent', raw], ['RawContentLength', BigInt(response.body.length)], ['RawContentStream', new ByteStream(response.body, { canWrite: false })],
    ['RelationLink', linkTable(response)], ['StatusCode', response.status], ['StatusDescription', response.statusText],
  ]);
}
/** Writes the body to `-OutFile`; gives whether there was one. */
export function toFile(ctx: CmdletContext, outFile: string | undefined, response: WebResponse): boolean {
  if (outFile === undefined) return false;
  attempt(ctx, () => { portOf(ctx).write(placeOf(ctx, outFile).path, response.body, false); });
  return true;
}
export const invokeWebRequest = cmdlet({
  name: 'Invoke-WebRequest', defaultSet: WEB_SET, aliases: ['iwr', 'curl', 'wget'], synopsis: 'Sends a web request and gives the answer.', params: WEB_PARAMS,
  run: (p, ctx) => ({
    process() {
      const response = send(ctx, p);
      if (!toFile(ctx, p.OutFile, response) || p.PassThru === true) ctx.write(responseObject(response));
    },
  }),
});
