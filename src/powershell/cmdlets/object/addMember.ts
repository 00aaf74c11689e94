import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import { listProperties } from '../../runtime/members/list.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { FAILED, convertOrFail, convertTo } from '../../runtime/convert/convert.ts';
import { MemberSet, setStandardMembers } from '../../runtime/types/automation/memberSets.ts';
import { memberInfoType } from '../../runtime/types/automation/psObject.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { T } from '../../runtime/types/t.ts';
import { resolveTypeName } from '../../runtime/types/resolve.ts';
import { typeNames, typeOf } from '../../runtime/types/typeOf.ts';
import { PSObject, ScriptMember, attachMembers, unwrap } from '../../runtime/values/psObject.ts';
import { fold } from '../../runtime/values/folding.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { memberTypes } from '../../runtime/types/system/enums.ts';
import { codeMember } from './codeMembers.ts';

const SETS = { typeName: 'TypeNameSet', member: 'MemberSet', note: 'NotePropertySingleMemberSet', notes: 'NotePropertyMultiMemberSet' } as const;

const ADDABLE: ReadonlySet<string> = new Set(['AliasProperty', 'CodeMethod', 'CodeProperty', 'MemberSet', 'NoteProperty', 'PropertySet', 'ScriptMethod', 'ScriptProperty']);
/** A kind of member at the first place is that, and not the name of a note (ValidateNotePropertyNameAttribute). */
function isKind(v: Value): string | undefined {
  const plain = unwrap(v), kind = typeof plain === 'string' ? convertOrFail(plain, memberTypes) : FAILED;
  // A short form of a kind (`Note`) is a name like any other.
  return kind === FAILED || kind == null || typeof plain !== 'string' || !ADDABLE.has(toText(kind)) || (/^[a-z]/i.test(plain) && fold(toText(kind)) !== fold(plain)) ? undefined
    : `The parameter NotePropertyName cannot take values that could be converted to the type ${memberTypes.name}. To define the name of a member with those values, use Add-Member, and specify the member type.`;
}
/** A number at the first place is the number of a kind; by name it is the name of a note. */
const noteName = (v: Value): Value => { const plain = unwrap(v); return isNumber(plain) ? toText(plain) : v; };
export const addMember = cmdlet({
  name: 'Add-Member', defaultSet: SETS.typeName, synopsis: 'Adds members to an object.',
  params: {
    InputObject: { type: T.Object, mandatory: true, from: 'pipeline' },
    MemberType: { type: memberTypes, asText: true, aliases: ['Type'], sets: [SETS.member], mandatory: [SETS.member], position: { [SETS.member]: 0 } },
    Name: { type: T.String, sets: [SETS.member], mandatory: [SETS.member], position: { [SETS.member]: 1 } },
    Value: { type: T.Object, sets: [SETS.member], position: { [SETS.member]: 2 }, allowNull: true, allowEmpty: true },
    SecondValue: { type: T.Object, sets: [SETS.member], position: { [SETS.member]: 3 } },
    TypeName: { type: T.String, sets: [SETS.typeName, SETS.member, SETS.note, SETS.notes], mandatory: [SETS.typeName], validate: NOT_EMPTY },
    Force: { type: T.Switch, sets: [SETS.member, SETS.note, SETS.notes] },
    PassThru: { type: T.Switch },
    NotePropertyMembers: { type: T.IDictionary, sets: [SETS.notes], mandatory: [SETS.notes], position: { [SETS.notes]: 0 }, validate: NOT_EMPTY },
    NotePropertyName: { type: T.String, sets: [SETS.note], mandatory: [SETS.note], position: { [SETS.note]: 0 }, validate: NOT_EMPTY, transform: noteName, refuses: isKind },
    NotePropertyValue: { type: T.Object, sets: [SETS.note], mandatory: [SETS.note], position: { [SETS.note]: 1 }, allowNull: true, allowEmpty: true },
  },
  run: (p, ctx) => ({
    process() {
      if (p.TypeName?.trim() === '') ctx.fail({ id: 'TypeNameShouldNotBeEmpty', category: 'InvalidOperation', target: p.TypeName, exception: 'System.InvalidOperationException', message: 'The TypeName parameter should not be null, empty, or contain only white spaces.' });
      const input = p.InputObject;
      const target = input instanceof NetObject || Array.isArray(input) ? input : new PSObject(input);
      const force = p.Force === true;
      let done = p.NotePropertyName === undefined && p.NotePropertyMembers === undefined && p.Name === undefined;
      if (p.NotePropertyName !== undefined) done = add(ctx, target, p.NotePropertyName, p.NotePropertyValue, force);
      for (const entry of p.NotePropertyMembers?.entries.values() ?? []) {
        const name = toText(entry.key);
        if (name === '') ctx.writeError({ id: 'NotePropertyNameShouldNotBeNull', category: 'InvalidOperation', target: null, exception: 'System.InvalidOperationException', message: 'The name for a NoteProperty member should not be null or an empty string.' });
        else done = add(ctx, target, name, entry.value, force) || done;
      }
      if (p.Name !== undefined && /^memberset$/i.test(p.MemberType ?? '') && standardMembers(target, p.Name, p.Value)) done = true;
      else if (p.Name !== undefined) done = add(ctx, target, p.Name, member(ctx, p.MemberType ?? 'NoteProperty', p.Name, p.Value, p.SecondValue), force);
      if (!done) return;
      if (p.TypeName !== undefined) bagOf(target).typeNames = [resolveTypeName(p.TypeName)?.name ?? p.TypeName, ...typeNames(target)];
      if (p.PassThru === true) ctx.write(target);
    },
  }),
});

