import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';

interface Snippet { readonly prefix: string | readonly string[]; readonly description: string; readonly body: readonly string[] }
const snippets = Object.entries(JSON.parse(readFileSync('src/features/language/candidates/snippets.json', 'utf8')) as Readonly<Record<string, Snippet>>);

/** A snippet as it stands when nothing is filled in. */
const filled = (body: readonly string[]): string => {
  let text = body.join('\n');
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(/(?<!\\)\$\{\w+:([^${}]*)\}/g, '$1');
  }
  return text.replaceAll(/(?<!\\)\$\d/g, '').replaceAll('\\$', '$');
};

describe('the snippets', () => {
  for (const [name, { body, description, prefix }] of snippets) {
    it(`${name} is sound, in a workflow as well`, () => {
      const text = filled(body);
      assert.doesNotMatch(text, /\$\{/);
      assert.ok(description.endsWith('.') && prefix.length > 0);
      assert.deepEqual(new ParsedText(text.includes('workflow ') ? text : `workflow Test {\n${text}\n}`).problems, []);
    });
  }
});
