/** Values as they read in the message of a failed test. */
import { isEnumerable, enumerate } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { NetType } from '../../runtime/types/netType.ts';
import { SwitchParameter } from '../../runtime/values/misc.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const MOST = 10;
/** As PowerShell would write it, lists of more than ten items cut. */
export function shown(value: Value, depth = 0): string {
  const v = unwrap(value);
  if (v === null || v === undefined) return '$null';
  if (typeof v === 'string') return `'${v}'`;
  if (typeof v === 'boolean') return v ? '$true' : '$false';
  if (v instanceof SwitchParameter) return v.isPresent ? '$true' : '$false';
  if (v instanceof ScriptBlock) return `{${v.text}}`;
  if (v instanceof NetType) return `[${toText(v)}]`;
  if (v instanceof DateTime) return toText(v);
  if (depth > 3) return toText(v);
  if (v instanceof Dictionary) return `@{${Array.from(v.entries.values(), (e) => `${toText(e.key)}=${shown(e.value, depth + 1)}`).join('; ')}}`;
  if (isEnumerable(v)) {
    const items = [...enumerate(v)], rest = items.length - MOST;
    return `@(${items.slice(0, MOST).map((item) => shown(item, depth + 1)).join(', ')}${rest > 0 ? `, ...${rest} more` : ''})`;
  }
  return toText(value);
}
