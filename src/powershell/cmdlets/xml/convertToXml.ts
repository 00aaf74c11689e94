import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { fold } from '../../runtime/values/folding.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { PSObject, ownMembers, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const HEAD = '<?xml version="1.0" encoding="utf-8"?>';

const PS_CUSTOM = 'System.Management.Automation.PSCustomObject';
/** Collections whose own properties are not told (GetKnownContainerTypeInfo). */
const LISTS = ['System.Collections.ArrayList', 'System.Collections.Queue', 'System.Collections.Stack', 'System.Collections.ObjectModel.', ...['List', 'Queue', 'Stack'].map((x) => `System.Collections.Generic.${x}`)];
/** Objects that are one text: what has a tag of its own in CLIXML (KnownTypes). */
const KNOWN: ReadonlySet<string> = new Set(['Char', 'DateTime', 'TimeSpan', 'Guid', 'Uri', 'Version', 'Xml.XmlDocument', 'Security.SecureString', 'Management.Automation.ScriptBlock', 'Management.Automation.SemanticVersion', 'Byte[]'].map((x) => `System.${x}`));
const isKnown = (v: Value): boolean => isNumber(v) || KNOWN.has(typeOf(v).name);

export const convertToXml = cmdlet({
  name: 'ConvertTo-Xml', synopsis: 'Describes objects as XML.',
  params: {
    InputObject: { type: T.Object, position: 0, mandatory: true, from: 'pipeline', allowNull: true }, Depth: { type: T.Int32, validate: [{ range: [1, 2147483647] }] }, NoTypeInformation: { type: T.Switch },
    As: { type: T.String, validate: [{ notNullOrEmpty: true }, { set: ['Stream', 'String', 'Document'] }] },
  },
  run(p, ctx) {
    const objects: string[] = [], as = p.As?.toLowerCase() ?? 'document';
    const told = (name: string | undefined, type: string | undefined): string => `${name === undefined ? '' : ` Name="${escape(name)}"`}${p.NoTypeInformation === true || type === undefined ? '' : ` Type="${escape(type)}"`}`;
    /** An element with its text, or with the elements inside of it. */
    const line = (tag: string, about: string, indent: string, text: string): string => `${indent}<${tag}${about}>${escape(text)}</${tag}>`;
    const block = (tag: string, about: string, indent: string, lines: readonly string[]): string => (lines.length === 0 ? `${indent}<${tag}${about} />` : `${indent}<${tag}${about}>\n${lines.join('\n')}\n${indent}</${tag}>`);
    /** CustomInternalSerializer.WriteOneObject: what is in a collection is as deep as the collection, what is in a property one less. */
    const element = (tag: string, v: Value, name: string | undefined, depth: number, indent: string): string => {
      if (v === null || v === undefined) return `${indent}<${tag}${told(name, undefined)} />`;
      const plain = unwrap(v), about = told(name, plain instanceof PSObject ? PS_CUSTOM : typeOf(plain).name), inner = `${indent}  `;
      const properties = (): string[] => listProperties(v).filter((x) => x.memberType !== 'PropertySet').map((x) => {
        let held: Value = null;
        try { held = x.get(); } catch { /* what cannot be read is empty */ }
        return held == null ? block('Property', told(x.name, x.typeName), inner, []) : element('Property', held, x.name, depth - 1, inner);
      });
      if (typeof plain !== 'object' || plain === null || isKnown(plain)) return line(tag, about, indent, Array.isArray(plain) || typeOf(plain).name === 'System.Xml.XmlDocument' ? typeOf(plain).name : toText(plain));
      if (plain instanceof Dictionary) return block(tag, about, indent, [...[...plain.entries.values()].flatMap((e) => [element('Property', e.key, 'Key', depth, inner), element('Property', e.value, 'Value', depth, inner)]), ...notes(v, inner)]);
      if (!(plain instanceof PSObject) && isEnumerable(plain)) {
        const isList = Array.isArray(plain) || LISTS.some((type) => typeOf(plain).name.startsWith(type));
        return block(tag, about, indent, [...[...enumerate(plain)].map((x) => element('Property', x, undefined, depth, inner)), ...(isList || depth === 0 ? [] : properties()), ...notes(v, inner)]);
      }
      if (depth > 0) return block(tag, about, indent, plain instanceof EnumValue ? [element('Property', plain.value, 'value__', depth, inner)] : properties());
      const own = notes(v, inner);
      return own.length === 0 ? line(tag, about, indent, toText(v)) : block(tag, about, indent, [line('Property', told(undefined, 'System.String'), inner, toText(v)), ...own]);
    };
    /** The members that were added to an object, as text. */
    const notes = (v: Value, indent: string): string[] => {
      const bag = ownMembers(v);
      return bag === undefined ? [] : listProperties(v).filter((x) => x.memberType !== 'PropertySet' && x.memberType !== 'Property' && bag.shape.slot(fold(x.name)) >= 0).map((x) => line('Property', told(x.name, `System.Management.Automation.PS${x.memberType}`), indent, toText(x.get())));
    };
    return {
      process() { objects.push(element('Object', p.InputObject, undefined, p.Depth ?? 1, as === 'stream' ? '' : '  ')); },
      end() {
        if (as === 'stream') { for (const line of [HEAD, '<Objects>', ...objects, '</Objects>']) ctx.write(line); return; }
        const text = `${HEAD}\n<Objects>\n${objects.join('\n')}\n</Objects>`, type = lookupType('System.Xml.XmlDocument');
        ctx.write(as === 'string' || type === undefined ? text : convertTo(text, type));
      },
    };
  },
});
