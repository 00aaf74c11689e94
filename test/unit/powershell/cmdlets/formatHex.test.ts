import { table } from '../runtime/table.ts';

describe('Format-Hex', () => table([
  ['shows texts and files by themselves, numbers of a type together', '("ab", 1, 2, 3L, $true | Format-Hex).HexBytes', '61 62|01 00 00 00 02 00 00 00|03 00 00 00 00 00 00 00|01 00 00 00'],
  ['names what the bytes are of', '([byte[]] (1, 2), [char] "x" | Format-Hex).Label -replace "<.*"', 'Byte[] (System.Byte[]) |Char (System.Char) '],
  ['begins where it is told', '"abcdef" | Format-Hex -Offset 2 -Count 3 | ForEach-Object ToString', '0000000000000000   63 64 65                                         cde             '],
  ['ends a whole line of an object with a new one', '($l = "a" * 16 | Format-Hex).ToString().Length; $l.ToString().EndsWith([Environment]::NewLine)', `${16 + 3 + 48 + 1 + 16 + 1}|True`],
  ['gives the bytes of an enum by what it is built on', 'enum E : sbyte { A = -1; B = -2 }; enum F : long { X = 3 }; ([E[]] ("A", "B") | Format-Hex).HexBytes; ([F]::X | Format-Hex).HexBytes; ([DayOfWeek]::Monday | Format-Hex).HexBytes', 'FF FE|03 00 00 00 00 00 00 00|01 00 00 00'],
  ['has no bytes of objects', '[decimal] 3 | Format-Hex', '<FormatHexTypeNotSupported,Microsoft.PowerShell.Commands.FormatHex>'],
  ['is a table of its own', '(("hello" | Format-Hex | Out-String) -split "\\n" | Select-Object -Skip 3 -First 4) -join "~"', '          Offset Bytes                                           Ascii~                 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F~          ------ ----------------------------------------------- -----~0000000000000000 68 65 6C 6C 6F                                  hello'],
]));
