import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const HEAD = '<?xml version="1.0" encoding="utf-8"?>';

export const convertToXml = cmdlet({
  name: 'ConvertTo-Xml', synopsis: 'Describes objects as XML.',
  params: {
    InputObject: { type: T.Object, position: 0, mandatory: true, from: 'pipeline', allowNull: true }, Depth: { type: T.Int32, validate: [{ range: [1, 2147483647] }] }, NoTypeInformation: { type: T.Switch },
    As: { type: T.String, validate: [{ notNullOrEmpty: true }, { set: ['Stream', 'String', 'Document'] }] },
  },
  run(p, ctx) {
    const objects: string[] = [], as = p.As?.toLowerCase() ?? 'document';
    const attributes = (v: Value, name: string | undefined): string => `${name === undefined ? '' : ` Name="${escape(name)}"`}${p.NoTypeInformation === true ? '' : ` Type="${escape(typeOf(v).name)}"`}`;
    const element = (tag: string, v: Value, name: string | undefined, depth: number, indent: string): string => {
      if (v === null || v === undefined) return `${indent}<${tag}${name === undefined ? '' : ` Name="${escape(name)}"`} />`;
      const plain = unwrap(v), open = `${indent}<${tag}${attributes(v, name)}>`, inner = `${indent}  `;
      const block = (lines: readonly string[]): string => (lines.length === 0 ? `${open.slice(0, -1)} />` : `${open}\n${lines.join('\n')}\n${indent}</${tag}>`);
      if (depth > 0 && plain instanceof Dictionary) return block([...plain.entries.values()].flatMap((e) => [element('Property', e.key, 'Key', depth - 1, inner), element('Property', e.value, 'Value', depth - 1, inner)]));
      if (depth > 0 && typeof plain !== 'string' && isEnumerable(plain)) return block([...enumerate(plain)].map((x) => element('Property', x, undefined, depth - 1, inner)));
      const isObject = plain instanceof PSObject || (depth > 0 && listProperties(v).length > 0 && typeof plain === 'object' && !typeOf(plain).isValueType);
      if (depth > 0 && isObject) return block(listProperties(v).filter((x) => x.memberType !== 'PropertySet').map((x) => { let held: Value = null; try { held = x.get(); } catch { /* what cannot be read is empty */ } return element('Property', held, x.name, depth - 1, inner); }));
      const text = escape(toText(v));
      return text === '' ? `${open}</${tag}>` : `${open}${text}</${tag}>`;
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
