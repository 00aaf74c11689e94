import { cmdlet } from '../../runtime/cmdlet.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { culturalText } from '../../runtime/convert/culturalText.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { ConsoleColor } from '../../runtime/types/system/enums.ts';
import { hostInformation } from '../../runtime/types/automation/errorRecord.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { T } from '../../runtime/types/t.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import type { Value } from '../../runtime/values/value.ts';

/** Write-Host text: items of a collection side by side, however deep. */
function hostText(value: Value, separator: string): string {
  const plain = unwrap(value);
  if (plain instanceof Dictionary) return [...plain.entries.values()].map((e) => toText(e)).join(separator);
  if (plain instanceof XmlNode) return plain.name;
  if (typeof value === 'string' || !isEnumerable(value)) return culturalText(value);
  return [...enumerate(value)].map((item) => hostText(item, separator)).join(separator);
}

export const writeHost = cmdlet({
  name: 'Write-Host', synopsis: 'Writes text for a person to read; it goes to the information stream, tagged PSHOST.',
  params: {
    Object: { type: T.Object, aliases: ['Msg', 'Message'], position: 0, from: 'pipeline', remaining: true, allowNull: true, allowEmpty: true },
    NoNewline: { type: T.Switch },
    Separator: { type: T.Object },
    ForegroundColor: { type: ConsoleColor },
    BackgroundColor: { type: ConsoleColor },
  },
  run: (p, ctx) => ({
    process() { ctx.information(hostInformation(hostText(p.Object, p.Separator === undefined ? ' ' : toText(p.Separator)), p.NoNewline === true, p.ForegroundColor === undefined ? null : toText(p.ForegroundColor), p.BackgroundColor === undefined ? null : toText(p.BackgroundColor)), ['PSHOST'], true); },
  }),
});
