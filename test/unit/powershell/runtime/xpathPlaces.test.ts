/** Paths in XML with predicates, which ask for places or do not, and XML as text: what PowerShell 7.6 answered. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const SCRIPT = [
  '$x = [xml]\'<r><g><a i="1"><b>x</b></a><a i="2"><b>y</b><b>x</b></a></g><g><a i="3"/><a i="4"><b>x</b><c><a i="5"><b>x</b></a></c></a></g></r>\'',
  'foreach ($p in \'//a\', \'//a[b="x"]\', \'//a[1]\', \'//a[last()]\', \'//a[position()=2]\', \'//a[b]\', \'//a[b][1]\', \'//a[b="x"][2]\', \'//a[@i>2]\', \'//a[@i>2 and b]\', \'//a[contains(b,"y")]\', \'//a[not(b)]\', \'//a[count(b)]\', \'//a[number(@i)]\', \'//a[b[last()]="x"]\', \'//a[(b="x")]\', \'//a[b | c]\', \'//a[@i=1]/b\', \'//g//a[b="x"]\', \'//a[string-length(b)]\', \'//a[b="x" or position()=1]\', \'//b/text()\', \'//a[starts-with(b,"x")][1]\', \'/r/descendant::a[b="x"]\', \'/r/descendant::a[2]\', \'//a[.//a]\', \'//a[../@k]\', \'//a[contains(b,"x") = true()]\', \'//a[@i mod 2 = 1]\', \'//a[@i mod 2]\') { "$p => $(($x.SelectNodes($p) | ForEach-Object { if ($_.LocalName -eq \'a\') { $_.i } else { $_.LocalName } }) -join \' \')" }',
  '$n = [xml]\'<r xmlns="u" xmlns:p="v"><p:a q="1"/><b xmlns=""><c/></b><d p:e="2"/></r>\'; $n.OuterXml; $n.DocumentElement.FirstChild.OuterXml; $n.DocumentElement.InnerXml; ([xml]\'<a x="&lt;&quot;">t&amp;<b/></a>\').OuterXml',
].join('\n');

describe('Paths with predicates', () => {
  afterEach(removeFolders);
  it('find the same nodes in the same order, and what is written is the same', () => {
    assert.deepEqual(runInFolder(SCRIPT).output, [
      '//a => 1 2 3 4 5',
      '//a[b="x"] => 1 2 4 5',
      '//a[1] => 1 3 5',
      '//a[last()] => 2 4 5',
      '//a[position()=2] => 2 4',
      '//a[b] => 1 2 4 5',
      '//a[b][1] => 1 4 5',
      '//a[b="x"][2] => 2',
      '//a[@i>2] => 3 4 5',
      '//a[@i>2 and b] => 4 5',
      '//a[contains(b,"y")] => 2',
      '//a[not(b)] => 3',
      '//a[count(b)] => 1 2 5',
      '//a[number(@i)] => 1 2',
      '//a[b[last()]="x"] => 1 2 4 5',
      '//a[(b="x")] => 1 2 4 5',
      '//a[b | c] => 1 2 4 5',
      '//a[@i=1]/b => b',
      '//g//a[b="x"] => 1 2 4 5',
      '//a[string-length(b)] => 1 5',
      '//a[b="x" or position()=1] => 1 2 3 4 5',
      '//b/text() => #text #text #text #text #text',
      '//a[starts-with(b,"x")][1] => 1 4 5',
      '/r/descendant::a[b="x"] => 1 2 4 5',
      '/r/descendant::a[2] => 2',
      '//a[.//a] => 4',
      '//a[../@k] => ',
      '//a[contains(b,"x") = true()] => 1 4 5',
      '//a[@i mod 2 = 1] => 1 3 5',
      '//a[@i mod 2] => 1 3 5',
      '<r xmlns="u" xmlns:p="v"><p:a q="1" /><b xmlns=""><c /></b><d p:e="2" /></r>',
      '<p:a q="1" xmlns:p="v" />',
      '<p:a q="1" xmlns:p="v" /><b xmlns=""><c /></b><d p:e="2" xmlns:p="v" xmlns="u" />',
      '<a x="&lt;&quot;">t&amp;<b /></a>',
    ]);
  });
});
