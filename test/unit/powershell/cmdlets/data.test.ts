import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvRow, csvRows } from '../../../../src/powershell/cmdlets/csv/csvText.ts';
import { introSort } from '../../../../src/powershell/cmdlets/object/introSort.ts';
import { fromKey, fromWithoutKey, withKey, withoutKey } from '../../../../src/powershell/clixml/secureText.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

const ALWAYS = { delimiter: ',', quotes: 'Always', quoted: undefined } as const;

describe('CSV', () => {
  afterEach(removeFolders);
  it('any quoted text comes back', () => {
    fc.assert(fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (fields) => {
      // A row of one empty field is a blank line.
      fc.pre(fields.length > 1 || fields[0] !== '');
      assert.deepEqual([...csvRows(`${csvRow(fields, fields, ALWAYS)}\n`, ',')], [fields]);
    }));
  });
  it('objects come back from a file', () => {
    const { output, errors } = runInFolder(`
      [pscustomobject]@{ A = 'x, "y"'; B = $null; C = "two\`nlines" } | Export-Csv f.csv; $o = Import-Csv f.csv; $o.A; $null -eq $o.B; $o.C.Length
      [pscustomobject]@{ A = 1; B = 2; C = 3 } | Export-Csv f.csv -Append; (Import-Csv f.csv).Count`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['x, "y"', 'False', '9', '2']);
  });
  it('a column that is missing, a name that is twice, a file that is not there', () => {
    const { errors } = runInFolder("[pscustomobject]@{ A = 1 } | Export-Csv f.csv; [pscustomobject]@{ Z = 1 } | Export-Csv f.csv -Append; 'a,a', '1,2' | ConvertFrom-Csv; Import-Csv none.csv; [pscustomobject]@{ A = 1 } | Export-Csv f.csv -NoClobber");
    assert.deepEqual(errors.map((e) => e.split(',')[0]), ['CannotAppendCsvWithMismatchedPropertyNames', 'AlreadyPresentPSMemberInfoInternalCollectionAdd', 'FileOpenFailure', 'NoClobber']);
  });
});

describe('CLIXML', () => {
  afterEach(removeFolders);
  it('values of all kinds come back', () => {
    const { output, errors } = runInFolder(`
      $o = [pscustomobject]@{ S = "a<&>\`u{1}b"; I = 1; L = 5000000000; D = 1.5; B = $true; N = $null; T = [timespan]'1.02:03:04.5'; W = [datetime]'2024-02-03T04:05:06Z'; G = [guid]'11111111-2222-3333-4444-555555555555'; H = @{ k = 'v' }; A = 1, 'two' }
      $o | Export-Clixml f.xml; $r = Import-Clixml f.xml
      $r.S -eq $o.S; $r.I; $r.L; $r.D; $r.B; $null -eq $r.N; $r.T; $r.W.ToUniversalTime().ToString('s'); $r.G; $r.H.k; $r.A -join ','; $r.psobject.TypeNames[0]
      (Import-Clixml f.xml).H.GetType().Name`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['True', '1', '5000000000', '1.5', 'True', 'True', '1.02:03:04.5000000', '2024-02-03T04:05:06', '11111111-2222-3333-4444-555555555555', 'v', '1,two', 'Deserialized.System.Management.Automation.PSCustomObject', 'Hashtable']);
  });
  it('what is none says so', () => {
    const { errors } = runInFolder("Set-Content a.xml '<x>'; Set-Content b.xml '<x/>'; Import-Clixml a.xml; Import-Clixml b.xml; Import-Clixml c.xml");
    assert.equal(errors.length, 3);
    assert.match(errors[0] ?? '', /^System\.Xml\.XmlException,Microsoft\.PowerShell\.Commands\.ImportClixmlCommand: Unexpected end of file/);
    assert.match(errors[1] ?? '', /Element 'Objs' with namespace name/);
  });
});

describe('Secrets as text', () => {
  it('come back with their key only', () => {
    fc.assert(fc.property(fc.string(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (text, key) => {
      const sealed = withKey(text, key, new Uint8Array(16));
      assert.equal(fromKey(sealed, key), text);
      assert.equal(fromWithoutKey(withoutKey(text)), text);
      const other = Uint8Array.from(key, (b) => b ^ 0xff);
      assert.notEqual(fromKey(sealed, other), `${text}x`);
      assert.ok(text === '' || !sealed.includes(text) || text.length < 4);
    }));
  });
});

describe('Sorting in .NET\'s order', () => {
  it('sorts anything, whatever the size', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { maxLength: 400 }), (items) => {
      const sorted = [...items];
      introSort(sorted, (a, b) => a - b);
      assert.deepEqual(sorted, [...items].sort((a, b) => a - b));
    }));
  });
  it('ends although a comparison contradicts itself', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { minLength: 17, maxLength: 100 }), fc.func(fc.integer({ min: -1, max: 1 })), (items, compare) => {
      const sorted = [...items];
      introSort(sorted, compare);
      assert.deepEqual(sorted.sort((a, b) => a - b), [...items].sort((a, b) => a - b));
    }));
  });
});

describe('XML', () => {
  afterEach(removeFolders);
  it('is searched in documents, texts and files', () => {
    const { output, errors } = runInFolder("[xml]$x = '<a><b k=\"1\">x</b><b>y</b></a>'; (Select-Xml -Xml $x -XPath '//b').Node.Count; (Select-Xml -Content '<a><b>z</b></a>' -XPath //b).Node.InnerText; Set-Content f.xml $x.OuterXml; (Select-Xml //b f.xml)[1].Path; Set-Content g.xml '<a'; Select-Xml //b g.xml");
    assert.deepEqual(output, ['2', 'z', '<F>/f.xml']);
    assert.match(errors.join(), /^ProcessingFile,.*g\.xml' cannot be read/);
  });
  it('describes objects', () => {
    const { output } = runInFolder("ConvertTo-Xml ([pscustomobject]@{ N = '<' }) -As Stream -NoTypeInformation; (ConvertTo-Xml 5).Objects.Object.Type");
    assert.deepEqual(output, ['<?xml version="1.0" encoding="utf-8"?>', '<Objects>', '<Object>\n  <Property Name="N">&lt;</Property>\n</Object>', '</Objects>', 'System.Int32']);
  });
});
