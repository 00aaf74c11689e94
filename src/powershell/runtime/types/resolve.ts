/** Type names as scripts write them to types: arrays, generics, `using namespace`, classes of the script. */
import type { TypeName } from '../../syntax/ast.ts';
import { raise } from '../errors/raise.ts';
import { genericType } from './generic.ts';
import { laterType } from './netType.ts';
import type { AnyType } from './netType.ts';
import { lookupType } from './registry.ts';
import { T, arrayOf, named } from './t.ts';
import { NetObject } from '../values/value.ts';
import { currentOrNone } from '../run/current.ts';

export type TypeScope = (folded: string) => AnyType | undefined;
/** Classes and enums of the running script. */
const ofScript: TypeScope = (folded) => currentOrNone()?.scriptType(folded);

/** The namespaces of the running text (TypeResolutionState of its scope). */
const used = (): readonly string[] => currentOrNone()?.current.source.namespaces ?? [];

/** The type of a parsed name, or undefined. */
export function resolveType(name: TypeName, namespaces: readonly string[] = [], scope: TypeScope = ofScript): AnyType | undefined {
  switch (name.form) {
    case 'simple': return scope(name.name.toLowerCase()) ?? lookupType(name.name, namespaces);
    case 'array': {
      const element = resolveType(name.element, namespaces, scope);
      return element === undefined ? undefined : arrayOf(element, name.rank);
    }
    default: {
      const args = name.arguments.map((a) => resolveType(a, namespaces, scope));
      return args.every((a) => a !== undefined) ? genericType(name.generic.name, args, namespaces) : undefined;
    }
  }
}
/** The type's name as the text has it: what an error of a missing type is about. */
class NamedType extends NetObject {
  readonly text: string;
  constructor(text: string) { super(); this.text = text; }
}
laterType<NamedType>(named<NamedType>('System.Management.Automation.Language.TypeName'), () => ({ text: (n) => n.text, props: { FullName: [T.String, (n) => n.text], Name: [T.String, (n) => n.text.replace(/^.*\./s, '')], IsGeneric: [T.Boolean, () => false], IsArray: [T.Boolean, () => false] } }), NamedType);
/** The same, or the error `TypeNotFound`. */
export const requireType = (name: TypeName, namespaces: readonly string[] = [], scope: TypeScope = ofScript): AnyType =>
  resolveType(name, namespaces, scope) ?? notFound(name);
/** Of an array its elements' type is told, of a generic type with its arguments the type itself (TypeOps.ResolveTypeName). */
function notFound(name: TypeName): never {
  if (name.form === 'array') return notFound(name.element);
  const text = name.form === 'generic' ? name.generic.text : name.text;
  return raise({ id: 'TypeNotFound', category: 'InvalidOperation', message: `Unable to find type [${text}].`, target: new NamedType(text) });
}

/** A name out of plain text (`New-Object`, `-as 'int'`): `List[string]`, `int[]`, `Dictionary[string,int]`, with or without backticks. */
export function resolveTypeName(text: string, namespaces: readonly string[] = used(), scope: TypeScope = ofScript): AnyType | undefined {
  const t = text.trim().replace(/^\[(.*)\]$/s, (whole, inner: string) => (balanced(inner) ? inner : whole)).trim();
  const array = /^(.*)\[(,*)\]$/s.exec(t);
  if (array !== null) {
    const element = resolveTypeName(array[1] ?? '', namespaces, scope);
    return element === undefined ? undefined : arrayOf(element, (array[2] ?? '').length + 1);
  }
  const generic = /^([^[]+?)(?:``?\d+)?\[(.*)\]$/s.exec(t);
  if (generic !== null) {
    const args = split(generic[2] ?? '').map((a) => resolveTypeName(a, namespaces, scope));
    return args.every((a) => a !== undefined) ? genericType((generic[1] ?? '').trim(), args, namespaces) : undefined;
  }
  const plain = t.replace(/,.*$/s, '').trim();
  return scope(plain.toLowerCase()) ?? lookupType(plain, namespaces);
}
const balanced = (t: string): boolean => { let d = 0; for (const c of t) { if (c === '[') d++; else if (c === ']' && --d < 0) return false; } return d === 0; };
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0, from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === ',' && depth === 0) { parts.push(text.slice(from, i)); from = i + 1; }
  }
  parts.push(text.slice(from));
  return parts;
}
