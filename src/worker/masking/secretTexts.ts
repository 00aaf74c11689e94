/** The texts of a JSON value that must not appear in any stream: each string and number in it. */
export function secretTexts(json: string): readonly string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'number') found.push(String(value));
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  try {
    collect(JSON.parse(json));
  } catch {
    found.push(json);
  }
  return found;
}
