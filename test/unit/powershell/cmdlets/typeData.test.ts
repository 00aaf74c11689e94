/** What Update-TypeData takes, and what it says of what is missing or too much. */
import { table } from '../runtime/table.ts';

const refused = (id: string): string => `<${id},Microsoft.PowerShell.Commands.UpdateTypeDataCommand>`;
describe('Update-TypeData', () => table([
  ['gives all objects of a type a value of its own type', 'Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName N -Value 5; "x".N.GetType().Name; ("x" | Get-Member N).MemberType', 'Int32|NoteProperty'],
  ['gives members to objects that go by a name', `$o = [pscustomobject] @{ PSTypeName = 'My.Type'; A = 1; B = 2 }
    Update-TypeData -TypeName My.Type -MemberType ScriptProperty -MemberName Sum -Value { $this.A + $this.B } -SecondValue { $this.A = $args[0] }; Update-TypeData -TypeName My.Type -MemberType AliasProperty -MemberName Al -Value A
    Update-TypeData -TypeName My.Type -MemberType ScriptMethod -MemberName Times -Value { param($n) $this.A * $n }; Update-TypeData -TypeName My.Type -MemberType NoteProperty -MemberName Note -Value n
    "$($o.Sum) $($o.Al) $($o.Times(4)) $($o.Note)"; $o.Sum = 10; $o.Al++; $o.A; ($o | Where-Object Sum -gt 5 | Sort-Object Sum).Sum; $o.psobject.Properties.Name -join ' '; $p = [pscustomobject] @{ Q = 1 }; $p.psobject.TypeNames.Insert(0, 'My.Type'); $p.Note`,
  '3 1 4 n|11|13|A B Sum Al Note|n'],
  ['gives a second name with a type', 'Update-TypeData -TypeName System.String -MemberType AliasProperty -MemberName L -Value Length -SecondValue string; "abc".L.GetType().Name', 'String'],
  ['keeps what is there unless forced', '1, 2 | ForEach-Object { Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName N -Value $_ }; "x".N; Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName N -Value 3 -Force; "x".N', `1|3|${refused('TypesDynamicUpdateException')}`],
  ['needs something to do', 'Update-TypeData -TypeName System.String', refused('TypeDataEmpty')],
  ['needs a name', 'Update-TypeData -TypeName System.String -MemberType NoteProperty -Value 4', refused('MemberNameShouldBeSpecified')],
  ['needs a value', 'Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName M', refused('ValueShouldBeSpecified')],
  ['needs a name to stand for', 'Update-TypeData -TypeName System.String -MemberType AliasProperty -MemberName A -Value $null', refused('ValueShouldBeSpecified')],
  ['needs a block to read or to write', 'Update-TypeData -TypeName System.String -MemberType ScriptProperty -MemberName A -Value $null', refused('ValueAndSecondValueAreNotBothNull')],
  ['has one value for a method', 'Update-TypeData -TypeName System.String -MemberType ScriptMethod -MemberName A -Value { 1 } -SecondValue { 2 }', refused('SecondValueShouldNotBeSpecified')],
]));
describe('PSStandardMembers', () => table([
  ['of an object tells which properties it shows', '$o = [pscustomobject] @{ PSTypeName = "My.Type"; a = 1; b = 2 }; Update-TypeData -TypeName My.Type -DefaultDisplayPropertySet b; $o.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames; "$($o.PSStandardMembers)"; $null -eq [pscustomobject].PSStandardMembers',
    'b|PSStandardMembers {DefaultDisplayPropertySet}|True'],
  ['of one that says so itself too', '$set = New-Object System.Management.Automation.PSPropertySet("DefaultDisplayPropertySet", [string[]] "y"); $o = [pscustomobject] @{ x = 1; y = 2 } | Add-Member MemberSet PSStandardMembers ([System.Management.Automation.PSMemberInfo[]] @($set)) -PassThru; $o.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames', 'y'],
  ['tells how it is serialized', 'Update-TypeData -TypeName System.String -SerializationMethod string -StringSerializationSource Length -SerializationDepth 4 -InheritPropertySerializationSet $true; $m = "string".PSStandardMembers; "$($m.SerializationMethod) $($m.StringSerializationSource) $($m.SerializationDepth) $($m.InheritPropertySerializationSet)"', 'String 6 4 True'],
]));
describe('What is said of the serialization of a type', () => {
  const object = '$o = [pscustomobject] @{ PSTypeName = "My.Type"; a = 1; b = [pscustomobject] @{ c = [pscustomobject] @{ d = [pscustomobject] @{ e = 1 } } } }; ', back = '$r = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($o)); ';
  return table([
    ['is its depth, wherever a value of it is', `$o = New-Object Exception a, (New-Object Exception b, (New-Object Exception c, (New-Object Exception d))); ${back}$r.InnerException.InnerException.GetType().Name; Update-TypeData -TypeName System.Exception -SerializationDepth 1; ${back}$r.InnerException.InnerException.InnerException.Message`, 'String|d'],
    ['is its properties', `${object}Update-TypeData -TypeName My.Type -SerializationMethod SpecificProperties -PropertySerializationSet a; ${back}$r.psobject.Properties.Name`, 'a'],
    ['is a text', `${object}Update-TypeData -TypeName My.Type -SerializationMethod String -StringSerializationSource a; ${back}"$($r.GetType().Name) $r"`, 'String 1'],
  ]);
});
describe('Get-TypeData and Remove-TypeData', () => table([
  ['know what was said', 'Update-TypeData -TypeName My.Type -SerializationMethod allpublicproperties -DefaultKeyPropertySet a, b; $t = Get-TypeData My.Type; "$($t.SerializationMethod) $($t.DefaultKeyPropertySet.ReferencedProperties)"; Remove-TypeData My.Type; $null -eq (Get-TypeData My.Type)', 'AllPublicProperties a b|True'],
]));
