// What casts that fail say: id, message and the exception inside (LanguagePrimitives of PowerShell 7.6).
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const INVALID = 'InvalidCastIConvertible', CHAR = 'System.Char', ENUM = 'System.DayOfWeek';
const DAYS = 'Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday';
const told = (value: string, type: string, why: string): string => `Cannot convert value "${value}" to type "${type}". Error: "${why}"`;
const none = (name: string): string => `Unable to match the identifier name ${name} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${DAYS}`;
const several = (name: string, names: string): string => `The identifier name ${name} cannot be processed because it is either too similar or identical to the following enumerator names: ${names}. Use a more specific identifier name.`;
const undefinedDay = (shown: string): string => `Cannot convert value "${shown}" to type "${ENUM}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${DAYS.replaceAll(', ', ',')}".`;
const DISAMBIGUATION = 'SubstringDisambiguationEnumParseThrewAnException', RUNTIME = 'System.Management.Automation.RuntimeException', CAST = 'System.Management.Automation.PSInvalidCastException';
const number = (type: string): string => told('x', type, "The input string 'x' was not in a correct format.");
/** The cast, the id, the message, the exception inside the cast's. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ["[int[]]'x'", 'InvalidCastExceptionScalarToArray', told('x', 'System.Int32[]', number('System.Int32')), CAST],
  ["[int[]]('1', 'x')", 'InvalidCastFromStringToInteger', number('System.Int32'), 'System.FormatException'],
  ["[int[]][Collections.ArrayList]('1', 'x')", 'InvalidCastExceptionEnumerableToArray', told('System.Collections.ArrayList', 'System.Int32[]', number('System.Int32')), CAST],
  ['[int[]]@{ a = 1 }', 'ConvertToFinalInvalidCastException', 'Cannot convert the "System.Collections.Hashtable" value of type "System.Collections.Hashtable" to type "System.Int32[]".', ''],
  ['[guid]$null', 'nullToObjectInvalidCast', 'Cannot convert null to type "System.Guid".', ''],
  ['[guid]5', 'InvalidCastParseTargetInvocationWithFormatProvider', told('5', 'System.Guid', 'Unrecognized Guid format.'), 'System.FormatException'],
  ['[version]1', 'InvalidCastParseTargetInvocation', told('1', 'System.Version', "Version string portion was too short or too long. (Parameter 'input')"), 'System.ArgumentException'],
  ["[IO.FileInfo]''", 'InvalidCastConstructorException', told('', 'System.IO.FileInfo', "The value cannot be an empty string. (Parameter 'path')"), 'System.ArgumentException'],
  ['[datetime]$true', INVALID, told('True', 'System.DateTime', "Invalid cast from 'Boolean' to 'DateTime'."), 'System.InvalidCastException'],
  ['[guid]$true', INVALID, told('True', 'System.Guid', "Invalid cast from 'System.Boolean' to 'System.Guid'."), 'System.InvalidCastException'],
  ["[int][datetime]'2024-05-06'", INVALID, told('05/06/2024 00:00:00', 'System.Int32', "Invalid cast from 'DateTime' to 'Int32'."), 'System.InvalidCastException'],
  ['[char]70000', INVALID, told('70000', CHAR, 'Value was either too large or too small for a character.'), 'System.OverflowException'],
  ['[char]1.5', INVALID, told('1.5', CHAR, "Invalid cast from 'Double' to 'Char'."), 'System.InvalidCastException'],
  ['[char]$true', INVALID, told('True', CHAR, "Invalid cast from 'Boolean' to 'Char'."), 'System.InvalidCastException'],
  ["[DayOfWeek]'Xday'", DISAMBIGUATION, told('Xday', ENUM, none('Xday')), RUNTIME],
  ["[DayOfWeek]'S'", DISAMBIGUATION, told('S', ENUM, several('S', 'Sunday, Saturday')), RUNTIME],
  ["[DayOfWeek]''", DISAMBIGUATION, told('', ENUM, several('', DAYS)), RUNTIME],
  ["[DayOfWeek]'Sunday,Mon'", DISAMBIGUATION, told('Sunday,Mon', ENUM, none('Sunday,Mon')), RUNTIME],
  ['[DayOfWeek]1.5', DISAMBIGUATION, told('1.5', ENUM, none('1.5')), RUNTIME],
  ["[DayOfWeek]'7'", 'EnumParseUndefined', undefinedDay('7'), ''],
  ["[DayOfWeek]'Friday,Saturday'", 'EnumParseUndefined', undefinedDay('Friday,Saturday'), ''],
  ['[DayOfWeek]9.0', 'EnumParseUndefined', undefinedDay('9'), ''],
  ['[DayOfWeek]3000000000', 'UndefinedIntegerToEnum', undefinedDay('3000000000'), ''],
  ['[DayOfWeek]7', 'UndefinedIntegerToEnum', undefinedDay('7'), ''],
  ["[DayOfWeek]'99999999999'", 'CaseSensitiveEnumParseThrewAnException', told('99999999999', ENUM, 'Value was either too large or too small for an Int32.'), 'System.OverflowException'],
  ['[DayOfWeek]$null', 'nullToEnumInvalidCast', undefinedDay('').replace('value "" to', 'null to'), ''],
  ['[DayOfWeek]$true', INVALID, told('True', ENUM, "Invalid cast from 'System.Boolean' to 'System.DayOfWeek'."), 'System.InvalidCastException'],
];

describe('Casts that fail', () => {
  afterEach(removeFolders);
  for (const [cast, id, message, inner] of CASES) {
    it(cast, () => {
      const { output } = runInFolder(`try { ${cast} } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $e = $_.Exception; if ($e -isnot [Management.Automation.PSInvalidCastException]) { $e = $e.InnerException }; if ($e.InnerException) { $e.InnerException.GetType().FullName } else { '' } }`);
      assert.deepEqual(output, [id, message, inner]);
    });
  }
  it('a number is tried as a text, items of a list for flags may be numbers', () => {
    const { output, errors } = runInFolder("([uri]5).OriginalString; ([datetime]1.5).ToString('MM-dd'); [IO.FileAttributes]('ReadOnly', 2); [DayOfWeek]'Su'; [DayOfWeek]' monday '; [DayOfWeek]4294967299; [IO.FileAttributes][Collections.ArrayList]('ReadOnly', 2)");
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['5', '01-05', 'ReadOnly, Hidden', 'Sunday', 'Monday', 'Wednesday', 'ReadOnly, Hidden']);
  });
});
