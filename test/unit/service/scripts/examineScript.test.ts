import assert from 'node:assert/strict';
import { examineScript } from '../../../../src/service/scripts/examineScript.ts';

describe('what the service keeps of a script', () => {
  it('calls mandatory what every parameter set needs: a start is not refused for a set that it does not mean', () => {
    const mandatory = (text: string): string[] => examineScript(text, 'X').facts.parameters.filter(({ isMandatory }) => isMandatory).map(({ name }) => name);
    assert.deepEqual(mandatory("param([Parameter(Mandatory)] $All, [Parameter(Mandatory, ParameterSetName='A')] $A, [Parameter(Mandatory, ParameterSetName='B')] $B)\n1"), ['All']);
    assert.deepEqual(mandatory("param([Parameter(Mandatory, ParameterSetName='A')] [Parameter(Mandatory, ParameterSetName='B')] $Both, [Parameter(ParameterSetName='B')] $B)\n1"), ['Both']);
  });
});
