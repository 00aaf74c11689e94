/** What Update-TypeData takes, and what it says of what is missing or too much. */
import { table } from '../runtime/table.ts';

const refused = (id: string): string => `<${id},Microsoft.PowerShell.Commands.UpdateTypeDataCommand>`;
describe('Update-TypeData', () => table([
  ['gives all objects of a type a value of its own type', 'Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName N -Value 5; "x".N.GetType().Name; ("x" | Get-Member N).MemberType', 'Int32|NoteProperty'],
  ['gives a second name with a type', 'Update-TypeData -TypeName System.String -MemberType AliasProperty -MemberName L -Value Length -SecondValue string; "abc".L.GetType().Name', 'String'],
  ['keeps what is there unless forced', '1, 2 | ForEach-Object { Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName N -Value $_ }; "x".N; Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName N -Value 3 -Force; "x".N', `1|3|${refused('TypesDynamicUpdateException')}`],
  ['needs something to do', 'Update-TypeData -TypeName System.String', refused('TypeDataEmpty')],
  ['needs a name', 'Update-TypeData -TypeName System.String -MemberType NoteProperty -Value 4', refused('MemberNameShouldBeSpecified')],
  ['needs a value', 'Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName M', refused('ValueShouldBeSpecified')],
  ['needs a name to stand for', 'Update-TypeData -TypeName System.String -MemberType AliasProperty -MemberName A -Value $null', refused('ValueShouldBeSpecified')],
  ['needs a block to read or to write', 'Update-TypeData -TypeName System.String -MemberType ScriptProperty -MemberName A -Value $null', refused('ValueAndSecondValueAreNotBothNull')],
  ['has one value for a method', 'Update-TypeData -TypeName System.String -MemberType ScriptMethod -MemberName A -Value { 1 } -SecondValue { 2 }', refused('SecondValueShouldNotBeSpecified')],
]));
