/** `PSStandardMembers` of an object: which properties it shows, and what scripts said of its types. */
import { toItems } from '../runtime/convert/enumerate.ts';
import { toText } from '../runtime/convert/toText.ts';
import { MISSING, direct, standardMembersBy } from '../runtime/members/get.ts';
import { current } from '../runtime/run/current.ts';
import { MemberSet, PropertySet } from '../runtime/types/automation/memberSets.ts';
import { MemberInfo } from '../runtime/types/automation/psObject.ts';
import { factOf } from '../runtime/types/automation/standardFacts.ts';
import { typeNames } from '../runtime/types/typeOf.ts';
import { nameTable } from '../runtime/values/nameTable.ts';
import type { Value } from '../runtime/values/value.ts';
import { shownSet } from './shownSet.ts';

const SETS = ['DefaultKeyPropertySet', 'PropertySerializationSet'] as const;
const PLAIN = ['DefaultDisplayProperty', 'SerializationMethod', 'SerializationDepth', 'InheritPropertySerializationSet', 'TargetTypeForDeserialization'] as const;
/** Sets of types whose views say more than their sets (types.ps1xml). */
const KNOWN: Readonly<Record<string, readonly string[]>> = nameTable({
  'System.IO.FileInfo': ['LastWriteTime', 'Length', 'Name'], 'System.Diagnostics.Process': ['Id', 'Handles', 'CPU', 'SI', 'Name'], 'System.ServiceProcess.ServiceController': ['Status', 'Name', 'DisplayName'],
});
const note = (name: string, value: Value): MemberInfo => new MemberInfo(null, { name, memberType: 'NoteProperty', typeName: 'System.Object', isSettable: true, isGettable: true }, () => value);
standardMembersBy((v) => {
  const session = current(), own = shownSet(v), shown = own.length > 0 ? own : KNOWN[typeNames(v)[0] ?? ''] ?? [], members: Value[] = shown.length === 0 ? [] : [new PropertySet('DefaultDisplayPropertySet', shown)];
  const fact = (name: string): Value => factOf(session, v, name);
  for (const name of SETS) { const found = fact(name); if (found != null) members.push(new PropertySet(name, toItems(found).map(toText))); }
  for (const name of PLAIN) { const found = fact(name); if (found != null) members.push(note(name, found)); }
  const source = fact('StringSerializationSource'), held = source == null ? MISSING : direct(v, toText(source));
  if (held !== MISSING) members.push(note('StringSerializationSource', held));
  return members.length === 0 ? null : new MemberSet('PSStandardMembers', members);
});