/** `MemberSet PSStandardMembers`: which properties the object shows where nobody asks for certain ones. */
const standardMembers = (target: NetObject | Value[], name: string, value: Value): boolean => name.toLowerCase() === 'psstandardmembers' && setStandardMembers(target, value instanceof MemberSet ? value.members : toItems(value));
const bagOf = (target: NetObject | Value[]): PSObject => (target instanceof PSObject ? target : attachMembers(target));

/** Says whether the member was added. Without -Force a name that is taken stays; what type data adds to the type always does (PSMemberInfo.IsInstance is true of .NET's own members). */
function add(ctx: CmdletContext, target: NetObject | Value[], name: string, held: Value | ScriptMember, force: boolean): boolean {
  const bag = bagOf(target), isOwn = bag.has(name), isThere = isOwn || direct(target, name) !== MISSING, kind = listProperties(target).find((x) => x.name.toLowerCase() === name.toLowerCase())?.memberType;
  if (isThere && (!force || (!isOwn && kind !== 'Property'))) {
    ctx.writeError({
      id: force ? 'CannotRemoveTypeDataMember' : 'MemberAlreadyExists', category: 'InvalidOperation', target, exception: 'System.InvalidOperationException',
      message: force
        ? `Cannot force the member with name "${name}" and type "${kind ?? 'Property'}" to be added. A member with that name and type already exists, and the existing member is not an instance extension.`
        : `Cannot add a member with the name "${name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
    });
    return false;
  }
  // What is replaced goes to the end.
  if (isOwn) bag.remove(name);
  bag.define(name, held);
  return true;
}

const NAMES = ['NoteProperty', 'ScriptProperty', 'AliasProperty', 'ScriptMethod', 'PropertySet', 'CodeProperty', 'CodeMethod', 'MemberSet', 'Property', 'Method', 'ParameterizedProperty', 'Event', 'Dynamic', 'InferredProperty'];
function member(ctx: CmdletContext, given: string, name: string, value: Value, second: Value): Value | ScriptMember {
  const kind = NAMES.find((n) => n.toLowerCase() === given.toLowerCase()) ?? given;
  const refuse = (id: string, message: string): never => ctx.fail({ id, category: 'InvalidOperation', target: null, exception: 'System.InvalidOperationException', message });
  const uncast = (message: string): never => ctx.fail({ id: 'ConvertToFinalInvalidCastException', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSInvalidCastException', message });
  const block = (x: Value): ScriptBlock => (x instanceof ScriptBlock ? x : uncast(`Cannot convert the "${toText(x)}" value of type "${typeOf(x).name}" to type "System.Management.Automation.ScriptBlock".`));
  const single = (): void => { if (second != null) refuse('Value2ShouldNotBeSpecified', `The SecondValue parameter is not necessary for a member of type "${kind}", and should not be specified. Do not specify the SecondValue parameter when you add members of this type.`); };
  const neither = (): never => refuse('Value1AndValue2AreNotBothNull', `Both Value and SecondValue parameters should not be null for a member of type "${kind}". Specify a non-null value for one of the two parameters.`);
  const needed = (): void => { if (value == null) refuse('Value1ShouldNotBeNull', `The Value parameter should not be null for a member of type "${kind}". Specify a non-null value for the Value parameter when adding members of this type.`); };
  switch (kind) {
    case 'NoteProperty': single(); return value;
    case 'ScriptProperty':
      if (value == null && second == null) neither();
      return new ScriptMember(kind, name, { ...(value == null ? {} : { getter: block(value) }), ...(second == null ? {} : { setter: block(second) }) });
    case 'ScriptMethod': needed(); single(); return new ScriptMember(kind, name, { getter: block(value) });
    case 'AliasProperty': needed(); return new ScriptMember(kind, name, { target: [toText(value)], ...(second == null ? {} : { as: convertTo(second, T.Type) as unknown as AnyType }) });
    case 'PropertySet': needed(); single(); return new ScriptMember(kind, name, { target: Array.isArray(value) ? value.map(toText) : [toText(value)] });
    case 'MemberSet': {
      single();
      const members = value == null ? [] : value instanceof MemberSet ? value.members : toItems(value);
      if (members.some((m) => !typeOf(m).is(memberInfoType))) uncast(`Cannot convert the "${toText(value)}" value of type "${typeOf(value).name}" to type "System.Collections.ObjectModel.Collection\`1[System.Management.Automation.PSMemberInfo]".`);
      return new ScriptMember(kind, name, { note: new MemberSet(name, members) });
    }
    case 'CodeProperty': case 'CodeMethod':
      // What is wrong with the call is said before what the engine has not (AddMemberCommand.GetCodeProperty, GetCodeMethod).
      if (kind === 'CodeProperty') { if (value == null && second == null) neither(); } else { needed(); single(); }
      if (value != null && typeof unwrap(value) !== 'object') uncast(`Cannot convert the "${toText(value)}" value of type "${typeOf(value).name}" to type "System.Reflection.MethodInfo".`);
      return codeMember(ctx.session, kind, name, value, second) ?? refuse('CannotAddMemberType', `Cannot add a member with type "${kind}": the engine runs no .NET code. Use NoteProperty, ScriptProperty, AliasProperty, ScriptMethod, PropertySet or MemberSet.`);
    case 'Property': case 'Method': case 'ParameterizedProperty': case 'Event': case 'Dynamic': return refuse('CannotAddMemberType', `Cannot add a member with type "${kind}". Specify a different type for the MemberTypes parameter.`);
    default: return refuse('WrongMemberCount', `To add a member, only one member type can be specified. The member types specified are: "${kind}"`);
  }
}
