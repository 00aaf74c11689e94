import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import { construct } from '../../runtime/members/overloads.ts';
import { netType } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import '../../runtime/types/xml.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { decodeText } from '../items/encodings.ts';
import { portOf } from '../items/fileSystem.ts';
import { eachPlace } from '../items/itemSteps.ts';
const SETS = { xml: 'Xml', path: 'Path', literal: 'LiteralPath', content: 'Content' } as const;
/** So that a text in this place is a path. */
const NODE = (lookupType('System.Xml.XmlNode') ?? T.Object) as NetType;
const INFO = named<Record>('Microsoft.PowerShell.Commands.SelectXmlInfo');
netType<Record>(INFO, { text: (r) => toText(r.fields.get('Node')) });

export const selectXml = cmdlet({
  name: 'Select-Xml', defaultSet: SETS.xml, synopsis: 'Finds nodes of XML by an XPath.',
  params: {
    XPath: { type: T.String, position: 0, mandatory: true },
    Xml: { type: arrayOf(NODE), aliases: ['Node'], sets: [SETS.xml], position: { [SETS.xml]: 1 }, mandatory: [SETS.xml], from: 'both' },
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 1 }, mandatory: [SETS.path], from: 'property' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Content: { type: arrayOf(T.String), sets: [SETS.content], mandatory: [SETS.content], from: 'pipeline' },
    Namespace: { type: T.Hashtable, help: 'Prefixes and what they stand for.' },
  },
  run: (p, ctx) => ({
    process() {
      const select = (node: Value, path: string): void => {
        const found = p.Namespace === undefined ? invokeMember(node, 'SelectNodes', [p.XPath]) : invokeMember(node, 'SelectNodes', [p.XPath, namespaces(node, p.Namespace)]);
        for (const n of toItems(found)) ctx.write(new Record(INFO, [['Node', n], ['Path', path], ['Pattern', p.XPath]]));
      };
      const document = (text: string, path: string): void => {
        try { select(convertTo(text, lookupType('System.Xml.XmlDocument') ?? T.Object), path); } catch (error) {
          if (!(error instanceof PowerShellError)) throw error;
          ctx.writeError({ id: 'ProcessFile', category: 'InvalidArgument', target: path, exception: 'System.ArgumentException', message: `The XML of '${path}' cannot be read or searched: ${error.message}` });
        }
      };
      for (const text of p.Content ?? []) document(text, 'InputStream');
      for (const node of p.Xml ?? []) select(node, 'InputStream');
      if (p.Path !== undefined || p.LiteralPath !== undefined) eachPlace(ctx, { Path: p.Path, LiteralPath: p.LiteralPath }, ({ path }) => { document(decodeText(portOf(ctx).read(path)), path); });
    },
  }),
});
/** A namespace manager with the prefixes of a table. */
function namespaces(node: Value, table: { readonly entries: ReadonlyMap<unknown, { readonly key: Value; readonly value: Value }> }): Value {
  const type = lookupType('System.Xml.XmlNamespaceManager'), made = type === undefined ? null : construct(type, [node]);
  for (const e of table.entries.values()) if (made !== null) invokeMember(made, 'AddNamespace', [toText(e.key), toText(e.value)]);
  return made;
}
