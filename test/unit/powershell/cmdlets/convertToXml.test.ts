/** ConvertTo-Xml by the rules of CustomSerialization.cs. */
import { table } from '../runtime/table.ts';

const lines = (...inner: readonly string[]): string => inner.join('|');
describe('ConvertTo-Xml', () => table([
  ['goes as deep into collections as into what holds them', '(, @{ k = 1, @(2) } | ConvertTo-Xml -As Stream -NoTypeInformation)[2] -split "\\n"', lines('<Object>', '  <Property Name="Key">k</Property>', '  <Property Name="Value">', '    <Property>1</Property>', '    <Property>', '      <Property>2</Property>', '    </Property>', '  </Property>', '</Object>')],
  ['gives what is too deep as text, with what was added to it', '$o = [pscustomobject] @{ a = [pscustomobject] @{ b = 1 }; n = $null }; (ConvertTo-Xml $o -As Stream)[2] -split "\\n"', lines('<Object Type="System.Management.Automation.PSCustomObject">', '  <Property Name="a" Type="System.Management.Automation.PSCustomObject">', '    <Property Type="System.String">@{b=1}</Property>', '    <Property Name="b" Type="System.Management.Automation.PSNoteProperty">1</Property>', '  </Property>', '  <Property Name="n" Type="System.Object" />', '</Object>')],
  ['gives an enum as its number where it is deep enough, bytes as their type', 'foreach ($v in [DayOfWeek]::Monday, ([pscustomobject] @{ d = [DayOfWeek]::Monday; b = [byte[]] (1, 2) })) { (ConvertTo-Xml $v -As Stream)[2] -split "\\n" }', lines('<Object Type="System.DayOfWeek">', '  <Property Name="value__" Type="System.Int32">1</Property>', '</Object>', '<Object Type="System.Management.Automation.PSCustomObject">', '  <Property Name="d" Type="System.DayOfWeek">Monday</Property>', '  <Property Name="b" Type="System.Byte[]">System.Byte[]</Property>', '</Object>')],
]));
