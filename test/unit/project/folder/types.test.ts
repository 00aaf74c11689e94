import assert from 'node:assert/strict';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { fileFacts, folderDefinitions, FolderMembers, folderPlaces, folderRename, folderRenameProblem, folderSymbolAt, FolderTables } from '../../../../src/project/folder/index.ts';
import { ownMemberAt, ownMemberPlaces } from '../../../../src/powershell/index.ts';
import type { MemberFile } from '../../../../src/project/folder/index.ts';

const files: Readonly<Record<string, string>> = {
  Disks: 'enum Level { Low; High = 3 }\nclass Device { [string]$Name; [int] Weigh([int]$by) { return $by } }\nclass Disk : Device {\n  static [int]$Count\n  [Level]$Level = [Level]::Low\n  [Disk[]] $Parts\n  Disk() { $this.Name = "x"; [Disk]::Count++ }\n  Disk([string]$Name) { $this.Name = $Name }\n  [int] Weigh([int]$by) { return ([Device]$this).Weigh($by) + $this.Parts.Count }\n}\n',
  Report: '. .\\Disks.ps1\n[Disk]$d = [Disk]@{ Name = "a"; "Level" = 3 }\n$all = [System.Collections.Generic.List[Disk]]::new()\n$d.Name\n$all[0].Name\n$all.Name\n[Level]::High\n(New-Object -TypeName Disk).Weigh(2)\nclass Tape : Disk { [void] Wind() { $this.Name } }\n',
  Tapes: '. .\\Report.ps1\n$tape = [Tape]::new()\n$tape.Name = "t"\n$tape.Weigh(1)\n',
  Other: 'class Disk { [int]$Name }\n[Disk]::new().Name\n(Get-Item x).Name\n[string]$s = "Disk"\n',
  Levels: '. .\\Disks.ps1\nparam([Level]$l = "High")\nif ($l -eq \'High\') { "High" }\nswitch ($l) { High { 1 } "Low" { 2 } }\n[Level]"High"\n[Level]$other = \'High\'\n[Disk]::new().Level = "High"\n$unknown -eq "High"\n',
  Free: 'param($x)\n. .\\Disks.ps1\n$x.Name\n[Disk]::new().Parts\n',
};
const texts = new Map(Object.entries(files).map(([key, text]) => [key, new ParsedText(text)]));
const file = (key: string): MemberFile => ({ key, facts: fileFacts(key, texts.get(key)!.result), parsed: texts.get(key)! });
const tables = new FolderTables();
for (const key of texts.keys()) tables.set(key, file(key).facts);

const offsetOf = (key: string, part: string): number => {
  const inside = part.indexOf('¦'), at = files[key]!.indexOf(part.replace('¦', ''));
  assert.ok(at >= 0 && inside >= 0, part);
  return at + inside;
};
/** Places as file: line: the text of the line, once for each place. */
const rowOf = (key: string, line: number): string => `${key}: ${files[key]!.split('\n')[line]!.trim()}`;
const counted = (rows: readonly string[]): string[] => [...new Set(rows)].sort().map((row) => (rows.filter((one) => one === row).length === 1 ? row : `${row} (${rows.filter((one) => one === row).length})`));

