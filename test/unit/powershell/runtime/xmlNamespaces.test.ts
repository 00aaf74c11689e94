/** XML text of nodes and namespaces: a node is whole by itself; what a ToString of a script raises is an error of the conversion. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const gives = (script: string): readonly string[] => { const { output, errors } = runInFolder(script); return [...output, ...errors]; };
describe('OuterXml', () => {
  afterEach(removeFolders);
  it('declares again what is declared further out', () => {
    assert.deepEqual(gives(`$x = [xml]'<c xmlns:x="urn:x" xmlns="urn:d"><s><x:t x:q="1">t1</x:t><e/></s></c>'; $x.c.s.OuterXml; $x.c.s.InnerXml; $x.OuterXml`), [
      '<s xmlns="urn:d"><x:t x:q="1" xmlns:x="urn:x">t1</x:t><e /></s>', '<x:t x:q="1" xmlns:x="urn:x">t1</x:t><e xmlns="urn:d" />', '<c xmlns:x="urn:x" xmlns="urn:d"><s><x:t x:q="1">t1</x:t><e /></s></c>']);
  });
  it('says where an element is in no namespace, and nothing where it is in that around', () => {
    assert.deepEqual(gives(`$d = [xml]'<r xmlns="urn:d"><a/></r>'; $null = $d.r.AppendChild($d.CreateElement('plain')); $null = $d.r.AppendChild($d.CreateElement('same', 'urn:d')); $d.OuterXml; $d.r.LastChild.Attributes.Count; $d.CreateElement('p', 'n', 'urn:p').OuterXml`), [
      '<r xmlns="urn:d"><a /><plain xmlns="" /><same /></r>', '0', '<p:n xmlns:p="urn:p" />']);
  });
});
describe('A ToString of a script that fails', () => {
  afterEach(removeFolders);
  it('is an error of the conversion, after which the script goes on', () => {
    assert.deepEqual(gives(`class Bad { [string] ToString() { throw 'oh' } }; "x$([Bad]::new())"; 'on'; try { [Bad]::new().ToString() } catch { $_.FullyQualifiedErrorId }; $o = [pscustomobject]@{ A = 1 } | Add-Member ScriptMethod ToString { throw 'sm' } -Force -PassThru; try { "$o" } catch { $_.FullyQualifiedErrorId; "$_" }`), [
      'on', 'oh', 'MethodExceptionNullFormatProvider', 'The following exception occurred while retrieving the string: "Exception calling "ToString" with "0" argument(s): "sm""', 'ToStringObjectBasicException: The following exception occurred while retrieving the string: "oh"']);
  });
});
