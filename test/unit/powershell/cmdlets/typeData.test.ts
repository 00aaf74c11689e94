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
