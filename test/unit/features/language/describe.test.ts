import assert from 'node:assert/strict';
import { commandMarkdown, signatureOf } from '../../../../src/features/language/describe.ts';
import { parse } from '../../../../src/powershell/index.ts';
import { fileFacts } from '../../../../src/project/folder/index.ts';
import type { FileFacts } from '../../../../src/project/folder/index.ts';

const factsOf = (name: string, text: string): FileFacts => fileFacts(name, parse(text));
const text = '<#\n.SYNOPSIS\n Copies *everything*.\n#>\nworkflow Copy-All {\n param([Parameter(Mandatory)][string]$From, [int]$Count, [switch]$Force)\n function Helper { }\n}';

describe('what is said about commands', () => {
  const { runbook } = factsOf('other', text);

  it('writes a syntax line and knows where each parameter stands in it', () => {
    const { label, spans } = signatureOf(runbook);
    assert.equal(label, 'Copy-All [-From] <string> [[-Count] <int>] [-Force]');
    assert.deepEqual(spans.map(([start, end]) => label.slice(start, end)), ['[-From] <string>', '[[-Count] <int>]', '[-Force]']);
  });

  it('shows a text from a script as it is written, not as Markdown', () => {
    assert.match(commandMarkdown(runbook), /Copies \\\*everything\\\*\./);
    assert.match(commandMarkdown(runbook), /`-From` string \(mandatory\)/);
  });
});

describe('fileFacts', () => {
  it('takes the workflow’s name, with its place, and every function of the file', () => {
    const entry = factsOf('other', text);
    assert.deepEqual([entry.runbook.name, entry.nameAt, entry.functions.map(({ name, isWorkflow }) => [name, isWorkflow])],
      ['Copy-All', [4, 9, 8], [['Copy-All', true], ['Helper', false]]]);
  });

  it('takes the file’s name for a script, and a broken text as far as it goes', () => {
    assert.equal(factsOf('Do-It', 'param($a)').runbook.name, 'Do-It');
    assert.deepEqual(factsOf('Do-It', 'param($a) if (').runbook.parameters.map(({ name }) => name), ['a']);
  });
});
