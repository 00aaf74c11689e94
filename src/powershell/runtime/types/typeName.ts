/** Type names as PowerShell writes them: `int`, `string[]`, `System.Collections.Generic.List[string]`. */
import { assemblyOf } from './assemblies.ts';
import type { AnyType } from './netType.ts';
import { acceleratorOf } from './registry.ts';

/** The short form, as `"$([int])"` shows it. */
export function typeNameText(type: AnyType): string {
  if (type.genericArguments.length > 0) {
    const tick = type.name.indexOf('`');
    return `${tick < 0 ? type.name : type.name.slice(0, tick)}[${type.genericArguments.map(typeNameText).join(',')}]`;
  }
  if (type.isArray && type.elementType !== undefined) return typeNameText(type.elementType) + type.name.slice(type.name.lastIndexOf('['));
  const short = acceleratorOf(type);
  return short !== undefined && KEPT.has(short) ? short : short !== undefined && !LONG.has(short) ? short : INNER.test(type.name) ? `${type.name}, ${assemblyOf(type)}` : type.name;
}
/** Types of .NET and PowerShell that are not public: a script cannot name them, so the text says where they are (ToStringCodeMethods.Type). */
const INNER = /^System\.(?:RuntimeType|ArrayEnumerator|Reflection\.Runtime(?:Assembly|(?:Method|Constructor|Property|Field|Event|Parameter)Info)|Xml\.(?:XPathNodeList|XmlChildNodes|XmlElementList)|Collections\.(?:ArrayList\+ArrayListEnumerator.*|Hashtable\+(?:HashtableEnumerator|KeyCollection|ValueCollection))|IO\.TextWriter\+SyncTextWriter|Management\.Automation\.Internal\.Host\.InternalHost(?:UserInterface)?)$/;
/** Accelerators that the simplified names use. */
const KEPT = new Set(['int', 'long', 'string', 'bool', 'byte', 'char', 'decimal', 'double', 'datetime', 'guid', 'timespan', 'hashtable', 'regex', 'type', 'uri', 'version', 'xml', 'switch', 'scriptblock', 'pscustomobject', 'psobject', 'void', 'array', 'ref']);
const LONG = new Set(['object']);
