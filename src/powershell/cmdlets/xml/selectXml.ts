import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import { construct } from '../../runtime/members/overloads.ts';
import { laterType } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import '../../runtime/types/data/xml.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Hashtable } from '../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { fileSystem, portOf } from '../items/fileSystem/fileSystem.ts';
import { XmlTextError } from '../../runtime/convert/parseXml.ts';
import { xmlText } from '../../runtime/convert/xmlBytes.ts';
import { eachPlace } from '../items/paths/itemSteps.ts';
const SETS = { xml: 'Xml', path: 'Path', literal: 'LiteralPath', content: 'Content' } as const;
/** So that a text in this place is a path. */
const NODE = (lookupType('System.Xml.XmlNode') ?? T.Object) as NetType;
const INFO = named<Record>('Microsoft.PowerShell.Commands.SelectXmlInfo');
laterType<Record>(INFO, () => ({
  text: (r) => {
    const node = r.fields.get('Node') ?? null, value = node === null ? null : direct(node, 'Value'), held = value === MISSING || value === null ? node === null ? '' : direct(node, 'InnerXml') : value;
    const text = held === MISSING ? '' : toText(held).trim(), path = toText(r.fields.get('Path'));
    return path === STREAM ? text : `${text}:${path}`;
  },
}));
const STREAM = 'InputStream';

export const selectXml = cmdlet({
  name: 'Select-Xml', defaultSet: SETS.xml, synopsis: 'Finds nodes of XML by an XPath.',
  params: {
    XPath: { type: T.String, position: 0, mandatory: true, validate: NOT_EMPTY },
    Xml: { type: arrayOf(NODE), aliases: ['Node'], sets: [SETS.xml], position: { [SETS.xml]: 1 }, mandatory: [SETS.xml], from: 'both', validate: NOT_EMPTY },
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 1 }, mandatory: [SETS.path], from: 'property', validate: NOT_EMPTY },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property', validate: NOT_EMPTY },
    Content: { type: arrayOf(T.String), sets: [SETS.content], mandatory: [SETS.content], from: 'pipeline', validate: NOT_EMPTY },
    Namespace: { type: T.Hashtable, validate: NOT_EMPTY, help: 'Prefixes and what they stand for.' },
  },
  run: (p, ctx) => ({
    process() {
      const raised = (message: string): never => ctx.fail({ id: 'System.Xml.XPath.XPathException', category: 'NotSpecified', exception: 'System.Xml.XPath.XPathException', message });
      const select = (node: Value, path: string): void => {
        if (p.Namespace === undefined && PREFIX.test(p.XPath.replace(/'[^']*'|"[^"]*"/g, "''"))) raised('Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.');
        const names = p.Namespace === undefined ? [] : [namespaces(ctx, node, p.Namespace)];
        let found: Value = null;
        try { found = invokeMember(node, 'SelectNodes', [p.XPath, ...names]); } catch (error) {
          if (!(error instanceof PowerShellError)) throw error;
          raised((error.record.exception.inner ?? error.record.exception).message);
        }
        for (const n of toItems(found)) ctx.write(new Record(INFO, [['Node', n], ['Path', path], ['Pattern', p.XPath]]));
      };
      const documentType = lookupType('System.Xml.XmlDocument') ?? T.Object;
      for (const text of p.Content ?? []) {
        let document: Value;
        try { document = convertTo(text, documentType); } catch (error) {
          if (!(error instanceof PowerShellError)) throw error;
          ctx.writeError({ id: 'InvalidCastToXmlDocument', category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException', message: error.record.message });
          continue;
        }
        select(document, STREAM);
      }
      for (const node of p.Xml ?? []) select(node, STREAM);
      if (p.Path === undefined && p.LiteralPath === undefined) return;
      eachPlace(ctx, { Path: p.Path, LiteralPath: p.LiteralPath }, ({ path, provider }) => {
        if (provider !== fileSystem) { ctx.writeError({ id: 'ProcessingFile', category: 'InvalidOperation', target: path, exception: 'System.InvalidOperationException', message: `Cannot open the file because the current provider (Microsoft.PowerShell.Core\\${provider.name}) cannot open files.` }); return; }
        let document: Value;
        try { document = convertTo(xmlText(portOf(ctx).read(path)), documentType); } catch (error) {
          if (!(error instanceof PowerShellError) && !(error instanceof XmlTextError)) throw error;
          const message = error instanceof XmlTextError ? error.message : error.record.message, why = /Error: "(.*)"$/s.exec(message)?.[1] ?? message;
          ctx.writeError({ id: 'ProcessingFile', category: 'InvalidArgument', target: path, exception: 'System.ArgumentException', message: `The file '${path}' cannot be read: ${why}` });
          return;
        }
        select(document, path);
      });
    },
  }),
});
/** A prefix in front of a name, which an axis (`::`) is not. */
const PREFIX = /(?:^|[^\w:.-])[A-Za-z_][\w.-]*:(?!:)[A-Za-z_*]/;
/** A namespace manager with the prefixes of a table. */
function namespaces(ctx: CmdletContext, node: Value, table: Hashtable): Value {
  const type = lookupType('System.Xml.XmlNamespaceManager'), made = type === undefined ? null : construct(type, [node]);
  for (const e of table.entries.values()) {
    if (e.value === null || e.value === undefined) ctx.writeError({ id: 'PrefixError', category: 'InvalidOperation', target: table, exception: 'System.InvalidOperationException', message: 'This command cannot be run because the prefix value in the Namespace parameter is null. Provide a valid value for the prefix, and then run the command again.' });
    else if (made !== null) invokeMember(made, 'AddNamespace', [toText(e.key), toText(e.value)]);
  }
  return made;
}
