/** Get-TypeData: what scripts gave to types, as objects that Remove-TypeData and Update-TypeData take back. */
import { NOT_EMPTY } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { displaySets } from '../../format/displaySets.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { laterType } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { genericType } from '../../runtime/types/generic.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { standardFacts } from '../../runtime/types/automation/standardFacts.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { typedArray } from '../../runtime/values/arrays.ts';
import { GenericDictionary } from '../../runtime/values/dictionary.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { ScriptMember } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const SPACE = 'System.Management.Automation.Runspaces.';
const plain = (name: string, base?: NetType): NetType => { const type = named<Record>(`${SPACE}${name}`, [], base === undefined ? {} : { base }); laterType<Record>(type, () => ({ text: () => type.name })); return type; };
const memberData = plain('TypeMemberData');
export const typeDataType: NetType = plain('TypeData');
const KINDS = Object.fromEntries(['NoteProperty', 'AliasProperty', 'ScriptProperty', 'ScriptMethod', 'CodeProperty', 'PropertySet'].map((kind) => [kind, plain(`${kind}Data`, memberData)] as const)) as Readonly<globalThis.Record<ScriptMember['kind'], NetType>>;

function dataOf(m: ScriptMember): Value {
  const own: readonly (readonly [string, Value])[] = m.kind === 'NoteProperty' ? [['Value', m.note], ['IsHidden', false]]
    : m.kind === 'AliasProperty' ? [['ReferencedMemberName', m.target[0] ?? ''], ['MemberType', m.as ?? null], ['IsHidden', false]]
      : m.kind === 'ScriptMethod' ? [['Script', m.getter ?? null]]
        : m.kind === 'PropertySet' ? [['ReferencedProperties', typedArray(T.String, [...m.target])], ['IsHidden', false]]
          : [['GetScriptBlock', m.getter ?? null], ['SetScriptBlock', m.setter ?? null], ['IsHidden', false]];
  return new Record(KINDS[m.kind], [...own, ['Name', m.name]]);
}
const setOf = (name: string, names: readonly string[]): Value => new Record(KINDS.PropertySet, [['ReferencedProperties', typedArray(T.String, [...names])], ['IsHidden', false], ['Name', name]]);
function typeData(ctx: CmdletContext, name: string): Value {
  const members = new GenericDictionary(genericType('System.Collections.Generic.Dictionary', [T.String, memberData]) as NetType, T.String, memberData, true), shown = displaySets(ctx.session).get(name);
  for (const m of ctx.session.typeData.get(name)?.values() ?? []) members.set(m.name, dataOf(m));
  const facts = standardFacts(ctx.session).get(name), said = (fact: string, none: Value): Value => facts?.get(fact) ?? none;
  const names = (fact: string): Value => { const found = said(fact, null); return found === null ? null : setOf(fact, toItems(found).map(toText)); };
  const set = shown === undefined ? null : setOf('DefaultDisplayPropertySet', shown);
  return new Record(typeDataType, [
    ['TypeName', name], ['Members', members], ['TypeConverter', null], ['TypeAdapter', null], ['IsOverride', false], ['SerializationMethod', said('SerializationMethod', null)], ['TargetTypeForDeserialization', said('TargetTypeForDeserialization', null)], ['SerializationDepth', convertTo(said('SerializationDepth', 0), T.UInt32)], ['DefaultDisplayProperty', said('DefaultDisplayProperty', null)],
    ['InheritPropertySerializationSet', said('InheritPropertySerializationSet', false)], ['StringSerializationSource', said('StringSerializationSource', null)], ['DefaultDisplayPropertySet', set], ['DefaultKeyPropertySet', names('DefaultKeyPropertySet')], ['PropertySerializationSet', names('PropertySerializationSet')],
  ]);
}
export const getTypeData = cmdlet({
  name: 'Get-TypeData', synopsis: 'Gets what scripts gave to types.',
  params: { TypeName: { type: arrayOf(T.String), position: 0, from: 'pipeline', validate: NOT_EMPTY } },
  run: (p, ctx) => ({
    process() {
      const names = [...new Set([...ctx.session.typeData.keys(), ...displaySets(ctx.session).keys(), ...standardFacts(ctx.session).keys()])], written = new Set<string>();
      for (const wanted of p.TypeName ?? ['*']) for (const name of names.filter((n) => wildcard(wanted).test(n) && !written.has(n))) { written.add(name); ctx.write(typeData(ctx, name)); }
    },
  }),
});
