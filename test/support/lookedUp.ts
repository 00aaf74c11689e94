/**
 * The places that look a name up in an object with JavaScript's prototype while something runs: what a script may name must be kept in a Map, or in an
 * object without a prototype. The name is put on the prototype for that time, where such a look-up comes by it.
 */
export function lookedUp(name: string, run: () => void): string[] {
  const places = new Set<string>();
  const met = (): void => {
    const frame = (new Error().stack ?? '').split('\n').slice(3).find((line) => /[\\/](?:src|node_modules)[\\/]/.test(line)) ?? 'unknown';
    places.add(frame.replace(/^.*[\\/](?=(?:src|node_modules)[\\/])/, '').replace(/\)$/, ''));
  };
  const everybodys: object = Object.getPrototypeOf({}) as object;
  Object.defineProperty(everybodys, name, {
    configurable: true, enumerable: false,
    get: () => { met(); return undefined; },
    set(this: object, value: unknown) { met(); Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true }); },
  });
  try { run(); } finally { Reflect.deleteProperty(everybodys, name); }
  return [...places];
}
