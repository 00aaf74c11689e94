import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('What PowerShell makes of XML nodes and processes', () => {
  afterEach(removeFolders);
  const gives = (script: string): readonly string[] => runInFolder(script).output;
  const root = `$x = [xml]'<s:root xmlns:s="urn:s" a="1"><b>t</b><c k="v"/><c>2</c></s:root>'; `;
  it('takes any value for a node of one text, as text', () => {
    assert.deepEqual(gives(`${root}$x.root.b = 8080; $x.root.a = $true; $x.OuterXml; $x.root.b = $null; "[$($x.root.b)]"`), ['<s:root xmlns:s="urn:s" a="True"><b>8080</b><c k="v" /><c>2</c></s:root>', '[]']);
  });
  it('tells why a node takes none', () => {
    const tried = (place: string): string => `try { ${place} = 'q' } catch { "$($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name) $_" }`;
    assert.deepEqual(gives(`${root}${tried('$x.root.c')}; ${tried('$x.root')}; $y = [xml]'<r><d><e/></d></r>'; ${tried('$y.r.d')}`), [
      'XmlNodeSetRestrictionsMoreThanOneNode SetValueException Cannot set "c" because only strings can be used as values to set XmlNode properties.',
      'XmlNodeSetRestrictionsNodeWithAttributes SetValueException Cannot set "root" because only strings can be used as values to set XmlNode properties.',
      'XmlNodeSetRestrictionsUnknownNodeType SetValueException Cannot set "d" because only strings can be used as values to set XmlNode properties.',
    ]);
  });
  it('knows nodes by their names without a prefix, and their types with the namespace', () => {
    assert.deepEqual(gives(`${root}"[$($x.'s:root')]"; $x.root.pstypenames -join ' '; $x.root.ChildNodes[0].pstypenames[0]; $x.root.GetPrefixOfNamespace('urn:s'); $x.root.Item('b').InnerText; $x.GetElementsByTagName('root', 'urn:s').Count
      $n = $x.root.RemoveAttributeNode('a', ''); $n.Value; $x.root.HasAttribute('a')`),
    ['[]', 'System.Xml.XmlElement#urn:s#root System.Xml.XmlElement System.Xml.XmlLinkedNode System.Xml.XmlNode System.Object', 'System.Xml.XmlElement', 's', 't', '1', '1', 'False']);
  });
  it('shows the members of nodes: what is inside, and .NET\'s methods', () => {
    assert.deepEqual(gives(`${root}($x | Get-Member root).Definition; ($x.root | Get-Member -MemberType Property).Definition; ($x.root | Get-Member ToString, Item).MemberType; ($x.root | Get-Member SetAttribute).Definition; ($x | Get-Member Load).Definition; @($x | Get-Member).Count; { 1 }.Ast | Get-Member Extent | ForEach-Object { $_.Definition.Split(' ')[-1] }`), [
      'System.Xml.XmlElement root {get;}', 'string a {get;set;}', 'string b {get;set;}', 'System.Object[] c {get;}', 'string s {get;set;}', 'CodeMethod', 'ParameterizedProperty',
      'void SetAttribute(string name, string value), string SetAttribute(string localName, string namespaceURI, string value)', 'void Load(string filename), void Load(System.IO.Stream inStream), void Load(System.IO.TextReader txtReader), void Load(System.Xml.XmlReader reader)', '46', '{get;}',
    ]);
  });
  it('reads and writes documents in the encoding that they declare', () => {
    const file = (encoding: string): string => `[IO.File]::WriteAllBytes("$PWD/x.xml", [Text.Encoding]::Latin1.GetBytes('<?xml version="1.0" encoding="${encoding}"?><a>\u00c4rger</a>')); $d = [xml]::new(); `;
    assert.deepEqual(gives(`${file('iso-8859-1')}$d.Load("$PWD/x.xml"); $d.a; (Select-Xml -Path x.xml -XPath //a).Node.InnerText; $r = [Xml.XmlReader]::Create("$PWD/x.xml"); [void]$r.ReadToFollowing('a'); $r.ReadElementContentAsString()
      $d.a = [string][char]0xd6 + [char]0x20ac; $d.Save("$PWD/y.xml"); $b = [IO.File]::ReadAllBytes("$PWD/y.xml"); [Text.Encoding]::Latin1.GetString($b).Split([char]10)[1]; $d.Load("$PWD/y.xml"); $d.a.Length
      $d.Load([IO.MemoryStream]::new([IO.File]::ReadAllBytes("$PWD/x.xml"))); $d.a`), ['\u00c4rger', '\u00c4rger', '\u00c4rger', '<a>\u00d6&#x20AC;</a>', '2', '\u00c4rger']);
    for (const [encoding, told] of [['nope-1', "System does not support 'nope-1' encoding. Line 1, position 31."], ['utf-16', 'There is no Unicode byte order mark. Cannot switch to Unicode. Line 1, position 31.']] as const) {
      assert.deepEqual(gives(`${file(encoding)}try { $d.Load("$PWD/x.xml") } catch { $_.Exception.InnerException.Message }; Select-Xml -Path x.xml -XPath //a -ErrorVariable e -ErrorAction SilentlyContinue; "$e" -replace '.* cannot be read: '`), [told, told]);
    }
  });
  it('makes nodes of every kind, and changes texts by their letters', () => {
    assert.deepEqual(gives(`$d = [xml]'<a>hello</a>'; $n = $d.DocumentElement.FirstChild; $n.Substring(1, 2); $n.AppendData('x'); $n.InsertData(0, 'y'); $n.DeleteData(1, 1); $n.ReplaceData(0, 1, 'zz'); $n.Value; try { $n.DeleteData(99, 1) } catch { $_.Exception.InnerException.GetType().Name }
      $d.CreateNode([System.Xml.XmlNodeType]::Element, 'p', 'e', 'urn:x').OuterXml; $d.CreateNode('element', 'e', '').OuterXml; $d.CreateNode('comment', '', '').NodeType; $d.CreateWhitespace(' ').NodeType`), ['el', 'zzellox', 'ArgumentOutOfRangeException', '<p:e xmlns:p="urn:x" />', '<e />', 'Comment', 'Whitespace']);
  });
  it('shows the members of processes', () => {
    assert.deepEqual(gives("$p = Get-Process -Id $PID; ($p | Get-Member WaitForExit, StandardInput, Exited, __NounName, Kill).Definition; $p.WorkingSet -is [int]; ($p | Get-Member CommandLine).MemberType"), [
      'void WaitForExit(), bool WaitForExit(int milliseconds), bool WaitForExit(timespan timeout)', 'System.IO.StreamWriter StandardInput {get;}', 'System.EventHandler Exited(System.Object, System.EventArgs)',
      'string __NounName=Process', 'void Kill(), void Kill(bool entireProcessTree)', 'True', 'ScriptProperty',
    ]);
  });
});
