/** System.Decimal: a 96-bit integer and a scale of 0 to 28, exact, with trailing zeros kept as .NET keeps them. */
import { NetObject } from './value.ts';

const LIMIT = 2n ** 96n - 1n;
const tens: readonly bigint[] = Array.from({ length: 60 }, (_, i) => 10n ** BigInt(i));
const ten = (n: number): bigint => tens[n] ?? 10n ** BigInt(n);
/** The first number of so many digits more that 96 bits do not hold. */
const bounds: readonly bigint[] = Array.from({ length: 60 }, (_, i) => (LIMIT + 1n) * 10n ** BigInt(i));
const beyond = (n: number): bigint => bounds[n] ?? (LIMIT + 1n) * 10n ** BigInt(n);
const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** Thrown (and turned into a PowerShell error by the operator that asked) where a result needs more than 96 bits. */
export class DecimalOverflowError extends Error {
  readonly code = 'DecimalOverflow';
  constructor() { super('Value was either too large or too small for a Decimal.'); }
}

/** Divides with banker's rounding. */
function divideRound(a: bigint, b: bigint): bigint {
  const negative = (a < 0n) !== (b < 0n), n = abs(a), d = abs(b);
  let q = n / d;
  const twice = (n - q * d) * 2n;
  if (twice > d || (twice === d && (q & 1n) === 1n)) q += 1n;
  return negative ? -q : q;
}

let madeBefore: { readonly of: number; readonly made: Decimal } | undefined;

export class Decimal extends NetObject {
  readonly mantissa: bigint;
  readonly scale: number;
  private constructor(mantissa: bigint, scale: number) { super(); this.mantissa = mantissa; this.scale = scale; }

  /** Makes a decimal, rounding to what 96 bits and 28 places can hold. Throws DecimalOverflowError. */
  static make(mantissa: bigint, scale: number): Decimal {
    let m = mantissa, s = scale;
    if (s > 28) { m = divideRound(m, ten(s - 28)); s = 28; }
    if (m > LIMIT || m < -LIMIT) {
      let cut = 1;
      for (const size = abs(m); size >= beyond(cut); cut += 1);
      if (cut > s) throw new DecimalOverflowError();
      let r = divideRound(m, ten(cut));
      if (abs(r) > LIMIT) { cut += 1; if (cut > s) throw new DecimalOverflowError(); r = divideRound(m, ten(cut)); }
      m = r; s -= cut;
    }
    if (s < 0) { m *= ten(-s); s = 0; if (abs(m) > LIMIT) throw new DecimalOverflowError(); }
    return new Decimal(m, s);
  }
  static fromBigInt(n: bigint): Decimal { return Decimal.make(n, 0); }
  static fromInt(n: number): Decimal { return new Decimal(BigInt(n), 0); }
  /** As .NET's conversion from Double: 15 significant digits. */
  static fromNumber(n: number): Decimal {
    if (!Number.isFinite(n)) throw new DecimalOverflowError();
    // What a script writes down is made with every turn of its loop.
    const before = madeBefore;
    if (before !== undefined && Object.is(before.of, n)) return before.made;
    const text = n.toPrecision(15);
    const parsed = Decimal.parse(text);
    if (parsed === undefined) throw new DecimalOverflowError();
    const made = parsed.trimmed();
    madeBefore = { of: n, made };
    return made;
  }
  /** Reads `[-]digits[.digits][e±digits]`; undefined where it is not one. */
  static parse(text: string): Decimal | undefined {
    const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
    if (m === null || ((m[2] ?? '') === '' && (m[3] ?? '') === '')) return undefined;
    const fraction = m[3] ?? '';
    const digits = BigInt((m[2] ?? '') + fraction || '0');
    return Decimal.make(m[1] === '-' ? -digits : digits, fraction.length - Number(m[4] ?? '0'));
  }
  static readonly zero: Decimal = new Decimal(0n, 0);
  static readonly maxValue: Decimal = new Decimal(LIMIT, 0);
  static readonly minValue: Decimal = new Decimal(-LIMIT, 0);

  add(o: Decimal): Decimal {
    if (this.scale === o.scale) return Decimal.make(this.mantissa + o.mantissa, this.scale);
    const s = Math.max(this.scale, o.scale);
    return Decimal.make(this.at(s) + o.at(s), s);
  }
  subtract(o: Decimal): Decimal { return this.add(o.negate()); }
  multiply(o: Decimal): Decimal { return Decimal.make(this.mantissa * o.mantissa, this.scale + o.scale); }
  /** Divides to 28 places and drops the zeros the division added. The divisor is not zero. */
  divide(o: Decimal): Decimal {
    const preferred = Math.max(this.scale - o.scale, 0);
    // To the last place at once, where the quotient has room for it.
    const places = 28 + o.scale - this.scale, quotient = divideRound(this.mantissa * ten(places), o.mantissa);
    if (quotient <= LIMIT && quotient >= -LIMIT) return new Decimal(quotient, 28).trimmed(preferred);
    const shift = 29 + o.scale - this.scale;
    const scaled = shift > 0 ? this.mantissa * ten(shift + 8) : this.mantissa * ten(8);
    const scale = (shift > 0 ? this.scale + shift + 8 : this.scale + 8) - o.scale;
    return Decimal.make(divideRound(scaled, o.mantissa), scale).trimmed(preferred);
  }
  remainder(o: Decimal): Decimal {
    const s = Math.max(this.scale, o.scale);
    return Decimal.make(this.at(s) % o.at(s), s);
  }
  negate(): Decimal { return new Decimal(-this.mantissa, this.scale); }
  compare(o: Decimal): number {
    const s = this.scale > o.scale ? this.scale : o.scale;
    const a = this.at(s), b = o.at(s);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  /** Rounds to places; `away` for MidpointRounding.AwayFromZero, else banker's. */
  round(places = 0, away = false): Decimal {
    if (places >= this.scale) return this;
    const unit = ten(this.scale - places);
    if (!away) return new Decimal(divideRound(this.mantissa, unit), places);
    const half = (abs(this.mantissa) + unit / 2n) / unit;
    return new Decimal(this.mantissa < 0n ? -half : half, places);
  }
  truncate(): bigint { return this.mantissa / ten(this.scale); }
  floor(): Decimal { return this.stepped(-1n); }
  ceiling(): Decimal { return this.stepped(1n); }
  isZero(): boolean { return this.mantissa === 0n; }
  toNumber(): number { return Number(this.toString()); }
  override toString(): string {
    const digits = abs(this.mantissa).toString().padStart(this.scale + 1, '0');
    const sign = this.mantissa < 0n ? '-' : '';
    return this.scale === 0 ? sign + digits : `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }
  /** Without trailing zeros beyond `keep` places. */
  trimmed(keep = 0): Decimal {
    let m = this.mantissa, s = this.scale;
    if (s <= keep || m % 10n !== 0n) return this;
    // Most divisions end after a few digits, with many zeros behind them.
    for (let step = 16; step >= 1; step >>= 1) {
      const unit = ten(step);
      while (s - step >= keep && m % unit === 0n) { m /= unit; s -= step; }
    }
    return s === this.scale ? this : new Decimal(m, s);
  }
  private at(scale: number): bigint { return scale === this.scale ? this.mantissa : this.mantissa * ten(scale - this.scale); }
  private stepped(direction: bigint): Decimal {
    const cut = this.truncate();
    const exact = cut * ten(this.scale) === this.mantissa;
    const step = exact || (direction > 0n) !== (this.mantissa > 0n) ? 0n : direction;
    return new Decimal(cut + step, 0);
  }
}
