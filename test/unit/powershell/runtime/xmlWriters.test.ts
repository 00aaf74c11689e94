/** XmlWriter and XmlTextWriter: what they write by themselves, and documents and nodes that are written to them. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const gives = (script: string): string => { const { output, errors } = runInFolder(script); return [...output, ...errors].join('|'); };
const DOCUMENT = `$x = [xml]'<?xml version="1.0" encoding="utf-8"?><a><b c="1">t</b><d/><e></e></a>'; $s = [System.Xml.XmlWriterSettings]@{ Indent = $true }; $sw = [System.IO.StringWriter]::new(); `;
describe('XML writers', () => {
  afterEach(removeFolders);
  it('take a document or a node', () => {
    const laid = '<a>\n  <b c="1">t</b>\n  <d />\n  <e></e>\n</a>';
    assert.equal(gives(`${DOCUMENT}$w = [System.Xml.XmlWriter]::Create($sw, $s); $x.Save($w); $w.Close(); "$sw"`), `<?xml version="1.0" encoding="utf-16"?>\n${laid}`);
    assert.equal(gives(`${DOCUMENT}$s.OmitXmlDeclaration = $true; $w = [System.Xml.XmlWriter]::Create($sw, $s); $x.DocumentElement.WriteTo($w); $w.Close(); "$sw"`), laid);
    assert.equal(gives(`${DOCUMENT}$w = [System.Xml.XmlWriter]::Create("$PWD/p.xml", $s); $x.Save($w); $w.Dispose(); Get-Content p.xml -Raw`), `<?xml version="1.0" encoding="utf-8"?>\n${laid}`);
    assert.equal(gives(`${DOCUMENT}$t = [System.Xml.XmlTextWriter]::new($sw); $t.Formatting = 'Indented'; $t.Indentation = 1; $x.DocumentElement.WriteContentTo($t); "$sw"`), '<b c="1">t</b>\n<d />\n<e>\n</e>');
  });
  it('are not needed: a document saves itself in the encoding that it or the writer has', () => {
    const laid = '<a>\n  <b c="1">t</b>\n  <d />\n  <e>\n  </e>\n</a>';
    assert.equal(gives(`${DOCUMENT}$x.Save($sw); "$sw"`), `<?xml version="1.0" encoding="utf-16"?>\n${laid}`);
    assert.equal(gives(`${DOCUMENT}$m = [System.IO.MemoryStream]::new(); $x.Save($m); [Text.Encoding]::UTF8.GetString($m.ToArray())`), `\ufeff<?xml version="1.0" encoding="utf-8"?>\n${laid}`);
    assert.equal(gives(`([xml]'<a/>').Save("$PWD/o.xml"); (Get-Content o.xml -AsByteStream) -join ' '`), '60 97 32 47 62');
  });
  it('of the older kind write at once, as they are told', () => {
    assert.equal(gives("$sw = [System.IO.StringWriter]::new(); $t = [System.Xml.XmlTextWriter]::new($sw); $t.Formatting = [System.Xml.Formatting]::Indented; $t.Indentation = 1; $t.IndentChar = \"`t\"; $t.WriteStartDocument(); $t.WriteStartElement('r'); $t.WriteAttributeString('a', '1'); $t.WriteElementString('e', 'x<y'); $t.WriteElementString('g', ''); $t.WriteEndElement(); $t.WriteEndDocument(); \"$sw\""), '<?xml version="1.0" encoding="utf-16"?>\n<r a="1">\n\t<e>x&lt;y</e>\n\t<g />\n</r>');
    assert.equal(gives("$x = New-Object System.Xml.XmlTextWriter(\"$PWD/f.xml\", [Text.Encoding]::UTF8); $x.WriteStartDocument($true); $x.WriteElementString('k', 'v'); $x.Close(); Get-Content f.xml -Raw; (Get-Content f.xml -AsByteStream)[0]"), '<?xml version="1.0" encoding="utf-8" standalone="yes"?><k>v</k>|239');
  });
  it('declare namespaces once, behind the attributes', () => {
    assert.equal(gives("$b = [System.Text.StringBuilder]::new(); $w = [System.Xml.XmlWriter]::Create($b, [System.Xml.XmlWriterSettings]@{ OmitXmlDeclaration = $true }); $w.WriteStartElement('r', 'urn:d'); $w.WriteStartElement('x', 'urn:d'); $w.WriteEndElement(); $w.WriteStartElement('p', 'l', 'urn:p'); $w.WriteAttributeString('z', '1'); $w.WriteElementString('i', 'urn:p', '2'); $w.WriteEndElement(); $w.Close(); \"$b\""), '<r xmlns="urn:d"><x /><p:l z="1" xmlns:p="urn:p"><p:i>2</p:i></p:l></r>');
  });
});
