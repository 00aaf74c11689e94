import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { commandMarkdown, parameterLine, plain, signatureOf } from '../../../../src/features/language/describe.ts';
import { parse } from '../../../../src/powershell/index.ts';
import { fileFacts } from '../../../../src/project/folder/index.ts';
import type { FileFacts } from '../../../../src/project/folder/index.ts';

const markdown = new MarkdownIt();
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

  it('shows no line of such a text as anything else, nor ends with it what stands around it', () => {
    const odd = ['~~~~~~', '```', 'a ~~b~~ c', '&lt;server&gt; &#42;', '    code', '\tcode', '- one', '-', '---', '===', '1. one', '12) two', '# head', '> said', '+ one', '* one', '<b>x</b>', '[a](b)', 'a | b\n--- | ---', 'http://x', '1.2.3 is it', '  1. one'];
    for (const one of odd) {
      const shown = markdown.render(`${plain(`Before\n${one}\nbehind`)}\n\n- \`-A\` x`), paragraph = /^<p>([\s\S]*?)<\/p>\n<ul>\n<li><code>-A<\/code> x<\/li>\n<\/ul>\n$/.exec(shown)?.[1];
      assert.equal(paragraph?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'), `Before\n${one.replace(/^\s+/gm, '')}\nbehind`, one);
    }
    assert.match(markdown.render(`- ${parameterLine({ ...runbook.parameters[0]!, help: '~~~\n1. one' })}\n- next`), /^<ul>\n<li>[^~]*: ~~~\n1\. one<\/li>\n<li>next<\/li>\n<\/ul>\n$/s);
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
