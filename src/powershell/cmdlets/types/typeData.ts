/** Update-TypeData and Remove-TypeData: members and default properties that scripts give to types. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { displaySets } from '../../format/displaySets.ts';
import { NetType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ScriptMember } from '../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';

const nameOf = (v: Value): string => { const text = v instanceof NetType ? v.name : toText(v); return lookupType(text)?.name ?? text; };

export const updateTypeData = cmdlet({
  name: 'Update-TypeData', supportsShouldProcess: true, synopsis: 'Gives members to a type, or says which properties it shows.',
  params: {
    TypeName: { type: T.String, position: 0, from: 'property' }, MemberType: { type: T.String, validate: [{ set: ['NoteProperty', 'ScriptProperty', 'AliasProperty', 'ScriptMethod', 'CodeProperty', 'CodeMethod', 'PropertySet'] }] }, MemberName: { type: T.String },
    Value: { type: T.Object, allowNull: true, allowEmpty: true }, SecondValue: { type: T.Object }, DefaultDisplayPropertySet: { type: arrayOf(T.String) }, DefaultDisplayProperty: { type: T.String }, DefaultKeyPropertySet: { type: arrayOf(T.String) },
    PropertySerializationSet: { type: arrayOf(T.String) }, SerializationDepth: { type: T.Int32 }, SerializationMethod: { type: T.String }, StringSerializationSource: { type: T.String }, InheritPropertySerializationSet: { type: T.Object }, TypeConverter: { type: T.Object }, TypeAdapter: { type: T.Object },
    Force: { type: T.Switch }, AppendPath: { type: arrayOf(T.String) }, PrependPath: { type: arrayOf(T.String) }, TypeData: { type: arrayOf(T.Object) },
  },
  run: (p, ctx) => ({
    process() {
      if (p.AppendPath !== undefined || p.PrependPath !== undefined) ctx.fail({ id: 'TypesFileNotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Type files (.ps1xml) are not read here. Give the members with -TypeName, -MemberType, -MemberName and -Value.' });
      const typeName = nameOf(p.TypeName ?? ''), members = ctx.session.typeData.get(typeName) ?? new Map<string, ScriptMember>();
      if (typeName === '') return ctx.fail({ id: 'TypeNameNotSpecified', category: 'InvalidArgument', exception: 'System.InvalidOperationException', message: 'The TypeName parameter says which type is meant. It is missing.' });
      if (p.DefaultDisplayPropertySet !== undefined) displaySets(ctx.session).set(typeName, p.DefaultDisplayPropertySet);
      if (p.MemberName === undefined) return undefined;
      if (members.has(fold(p.MemberName)) && p.Force !== true) {
        ctx.writeError({ id: 'TypesXmlError', category: 'InvalidOperation', target: typeName, exception: 'System.Management.Automation.RuntimeException', message: `Error in TypeData "${typeName}": The member ${p.MemberName} is already present. Add -Force to replace it.` });
        return undefined;
      }
      members.set(fold(p.MemberName), member(ctx, p.MemberType ?? 'NoteProperty', p.MemberName, p.Value, p.SecondValue));
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
    case 'aliasproperty': return new ScriptMember('AliasProperty', name, { target: [toText(value)] });
    case 'propertyset': return new ScriptMember('PropertySet', name, { target: toItems(value).map(toText) });
    // A constant of a type is a property whose block gives it.
    case 'noteproperty': return new ScriptMember('ScriptProperty', name, { getter: ctx.session.parseBlock(`'${toText(value).replaceAll("'", "''")}'`) });
    default: return ctx.fail({ id: 'CannotAddMemberType', category: 'InvalidArgument', target: kind, exception: 'System.InvalidOperationException', message: `Members of type ${kind} cannot be given to types here. Use ScriptProperty, ScriptMethod, AliasProperty, NoteProperty or PropertySet.` });
  }
  return ctx.fail({ id: 'Value1ShouldBeScriptBlock', category: 'InvalidArgument', target: value, exception: 'System.InvalidOperationException', message: `The Value of a ${kind} must be a script block.` });
}
export const removeTypeData = cmdlet({
  name: 'Remove-TypeData', supportsShouldProcess: true, synopsis: 'Takes away what scripts gave to a type.',
  params: { TypeName: { type: T.String, position: 0, from: 'both' }, TypeData: { type: T.Object }, Path: { type: arrayOf(T.String) } },
  run: (p, ctx) => ({
    process() {
      const typeName = nameOf(p.TypeName ?? ''), had = ctx.session.typeData.delete(typeName), shown = displaySets(ctx.session).delete(typeName);
      if (!had && !shown) ctx.writeError({ id: 'TypesDynamicRemoveException', category: 'InvalidOperation', target: typeName, exception: 'System.Management.Automation.RuntimeException', message: `Error in removing TypeData "${typeName}": The type has no data that a script gave to it.` });
    },
  }),
});
export const typeCmdlets = [updateTypeData, removeTypeData] as const;
