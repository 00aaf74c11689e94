import type { TypeName } from '../ast.ts';
import { once } from '../once.ts';
import { typeFullName } from '../types/fullName.ts';
import { fullTypeName } from './knownTypes.ts';
import { exceptionFamilies } from './netNames.ts';

/** By names in lower case: the base of each, and how each is written. */
const tree = once(() => {
  const baseOf = new Map<string, string>(), written = new Map([['exception', 'Exception']]);
  for (const line of exceptionFamilies.split('\n')) {
    const [base = '', rest = ''] = line.split(': ');
    for (const name of rest.split(' ')) {
      baseOf.set(name.toLowerCase(), base.toLowerCase());
      written.set(name.toLowerCase(), name);
    }
  }
  return { baseOf, written, known: [...written.keys()] };
});

const key = (type: TypeName): string => {
  const lower = typeFullName(type).toLowerCase().replace(/^system\./, '');
  return lower.replace(/^management\.automation\./, 'ma.');
};

/** Full name of what a catch names, as .NET spells it. */
export function exceptionName(type: TypeName): string {
  const name = tree().written.get(key(type));
  return name === undefined ? fullTypeName(type) ?? '' : `System.${name.replace(/^MA\./, 'Management.Automation.')}`;
}

/**
 * What catches a type: itself, then all it derives from, by keys of one kind. None for one that is not known here. A type that is
 * no exception is asked for the same way (SemanticChecks, VisitTryStatement); of those only that they are objects is known.
 */
export function catchersOf(type: TypeName): string[] {
  const found: string[] = [], { written, baseOf } = tree();
  if (written.has(key(type))) for (let at: string | undefined = key(type); at !== undefined; at = baseOf.get(at)) found.push(at);
  const other = found.length > 0 ? undefined : fullTypeName(type)?.toLowerCase().slice('system.'.length);
  if (other !== undefined && other !== 'object') found.push(other);
  if (found.length > 0 || other === 'object') found.push('object');
  return found;
}

/** Whether one word comes from another by one letter more, less, changed, or by two neighbours swapped. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let from = 0, last = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from++;
  while (last < Math.min(a.length, b.length) - from && a[a.length - 1 - last] === b[b.length - 1 - last]) last++;
  const left = a.slice(from, a.length - last), other = b.slice(from, b.length - last);
  return Math.max(left.length, other.length) <= 1 || (left.length === 2 && other.length === 2 && left[0] === other[1] && left[1] === other[0]);
}

/** False for a misspelt name of an exception of .NET or PowerShell, written with its namespace: `System.IO.FileNotFoundExeption`. */
export function mayBeException(name: string): boolean {
  const lower = name.toLowerCase();
  if (!lower.startsWith('system.')) return true;
  const short = lower.slice(7).replace(/^management\.automation\./, 'ma.');
  const { written, known } = tree();
  return written.has(short) || !known.some((other) => isNear(short, other));
}
