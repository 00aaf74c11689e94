/** What Json.NET says of a broken text travels inside of what ConvertFrom-Json says; answers of PowerShell 7.6. */
import assert from 'node:assert/strict';
import { run } from '../runtime/harness.ts';

describe('The error of ConvertFrom-Json', () => {
  const CASES: readonly (readonly [text: string, told: string])[] = [
    ['{bad', 'JsonReaderException|1|4|'], ['{"a":', 'JsonSerializationException|1|5|a'], ['{"a":1}}', 'JsonReaderException|1|7|'], ['nul', 'JsonReaderException|1|3|'], ['[1 2]', 'JsonReaderException|1|3|[0]'],
    ['{"a":tru}', 'JsonReaderException|1|8|a'], ['x', 'JsonReaderException|0|0|'], ['{"a":[}', 'JsonReaderException|1|6|a'], ['{\n"a": 1,\n"b": zz }', 'JsonReaderException|3|5|b'],
  ];
  for (const [text, told] of CASES) it(`holds the reader's own, with its place (${JSON.stringify(text)})`, () => {
    const { output } = run("param($t) try { ConvertFrom-Json $t } catch { $e = $_.Exception; $i = $e.InnerException; \"$($i.GetType().Name)|$($i.LineNumber)|$($i.LinePosition)|$($i.Path)\"; $i.GetType().Namespace; $e.Message -eq \"Conversion from JSON failed with error: $($i.Message)\" }", { parameters: { t: text } });
    assert.deepEqual(output, [told, 'Newtonsoft.Json', 'True']);
  });
  it('is caught by the type of either', () => {
    assert.deepEqual(run("try { '{bad' | ConvertFrom-Json } catch [Newtonsoft.Json.JsonReaderException] { 'inner' }; try { '{bad' | ConvertFrom-Json } catch [System.ArgumentException] { 'outer' }").output, ['inner', 'outer']);
  });
});
describe('A regular expression with more groups than the engine has', () => {
  it('is an error of the script, which may catch it', () => {
    const { output } = run("try { [regex]::new('(' * 50000 + ')' * 50000).IsMatch('a') } catch { $_.FullyQualifiedErrorId; $_.Exception.Message.Length -lt 300 }; try { 'a' -match ('(' * 50000 + ')' * 50000) } catch { $_.FullyQualifiedErrorId }");
    assert.match(output.join('|'), /^(InvalidRegularExpression|CallDepthOverflow)\|True\|(InvalidRegularExpression|CallDepthOverflow)$/);
  });
});
