/**
 * Texts that are broken or unusual XML: what is read of them, or what is said, is what System.Xml of .NET 10 reads and says (brokenXml.txt, recorded): by
 * the code of PowerShell's conversion to [xml], and by XmlDocument.LoadXml ('=': the same, '-': not compared).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { XmlTextError, parseXml } from '../../../../src/powershell/runtime/convert/parseXml.ts';
import type { XmlMode } from '../../../../src/powershell/runtime/convert/parseXml.ts';
import { outerXml } from '../../../../src/powershell/runtime/convert/writeXml.ts';
import { XmlNode } from '../../../../src/powershell/runtime/values/xml.ts';
import { run, testHost } from './harness.ts';

function answer(text: string, mode: XmlMode): string {
  const document = new XmlNode('Document', '#document');
  try { parseXml(text, document, document, false, mode); return `OK ${outerXml(document)}`; } catch (error) {
    if (error instanceof XmlTextError) return error.message;
    throw error;
  }
}
describe('Broken and unusual XML', () => {
  const recorded = readFileSync(join(import.meta.dirname, 'brokenXml.txt'), 'utf8').trim().split('\n').map((line) => line.split('\t').map((part) => JSON.parse(part) as string));
  it(`${recorded.length} texts, each as System.Xml reads it`, () => {
    assert.ok(recorded.length > 450);
    new Engine(testHost(() => undefined), cmdlets).use(() => {
      assert.deepEqual(recorded.map(([text = '']) => [text, answer(text, 'Auto')]), recorded.map(([text, cast]) => [text, cast]));
      const loaded = recorded.filter(([, , load]) => load !== '-');
      assert.deepEqual(loaded.map(([text = '']) => [text, answer(text, 'Loader')]), loaded.map(([text, cast, load]) => [text, load === '=' ? cast : load]));
    });
  });
  it('is told by the conversion, with its exception', () => {
    const { output } = run("foreach ($t in 'x', '<a><b></a>', '<p:a/>') { try { $null = [xml]$t } catch { \"$($_.FullyQualifiedErrorId) $($_.Exception.InnerException.InnerException.GetType().Name) $_\" } }; ([xml]'').OuterXml.Length");
    assert.deepEqual(output, [
      'InvalidCastToXmlDocument InvalidOperationException Cannot convert value "x" to type "System.Xml.XmlDocument". Error: "The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type."',
      'InvalidCastToXmlDocument XmlException Cannot convert value "<a><b></a>" to type "System.Xml.XmlDocument". Error: "The \'b\' start tag on line 1 position 5 does not match the end tag of \'a\'. Line 1, position 9."',
      'InvalidCastToXmlDocument XmlException Cannot convert value "<p:a/>" to type "System.Xml.XmlDocument". Error: "\'p\' is an undeclared prefix. Line 1, position 2."', '0',
    ]);
  });
  it('entities, default attributes and blanks that count', () => {
    const { output, errors } = run("$d = [xml]'<!DOCTYPE a [<!ENTITY e \"v\"><!ATTLIST a k CDATA \"d\">]><a b=\"&e;\"> x&e;</a>'; $d.a.b; $d.a.k; $d.a.InnerText; $d.DocumentType.Name; ([xml]'<a xml:space=\"preserve\"> <b/> </a>').a.InnerXml; try { $x = [xml]::new(); $x.LoadXml('') } catch { \"$($_.Exception.InnerException.Message) $($_.Exception.InnerException.LineNumber)\" }; $x.LoadXml(\"<a>`r`n</a>\"); $x.LoadXml(\"<a>`r`nx</a>\"); $x.a.Length");
    assert.deepEqual([output, errors], [['v', 'd', ' xv', 'a', ' <b /> ', 'Root element is missing. 0', '3'], []]);
  });
});
