/** Deeply nested patterns and documents: each level costs the same. */
import assert from 'node:assert/strict';
import { parseXml } from '../../../../src/powershell/runtime/convert/parseXml.ts';
import { toJavaScript } from '../../../../src/powershell/runtime/regex/javaScript.ts';
import { parseRegex } from '../../../../src/powershell/runtime/regex/parse.ts';
import { XmlNode } from '../../../../src/powershell/runtime/values/xml.ts';
import { run } from './harness.ts';

const DEEP = 1500;
/** How often a method is called while something is done. */
function calls(owner: object, name: string, work: () => void): number {
  const own = Object.getOwnPropertyDescriptor(owner, name) ?? assert.fail(name), real = own.value as (...args: unknown[]) => unknown;
  let n = 0;
  Object.defineProperty(owner, name, { ...own, value(this: unknown, ...args: unknown[]): unknown { n += 1; return real.apply(this, args); } });
  try { work(); } finally { Object.defineProperty(owner, name, own); }
  return n;
}
const nested = (n: number): string => `${'('.repeat(n)}a${')'.repeat(n)}`;
describe('Deep nesting', () => {
  it('groups of a pattern are noted once, not once for each group around them', () => {
    const { root } = parseRegex(nested(DEEP), 0);
    let slots: readonly number[] | undefined;
    const added = calls(Set.prototype, 'add', () => { slots = toJavaScript(root)?.slots; });
    assert.equal(slots?.length, DEEP + 1);
    assert.ok(added < DEEP * 10, `${added} times`);
  });
  it('namespaces are found without a walk to the root for each element', () => {
    const document = new XmlNode('Document', '#document'), text = `<r xmlns="urn:d" xmlns:p="urn:p">${'<p:a b="1"><c>'.repeat(DEEP)}${'</c></p:a>'.repeat(DEEP)}</r>`;
    const asked = calls(XmlNode.prototype, 'attribute', () => parseXml(text, document, document, false));
    assert.ok(asked < DEEP * 10, `${asked} times`);
    let at = document.documentElement;
    for (let i = 0; i < DEEP * 2; i++) { assert.equal(at?.namespaceUri, i % 2 === 0 ? 'urn:d' : 'urn:p'); at = at?.children[0]; }
  });
  it('prefixes mean what is declared nearest, in the text or around it', () => {
    const { output, errors } = run(`$d = [xml]'<a xmlns="u1" xmlns:p="u2"><p:b p:x="1"/><b xmlns="u3"><c/><p:c xmlns:p="u4"/><c xmlns=""/></b><c/></a>'
      $a = $d.DocumentElement; $b = $a.ChildNodes[1]; "$($a.NamespaceURI) $($a.FirstChild.NamespaceURI) $($a.FirstChild.Attributes[0].NamespaceURI) $($b.NamespaceURI) $($b.ChildNodes.NamespaceURI -join ',') $($a.LastChild.NamespaceURI)"
      $b.InnerXml = '<z/><p:z/>'; "$($b.ChildNodes[0].NamespaceURI) $($b.ChildNodes[1].NamespaceURI)"`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['u1 u2 u2 u3 u3,u4, u1', 'u3 u2']);
  });
  it('groups, references and branches mean what they did', () => {
    const { output, errors } = run(`'aXbb' -match '(a)(?:x|y)((b)\\3)'; "$($Matches[1]) $($Matches[2]) $($Matches[3])"; 'ab' -match '(?:(a)|(b))\\1?b'; 'aa' -match '(a)?\\1'; [regex]::Match('abab', '((a)(b))+').Groups[1].Captures.Count; 'xb' -match '(?!(a))x\\1?b'
      [regex]::Match('b', '(?:(a)|b)*').Groups[1].Success; [regex]::Match('a', '${nested(300)}').Groups.Count`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['True', 'a bb b', 'True', 'True', '2', 'True', 'False', '301']);
  });
});
