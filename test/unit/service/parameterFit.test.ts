import assert from 'node:assert/strict';
import { checkParameterFits } from '../../../src/service/domain/jobs/parameterFit.ts';
import { SmaError } from '../../../src/sma/errors.ts';

const fits = (type: string, text: string): boolean => {
  try {
    checkParameterFits('P', type, text);
    return true;
  } catch (error) {
    assert.ok(SmaError.is(error, 'ParameterValueInvalid'), String(error));
    assert.equal(error.message, `The value of the parameter 'P' cannot be converted to ${type}.`);
    return false;
  }
};

describe('whether a value can be what a runbook declares', () => {
  const taken: Readonly<Record<string, readonly string[]>> = {
    'System.Int32': ['1', '-7', '"42"', ' 12 ', '1.5', '0x1F', '1kb', '"1e3"', 'true', 'null', '', '2147483647', '2147483647.4'],
    'System.Int64': ['9223372036854775807', '"9223372036854775807"', '5000000000'],
    'System.UInt64': ['18446744073709551615'],
    'System.Byte': ['255', '0'],
    'System.Double': ['1.5', '"1,000.5"', '-1e300', '"NaN"', '12345678901234567890'],
    'System.Decimal': ['79228162514264337593543950335', '0.1'],
    'System.Boolean': ['true', 'False', '"$true"', '1', '0', 'null'],
    'System.Management.Automation.SwitchParameter': ['true', '$false'],
    'System.DateTime': ['"\\/Date(1700000000000)\\/"', '2024-02-29', '"2024-01-01T10:00:00Z"', '10:30', '1/2/2024 3:04 PM', '638000000000000000'],
    'System.Guid': ['"0f8fad5b-d9cb-469f-a165-70867728950e"', '0f8fad5b-d9cb-469f-a165-70867728950e', '{0F8FAD5B-D9CB-469F-A165-70867728950E}'],
    'System.Char': ['x', '"x"', '65'],
    'System.Nullable`1[System.Int32]': ['null', '5'],
    // Not simple, or not known: the job's binder decides.
    'System.String': ['{"a":1}', '[1]', 'anything'], 'System.Object': ['[1]'], 'System.Int32[]': ['[1,2]', '"a"'], 'My.Own': ['x'],
    'System.Collections.Hashtable': ['x'], 'System.Management.Automation.PSCredential': ['name'], 'toString': ['x'], 'System.toString': ['x'],
  };
  const refused: Readonly<Record<string, readonly string[]>> = {
    'System.Int32': ['abc', '"12 apples"', '2147483648', '"2147483648"', '[1]', '{"a":1}', '1e99', '--1'],
    'System.Int64': ['9223372036854775808', '1e30'],
    'System.Byte': ['256', '-1'],
    'System.Double': ['abc', '[]', '1.2.3'],
    'System.Decimal': ['1e40', 'x'],
    'System.Boolean': ['abc', '"yes"', '[true]', '{}', ''],
    'System.Management.Automation.SwitchParameter': ['on'],
    'System.DateTime': ['tomorrow', '2024-13-45', '2023-02-29', 'true', '{"a":1}', ''],
    'System.Guid': ['abc', '1', 'true', '0f8fad5b-d9cb-469f-a165'],
    'System.Char': ['xy', '""', '70000'],
    'System.Nullable`1[System.Int32]': ['abc'],
  };
  for (const [type, texts] of Object.entries(taken)) it(`takes ${texts.join(' ')} for ${type}`, () => assert.deepEqual(texts.filter((text) => !fits(type, text)), []));
  for (const [type, texts] of Object.entries(refused)) it(`refuses ${texts.join(' ')} for ${type}`, () => assert.deepEqual(texts.filter((text) => fits(type, text)), []));
});
