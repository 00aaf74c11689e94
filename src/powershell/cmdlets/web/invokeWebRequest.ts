import { toText } from '../../runtime/convert/toText.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { ByteStream } from '../../runtime/types/io/byteStreams.ts';
import { bytesValue, byName } from '../../runtime/types/text/text.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { named } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { responseMessage } from './httpMessage.ts';
import { elements, headerTable, linkTable } from './responseParts.ts';
import { headerOf, readBody } from './bodyText.ts';
import { toFile } from './outFile.ts';
import { send } from './send.ts';
import type { Answer } from './send.ts';
import { WEB_PARAMS, WEB_SET } from './webParams.ts';

const RESPONSE = named<Record>('Microsoft.PowerShell.Commands.WebResponseObject'), HTML = named<Record>('Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject', [], { base: RESPONSE });
laterType<Record>(RESPONSE, () => ({ text: (r) => toText(r.fields.get('Content') ?? '') }));
laterType<Record>(HTML, () => ({ text: (r) => toText(r.fields.get('Content') ?? '') }));

const isText = (type: string): boolean => type === '' || /^text\/|json|xml|javascript|x-www-form-urlencoded/i.test(type);

/** The Encoding that .NET would have read a charset with; null for one this engine has no object for. */
function encodingOf(charset: string): Value {
  try { return byName(charset); } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    return null;
  }
}
/** The object of an answer. */
function responseObject(response: Answer): Value {
  const type = headerOf(response, 'content-type') ?? '', { text, charset } = readBody(response.body, type), content: Value = isText(type) ? text : bytesValue(response.body);
  const raw = `HTTP/1.1 ${response.status} ${response.statusText}\r\n${response.headers.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n${isText(type) ? text : ''}`;
  return new Record((isText(type) ? HTML : RESPONSE), [
    ...(isText(type) ? [['Content', content], ['Encoding', encodingOf(charset)], ['InputFields', elements(text, 'INPUT')], ['Links', elements(text, 'A')], ['Images', elements(text, 'IMG')]] satisfies [string, Value][] : []), ['BaseResponse', responseMessage(response, response.request)],
    ...(isText(type) ? [] : [['Content', content]] satisfies [string, Value][]), ['Headers', headerTable(response)], ['RawContent', raw], ['RawContentLength', BigInt(response.body.length)], ['RawContentStream', new ByteStream(response.body, { canWrite: false })],
    ['RelationLink', linkTable(response)], ['StatusCode', response.status], ['StatusDescription', response.statusText],
  ]);
}
export const invokeWebRequest = cmdlet({
  name: 'Invoke-WebRequest', defaultSet: WEB_SET, aliases: ['iwr', 'curl', 'wget'], synopsis: 'Sends a web request and gives the answer.', params: WEB_PARAMS,
  run: (p, ctx) => ({
    process() {
      const response = send(ctx, p);
      if (!toFile(ctx, p, response) || p.PassThru === true) ctx.write(responseObject(response));
    },
  }),
});
