import assert from 'node:assert/strict';
import { encodeParameters } from '../../../src/cli/encodeParameters.ts';
import { readRunbookFile } from '../../../src/project/index.ts';

describe('parameters of the command line', () => {
  const { parameters, sets } = readRunbookFile('X.ps1', "param([Parameter(Mandatory)] [string] $All, [Parameter(Mandatory, ParameterSetName='A')] [string] $A, [Parameter(Mandatory, ParameterSetName='B')] [int] $B, [Parameter(Mandatory, ParameterSetName='B')] [int] $C)\n1");
  const encoded = (...given: readonly [string, string][]): readonly string[] => encodeParameters('X', given.map(([name, text]) => ({ name, text })), parameters, sets).map(({ name, value }) => `${name}=${value}`);

  it('need what the meant set needs, and nothing of another', () => {
    assert.deepEqual(encoded(['all', 'x'], ['a', 'y']), ['All="x"', 'A="y"']);
    assert.deepEqual(encoded(['All', 'x'], ['B', '1'], ['C', '2']), ['All="x"', 'B=1', 'C=2']);
    assert.throws(() => encoded(['All', 'x'], ['B', '1']), /^CliError: X needs C: give --param C=…\.$/);
    assert.throws(() => encoded(['A', 'y']), /X needs All: give/);
    assert.throws(() => encoded(), /X needs All, A: give/);
  });
  it('that belong to no set together are for the runbook to refuse', () => assert.deepEqual(encoded(['A', 'y'], ['B', '1']), ['A="y"', 'B=1']));
});
