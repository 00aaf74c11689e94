/** Entities of the web service as objects: by their properties, with the type names of the wire (sma-rest-api.md 2.3). */
import { DateTime } from '../../../runtime/values/dateTime.ts';
import { double } from '../../../runtime/values/numbers.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import { customObject, type PSObject } from '../../../runtime/values/psObject.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { textOf, type Json, type Row } from './webService.ts';

const NAMESPACE = 'Orchestrator.ResourceModel';
const TIME = /(?:Time|NextRun|LastStart)$/;

const isDeferred = (value: Json): boolean => typeof value === 'object' && value !== null && '__deferred' in value;

/** The object of a row; `also` are properties beside those of the wire. */
export function entity(row: Row, also: readonly (readonly [string, Value])[] = []): PSObject {
  const about = row['__metadata'], type = typeof about === 'object' && about !== null && 'type' in about ? textOf(about['type']) : undefined;
  const made = customObject(Object.entries(row).flatMap(([name, value]): (readonly [string, Value])[] => (name === '__metadata' || isDeferred(value) ? [] : [[name, valueOf(name, value)]])));
  if (type !== undefined) made.typeNames = [type, ...(/\.(?:Daily|OneTime)Schedule$/.test(type) ? [`${NAMESPACE}.Schedule`] : []), 'System.Management.Automation.PSCustomObject', 'System.Object'];
  for (const [name, value] of also) made.set(name, value);
  return made;
}

function valueOf(name: string, value: Json): Value {
  if (Array.isArray(value)) return value.map((one: Json) => valueOf(name, one));
  if (typeof value === 'object' && value !== null) {
    const { results } = value as { readonly results?: Json };
    return Array.isArray(results) ? results.map((one: Json) => valueOf(name, one)) : entity(value as Row);
  }
  if (typeof value === 'number') return Number.isInteger(value) ? (value | 0) === value ? value : BigInt(value) : double(value);
  if (typeof value !== 'string') return value;
  if (/I[dD]$/.test(name)) return Guid.parse(value) ?? value;
  return TIME.test(name) ? timeOf(value) ?? value : value;
}

/** Both forms of JSON (1.8), in UTC. */
function timeOf(text: string): DateTime | undefined {
  const milliseconds = /^\/Date\((-?\d+)\)\/$/.exec(text)?.[1];
  if (milliseconds !== undefined) return DateTime.fromUnixMs(Number(milliseconds), 'Utc');
  const [, whole, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z?$/.exec(text) ?? [], at = whole === undefined ? Number.NaN : Date.parse(`${whole}Z`);
  return Number.isNaN(at) ? undefined : new DateTime(DateTime.fromUnixMs(at).ticks + BigInt(fraction.padEnd(7, '0')), 'Utc');
}
