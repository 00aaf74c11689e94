/** XmlReader, RSA, variables that belong to no scope, and what Get-Member says of PowerShell's own members. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const gives = (script: string): readonly string[] => { const { output, errors, ended } = runInFolder(script); return [...output, ...errors, ...(ended === undefined ? [] : [ended])]; };
describe('XmlReader', () => {
  afterEach(removeFolders);
  it('reads node by node', () => {
    assert.deepEqual(gives(`$r = [System.Xml.XmlReader]::Create([System.IO.StringReader]::new('<?xml version="1.0"?><a x="1" y="2"><b>one</b><!-- c --><e/></a>')); while ($r.Read()) { "$($r.NodeType) $($r.Name) $($r.Value) $($r.Depth) $($r.IsEmptyElement)" }; $r.EOF`),
      ['XmlDeclaration xml version="1.0" 0 False', 'Element a  0 False', 'Element b  1 False', 'Text  one 2 False', 'EndElement b  1 False', 'Comment   c  1 False', 'Element e  1 True', 'EndElement a  0 False', 'True']);
  });
  it('goes to elements and attributes, and gives what is inside', () => {
    assert.deepEqual(gives(`'<r><i id="5"><n>x</n></i><i id="6"/></r>' | Set-Content f.xml; $r = [System.Xml.XmlReader]::Create("$PWD/f.xml"); $null = $r.MoveToContent(); $r.Name; $null = $r.ReadToDescendant('i'); do { "$($r.GetAttribute('id')) $($r['id']) $($r.AttributeCount)" } while ($r.ReadToNextSibling('i')); $r.Dispose()
      $r = [System.Xml.XmlReader]::Create([System.IO.StringReader]::new('<a><b>one</b><b>2</b><c><d/></c></a>')); $r.ReadToFollowing('b'); $r.ReadElementContentAsString(); $r.ReadElementContentAsInt() + 1; $r.ReadInnerXml()
      $r = [System.Xml.XmlReader]::Create("$PWD/f.xml"); $r.ReadToFollowing('n'); $r.ReadOuterXml(); $x = [xml]::new(); $x.Load([System.Xml.XmlReader]::Create("$PWD/f.xml")); $x.r.i.id -join ','; [System.Xml.XmlNodeReader]::new($x).ReadToFollowing('n')
      $s = [System.Xml.XmlReaderSettings]::new(); $s.IgnoreComments = $true; $s.IgnoreWhitespace = $true; $r = [System.Xml.XmlReader]::Create([System.IO.StringReader]::new("<a> <!-- c --> <b/></a>"), $s); $n = 0; while ($r.Read()) { $n++ }; $n`),
    ['r', '5 5 1', '6 6 1', 'True', 'one', '3', '<d />', 'True', '<n>x</n>', '5,6', 'True', '3']);
  });
  it('fails where the text is no XML', () => {
    assert.deepEqual(gives(`try { $r = [System.Xml.XmlReader]::Create([System.IO.StringReader]::new('<a><b></a>')); while ($r.Read()) { } } catch { $_.Exception.InnerException.GetType().Name }; try { [System.Xml.XmlReader]::Create("$PWD/none.xml") } catch { $_.Exception.InnerException.GetType().Name }`), ['XmlException', 'FileNotFoundException']);
  });
});
describe('RSA', () => {
  it('signs, encrypts, and gives its key in every form', function () {
    // Making keys takes a while on a busy machine.
    this.timeout(60_000);
    assert.deepEqual(gives(`$rsa = [System.Security.Cryptography.RSA]::Create(1024); $d = [Text.Encoding]::UTF8.GetBytes('hi'); $h = [System.Security.Cryptography.HashAlgorithmName]::SHA256; $p = [System.Security.Cryptography.RSASignaturePadding]::Pkcs1
      $s = $rsa.SignData($d, $h, $p); $s.Length; $rsa.VerifyData($d, $s, $h, $p); $s[0] = $s[0] -bxor 1; $rsa.VerifyData($d, $s, $h, $p)
      $o = [System.Security.Cryptography.RSAEncryptionPadding]::OaepSHA256; [Text.Encoding]::UTF8.GetString($rsa.Decrypt($rsa.Encrypt($d, $o), $o)); $rsa.VerifyData($d, $rsa.SignHash([System.Security.Cryptography.SHA256]::HashData($d), $h, $p), $h, $p)
      $a = New-Object System.Security.Cryptography.RSACryptoServiceProvider; $a.FromXmlString($rsa.ToXmlString($true)); $a.KeySize; $rsa.VerifyData($d, $a.SignData($d, 'SHA256'), $h, $p); [Text.Encoding]::UTF8.GetString($a.Decrypt($a.Encrypt($d, $true), $true))
      $k = [System.Security.Cryptography.RSA]::Create(); $k.ImportFromPem($rsa.ExportPkcs8PrivateKeyPem()); $n = 0; $k.ImportRSAPrivateKey($rsa.ExportRSAPrivateKey(), [ref] $n); $n -gt 100; $k.VerifyData($d, $rsa.SignData($d, $h, $p), $h, $p)
      $k.ImportSubjectPublicKeyInfo($rsa.ExportSubjectPublicKeyInfo(), [ref] $null); try { $k.SignData($d, $h, $p) } catch { $_.Exception.InnerException.GetType().Name }; try { $k.ImportFromPem('no') } catch { $_.Exception.InnerException.GetType().Name }`),
    ['128', 'True', 'False', 'hi', 'True', '1024', 'True', 'hi', 'True', 'True', 'CryptographicException', 'CryptographicException']);
  });
});
describe('Members', () => {
  afterEach(removeFolders);
  it('of PowerShell\'s own are told by kind', () => {
    assert.deepEqual(gives(`'x' > a.txt; Get-Item a.txt | Get-Member -MemberType AliasProperty, CodeProperty, ScriptProperty, NoteProperty | ForEach-Object { "$($_.MemberType) $($_.Definition)" -replace '=.*' }; Get-Process -Id $PID | Get-Member -MemberType AliasProperty | ForEach-Object Definition; (Get-Item . | Get-Member BaseName).Definition`), [
      'AliasProperty Target ', 'CodeProperty System.String LinkType{get', 'CodeProperty System.String Mode{get', 'CodeProperty System.String ModeWithoutHardLink{get', 'CodeProperty System.String ResolvedTarget{get', 'NoteProperty string PSChildName', 'NoteProperty PSDriveInfo PSDrive',
      'NoteProperty bool PSIsContainer', 'NoteProperty string PSParentPath', 'NoteProperty string PSPath', 'NoteProperty ProviderInfo PSProvider', 'ScriptProperty System.Object BaseName {get', 'ScriptProperty System.Object VersionInfo {get',
      'Handles = Handlecount', 'Name = ProcessName', 'NPM = NonpagedSystemMemorySize64', 'PM = PagedMemorySize64', 'SI = SessionId', 'VM = VirtualMemorySize64', 'WS = WorkingSet64', 'System.Object BaseName {get=$this.Name;}',
    ]);
  });
  it('of a variable without a scope are its own', () => {
    assert.deepEqual(gives("$v = [psvariable]::new('a', 5); $v.Value = 6; \"$($v.Name) $($v.Value) $($v.Options)\"; [psvariable]::new('c', 1, 'ReadOnly').Options; Test-Path variable:a; try { [psvariable]::new('') } catch { 'no name' }"), ['a 6 None', 'ReadOnly', 'False', 'no name']);
  });
});
