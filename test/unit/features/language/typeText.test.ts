import assert from 'node:assert/strict';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { typeRows } from '../../../../src/powershell/cmdlets/typeCatalogue.ts';
import { typeTextAt } from '../../../../src/features/language/typeText.ts';

/** The hover where the bar stands, without its fences, with what it stands on. */
function text(marked: string): string | undefined {
  const offset = marked.indexOf('¦'), plain = marked.replace('¦', ''), said = typeTextAt(new ParsedText(plain), offset);
  return said && `${plain.slice(said.start, said.end)}: ${said.text.split('\n')[1] ?? ''}`;
}

describe('what is said of a type', () => {
  it('is its full name, by short names and the namespaces that the text uses', () => {
    assert.equal(text('[date¦time]::Now'), 'datetime: [System.DateTime] : System.ValueType');
    assert.equal(text('using namespace System.IO\nparam([File¦Info]$f)'), 'FileInfo: [System.IO.FileInfo] : System.IO.FileSystemInfo');
    assert.equal(text('using namespace System.Collections.Generic\n[List[ti¦mespan]]::new()'), 'timespan: [System.TimeSpan] : System.ValueType');
    assert.match(text('[System.DayOf¦Week]$d = 1') ?? '', /^System\.DayOfWeek: enum System\.DayOfWeek \{ Sunday; Monday; /);
    assert.equal(text('[Nobody.Knows¦]$d'), undefined);
  });

  it('names an exception by its own type and what it comes from, one that nobody describes as well', () => {
    const of = (name: string): string | undefined => text(`try { } catch [${name}¦] { }`)?.replace(/^.*?: /, '');
    assert.equal(of('System.IO.IOException'), '[System.IO.IOException] : System.SystemException');
    assert.equal(of('Net.WebException'), '[System.Net.WebException] : System.InvalidOperationException');
    assert.equal(of('System.ArgumentException'), '[System.ArgumentException] : System.SystemException');
    assert.equal(of('System.Management.Automation.ItemNotFoundException'), '[System.Management.Automation.ItemNotFoundException] : System.Management.Automation.SessionStateException');
    assert.equal(of('System.Exception'), '[System.Exception]');
    assert.equal(of('Contoso.Disk.FullException'), '[Contoso.Disk.FullException] : System.Exception');
    assert.equal(text('throw [System.InvalidOperation¦Exception]::new("x")'), 'System.InvalidOperationException: [System.InvalidOperationException] : System.SystemException');
    for (const name of Object.keys(typeRows)) if (name.endsWith('Exception')) assert.ok(of(name)?.startsWith(`[${name}]`), name);
  });

  it('is how the text defines it', () => {
    const types = 'enum Level { Low; High }\nclass Base { }\nclass Disk : Base { }\n';
    assert.deepEqual([text(`${types}[Di¦sk]::new()`), text(`${types}[Lev¦el]::Low`)], ['Disk: class Disk : Base', 'Level: enum Level { Low; High }']);
  });
});
