import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import { PSObject, ScriptMember, attachMembers } from '../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';

const SETS = { typeName: 'TypeNameSet', member: 'MemberSet', note: 'NotePropertySingleMemberSet', notes: 'NotePropertyMultiMemberSet' } as const;

export const addMember = cmdlet({
  name: 'Add-Member', defaultSet: SETS.typeName, synopsis: 'Adds members to an object.',
  params: {
    InputObject: { type: T.Object, mandatory: true, from: 'pipeline' },
    MemberType: { type: T.String, aliases: ['Type'], sets: [SETS.member], mandatory: [SETS.member], position: { [SETS.member]: 0 }, validate: [{ set: ['NoteProperty', 'ScriptProperty', 'AliasProperty', 'ScriptMethod', 'PropertySet', 'CodeProperty', 'CodeMethod', 'MemberSet'] }] },
    Name: { type: T.String, sets: [SETS.member], mandatory: [SETS.member], position: { [SETS.member]: 1 } },
    Value: { type: T.Object, sets: [SETS.member], position: { [SETS.member]: 2 }, allowNull: true, allowEmpty: true },
    SecondValue: { type: T.Object, sets: [SETS.member], position: { [SETS.member]: 3 } },
    TypeName: { type: T.String, sets: [SETS.typeName, SETS.member, SETS.note, SETS.notes], mandatory: [SETS.typeName] },
    Force: { type: T.Switch, sets: [SETS.member, SETS.note, SETS.notes] },
    PassThru: { type: T.Switch },
    NotePropertyMembers: { type: T.IDictionary, sets: [SETS.notes], mandatory: [SETS.notes], position: { [SETS.notes]: 0 } },
    NotePropertyName: { type: T.String, sets: [SETS.note], mandatory: [SETS.note], position: { [SETS.note]: 0 } },
    NotePropertyValue: { type: T.Object, sets: [SETS.note], mandatory: [SETS.note], position: { [SETS.note]: 1 }, allowNull: true, allowEmpty: true },
  },
  run: (p, ctx) => ({
    process() {
      const input = p.InputObject;
      const target = input instanceof NetObject || Array.isArray(input) ? input : new PSObject(input);
      const force = p.Force === true;
      if (p.NotePropertyName !== undefined) add(ctx, target, p.NotePropertyName, p.NotePropertyValue, force);
      for (const entry of p.NotePropertyMembers?.entries.values() ?? []) add(ctx, target, toText(entry.key), entry.value, force);
      if (p.Name !== undefined) add(ctx, target, p.Name, member(ctx, p.MemberType ?? 'NoteProperty', p.Name, p.Value, p.SecondValue), force);
      if (p.TypeName !== undefined) bagOf(target).typeNames = [p.TypeName, ...typeNames(target)];
      if (p.PassThru === true) ctx.write(target);
    },
  }),
});

const bagOf = (target: NetObject | Value[]): PSObject => (target instanceof PSObject ? target : attachMembers(target));

function add(ctx: CmdletContext, target: NetObject | Value[], name: string, held: Value | ScriptMember, force: boolean): void {
  const bag = bagOf(target);
  if (!force && (bag.has(name) || direct(target, name) !== MISSING)) {
    ctx.writeError({
      id: 'MemberAlreadyExists', category: 'InvalidOperation', target, exception: 'System.InvalidOperationException',
      message: `Cannot add a member with the name "${name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
    });
    return;
  }
  bag.define(name, held === undefined ? null : held);
}

function member(ctx: CmdletContext, kind: string, name: string, value: Value, second: Value): Value | ScriptMember {
  const block = value instanceof ScriptBlock ? value : undefined, setter = second instanceof ScriptBlock ? { setter: second } : {};
  switch (kind.toLowerCase()) {
    case 'noteproperty': return value;
    case 'scriptproperty': if (block !== undefined) return new ScriptMember('ScriptProperty', name, { getter: block, ...setter }); break;
    case 'scriptmethod': if (block !== undefined) return new ScriptMember('ScriptMethod', name, { getter: block }); break;
    case 'aliasproperty': return new ScriptMember('AliasProperty', name, { target: [toText(value)] });
    case 'propertyset': return new ScriptMember('PropertySet', name, { target: Array.isArray(value) ? value.map(toText) : [toText(value)] });
    default: return ctx.fail({ id: 'CannotAddMemberType', category: 'InvalidArgument', target: kind, exception: 'System.InvalidOperationException', message: `Members of type ${kind} cannot be added here. Use NoteProperty, ScriptProperty, AliasProperty, ScriptMethod or PropertySet.` });
  }
  return ctx.fail({ id: 'Value1ShouldBeScriptBlock', category: 'InvalidArgument', target: value, exception: 'System.InvalidOperationException', message: `The Value of a ${kind} must be a script block.` });
}
