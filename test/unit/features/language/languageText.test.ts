import assert from 'node:assert/strict';
import { automaticText, languageTextAt } from '../../../../src/features/language/languageText.ts';
import { nodesAt, parse } from '../../../../src/powershell/index.ts';

/** What is said of the place marked by a bar. */
function said(marked: string): { readonly text: string; readonly word: string } | undefined {
  const offset = marked.indexOf('¦'), text = marked.replace('¦', '');
  for (const node of nodesAt(parse(text).ast, offset).toReversed()) {
    const found = languageTextAt(node, text, offset);
    if (found !== undefined) return { text: found.text, word: text.slice(found.start, found.end) };
  }
  return undefined;
}

describe('what is said of words of the language', () => {
  it('tells what an operator does, however it is written', () => {
    assert.match(said('$a -ma¦tch $b')!.text, /^```powershell\n-match\n```\n\n[A-Z]/);
    assert.equal(said('$a -ieq¦ $b')!.word, '-ieq');
    assert.match(said('$a -IEQ¦ $b')!.text, /equal|same/i);
    assert.match(said('$a -cl¦ike $b')!.text, /case counts/);
    assert.match(said('-no¦t $a')!.text, /opposite/);
    assert.equal(said('-no¦t $a')!.word, '-not');
    assert.match(said('"{0}" -¦f 1')!.text, /format/);
  });

  it('says nothing of signs, of values beside an operator, and of negative numbers', () => {
    for (const marked of ['$a +¦ $b', '$¦a -match $b', '$a -match $¦b', '-¦1', '-¦$a', '!¦$a']) assert.equal(said(marked), undefined, marked);
  });

  it('tells the arguments of an attribute, by its short and its whole name', () => {
    assert.match(said('param([Para¦meter(Mandatory)] $a)')!.text, /\[Parameter\(\)\][^]*Mandatory, Position/);
    assert.match(said('param([System.Management.Automation.ValidateSet¦Attribute("a")] $a)')!.text, /\[ValidateSet\(\)\]/);
    assert.equal(said('param([Mine¦()] $a)'), undefined);
    assert.equal(said('param([Parameter(Manda¦tory)] $a)'), undefined);
  });

  it("tells what PowerShell keeps in its own variables, and nothing of others'", () => {
    const of = (text: string): string | undefined => {
      const node = nodesAt(parse(text).ast, 2).find(({ kind }) => kind === 'VariableExpressionAst');
      return node?.kind === 'VariableExpressionAst' ? automaticText(node) : assert.fail(text);
    };
    assert.match(of('$PSItem')!, /object at hand/);
    assert.match(of('$using:PSScriptRoot')!, /folder of the running script/);
    assert.equal(of('$mine'), undefined);
    assert.equal(of('$constructor'), undefined);
  });
});
