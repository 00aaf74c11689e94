/** Primitive values from verbose JSON, in every form servers and clients write them (sma-rest-api.md 1.8; OData v2 JSON format, 4). */
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';
import { parseLenientDateTime } from '../../sma/values/dateTime.ts';
import { fromMicrosoftDate } from '../../sma/values/microsoftDate.ts';
import { parsePrimitiveText } from './text.ts';

/**
 * Texts are read as ODataLib's reader does (`ODataJsonReaderUtils.ConvertStringValue`): as XML has them for GUIDs, durations and dates, and
 * otherwise as .NET's `Convert.ChangeType` in the invariant culture, which takes `"True"`, `"7"`, `"+7"` and `"1/31/2027 8:00 AM"`.
 *
 * The value of a type, or undefined when the JSON value does not fit it. Null is the caller's business. */
export function parseJsonPrimitive(type: PrimitiveType, value: unknown): PrimitiveValue | undefined {
  switch (type) {
    case 'Edm.String': return typeof value === 'string' ? value : undefined;
    case 'Edm.Boolean': return typeof value === 'string' ? truthOf(value) : typeof value === 'boolean' ? value : undefined;
    case 'Edm.DateTime': return typeof value === 'string' ? (fromMicrosoftDate(value) ?? parsePrimitiveText(type, value) ?? parseLenientDateTime(value)) : undefined;
    case 'Edm.DateTimeOffset': return typeof value === 'string' ? (offsetDate(value) ?? parsePrimitiveText(type, value)) : undefined;
    default: break;
  }
  if (typeof value === 'string') return parsePrimitiveText(type, type === 'Edm.Byte' ? value.replace(/^\s*\+(?=\d)/, '') : value);
  if (typeof value !== 'number' || type === 'Edm.Guid' || type === 'Edm.Time' || type === 'Edm.Binary') return undefined;
  // A number beyond 2^53 has lost digits in JSON.parse: better refused than wrong.
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && type !== 'Edm.Double' && type !== 'Edm.Single') return undefined;
  return parsePrimitiveText(type, String(value));
}

/** As Boolean.Parse: in any case, with space around it, but no numbers. */
function truthOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function offsetDate(value: string): string | undefined {
  const local = fromMicrosoftDate(value);
  return local === undefined ? undefined : `${local}Z`;
}