describe('classes and enums across a folder', () => {
  const symbol = (key: string, part: string): ReturnType<typeof folderSymbolAt> => folderSymbolAt(file(key), offsetOf(key, part), tables);
  const ofDisk = ['Disks: Disk() { $this.Name = "x"; [Disk]::Count++ } (2)', 'Disks: Disk([string]$Name) { $this.Name = $Name }', 'Disks: [Disk[]] $Parts', 'Disks: class Disk : Device {', 'Free: [Disk]::new().Parts', 'Levels: [Disk]::new().Level = "High"', 'Report: $all = [System.Collections.Generic.List[Disk]]::new()', 'Report: (New-Object -TypeName Disk).Weigh(2)', 'Report: [Disk]$d = [Disk]@{ Name = "a"; "Level" = 3 } (2)', 'Report: class Tape : Disk { [void] Wind() { $this.Name } }'];

  it('are found by their name in brackets, generic and as a base, their constructors too; not those of a file with its own', () => {
    for (const [key, part] of [['Disks', 'class Di¦sk'], ['Report', '[Di¦sk]$d'], ['Report', 'List[Dis¦k'], ['Report', '-TypeName D¦isk'], ['Disks', '  Di¦sk()']] as const) {
      const found = symbol(key, part);
      assert.equal(found?.kind, 'type', part);
      assert.deepEqual(counted(folderPlaces(found, tables, file(key)).map(({ key: where, at: [line, column, length] }) => {
        assert.equal(files[where]!.split('\n')[line]!.slice(column, column + length), 'Disk');
        return rowOf(where, line);
      })), ofDisk, part);
      assert.deepEqual(folderDefinitions(found, tables, file(key)).map(({ key: where, at: [line] }) => rowOf(where, line)), ['Disks: class Disk : Device {']);
    }
    assert.equal(folderPlaces(symbol('Other', '[Di¦sk]')!, tables, file('Other')).length, 2);
    assert.equal(symbol('Report', '[System.Collections.Generic.Li¦st'), undefined);
  });

  it('get a new name everywhere, or one reason why not', () => {
    const found = symbol('Report', '[Di¦sk]$d')!, { edits, files: renamed } = folderRename(found, 'Drive', tables, file('Report'));
    assert.deepEqual([edits.length, renamed.length, edits.every(({ newText }) => newText === 'Drive')], [12, 0, true]);
    const problem = (name: string): string | undefined => folderRenameProblem(found, tables, file('Report'), name);
    assert.deepEqual([problem('Drive'), problem('disk'), problem('Dev ice'), problem('String'), problem('Device'), problem('Tape')], [
      undefined, undefined, '“Dev ice” is no name for a type: use letters, digits and _.', '[String] is a type of .NET already: the brackets would mean that one.', 'Disks has a type Device already.', 'Report has a type Tape already.',
    ]);
  });
});

