import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { OrderedHashtable } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { JsonReadError, readJson } from './jsonReader.ts';
import type { JsonFactory } from './jsonReader.ts';
import { dateKinds } from '../parameterEnums.ts';

export const convertFromJson = cmdlet({
  name: 'ConvertFrom-Json', synopsis: 'Converts JSON text to objects.',
  params: {
    InputObject: { type: T.String, position: 0, mandatory: true, from: 'pipeline', allowEmpty: true },
    AsHashtable: { type: T.Switch },
    Depth: { type: T.Int32, validate: [{ rangeKind: 'Positive' }] },
    NoEnumerate: { type: T.Switch },
    DateKind: { type: dateKinds, asText: true },
  },
  run(p, ctx) {
    const texts: string[] = [];
    const factory = factoryFor(ctx, p.AsHashtable === true, p.DateKind ?? 'Default');
    const read = (text: string): void => {
      if (text.trim() === '') { ctx.write(null); return; }
      try {
        const value = readJson(text, factory, p.Depth ?? 1024);
        if (p.NoEnumerate === true) ctx.write(value);
        else ctx.writeAll(value);
      } catch (error) {
        if (!(error instanceof JsonReadError)) throw error;
        ctx.fail({ id: 'System.ArgumentException', category: 'NotSpecified', message: `Conversion from JSON failed with error: ${error.message}`, exception: 'System.ArgumentException' });
      }
    };
    return {
      process() { texts.push(p.InputObject); },
      end() {
        // Lines of a file make one text, unless the first line is JSON by itself: then every line is.
        const [first = ''] = texts;
        if (texts.length > 1 && /^\s*(?:null\s*)?$/.test(first)) { ctx.write(null); read(texts.join('\n')); } // Nothing came of the first: it is told, and the whole is read.
        else if (texts.length > 1 && isJson(first, factory)) for (const text of texts) read(text);
        else if (texts.length > 0) read(texts.join('\n'));
      },
    };
  },
});
function isJson(text: string, factory: JsonFactory): boolean {
  try { readJson(text, factory); return true; } catch (error) {
    if (error instanceof JsonReadError) return false;
    throw error;
  }
}

function factoryFor(ctx: CmdletContext, asHashtable: boolean, dateKind: string): JsonFactory {
  return {
    array: (items) => items,
    text: (text) => (dateKind === 'String' ? text : dateOf(text, dateKind) ?? text),
    object: (pairs) => (asHashtable ? table(pairs) : object(ctx, pairs)),
  };
}
function table(pairs: readonly (readonly [string, Value])[]): Value {
  const made = new OrderedHashtable();
  for (const [key, value] of pairs) made.set(key, value);
  return made;
}
function object(ctx: CmdletContext, pairs: readonly (readonly [string, Value])[]): Value {
  const made = new PSObject();
  for (const [key, value] of pairs) {
    if (key === '') {
      return ctx.fail({ id: 'EmptyKeyInJsonString', category: 'InvalidOperation', exception: 'System.InvalidOperationException', message: 'The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.' });
    }
    const slot = made.shape.slot(fold(key)), before = slot < 0 ? undefined : made.shape.nameAt(slot);
    if (before !== undefined && before !== key) {
      return ctx.fail({ id: 'KeysWithDifferentCasingInJsonString', category: 'InvalidOperation', exception: 'System.InvalidOperationException', message: `Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '${before}' was '${key}'.` });
    }
    if (slot >= 0) made.slots[slot] = value;
    else { made.shape = made.shape.with(key, 'NoteProperty'); made.slots.push(value); }
  }
  return made;
}

const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:?\d\d)?$/;
const MICROSOFT_DATE = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/;
/** A string that is a date with a time becomes one; a bare date stays text. */
function dateOf(text: string, kind: string): Value | undefined {
  if (text.length < 8 || (text.charCodeAt(0) !== 47 && text.charCodeAt(4) !== 45)) return undefined;
  const ms = MICROSOFT_DATE.exec(text);
  if (ms?.[1] !== undefined) return DateTime.fromUnixMs(Number(ms[1]), 'Utc');
  if (!ISO_DATE.test(text)) return undefined;
  const converted = kind === 'Offset' ? convertOrFail(text, T.DateTimeOffset) : convertOrFail(text, T.DateTime);
  if (converted === FAILED) return undefined;
  if (!(converted instanceof DateTime)) return converted;
  if (text.endsWith('Z') && kind === 'Default') return converted.kind === 'Utc' ? converted : new DateTime(converted.ticks, 'Utc');
  if (kind === 'Utc') return converted.withKind('Utc');
  return kind === 'Local' ? converted.withKind('Local') : converted;
}
