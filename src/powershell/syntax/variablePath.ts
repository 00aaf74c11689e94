/** A variable's path taken apart (about_Scopes, about_Providers). */
export interface VariableParts {
  /** Scope word in lower case: global, local, private or script. */
  readonly scope: string | undefined;
  /** Drive in lower case: env, using, function, workflow …; `variable:` counts as none. */
  readonly drive: string | undefined;
  readonly isDrive: boolean;
  /** What is left behind scope and drive, as written. */
  readonly name: string;
}

const scoped = /^(variable:)?(?:(global|local|private|script):)?/i;

/** Splits `script:x`, `env:TEMP`, `x`. A colon at the very beginning belongs to the name. */
export function variableParts(path: string): VariableParts {
  const colon = path.indexOf(':');
  if (colon < 0) return { scope: undefined, drive: undefined, isDrive: false, name: path };
  const prefix = scoped.exec(path)!;
  if (prefix[0] !== '') return { scope: prefix[2]?.toLowerCase(), drive: undefined, isDrive: false, name: path.slice(prefix[0].length) };
  if (colon === 0) return { scope: undefined, drive: undefined, isDrive: false, name: path.slice(1) };
  return { scope: undefined, drive: path.slice(0, colon).toLowerCase(), isDrive: true, name: path.slice(colon + 1) };
}