describe('members of classes and enums across a folder', () => {
  const members = (key: string): FolderMembers => new FolderMembers(tables, file(key), async (other) => await Promise.resolve(file(other)));
  const found = async (key: string, part: string): Promise<string[] | undefined> => {
    const asked = members(key), member = await asked.at(offsetOf(key, part));
    if (member === undefined) return undefined;
    return counted((await asked.places(member)).flatMap(({ key: where, places }) => places.map(({ start, end }) => {
      assert.equal(files[where]!.slice(start, end).toLowerCase(), member.name.toLowerCase());
      return rowOf(where, files[where]!.slice(0, start).split('\n').length - 1);
    })));
  };
  const ofName = [
    'Disks: Disk() { $this.Name = "x"; [Disk]::Count++ }', 'Disks: Disk([string]$Name) { $this.Name = $Name }', 'Disks: class Device { [string]$Name; [int] Weigh([int]$by) { return $by } }', 'Report: $all.Name', 'Report: $all[0].Name', 'Report: $d.Name',
    'Report: [Disk]$d = [Disk]@{ Name = "a"; "Level" = 3 }', 'Report: class Tape : Disk { [void] Wind() { $this.Name } }', 'Tapes: $tape.Name = "t"',
  ];

  it('are found from their declaration, values, lists, keys of casts and $this, through classes that come from one another', async () => {
    for (const [key, part] of [['Disks', '[string]$Na¦me; [int]'], ['Disks', '$this.Na¦me = "x"'], ['Report', '$d.Na¦me'], ['Report', '$all.N¦ame'], ['Report', '@{ Na¦me'], ['Tapes', '$tape.Nam¦e']] as const) assert.deepEqual(await found(key, part), ofName, part);
    assert.deepEqual(await found('Other', '::new().Na¦me'), ['Other: [Disk]::new().Name', 'Other: class Disk { [int]$Name }']);
  });

  it('are found where a class says a method of its base anew, and as values of an enum', async () => {
    assert.deepEqual(await found('Tapes', '$tape.We¦igh'), ['Disks: [int] Weigh([int]$by) { return ([Device]$this).Weigh($by) + $this.Parts.Count } (2)', 'Disks: class Device { [string]$Name; [int] Weigh([int]$by) { return $by } }', 'Report: (New-Object -TypeName Disk).Weigh(2)', 'Tapes: $tape.Weigh(1)']);
    assert.deepEqual(await found('Report', '[Level]::Hi¦gh'), [
      'Disks: enum Level { Low; High = 3 }', "Levels: [Level]$other = 'High'", 'Levels: [Level]"High"', 'Levels: [Disk]::new().Level = "High"', "Levels: if ($l -eq 'High') { \"High\" }", 'Levels: param([Level]$l = "High")', 'Levels: switch ($l) { High { 1 } "Low" { 2 } }', 'Report: [Level]::High',
    ].sort());
    assert.deepEqual(await found('Disks', '::Cou¦nt++'), ['Disks: Disk() { $this.Name = "x"; [Disk]::Count++ }', 'Disks: static [int]$Count']);
    assert.deepEqual([await found('Other', 'Get-Item x).N¦ame'), await found('Disks', '.Parts.Co¦unt')], [undefined, undefined]);
  });

  it('tell what forbids a new name, and where a value that nobody knows may mean them', async () => {
    const asked = members('Disks'), member = (await asked.at(offsetOf('Disks', '[string]$Na¦me; [int]')))!;
    assert.deepEqual([await asked.renameProblem(member, 'Title'), await asked.renameProblem(member, 'NAME'), await asked.renameProblem(member, 'a b'), await asked.renameProblem(member, 'weigh')], [undefined, undefined, '“a b” is no name for a member: use letters, digits and _.', 'Device has a member Weigh already.']);
    assert.equal(await asked.renameProblem(member, 'level'), 'Disk has a member Level already.');
    assert.deepEqual((await asked.places(member)).filter(({ unknown }) => unknown.length > 0).map(({ key }) => key), ['Free']);
  });

  it('are found where commands name them of what comes down a pipeline', () => {
    const text = [
      'class Box { [string]$Label; [int]$Size }', '$b = [Box[]] (Get-It)', '$b | Select-Object Label, Size | % { $_.Label }', '$b | Sort-Object -Descending Label', '$b | Where-Object Label -eq 1 | ForEach-Object Label', '$b | select -ExpandProperty Label -Unique', "$b | group 'Label' -NoElement",
      '$b | Where-Object -Property "Label" -like a*', '$b | Format-Table -AutoSize Label, Si*', '$b | % { $_ } | measure -Sum Label', 'Select-Object -InputObject $b[0] -Property Label', 'Get-Process | select Label', '$unknown | ? Label', '$b | select @{ n = "Label"; e = { 1 } } | % { $_.Label }', '$b | Get-Other Label', '$b | Write-Output | select -First 1 -Property Label',
    ].join('\n');
    const parsed = new ParsedText(text), member = ownMemberAt(parsed.values, text.indexOf('Label, Size') + 2)!, { places, unknown } = ownMemberPlaces(parsed.values, member), lines = places.map(({ start, end }) => `${text.slice(0, start).split('\n').length - 1} ${text.slice(start, end)}`);
    assert.deepEqual([member.type.name, unknown.length], ['Box', 0]);
    assert.deepEqual(lines, ['0 Label', '2 Label', '2 Label', '3 Label', '4 Label', '4 Label', '5 Label', '6 Label', '7 Label', '8 Label', '9 Label', '10 Label', '15 Label']);
  });
});
