/** What is not just the type's name in small letters (about_Type_Accelerators). */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  Int16: 'short', Int32: 'int', Int64: 'long', UInt16: 'ushort', UInt32: 'uint', UInt64: 'ulong', Boolean: 'bool', Single: 'float',
  'Collections.Hashtable': 'hashtable', 'Collections.Specialized.OrderedDictionary': 'ordered', 'Security.SecureString': 'securestring',
  'Management.Automation.SwitchParameter': 'switch', 'Management.Automation.PSCredential': 'pscredential', 'Management.Automation.PSObject': 'psobject',
  'Management.Automation.ScriptBlock': 'scriptblock', 'Xml.XmlDocument': 'xml', 'Text.RegularExpressions.Regex': 'regex',
  'Numerics.BigInteger': 'bigint', 'Net.IPAddress': 'ipaddress', 'Net.Mail.MailAddress': 'mailaddress',
};

/**
 * A type as people write it, for its .NET name as the server has it (sma-rest-api.md 2.3.21): `int[]` for System.Int32[],
 * `Nullable[int]` for System.Nullable`1[System.Int32].
 */
export function typeText(name: string): string {
  const [, element = name, brackets = ''] = /^(.*?)((?:\[,*\])*)$/.exec(name) ?? [];
  const [, generic, given] = /^([^`[]+)(?:`\d+)?\[(.*)\]$/.exec(element) ?? [];
  if (generic !== undefined && given !== undefined) return `${typeText(generic).replace(/^nullable$/, 'Nullable')}[${split(given).map(typeText).join(',')}]${brackets}`;
  const below = element.replace(/^System\./, '');
  const short = SHORT_NAMES[below] ?? (below.includes('.') ? element : below.toLowerCase());
  return (below === element && SHORT_NAMES[below] === undefined ? element : short) + brackets;
}

/** The arguments of a generic type; those of one within belong to it. */
function split(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const c of text) {
    if (c === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + c);
    depth += c === '[' ? 1 : c === ']' ? -1 : 0;
  }
  return parts.map((part) => part.trim().replace(/^\[(.*)\]$/, '$1').replace(/,\s.*$/, ''));
}
