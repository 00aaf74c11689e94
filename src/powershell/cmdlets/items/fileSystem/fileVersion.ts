/** System.Diagnostics.FileVersionInfo of a file that is no program: nothing is known but its name. */
import { toText } from '../../../runtime/convert/toText.ts';
import { netThrow } from '../../../runtime/errors/raise.ts';
import { current } from '../../../runtime/run/current.ts';
import { func, laterType } from '../../../runtime/types/netType.ts';
import { lookupType } from '../../../runtime/types/registry.ts';
import { T, named } from '../../../runtime/types/t.ts';
import { Record } from '../../../runtime/values/misc.ts';
import { convertTo } from '../../../runtime/convert/convert.ts';
import type { Value } from '../../../runtime/values/value.ts';

const type = named<Record>('System.Diagnostics.FileVersionInfo');
/** The lines of its text: heading and property. */
const LINES = [['File', 'FileName'], ['InternalName', 'InternalName'], ['OriginalFilename', 'OriginalFilename'], ['FileVersion', 'FileVersion'], ['FileDescription', 'FileDescription'], ['Product', 'ProductName'], ['ProductVersion', 'ProductVersion'], ['Debug', 'IsDebug'], ['Patched', 'IsPatched'], ['PreRelease', 'IsPreRelease'], ['PrivateBuild', 'IsPrivateBuild'], ['SpecialBuild', 'IsSpecialBuild'], ['Language', 'Language']] as const;
laterType<Record>(type, () => ({ statics: { GetVersionInfo: [func([T.String], (path) => (current().host.files?.stat(path) === undefined ? netThrow('System.IO.FileNotFoundException', path) : fileVersionInfo(path)))] }, text: (r) => LINES.map(([heading, field]) => `${`${heading}:`.padEnd(18)}${toText(r.fields.get(field) ?? '')}\n`).join('') }));

export function fileVersionInfo(path: string): Value {
  const version = convertTo('0.0.0.0', lookupType('System.Version') ?? T.Object);
  return new Record(type, [
    ['FileVersionRaw', version], ['ProductVersionRaw', version], ['Comments', null], ['CompanyName', null], ['FileBuildPart', 0], ['FileDescription', null], ['FileMajorPart', 0], ['FileMinorPart', 0], ['FileName', path], ['FilePrivatePart', 0],
    ['FileVersion', null], ['InternalName', null], ['IsDebug', false], ['IsPatched', false], ['IsPrivateBuild', false], ['IsPreRelease', false], ['IsSpecialBuild', false], ['Language', null], ['LegalCopyright', null], ['LegalTrademarks', null],
    ['OriginalFilename', null], ['PrivateBuild', null], ['ProductBuildPart', 0], ['ProductMajorPart', 0], ['ProductMinorPart', 0], ['ProductName', null], ['ProductPrivatePart', 0], ['ProductVersion', null], ['SpecialBuild', null],
  ]);
}
