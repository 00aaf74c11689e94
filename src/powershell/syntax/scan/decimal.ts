/** Largest magnitude of System.Decimal's 96-bit coefficient. */
const maxCoefficient = 2n ** 96n - 1n;

/** Divides by a power of ten, rounding half to even. */
function divide(value: bigint, by: bigint): bigint {
  const quotient = value / by, rest = (value % by) * 2n;
  return rest > by || (rest === by && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/**
 * A literal as System.Decimal keeps it: up to 28 decimal places, trailing zeros kept, times a multiplier. Undefined
 * where it is too large.
 */
export function decimalText(literal: string, multiplier: bigint): string | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(literal);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  let coefficient = BigInt(whole + fraction || '0'), scale = fraction.length - Number(exponent);
  if (scale < -40) return coefficient === 0n ? '0' : undefined;
  if (scale < 0) {
    coefficient *= 10n ** BigInt(-scale);
    scale = 0;
  }
  coefficient *= multiplier;
  const excess = Math.max(scale - 28, 0);
  let drop = excess;
  while (drop < scale && coefficient / 10n ** BigInt(drop) > maxCoefficient) drop++;
  if (drop > 0) {
    coefficient = drop > 200 ? 0n : divide(coefficient, 10n ** BigInt(drop));
    scale -= drop;
  }
  if (coefficient > maxCoefficient) return undefined;
  const digits = String(coefficient).padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return sign === '-' && coefficient !== 0n ? `-${text}` : text;
}
