/** Reads the properties of an entity as it came over the wire, tolerant as sma-rest-api.md 8.1 asks for. */
import { SmaClientError } from '../errors.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A property that must be there; its absence means the answer is not what it claims to be. */
export function required(fields: Fields, name: string): string {
  const value = optional(fields, name);
  if (value === null) throw new SmaClientError('NotSma', `The server's answer lacks the property ${name}; it may not be an SMA web service, or not of a version known here.`);
  return value;
}

/** A text, or null where it is null, absent or not a plain value. */
export function optional(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : null;
}

/** Undefined where the server does not know the property at all (RunbookType on 2012 R2). */
export function ifKnown(fields: Fields, name: string): string | null | undefined {
  return name in fields ? optional(fields, name) : undefined;
}

export function flag(fields: Fields, name: string): boolean {
  return optional(fields, name)?.toLowerCase() === 'true';
}

export function integer(fields: Fields, name: string): number | null {
  const text = optional(fields, name);
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}
