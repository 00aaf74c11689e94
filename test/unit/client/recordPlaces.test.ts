import assert from 'node:assert/strict';
import { toJobRecord } from '../../../src/client/resources/entities.ts';

const JOB = '00000000-0000-0000-0000-000000000001';
const record = (values: Readonly<Record<string, string>>) => toJobRecord({ StreamTypeName: 'Error', StreamText: 'bad', StreamTime: '2026-11-22T09:00:00', NameValues: { NameValues: Object.entries(values).map(([Name, Value]) => ({ Name, Value })) } }, JOB);

describe('The places of an error record', () => {
  it('are its line and the calls around, with the runbook or script of each', () => {
    const { line, places } = record({ Line: '7', ScriptName: 'Low-Child', ScriptStackTrace: 'at Deep, Low-Child: line 7\nat <ScriptBlock>, C:\\jobs\\a, b.ps1: line 2\nat <ScriptBlock>, <No file>: line 1\nat Up-Parent, Up-Parent: line 4' });
    assert.equal(line, 7);
    assert.deepEqual(places, [{ source: 'Low-Child', line: 7 }, { source: 'C:\\jobs\\a, b.ps1', line: 2 }, { source: undefined, line: 1 }, { source: 'Up-Parent', line: 4 }]);
  });
  it('are found where a server does not name the source, or tells no stack', () => {
    assert.deepEqual(record({ Line: '7', ScriptStackTrace: 'at Deep, Low-Child: line 7\nat P, P: line 2' }).places, [{ source: 'Low-Child', line: 7 }, { source: 'P', line: 2 }]);
    assert.deepEqual(record({ Line: '3' }).places, [{ source: undefined, line: 3 }]);
    assert.deepEqual(record({ Line: '3', ScriptName: 'Low-Child', ScriptStackTrace: 'at P, P: line 2' }).places, [{ source: 'Low-Child', line: 3 }, { source: 'P', line: 2 }]);
    assert.deepEqual([record({}).line, record({}).places], [undefined, undefined]);
  });
});
