import { cmdlet } from '../../runtime/cmdlet.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T } from '../../runtime/types/t.ts';
import type { Value } from '../../runtime/values/value.ts';

/** Write-Host text: items of a collection side by side, however deep. */
function hostText(value: Value, separator: string): string {
  if (typeof value === 'string' || !isEnumerable(value)) return toText(value);
  return [...enumerate(value)].map((item) => hostText(item, separator)).join(separator);
}

export const writeHost = cmdlet({
  name: 'Write-Host', synopsis: 'Writes text for a person to read; it goes to the information stream, tagged PSHOST.',
  params: {
    Object: { type: T.Object, aliases: ['Msg', 'Message'], position: 0, from: 'pipeline', remaining: true, allowNull: true, allowEmpty: true },
    NoNewline: { type: T.Switch },
    Separator: { type: T.Object },
    ForegroundColor: { type: T.String },
    BackgroundColor: { type: T.String },
  },
  run: (p, ctx) => ({
    process() { ctx.information(hostText(p.Object, p.Separator === undefined ? ' ' : toText(p.Separator)), ['PSHOST'], true); },
  }),
});
