import assert from 'node:assert/strict';
import { failureRecords } from '../../../src/cli/errorRecords.ts';

describe('command line: records of a failure', () => {
  const told = (exception: string): readonly unknown[] => failureRecords(exception).map(({ text, id, line, column }) => [text, id, line, column]);
  it('are one for each thing that is refused, with its id and place', () => {
    assert.deepEqual(told("No such command. (CommandNotFound)\nAt A:1 char:14\n+ workflow A { Nope; Get-Item -Nope }\n+              ~~~~\nNo such parameter. It has:\nothers. (CouldNotFindParameterName)\nAt A:1 char:29\n+ workflow A { Nope; Get-Item -Nope }\n+                             ~~~~~"), [
      ['No such command. (CommandNotFound)', 'CommandNotFound', 1, 14], ['No such parameter. It has:\nothers. (CouldNotFindParameterName)', 'CouldNotFindParameterName', 1, 29],
    ]);
  });
  it('are one of an error with its place and stack, or without either', () => {
    assert.deepEqual(told('boom\nAt A:2 char:1\n+ throw "boom"\n+ ~~~~\nat f, A: line 2\nat <ScriptBlock>, A: line 4'), [['boom', 'RunbookFailed', 2, 1]]);
    assert.deepEqual(told('The sandbox ended.'), [['The sandbox ended.', 'RunbookFailed', undefined, undefined]]);
  });
});
