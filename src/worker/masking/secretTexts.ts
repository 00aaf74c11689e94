/** The texts of a JSON value that must not appear in any stream: each string and number in it. */
export function secretTexts(json: string): readonly string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  try {
    collect(JSON.parse(json));
  } catch {
    return [json];
  }
  // A number is more than JavaScript makes of it, beyond 2^53 and with zeros at its end: its own digits are looked for.
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g)) if (!token.startsWith('"')) found.push(...numberTexts(token));
  return found;
}

/** Where .NET goes over to exponents, for numbers with a fraction or too large for a whole one ("R" and, of Windows PowerShell, "G15"). */
const FIRST_LARGE = 1e15, LAST_SMALL = 1e-4;

/** How a number is written: as it came, by JavaScript and by PowerShell. */
function numberTexts(source: string): Iterable<string> {
  const value = Number(source), size = Math.abs(value), found = new Set([source, String(value)]);
  if (!Number.isFinite(value) || value === 0) return found;
  if (Number.isInteger(value) && size >= FIRST_LARGE) found.add(BigInt(value).toString());
  if (size >= FIRST_LARGE || size < LAST_SMALL) for (const text of [value.toExponential(), Number(value.toPrecision(15)).toExponential()]) found.add(dotNet(text));
  else found.add(String(Number(value.toPrecision(15))));
  return found;
}

/** `1e-7` as `1E-07`. */
const dotNet = (exponential: string): string => exponential.replace(/e([+-])(\d+)$/, (_, sign: string, digits: string) => `E${sign}${digits.padStart(2, '0')}`);
