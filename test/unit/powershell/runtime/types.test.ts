/** .NET types of scripts beyond the conformance corpus: overloads, cultures, XML, time zones, delegates. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const gives = (script: string, expected: readonly unknown[]): void => {
  const { output, errors } = run(`& { ${script} } | ForEach-Object { "$_" }`);
  assert.deepEqual(errors, []);
  assert.deepEqual(output, expected);
};
describe('Types', () => {
  it('the first argument weighs most in the choice of an overload', () => gives('[math]::Max(1, 9L).GetType().Name; [math]::Min(3, 2.5); [math]::Round("2.567", "1")', ['Int32', '2', '2.6']));
  it('text goes to a params array of characters', () => gives("'abcab'.Trim('ab'); 'a, b'.Split(', ').Count", ['c', '2']));
  it('a [ref] to null is no out parameter of a structure', () => {
    const { errors } = run("$d = $null; [datetime]::TryParse('2024-01-01', [ref]$d)");
    assert.equal(errors.length, 1);
  });
  it('cultures write and read numbers and dates', () => gives(
    "(1234567.5).ToString('N1', [cultureinfo]'de-DE'); (1234567.5).ToString('N1', [cultureinfo]'en-IN'); [double]::Parse('1.234,5', [cultureinfo]'de-DE'); [datetime]::new(2024, 3, 4).ToString('D', [cultureinfo]'de-DE'); [datetime]::Parse('4.3.2024', [cultureinfo]'de-DE').Month",
    ['1.234.567,5', '12,34,567.5', '1234.5', 'Montag, 4. März 2024', '3']));
  it('a name that is no culture is an error', () => {
    const { errors } = run("[cultureinfo]::new('not a culture')");
    assert.match(String(errors[0]), /CultureNotFoundException/);
  });
  it('binary numbers round on their exact digits, decimals away from zero', () => gives("(2.25).ToString('N1'); (2.25d).ToString('N1'); (0.285).ToString('0.00')", ['2.2', '2.3', '0.29']));
  it('XML: names of children hide those of the type, XPath finds, changes are written', () => gives(
    `$x = [xml]'<r xmlns:p="u"><name>n</name><i k="1">a</i><i k="2"/><p:q>z</p:q></r>'; $x.r.name; $x.r.i.Count; $x.SelectSingleNode('//i[@k=2]/preceding-sibling::i').InnerText; $m = [System.Xml.XmlNamespaceManager]::new($x.NameTable); $m.AddNamespace('o', 'u'); $x.SelectNodes('//o:q', $m).Count; $x.r.name = 'a<b'; $x.r.FirstChild.OuterXml; [void]$x.r.RemoveChild($x.r.FirstChild); $x.r.i[1].OuterXml`,
    ['n', '2', 'a', '1', '<name>a&lt;b</name>', '<i k="2" />']));
  for (const [text, message] of [['<a><b></a>', "start tag on line 1 position 5 does not match the end tag of 'a'"], ['<a x=1/>', 'is an unexpected token'], ['<a>&nope;</a>', 'undeclared entity'], ['plain', 'because the specified node is the wrong type.'], ['<a/><b/>', "This document already has a 'DocumentElement' node."]] as const)
    it(`XML that is none is one error: ${text}`, () => {
      const { output } = run(`try { [xml]'${text}' } catch { "$_" }`);
      assert.equal(output.length, 1);
      assert.ok(String(output[0]).includes(message), String(output[0]));
    });
  it('time zones by Windows and by IANA names, summer and winter', () => gives(
    "$z = [TimeZoneInfo]::FindSystemTimeZoneById('W. Europe Standard Time'); [TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-07-01 12:00', $z).ToString('s'); [TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-01-01 12:00', $z).ToString('s'); [TimeZoneInfo]::FindSystemTimeZoneById('Asia/Kolkata').BaseUtcOffset; $z.IsDaylightSavingTime([datetime]'2024-07-01')",
    ['2024-07-01T14:00:00', '2024-01-01T13:00:00', '05:30:00', 'True']));
  it('script blocks become delegates with converted arguments', () => gives("([func[int, int]] { param($n) $n * 2 }).Invoke('21'); [System.Linq.Enumerable]::Where([int[]](1..4), [func[int, bool]] { $args[0] -gt 2 }) -join ','", ['42', '3,4']));
  it('versions beside numbers', () => gives("[semver]'7.1.0' -gt 5.1; $PSVersionTable.PSVersion -ge 5.1; [semver]'5.1.0' -lt 5.2; \"$([semver]5.1)\"", ['True', 'True', 'True', '5.1.0']));
  it('addresses, versions, queries', () => gives("([ipaddress]'fe80::1').AddressFamily; [ipaddress]'10.1'; [semver]'1.0.0-rc.10' -gt [semver]'1.0.0-rc.9'; $q = [System.Web.HttpUtility]::ParseQueryString('a=1&b=2'); $q['a'] = 'x y'; $q.ToString()", ['InterNetworkV6', '10.0.0.1', 'True', 'a=x+y&b=2']));
});
