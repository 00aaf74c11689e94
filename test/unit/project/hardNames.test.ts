import assert from 'node:assert/strict';
import { commandNameOf, parse, walk } from '../../../src/powershell/index.ts';
import { hardNameProblem, isReservedWord } from '../../../src/project/hardNames.ts';
import { readRunbookFile } from '../../../src/project/index.ts';

/** Whether a call of a name is one, in a script and in a workflow. */
const isCallable = (name: string): boolean => [`${name} -x 1`, `workflow w { ${name} -x 1 }`].every((text) => {
  const { ast, errors } = parse(text);
  let found = errors.length > 0 ? 0 : 1;
  walk(ast, (node) => {
    if (node.kind === 'CommandAst' && commandNameOf(node) === name) found++;
  });
  return found === 2;
});

describe('names that cannot be used', () => {
  it('are those that no call can begin with', () => {
    for (const word of ['if', 'switch', 'foreach', 'from', 'do', 'throw', 'process', 'define', 'var', 'parallel', 'enum', 'clean', 'inlinescript']) assert.deepEqual([isCallable(word), isReservedWord(word)], [false, true], word);
    for (const word of ['type', 'command', 'module', 'private', 'Get-Item', 'Main']) assert.deepEqual([isCallable(word), isReservedWord(word)], [true, false], word);
  });

  it('of devices forbid publishing, by whatever name of file', () => {
    for (const [file, text, told] of [
      ['CON.ps1', '"x"', /^CON is the name of a device: Windows has no file CON\.ps1\. Take another name\. Rename the file\.$/], ['a.ps1', 'workflow nul { 1 }', /^nul is the name of a device: .* Rename the workflow\.$/], ['lpt1.PS1', '"x"', /^lpt1 is the name of a device/],
      ['a..ps1', '"x"', /^The runbook name 'a\.' contains '\.'/], ['a .ps1', '"x"', /^The runbook name 'a ' contains ' '/],
    ] as const) {
      const { problems } = readRunbookFile(file, text);
      assert.deepEqual(problems.map(({ kind }) => kind), ['name'], file);
      assert.match(problems[0]?.message ?? '', told);
    }
    for (const file of ['Console.ps1', 'COM10.ps1', 'If.ps1']) assert.deepEqual(readRunbookFile(file, '"x"').problems, [], file);
  });

  it('are told with what to do', () => {
    assert.match(hardNameProblem('Con') ?? '', /device.*no file Con\.ps1.*another name/);
    assert.match(hardNameProblem('COM9') ?? '', /device/);
    assert.match(hardNameProblem('ForEach') ?? '', /word of the PowerShell language/);
    for (const name of ['Console', 'COM10', 'Con-Test', 'Main']) assert.equal(hardNameProblem(name), undefined, name);
  });
});
