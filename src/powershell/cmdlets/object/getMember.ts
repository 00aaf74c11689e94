import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { direct } from '../../runtime/members/get.ts';
import { bagOf, propertyDefinition } from '../../runtime/members/definition.ts';
import { allProperties, listProperties } from '../../runtime/members/list.ts';
import { definitionsOf, exactOf, shortType, wholeOf } from '../../runtime/members/methodValue.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { NetType, laterType } from '../../runtime/types/netType.ts';
import type { AnyType, Overload } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { typeNames, typeOf } from '../../runtime/types/typeOf.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Record } from '../../runtime/values/misc.ts';
import { current } from '../../runtime/run/current.ts';
import type { Value } from '../../runtime/values/value.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import { eventsOf } from '../../runtime/members/addedKinds.ts';
import { XML_ITEM } from '../../runtime/members/xmlDefinitions.ts';
import { memberViews } from '../parameterEnums.ts';
import { memberTypes } from '../../runtime/types/system/enums.ts';
import { nameTable } from '../../runtime/values/nameTable.ts';

const DEFINITION = named<Record>('Microsoft.PowerShell.Commands.MemberDefinition');
laterType<Record>(DEFINITION, () => ({ text: (r) => toText(r.fields.get('Definition')) }));
interface Member { readonly name: string; readonly kind: string; readonly definition: string }
const GROUPS: { readonly [name: string]: readonly string[] } = nameTable({
  properties: ['Property', 'NoteProperty', 'ScriptProperty', 'AliasProperty', 'CodeProperty'], methods: ['Method', 'ScriptMethod', 'CodeMethod'], all: [],
});

export const getMember = cmdlet({
  name: 'Get-Member', aliases: ['gm'], synopsis: 'Gets the properties and methods of objects.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true },
    Name: { type: arrayOf(T.String), position: 0, validate: NOT_EMPTY },
    MemberType: { type: memberTypes, asText: true, aliases: ['Type'] },
    View: { type: memberViews, asText: true, help: 'Adapted, Extended (both where nothing is said), Base or All.' },
    Static: { type: T.Switch, help: 'Static members of the type.' },
    Force: { type: T.Switch },
  },
  run(p, ctx) {
    const seen = new Set<string>();
    let any = false;
    const views = p.View === undefined ? ['adapted', 'extended'] : p.View.toLowerCase().split(/[ ,]+/);
    const kinds = p.MemberType === undefined ? undefined : p.MemberType.split(/[ ,]+/).flatMap((k) => GROUPS[k.toLowerCase()] ?? [k]);
    return {
      process() {
        const item = p.InputObject;
        if (item === null || item === undefined) return;
        any = true;
        const of = p.Static === true ? (item instanceof NetType ? (item as AnyType) : typeOf(item)) : undefined, typeName = of?.name ?? shown(item);
        if (seen.has(typeName)) return;
        seen.add(typeName);
        const all = of === undefined ? [...members(item, views, p.Force === true), ...(p.Force === true ? hiddenOf(item) : [])] : staticMembers(of, p.Force === true);
        const ofKind = all.filter((m) => kinds === undefined || kinds.length === 0 || kinds.some((k) => k.toLowerCase() === m.kind.toLowerCase()))
          .sort((a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }));
        // Name by name: what two of them fit comes twice (GetMemberCommand).
        for (const name of p.Name ?? ['*']) for (const m of ofKind.filter((one) => wildcard(name).test(one.name))) ctx.write(new Record(DEFINITION as never, [['TypeName', typeName], ['Name', m.name], ['MemberType', kindValue(m.kind)], ['Definition', m.definition]]));
      },
      end() { if (!any) ctx.writeError({ id: 'NoObjectInGetMember', category: 'CloseError', exception: 'System.InvalidOperationException', message: 'You must specify an object for the Get-Member cmdlet.' }); },
    };
  },
});
const shown = (v: Value): string => typeNames(v)[0] ?? 'System.Object';
function kindValue(kind: string): Value {
  const type = lookupType('System.Management.Automation.PSMemberTypes') as NetType | undefined, value = type?.enumValues?.get(kind);
  return type === undefined || value === undefined ? kind : new EnumValue(type, value);
}
const short = shortType;
const signature = (name: string, overloads: readonly Overload<never>[], type: AnyType, isStatic = false): string => definitionsOf(name, overloads, type, isStatic).join(', ');

