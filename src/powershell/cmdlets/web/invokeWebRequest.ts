import { toText } from '../../runtime/convert/toText.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { ByteStream } from '../../runtime/types/io/byteStreams.ts';
import { bytesValue, byName } from '../../runtime/types/text/text.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { named } from '../../runtime/types/t.ts';
import { placeOf } from '../items/paths/paths.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { responseMessage } from './httpMessage.ts';
import { elements, headerTable, linkTable } from './responseParts.ts';
import { headerOf, isText, readBody } from './bodyText.ts';
import { isOfContent } from './httpHeaders.ts';
import { toFile } from './outFile.ts';
import { send } from './send.ts';
import { statusValue } from './status.ts';
import type { Answer } from './send.ts';
import { WEB_PARAMS, WEB_SET } from './webParams.ts';

const RESPONSE = named<Record>('Microsoft.PowerShell.Commands.WebResponseObject'), HTML = named<Record>('Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject', [], { base: RESPONSE });
for (const type of [RESPONSE, HTML]) laterType<Record>(type, () => ({ text: (r) => { const stream = r.fields.get('RawContentStream'); return stream instanceof ByteStream ? shownBytes(stream.bytes()) : ''; } }));
/** Bytes as the text of an answer shows them: ASCII alone, and what cannot be printed as dots (WebResponseObject.ToString). */
// oxlint-disable-next-line eslint/no-control-regex -- those are meant
const shownBytes = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').replace(/[\u0080-\u00ff]/g, '?').replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '.');

/** The Encoding that .NET would have read a charset with; null for one this engine has no object for. */
function encodingOf(charset: string): Value {
  try { return byName(charset); } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    return null;
  }
}
/** The object of an answer. */
function responseObject(response: Answer, outFile: string | undefined): Value {
  const type = headerOf(response, 'content-type') ?? '', description = toText(statusValue(response.status)), { text, charset } = readBody(response.body, type), content: Value = isText(type) ? text : bytesValue(response.body);
  const lines = [...response.headers.filter(([n]) => !isOfContent(n)), ...response.headers.filter(([n]) => isOfContent(n))].map(([n, v]) => `${n}: ${v}`);
  const raw = [`HTTP/1.1 ${response.status} ${description}`, ...lines, '', isText(type) ? text : shownBytes(response.body)].join('\n');
  return new Record((isText(type) ? HTML : RESPONSE), [
    ...(isText(type) ? [['Content', content], ['Encoding', encodingOf(charset)], ['InputFields', elements(text, 'INPUT')], ['Links', elements(text, 'A')], ['Images', elements(text, 'IMG')]] satisfies [string, Value][] : []), ['BaseResponse', responseMessage(response, response.request)],
    ...(isText(type) ? [] : [['Content', content]] satisfies [string, Value][]), ['Headers', headerTable(response)], ['RawContent', raw], ['RawContentLength', BigInt(response.body.length)], ['RawContentStream', new ByteStream(response.body, { canWrite: false })],
    ['RelationLink', linkTable(response)], ['StatusCode', response.status], ['StatusDescription', description], ['OutFile', outFile ?? null],
  ]);
}
export const invokeWebRequest = cmdlet({
  name: 'Invoke-WebRequest', defaultSet: WEB_SET, aliases: ['iwr', 'curl', 'wget'], synopsis: 'Sends a web request and gives the answer.', params: WEB_PARAMS,
  run: (p, ctx) => ({
    process() {
      const response = send(ctx, p);
      if (!toFile(ctx, p, response) || p.PassThru === true) ctx.write(responseObject(response, p.OutFile === undefined ? undefined : placeOf(ctx, p.OutFile).path));
    },
  }),
});
