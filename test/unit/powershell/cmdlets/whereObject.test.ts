/** Where-Object with a property and an operator: the operators are those of the language, what they raise is told of the object. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const objects = "$o = [pscustomobject]@{ Name = 'web01'; N = 5; Tags = 'a', 'b'; Z = $null }, [pscustomobject]@{ Name = 'sql02'; N = 10; Tags = 'c'; Z = 1 }; ";
const gives = (script: string): readonly string[] => { const { output, errors } = runInFolder(objects + script); return [...output, ...errors]; };

describe('Where-Object by property', () => {
  afterEach(removeFolders);
  for (const [what, script, expected] of [
    ['regular expressions of .NET, whose groups are kept', "$o | Where-Object Name -Match '(?<kind>\\w+)\\d(?i)1' | ForEach-Object Name; $Matches.kind", ['web01', 'web']],
    ['collections, which are filtered', '($o | Where-Object Tags -EQ a).Name; ($o | Where-Object Tags -Contains C).Name; @($o | Where-Object Tags -CContains C).Count', ['web01', 'sql02', '0']],
    ['types by name', "($o[0] | Where-Object N -Is [int]).Name; ($o[1] | Where-Object N -IsNot string).Name", ['web01', 'sql02']],
    ['patterns for the name', "($o | Where-Object Na* -EQ sql02).Name; $o[0] | Where-Object *a* -EQ 1", ['sql02', 'AmbiguousPropertyName,Microsoft.PowerShell.Commands.WhereObjectCommand: Input name "*a*" is ambiguous. It can be resolved to multiple matched members. Possible matches include: Name Tags.']],
    ['properties themselves', '($o | Where-Object Z).Name; ($o | Where-Object -Not Z).Name; @($o | Where-Object Nope -EQ $null).Count', ['sql02', 'web01', '2']],
    ['strict mode', 'Set-StrictMode -Version 2; $null, 1 | Where-Object Nope; @{ k = 1 } | Where-Object k -EQ 1 | ForEach-Object Count', ['1', "InputObjectIsNull,Microsoft.PowerShell.Commands.WhereObjectCommand: Cannot operate on a 'null' input object.", 'PropertyNotFound,Microsoft.PowerShell.Commands.WhereObjectCommand: The input name "Nope" cannot be resolved to a property.']],
    ['what an operator raises', "$o | Where-Object Name -Match '('; $o[0] | Where-Object N -GT 'x'; 'on'", ['on',
      ...['', ''].map(() => "BadOperatorArgument,Microsoft.PowerShell.Commands.WhereObjectCommand: The argument to operator 'Imatch' is not valid: Invalid pattern '(' at offset 1. Not enough )'s.."),
      'OperatorFailed,Microsoft.PowerShell.Commands.WhereObjectCommand: The \'Igt\' operator failed: Cannot convert value "x" to type "System.Int32". Error: "The input string \'x\' was not in a correct format.".']],
    ['no input', '@() | Where-Object N -GT; "on"', ['on']],
    ['a value without an operator', "$o | Where-Object N 5; 'on'", ['on', 'OperatorNotSpecified,Microsoft.PowerShell.Commands.WhereObjectCommand: An operator is required to compare the two specified values. Include a valid operator in the command, and then try the command again. For example, Get-Process | Where-Object -Property Name -eq Idle']],
  ] as const) it(`knows ${what}`, () => { assert.deepEqual(gives(script), expected); });
});
