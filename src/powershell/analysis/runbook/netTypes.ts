import type { ScriptBlockAst, TypeName } from '../../syntax/ast.ts';
import { spelling } from '../../syntax/checks/knownTypes.ts';
import { accelerators } from '../../syntax/types/accelerators.ts';
import { usedNamespaces } from '../../syntax/usedNamespaces.ts';

/** What a text says of names of types beside PowerShell's own. */
export interface OwnNames {
  /** Those of `using namespace`. */
  readonly namespaces: readonly string[];
  /** Its classes and enumerations, in lower case. */
  readonly types: ReadonlySet<string>;
}
const NONE: OwnNames = { namespaces: [], types: new Set() };

/** What a text says of names of types. Classes and enumerations stand at its top alone. */
export const ownNames = (ast: ScriptBlockAst): OwnNames => ({
  namespaces: usedNamespaces(ast),
  types: new Set(ast.endBlock?.statements.flatMap((statement) => (statement.kind === 'TypeDefinitionAst' ? [statement.name.toLowerCase()] : []))),
});

/** Parts of System of which no other namespace bears the name: what is below them goes by `System` whether its type is known here or not. */
const PARTS = /^(?:Collections|ComponentModel|Data|Diagnostics|DirectoryServices|Drawing|Globalization|IO|Management|Net|Numerics|Reflection|Runtime|Security|ServiceProcess|Text|Threading|Web|Windows|Xml)\./i;
/** Types with arguments, which are not among those without. */
const GENERIC = new Map('Dictionary HashSet ICollection IDictionary IEnumerable IList KeyValuePair LinkedList List Queue SortedDictionary SortedList SortedSet Stack'.split(' ').map((name) => [`system.collections.generic.${name.toLowerCase()}`, `System.Collections.Generic.${name}`]));

/**
 * The .NET full name a type has in SMA's parameter list: `System.String`, `System.Int32[]` (sma-rest-api.md 2.3.21). It is found as
 * PowerShell finds types, without regard to case: the text's own first, then by short name, in full, below `System` and in the
 * namespaces that the text uses (TypeResolver.ResolveTypeNameWorker). What is not known stays as it is written.
 */
export function netTypeName(type: TypeName, own: OwnNames = NONE): string {
  if (type.form === 'array') return `${netTypeName(type.element, own)}[${','.repeat(type.rank - 1)}]`;
  if (type.form === 'generic') return `${found(type.generic.name.replace(/`\d+$/, ''), own, (name) => GENERIC.get(name.toLowerCase()) ?? spelling(name))}\`${type.arguments.length}[${type.arguments.map((one) => netTypeName(one, own)).join(',')}]`;
  return own.types.has(type.name.toLowerCase()) ? type.name : accelerators().get(type.name.toLowerCase()) ?? found(type.name, own, spelling);
}

/** The same of a name that is kept as a text: what an earlier version wrote down as it stood in the runbook. One word may be a class of that. */
export function netTypeNameOf(text: string): string {
  const [, name = '', brackets = ''] = /^([\w.+]+)((?:\[,*\])*)$/.exec(text) ?? [];
  return name === '' ? text : (accelerators().get(name.toLowerCase()) ?? (name.includes('.') ? found(name, NONE, spelling) : name)) + brackets;
}

function found(name: string, { namespaces }: OwnNames, known: (fullName: string) => string | undefined): string {
  const [outer = name, ...nested] = name.split('+'), inner = nested.map((part) => `+${part}`).join('');
  for (const possible of [outer, `System.${outer}`, ...namespaces.map((namespace) => `${namespace}.${outer}`)]) {
    const spelled = known(possible);
    if (spelled !== undefined) return spelled + inner;
  }
  if (!PARTS.test(outer)) return name;
  const dot = outer.lastIndexOf('.'), namespace = `System.${outer.slice(0, dot)}`;
  return `${spelling(namespace) ?? namespace}${outer.slice(dot)}${inner}`;
}
