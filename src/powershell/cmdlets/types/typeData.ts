/** Update-TypeData and Remove-TypeData: members and default properties that scripts give to types. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { displaySets } from '../../format/displaySets.ts';
import { NetType } from '../../runtime/types/netType.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ScriptMember } from '../../runtime/values/psObject.ts';
import { Record } from '../../runtime/values/misc.ts';
import { getTypeData } from './getTypeData.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';

const nameOf = (v: Value): string => { const text = v instanceof NetType ? v.name : toText(v); return lookupType(text)?.name ?? text; };

const MEMBER_KINDS = ['NoteProperty', 'ScriptProperty', 'AliasProperty', 'ScriptMethod', 'CodeProperty', 'CodeMethod', 'PropertySet'] as const;
/** Any of these is enough of a change to a type. */
const STANDARD = ['DefaultDisplayPropertySet', 'DefaultDisplayProperty', 'DefaultKeyPropertySet', 'PropertySerializationSet', 'SerializationDepth', 'SerializationMethod', 'StringSerializationSource', 'InheritPropertySerializationSet', 'TargetTypeForDeserialization', 'TypeConverter', 'TypeAdapter'] as const;
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
export const updateTypeData = cmdlet({
  name: 'Update-TypeData', supportsShouldProcess: true, synopsis: 'Gives members to a type, or says which properties it shows.',
  params: {
    TypeName: { type: T.String, position: 0, from: 'property' }, MemberType: { type: T.String, validate: [{ set: MEMBER_KINDS }] }, MemberName: { type: T.String },
    Value: { type: T.Object, allowNull: true, allowEmpty: true }, SecondValue: { type: T.Object }, DefaultDisplayPropertySet: { type: arrayOf(T.String) }, DefaultDisplayProperty: { type: T.String }, DefaultKeyPropertySet: { type: arrayOf(T.String) },
    PropertySerializationSet: { type: arrayOf(T.String) }, SerializationDepth: { type: T.Int32 }, SerializationMethod: { type: T.String }, StringSerializationSource: { type: T.String }, TargetTypeForDeserialization: { type: T.Object }, InheritPropertySerializationSet: { type: T.Object }, TypeConverter: { type: T.Object }, TypeAdapter: { type: T.Object },
    Force: { type: T.Switch }, AppendPath: { type: arrayOf(T.String) }, PrependPath: { type: arrayOf(T.String) }, TypeData: { type: arrayOf(T.Object) },
  },
  run: (p, ctx) => ({
    process() {
      if (p.AppendPath !== undefined || p.PrependPath !== undefined) ctx.fail({ id: 'TypesFileNotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Type files (.ps1xml) are not read here. Give the members with -TypeName, -MemberType, -MemberName and -Value.' });
      const typeName = nameOf(p.TypeName ?? ''), members = ctx.session.typeData.get(typeName) ?? new Map<string, ScriptMember>();
      if (typeName === '') return ctx.fail({ id: 'TypeNameNotSpecified', category: 'InvalidArgument', exception: 'System.InvalidOperationException', message: 'The TypeName parameter says which type is meant. It is missing.' });
      const kind = p.MemberType === undefined ? undefined : MEMBER_KINDS.find((k) => k.toLowerCase() === p.MemberType?.toLowerCase()) ?? p.MemberType;
      if (kind !== undefined) complete(ctx, kind, p.MemberName ?? '', ctx.isBound('Value'), p.Value, p.SecondValue);
      else if (STANDARD.every((name) => !ctx.isBound(name))) { ctx.writeError({ id: 'TypeDataEmpty', category: 'InvalidOperation', exception: INVALID, message: `No member is specified for the update on type "${typeName}".` }); return undefined; }
      if (!ctx.shouldProcess(`Type to update: ${typeName}`, 'Update TypeData')) return undefined;
      if (p.DefaultDisplayPropertySet !== undefined) displaySets(ctx.session).set(typeName, p.DefaultDisplayPropertySet);
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
function member(ctx: CmdletContext, kind: string, name: string, value: Value, second: Value): ScriptMember {
  const block = value instanceof ScriptBlock ? value : undefined, setter = second instanceof ScriptBlock ? { setter: second } : {};
  switch (kind.toLowerCase()) {
    case 'scriptproperty': if (block !== undefined) return new ScriptMember('ScriptProperty', name, { getter: block, ...setter }); break;
    case 'scriptmethod': if (block !== undefined) return new ScriptMember('ScriptMethod', name, { getter: block }); break;
    case 'aliasproperty': return new ScriptMember('AliasProperty', name, { target: [toText(value)], ...(second == null ? {} : { as: convertTo(second, T.Type) as AnyType }) });
    case 'propertyset': return new ScriptMember('PropertySet', name, { target: toItems(value).map(toText) });
    case 'noteproperty': return new ScriptMember('NoteProperty', name, { note: value });
    default: return ctx.fail({ id: 'CannotAddMemberType', category: 'InvalidArgument', target: kind, exception: 'System.InvalidOperationException', message: `Members of type ${kind} cannot be given to types here. Use ScriptProperty, ScriptMethod, AliasProperty, NoteProperty or PropertySet.` });
  }
  return ctx.fail({ id: 'Value1ShouldBeScriptBlock', category: 'InvalidArgument', target: value, exception: 'System.InvalidOperationException', message: `The Value of a ${kind} must be a script block.` });
}
export const removeTypeData = cmdlet({
  name: 'Remove-TypeData', supportsShouldProcess: true, synopsis: 'Takes away what scripts gave to a type.',
  params: { TypeName: { type: T.String, position: 0, from: 'property' }, TypeData: { type: T.Object, from: 'pipeline' }, Path: { type: arrayOf(T.String) } },
  run: (p, ctx) => ({
    process() {
      const typeName = nameOf(p.TypeData instanceof Record ? p.TypeData.fields.get('TypeName') ?? '' : p.TypeName ?? (p.TypeData == null ? '' : toText(p.TypeData)));
      if (!ctx.shouldProcess(`Name of the type that will be removed: ${typeName}`, 'Remove TypeData')) return;
      const had = ctx.session.typeData.delete(typeName), shown = displaySets(ctx.session).delete(typeName);
      if (!had && !shown) ctx.writeError({ id: 'TypesDynamicRemoveException', category: 'InvalidOperation', exception: 'System.Management.Automation.RuntimeException', message: `Error in TypeData "${typeName}": The type "${typeName}" was not found. The type name value must be the full name of the type. Verify the type name and run the command again.` });
    },
  }),
});
export const typeCmdlets = [updateTypeData, removeTypeData, getTypeData] as const;
