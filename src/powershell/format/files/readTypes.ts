/** What a type file gives to types (about_Types.ps1xml): members, and the properties that they show. */
import { ScriptMember } from '../../runtime/values/psObject.ts';
import type { XmlNode } from '../../runtime/values/xml.ts';
import type { BlockOf } from './readFormats.ts';
import { child, elements, rooted, textAt } from './nodes.ts';

/** One type of a file. */
export interface TypeGift { readonly typeName: string; readonly members: readonly ScriptMember[]; readonly shown: readonly string[] | undefined }

/** Reads a file's text; `complain` hears of what cannot be used. Throws FileError where it is no type file. */
export function readTypes(text: string, file: string, blockOf: BlockOf, complain: (message: string) => void): TypeGift[] {
  return elements(rooted(text, file, 'Types'), 'Type').map((type) => {
    const typeName = textAt(type, 'Name'), wrong = (message: string): undefined => { complain(`${file}, ${file} : Error in type "${typeName}": ${message}`); return undefined; };
    const nodes = elements(child(type, 'Members')), standard = nodes.find((n) => n.localName === 'MemberSet' && textAt(n, 'Name').toLowerCase() === 'psstandardmembers');
    const shown = elements(child(standard, 'Members'), 'PropertySet').find((n) => textAt(n, 'Name').toLowerCase() === 'defaultdisplaypropertyset');
    if (child(type, 'Members') === undefined && child(type, 'TypeConverter') === undefined && child(type, 'TypeAdapter') === undefined) wrong('The "Type" node must have "Members", "TypeConverters", or "TypeAdapters".');
    return { typeName, members: nodes.flatMap((n) => member(n, blockOf, wrong) ?? []), shown: shown === undefined ? undefined : namesOf(shown) };
  });
}
const namesOf = (node: XmlNode): string[] => elements(child(node, 'ReferencedProperties'), 'Name').map((n) => n.innerText.trim());
function member(node: XmlNode, blockOf: BlockOf, wrong: (message: string) => undefined): ScriptMember | undefined {
  const name = textAt(node, 'Name'), block = (at: string): { getter?: ReturnType<BlockOf> } => (child(node, at) === undefined ? {} : { getter: blockOf(textAt(node, at)) });
  if (name === '' && node.localName !== 'MemberSet') return wrong(`Node "Name" was not found. It should occur only once under "${node.localName}". The parent node, "${node.localName}", will be ignored.`);
  switch (node.localName) {
    case 'ScriptProperty': {
      const setter = child(node, 'SetScriptBlock');
      if (child(node, 'GetScriptBlock') === undefined && setter === undefined) return wrong('The ScriptProperty should have a getter or setter.');
      return new ScriptMember('ScriptProperty', name, { ...block('GetScriptBlock'), ...(setter === undefined ? {} : { setter: blockOf(setter.innerText.trim()) }) });
    }
    case 'ScriptMethod': return new ScriptMember('ScriptMethod', name, block('Script'));
    case 'AliasProperty': return new ScriptMember('AliasProperty', name, { target: [textAt(node, 'ReferencedMemberName')] });
    case 'NoteProperty': return new ScriptMember('NoteProperty', name, { note: child(node, 'Value')?.innerText ?? '' });
    case 'PropertySet': return new ScriptMember('PropertySet', name, { target: namesOf(node) });
    // Code of .NET cannot be named here, and sets of members hold what serialization asks for.
    case 'CodeProperty': case 'CodeMethod': case 'MemberSet': return undefined;
    default: return wrong(`The node ${node.localName} is not allowed. The following nodes are allowed: NoteProperty, AliasProperty, ScriptProperty, CodeProperty, ScriptMethod, CodeMethod, PropertySet, MemberSet.`);
  }
}
