/** Update-TypeData and Remove-TypeData: members and default properties that scripts give to types. */
import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { displaySets } from '../../format/displaySets.ts';
import { NetType } from '../../runtime/types/netType.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { standardFacts } from '../../runtime/types/automation/standardFacts.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ScriptMember } from '../../runtime/values/psObject.ts';
import { GenericDictionary } from '../../runtime/values/dictionary.ts';
import { Record } from '../../runtime/values/misc.ts';
import { addTypes, dataFiles, dropTypeFile } from './dataFiles.ts';
import { getTypeData, typeDataType } from './getTypeData.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import { memberTypes } from '../../runtime/types/system/enums.ts';
import { codeMember } from '../object/codeMembers.ts';

const nameOf = (v: Value): string => { const text = v instanceof NetType ? v.name : toText(v); return lookupType(text)?.name ?? text; };

const MEMBER_KINDS = ['NoteProperty', 'AliasProperty', 'ScriptProperty', 'CodeProperty', 'ScriptMethod', 'CodeMethod', 'PropertySet'] as const;
/** Any of these is enough of a change to a type. */
const STANDARD = ['DefaultDisplayPropertySet', 'DefaultDisplayProperty', 'DefaultKeyPropertySet', 'PropertySerializationSet', 'SerializationDepth', 'SerializationMethod', 'StringSerializationSource', 'InheritPropertySerializationSet', 'TargetTypeForDeserialization', 'TypeConverter', 'TypeAdapter'] as const;
/** What is said of the type itself. */
const FACTS = ['DefaultDisplayProperty', 'DefaultKeyPropertySet', 'PropertySerializationSet', 'SerializationDepth', 'SerializationMethod', 'StringSerializationSource', 'InheritPropertySerializationSet', 'TargetTypeForDeserialization'] as const;
const DYNAMIC = ['DynamicTypeSet'] as const;
const INVALID = 'System.InvalidOperationException';
/** What each kind of member needs; ends the command where something is missing or too much. */
function complete(ctx: CmdletContext, kind: string, name: string, isGiven: boolean, value: Value, second: Value): void {
  const refuse = (id: string, message: string): never => ctx.fail({ id, category: 'InvalidOperation', exception: INVALID, message });
  const isScript = kind === 'ScriptProperty' || kind === 'CodeProperty';
  if (name === '') refuse('MemberNameShouldBeSpecified', `The MemberName parameter is required for the type "${kind}". Please specify the MemberName parameter.`);
  if (!isGiven && !isScript) refuse('ValueShouldBeSpecified', `The Value parameter is required for the type "${kind}". Please specify the Value parameter.`);
  if (kind !== 'NoteProperty' && !isScript && (value == null || value === '')) refuse('ValueShouldBeSpecified', `The Value parameter should not be null or an empty string for a member of type "${kind}". Specify a non-null value for the Value parameter when updating this member type.`);
  if (isScript && value == null && second == null) refuse('ValueAndSecondValueAreNotBothNull', `The Value and SecondValue parameters should not both be null for a member of type "${kind}". Specify a non-null value for one of the two parameters.`);
  if (!isScript && kind !== 'AliasProperty' && second != null) refuse('SecondValueShouldNotBeSpecified', `The SecondValue parameter is not necessary for a member of type "${kind}", and should not be specified. Do not specify the SecondValue parameter when updating this member type.`);
}
/** How objects of a type are written: the name as PowerShell spells it. */
const METHODS = ['AllPublicProperties', 'String', 'SpecificProperties'] as const;
const serializationMethod = (v: Value): Value => METHODS.find((m) => fold(m) === fold(toText(v))) ?? v;
export const updateTypeData = cmdlet({
  name: 'Update-TypeData', supportsShouldProcess: true, defaultSet: 'FileSet', synopsis: 'Gives members to a type, or says which properties it shows.',
  params: {
    TypeName: { type: T.String, mandatory: true, from: 'pipeline', sets: DYNAMIC, validate: NOT_EMPTY }, MemberType: { type: memberTypes, asText: true, validate: [{ notNullOrEmpty: true }, { set: MEMBER_KINDS.filter((kind) => kind !== 'PropertySet') }], sets: DYNAMIC }, MemberName: { type: T.String, sets: DYNAMIC, validate: NOT_EMPTY },
    Value: { type: T.Object, allowNull: true, allowEmpty: true, sets: DYNAMIC }, SecondValue: { type: T.Object, sets: DYNAMIC, validate: NOT_NULL }, DefaultDisplayPropertySet: { type: arrayOf(T.String), sets: DYNAMIC, validate: NOT_EMPTY }, DefaultDisplayProperty: { type: T.String, sets: DYNAMIC, validate: NOT_EMPTY }, DefaultKeyPropertySet: { type: arrayOf(T.String), sets: DYNAMIC, validate: NOT_EMPTY },
    PropertySerializationSet: { type: arrayOf(T.String), sets: DYNAMIC, validate: NOT_EMPTY }, SerializationDepth: { type: T.Int32, sets: DYNAMIC, validate: [{ notNull: true }, { range: [0, 2147483647] }] }, SerializationMethod: { type: T.String, sets: DYNAMIC, validate: NOT_EMPTY, transform: serializationMethod }, StringSerializationSource: { type: T.String, sets: DYNAMIC, validate: NOT_EMPTY }, TargetTypeForDeserialization: { type: T.Object, sets: DYNAMIC, validate: NOT_NULL },
    InheritPropertySerializationSet: { type: T.Object, sets: DYNAMIC, validate: NOT_NULL }, TypeConverter: { type: T.Object, sets: DYNAMIC, validate: NOT_NULL }, TypeAdapter: { type: T.Object, sets: DYNAMIC, validate: NOT_NULL },
    Force: { type: T.Switch, sets: ['DynamicTypeSet', 'TypeDataSet'] }, AppendPath: { type: arrayOf(T.String), position: 0, from: 'both', aliases: ['PSPath', 'Path'], sets: ['FileSet'], validate: NOT_NULL }, PrependPath: { type: arrayOf(T.String), sets: ['FileSet'], validate: NOT_NULL }, TypeData: { type: arrayOf(typeDataType), from: 'both', position: 0, mandatory: true, sets: ['TypeDataSet'] },
  },
  run: (p, ctx) => ({
    process() {
      // What Get-TypeData gave is given back.
      for (const data of p.TypeData ?? []) if (data instanceof Record) giveBack(ctx, data, p.Force === true);
      if (p.TypeData !== undefined) return undefined;
      if (p.TypeName === undefined) {
        for (const file of [...dataFiles(ctx, p.PrependPath ?? [], 'TypesPrependPathException').reverse(), ...dataFiles(ctx, p.AppendPath ?? [], 'TypesAppendPathException')]) if (ctx.shouldProcess(`FileName: ${file}`, 'Update TypeData')) addTypes(ctx, file);
        return undefined;
      }
      const typeName = nameOf(p.TypeName ?? ''), members = ctx.session.typeData.get(typeName) ?? new Map<string, ScriptMember>();
      if (typeName === '') return ctx.fail({ id: 'TypeNameNotSpecified', category: 'InvalidArgument', exception: 'System.InvalidOperationException', message: 'The TypeName parameter says which type is meant. It is missing.' });
      const kind = p.MemberType === undefined ? undefined : MEMBER_KINDS.find((k) => k.toLowerCase() === p.MemberType?.toLowerCase()) ?? p.MemberType;
      if (kind !== undefined) complete(ctx, kind, p.MemberName ?? '', ctx.isBound('Value'), p.Value, p.SecondValue);
      else if (STANDARD.every((name) => !ctx.isBound(name))) { ctx.writeError({ id: 'TypeDataEmpty', category: 'InvalidOperation', exception: INVALID, message: `No member is specified for the update on type "${typeName}".` }); return undefined; }
      if (!ctx.shouldProcess(`Type to update: ${typeName}`, 'Update TypeData')) return undefined;
      if (p.DefaultDisplayPropertySet !== undefined) displaySets(ctx.session).set(typeName, p.DefaultDisplayPropertySet);
      for (const name of FACTS) if (ctx.isBound(name)) { const all = standardFacts(ctx.session), own = all.get(typeName) ?? new Map<string, Value>(); all.set(typeName, own.set(name, p[name] ?? null)); }
      if (kind === undefined || p.MemberName === undefined) return undefined;
      if (members.has(fold(p.MemberName)) && p.Force !== true) {
        ctx.writeError({ id: 'TypesDynamicUpdateException', category: 'InvalidOperation', exception: 'System.Management.Automation.RuntimeException', message: `Error in TypeData "${typeName}": The member ${p.MemberName} is already present.` });
        return undefined;
      }
      members.set(fold(p.MemberName), member(ctx, kind, p.MemberName, p.Value, p.SecondValue));
      ctx.session.typeData.set(typeName, members);
      return undefined;
    },
  }),
});
/** Gives a type what a TypeData object of Get-TypeData says of it. */
function giveBack(ctx: CmdletContext, data: Record, isForced: boolean): void {
  const typeName = toText(data.fields.get('TypeName') ?? ''), members = ctx.session.typeData.get(typeName) ?? new Map<string, ScriptMember>(), given = data.fields.get('Members'), set = data.fields.get('DefaultDisplayPropertySet');
  if (!ctx.shouldProcess(`Type to update: ${typeName}`, 'Update TypeData')) return;
  for (const one of given instanceof GenericDictionary ? given.entries.values() : []) {
    const m = one.value;
    if (!(m instanceof Record)) continue;
    const name = toText(m.fields.get('Name') ?? ''), kind = m.netType.shortName.replace(/Data$/, '');
    if (members.has(fold(name)) && !isForced) { ctx.writeError({ id: 'TypesDynamicUpdateException', category: 'InvalidOperation', exception: 'System.Management.Automation.RuntimeException', message: `Error in TypeData "${typeName}": The member ${name} is already present.` }); continue; }
    const [first, second] = ({ NoteProperty: ['Value'], AliasProperty: ['ReferencedMemberName', 'MemberType'], ScriptMethod: ['Script'], PropertySet: ['ReferencedProperties'] } as { readonly [kind: string]: readonly string[] })[kind] ?? ['GetScriptBlock', 'SetScriptBlock'];
    members.set(fold(name), member(ctx, kind, name, m.fields.get(first ?? '') ?? null, second === undefined ? null : m.fields.get(second) ?? null));
  }
  if (members.size > 0) ctx.session.typeData.set(typeName, members);
  if (set instanceof Record) displaySets(ctx.session).set(typeName, toItems(set.fields.get('ReferencedProperties') ?? undefined).map(toText));
}
function member(ctx: CmdletContext, kind: string, name: string, value: Value, second: Value): ScriptMember {
  const block = value instanceof ScriptBlock ? value : undefined, setter = second instanceof ScriptBlock ? { setter: second } : {};
  switch (kind.toLowerCase()) {
    case 'scriptproperty': if (block !== undefined) return new ScriptMember('ScriptProperty', name, { getter: block, ...setter }); break;
    case 'scriptmethod': if (block !== undefined) return new ScriptMember('ScriptMethod', name, { getter: block }); break;
    case 'aliasproperty': return new ScriptMember('AliasProperty', name, { target: [toText(value)], ...(second == null ? {} : { as: convertTo(second, T.Type) as AnyType }) });
    case 'propertyset': return new ScriptMember('PropertySet', name, { target: toItems(value).map(toText) });
    case 'noteproperty': return new ScriptMember('NoteProperty', name, { note: value });
    default: return (kind.toLowerCase() === 'codemethod' ? codeMember(ctx.session, 'CodeMethod', name, value, second) : kind.toLowerCase() === 'codeproperty' ? codeMember(ctx.session, 'CodeProperty', name, value, second) : undefined) ?? ctx.fail({ id: 'CannotAddMemberType', category: 'InvalidArgument', target: kind, exception: 'System.InvalidOperationException', message: `Members of type ${kind} cannot be given to types here. Use ScriptProperty, ScriptMethod, AliasProperty, NoteProperty or PropertySet.` });
  }
  return ctx.fail({ id: 'Value1ShouldBeScriptBlock', category: 'InvalidArgument', target: value, exception: 'System.InvalidOperationException', message: `The Value of a ${kind} must be a script block.` });
}
export const removeTypeData = cmdlet({
  name: 'Remove-TypeData', defaultSet: 'RemoveTypeDataSet', supportsShouldProcess: true, synopsis: 'Takes away what scripts gave to a type.',
  params: {
    TypeName: { type: T.String, sets: ['RemoveTypeSet'], position: { RemoveTypeSet: 0 }, mandatory: ['RemoveTypeSet'], from: 'both', validate: NOT_EMPTY }, Path: { type: arrayOf(T.String), sets: ['RemoveFileSet'], mandatory: ['RemoveFileSet'], validate: NOT_EMPTY },
    TypeData: { type: typeDataType, sets: ['RemoveTypeDataSet'], mandatory: ['RemoveTypeDataSet'], from: 'pipeline' },
  },
  run: (p, ctx) => ({
    process() {
      if (p.Path !== undefined) {
        for (const file of dataFiles(ctx, p.Path, 'TypePathException')) {
          if (!ctx.shouldProcess(`FileName: ${file}`, 'Remove type file')) continue;
          if (!dropTypeFile(ctx, file)) ctx.writeError({ id: 'TypeFileNotExistsInCurrentSession', category: 'InvalidOperation', exception: INVALID, message: `The file ${file} is not imported into the current session.` });
        }
        return;
      }
      const typeName = nameOf(p.TypeData instanceof Record ? p.TypeData.fields.get('TypeName') ?? '' : p.TypeName ?? (p.TypeData == null ? '' : toText(p.TypeData)));
      if (!ctx.shouldProcess(`Name of the type that will be removed: ${typeName}`, 'Remove TypeData')) return;
      const facts = standardFacts(ctx.session).delete(typeName), had = ctx.session.typeData.delete(typeName) || facts, shown = displaySets(ctx.session).delete(typeName);
      if (!had && !shown) ctx.writeError({ id: 'TypesDynamicRemoveException', category: 'InvalidOperation', exception: 'System.Management.Automation.RuntimeException', message: `Error in TypeData "${typeName}": The type "${typeName}" was not found. The type name value must be the full name of the type. Verify the type name and run the command again.` });
    },
  }),
});
export const typeCmdlets = [updateTypeData, removeTypeData, getTypeData] as const;
