/** Values that are shown without quotes though no expression reads so: who changes one types what was seen there. */
import { DateTime, DateTimeOffset } from '../values/dateTime.ts';
import { EnumValue } from '../values/enumValue.ts';
import { Guid } from '../values/guid.ts';
import { TimeSpan } from '../values/timeSpan.ts';
import { Version } from '../values/version.ts';
import type { Value } from '../values/value.ts';

/** Whether a value is shown as the bare text that its type reads: a date, a span, a member of an enum, a GUID, a version. */
export const isShownBare = (v: Value): v is DateTime | DateTimeOffset | TimeSpan | EnumValue | Guid | Version => v instanceof DateTime || v instanceof DateTimeOffset || v instanceof TimeSpan || v instanceof EnumValue || v instanceof Guid || v instanceof Version;
/** Whether a text may be such a value: neither a variable, a text in quotes, a type nor a second command is in it. A whole number is an expression also where a date stands. */
export const isBare = (text: string): boolean => /^\s*[\p{L}\d-][^$@'"`[\](){}|;]*$/u.test(text) && !/^\s*-?\d+\s*$/.test(text);
