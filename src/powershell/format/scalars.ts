/** Which values are shown as their text and nothing else. */
import type { Value } from '../runtime/values/value.ts';
import { EnumValue } from '../runtime/values/enumValue.ts';
import { unwrap } from '../runtime/values/psObject.ts';

const SCALAR_TYPES: ReadonlySet<string> = new Set([
  'String', 'SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Char', 'Single', 'Double', 'Boolean', 'Decimal',
  'IntPtr', 'Security.SecureString', 'Numerics.BigInteger',
].map((n) => `System.${n}`));

/** `typeNames`: of the value, the most derived first. */
export const isScalar = (value: Value, typeNames: readonly string[]): boolean =>
  typeof value === 'string' || typeof value === 'number' || unwrap(value) instanceof EnumValue || SCALAR_TYPES.has((typeNames[0] ?? '').replace(/^Deserialized\./, ''));