/** What is not hidden, or all of it. */
const shownOf = (overloads: readonly Overload<never>[], force: boolean): readonly Overload<never>[] => (force ? overloads : overloads.filter((o) => o.isHidden !== true));
function members(v: Value, views: readonly string[], force: boolean): Member[] {
  const shows = (view: string): boolean => views.includes(view) || views.includes('all');
  const listed = (shows('base') ? allProperties(v) : listProperties(v)).filter((m) => (m.memberType === 'Property' ? shows('adapted') || shows('base') : shows('extended')));
  const out: Member[] = listed.map((m): Member => {
    const [kind, definition] = propertyDefinition(v, m, m.get);
    return { name: m.name, kind, definition };
  });
  const bag = shows('extended') ? bagOf(v) : undefined;
  bag?.shape.names.forEach((name, i) => { if (bag.shape.kinds[i] === 'MemberSet') out.push({ name, kind: 'MemberSet', definition: toText(direct(v, name) as Value) }); });
  bag?.shape.names.forEach((name, i) => { if (bag.shape.kinds[i] === 'ScriptMethod') out.push({ name, kind: 'ScriptMethod', definition: `System.Object ${name}();` }); });
  if (shows('extended')) for (const typeName of typeNames(v)) for (const member of current().typeData.get(typeName)?.values() ?? []) if (member.kind === 'ScriptMethod' && !out.some((m) => m.name === member.name)) out.push({ name: member.name, kind: 'ScriptMethod', definition: `System.Object ${member.name}();` });
  if (!shows('adapted') && !shows('base')) return out;
  const methods = new Map<string, string>([['Equals', 'bool Equals(System.Object obj)'], ['GetHashCode', 'int GetHashCode()'], ['GetType', 'type GetType()'], ['ToString', 'string ToString()']]);
  if (wholeOf(typeOf(v)) === undefined) for (const [name, all] of typeOf(v).list('methods')) {
    const overloads = Array.isArray(all) ? shownOf(all as Overload<never>[], force) : [];
    if (overloads.length === 0 || isObjects(name, overloads)) continue;
    for (const other of methods.keys()) if (other !== name && fold(other) === fold(name)) methods.delete(other);
    methods.set(name, signature(name, overloads, typeOf(v)));
  }
  for (const [name, definitions] of Object.entries(exactOf(typeOf(v)) ?? {})) methods.set(name, definitions.join(', '));
  // The parts of properties are shown where they are asked for.
  for (const name of methods.keys()) if (/^(?:get|set|add|remove|op)_/.test(name)) methods.delete(name);
  if (typeOf(v).name === 'System.Text.StringBuilder') out.push({ name: 'Chars', kind: 'ParameterizedProperty', definition: 'char Chars(int index) {get;set;}' });
  else if (methods.delete('Chars')) out.push({ name: 'Chars', kind: 'ParameterizedProperty', definition: 'char Chars(int index) {get;}' });
  if (v instanceof XmlNode) {
    out.push({ name: 'Item', kind: 'ParameterizedProperty', definition: XML_ITEM });
    // PowerShell says itself what a node is as text (types.ps1xml).
    if (shows('extended') && methods.delete('ToString')) out.push({ name: 'ToString', kind: 'CodeMethod', definition: 'static string XmlNode(psobject instance)' });
  }
  for (const [name, definition] of methods) out.push({ name, kind: 'Method', definition });
  for (const [name, definition] of eventsOf(typeOf(v).name)) out.push({ name, kind: 'Event', definition });
  return out;
}
/** The properties of a script's class that are hidden. */
function hiddenOf(v: Value): Member[] {
  const type = typeOf(v), out: Member[] = [];
  for (let t: AnyType | undefined = type; t !== undefined; t = t.base) {
    const listed = t.list('props');
    for (const [name, entry] of (t.members ?? t.index()).props.values()) if (!listed.has(name) && !out.some((m) => m.name === name)) out.push({ name, kind: 'Property', definition: `${short(((entry as readonly unknown[])[0] as AnyType | undefined)?.name ?? 'System.Object')} ${name} {get;set;}` });
  }
  return out;
}
/** The methods every object has: they are said in System.Object's own words. */
const isObjects = (name: string, overloads: readonly Overload<never>[]): boolean => {
  const [only] = overloads, params = only?.params.map((t) => t.name).join() ?? '';
  return overloads.length === 1 && ((name === 'Equals' && params === 'System.Object') || ((name === 'GetHashCode' || name === 'GetType' || name === 'ToString') && params === ''));
};
function staticMembers(type: AnyType, force: boolean): Member[] {
  const create = shownOf(type.get('create') ?? [], false), isEnum = type.enumValues !== undefined, isAbstract = isEnum || create.length === 0;
  const out: Member[] = [
    { name: 'Equals', kind: 'Method', definition: 'static bool Equals(System.Object objA, System.Object objB)' }, { name: 'ReferenceEquals', kind: 'Method', definition: 'static bool ReferenceEquals(System.Object objA, System.Object objB)' },
    ...(isAbstract ? [] : [{ name: 'new', kind: 'Method', definition: signature('new', create.map((o) => ({ ...o, params: o.params, returns: type })), type) }]),
    ...[...(type.enumValues?.keys() ?? [])].map((name) => ({ name, kind: 'Property', definition: `static ${type.name} ${name} {get;}` })),
  ];
  for (const [name, member] of type.list('statics')) {
    if (name === 'Equals' || name === 'ReferenceEquals') continue;
    if (!force && (member as { readonly isHidden?: boolean }).isHidden === true) continue;
    if (Array.isArray(member)) {
      const overloads = shownOf(member as Overload<never>[], force);
      if (overloads.length > 0) out.push({ name, kind: 'Method', definition: signature(name, overloads, type, true) });
    }
    else {
      const value = (member as { readonly constant?: Value }).constant, { type: own, declared: later, set } = member as { readonly type?: AnyType; readonly declared?: () => AnyType; readonly set?: unknown }, declared = own ?? later?.();
      out.push({ name, kind: 'Property', definition: `static ${short(declared?.name ?? (value === undefined || value === null ? 'System.Object' : typeOf(value).name))} ${name} {get;${set === undefined ? '' : 'set;'}}` });
    }
  }
  return out;
}
