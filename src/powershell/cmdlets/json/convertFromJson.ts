import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { exception } from '../../runtime/errors/raise.ts';
import type { NetException } from '../../runtime/values/errorRecord.ts';
import { T } from '../../runtime/types/t.ts';
import { OrderedHashtable } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { jsonDate } from './jsonDates.ts';
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
    const write = (text: string): boolean => {
      const value = readJson(text, factory, p.Depth ?? 1024);
      if (p.NoEnumerate === true) ctx.write(value);
      else ctx.writeAll(value);
      return value !== null;
    };
    const read = (text: string): boolean => {
      try { return write(text); } catch (error) {
        if (!(error instanceof JsonReadError)) throw error;
        return ctx.fail({ id: 'System.ArgumentException', category: 'NotSpecified', message: `Conversion from JSON failed with error: ${error.message}`, exception: 'System.ArgumentException', inner: reason(error) });
      }
    };
    /** Whether the first text is JSON by itself: then every one is. It is written then, also where it is nothing and all are one text after all. */
    const isFirstWhole = (text: string): boolean => {
      try { return write(text); } catch (error) {
        if (error instanceof JsonReadError) return false;
        throw error;
      }
    };
    return {
      process() { texts.push(p.InputObject); },
      end() {
        const [first = ''] = texts;
        if (texts.length > 1 && isFirstWhole(first)) for (const text of texts.slice(1)) read(text);
        else if (texts.length > 0) read(texts.join('\n'));
      },
    };
  },
});

/** What Json.NET throws, with the place that its message tells. */
function reason({ message, kind }: JsonReadError): NetException {
  const [, path = '', line = '0', position = '0'] = /Path '(.*)'(?:, line (\d+), position (\d+))?\.$/s.exec(message) ?? [];
  return exception(`Newtonsoft.Json.Json${kind}Exception`, message, undefined, kind === 'Writer' ? [['Path', path]] : [['LineNumber', Number(line)], ['LinePosition', Number(position)], ['Path', path]]);
}
function factoryFor(ctx: CmdletContext, asHashtable: boolean, dateKind: string): JsonFactory {
  return {
    array: (items) => items,
    text: (text) => (dateKind === 'String' ? text : jsonDate(text, dateKind) ?? text),
    object: asHashtable ? table : object,
    badName: (name, before) => badName(ctx, name, before),
  };
}
function table(pairs: readonly (readonly [string, Value])[]): Value {
  const made = new OrderedHashtable();
  for (const [key, value] of pairs) made.set(key, value);
  return made.count === pairs.length ? made : table(lastOfEach(pairs));
}
/** A name that comes again replaces what was there, and stands where it came last. */
function lastOfEach(pairs: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  const last = new Map<string, Value>();
  for (const [key, value] of pairs) { last.delete(key); last.set(key, value); }
  return [...last];
}
function object(pairs: readonly (readonly [string, Value])[]): Value | undefined {
  const made = new PSObject();
  for (const [key, value] of pairs) {
    const slot = key === '' ? undefined : made.shape.slot(fold(key));
    if (slot === undefined || (slot >= 0 && made.shape.nameAt(slot) !== key)) return undefined;
    if (slot >= 0) return object(lastOfEach(pairs));
    made.shape = made.shape.with(key, 'NoteProperty');
    made.slots.push(value);
  }
  return made;
}
function badName(ctx: CmdletContext, name: string, before: readonly string[]): (() => never) | undefined {
  if (name === '') return () => ctx.fail({ id: 'EmptyKeyInJsonString', category: 'InvalidOperation', exception: 'System.InvalidOperationException', message: 'The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.' });
  const other = before.find((each) => fold(each) === fold(name));
  return other === undefined ? undefined : () => ctx.fail({ id: 'KeysWithDifferentCasingInJsonString', category: 'InvalidOperation', exception: 'System.InvalidOperationException', message: `Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '${other}' was '${name}'.` });
}
