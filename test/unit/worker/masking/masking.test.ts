import assert from 'node:assert/strict';
import { MASK, Masker } from '../../../../src/worker/masking/masking.ts';
import { secretTexts } from '../../../../src/worker/masking/secretTexts.ts';

const masked = (secrets: readonly string[], text: string): string => {
  const masker = new Masker();
  masker.add(secrets);
  return masker.mask(text);
};

describe('Masking of secrets', () => {
  it('replaces every occurrence, also inside words', () => {
    assert.equal(masked(['s3cret'], 'user:s3cret@host s3crets3cret'), `user:${MASK}@host ${MASK}${MASK}`);
  });
  it('leaves values of three characters and less alone', () => {
    assert.equal(masked(['abc', ''], 'abc'), 'abc');
    assert.equal(masked(['abcd'], 'abcd'), MASK);
  });
  it('takes secrets as text, not as patterns', () => {
    assert.equal(masked(['a.*b|c^$[]{}()\\-'], 'aXXb a.*b|c^$[]{}()\\- end'), `aXXb ${MASK} end`);
  });
  it('masks the longer secret where one contains the other', () => {
    assert.equal(masked(['pass', 'password1'], 'password1 pass'), `${MASK} ${MASK}`);
  });
  it('finds a secret in JSON text, where it is escaped', () => {
    const secret = 'p"a\\ss\nword';
    assert.equal(masked([secret], JSON.stringify({ secret })), `{"secret":"${MASK}"}`);
  });
  it('collects secrets as they become known', () => {
    const masker = new Masker();
    assert.equal(masker.isEmpty, true);
    masker.add(['first']);
    masker.add(['second']);
    assert.equal(masker.mask('first second'), `${MASK} ${MASK}`);
  });
  it('hides each line of a secret of several lines, where a list indents or a script splits them', () => {
    const secret = 'first line\r\nsecond line\nabc';
    assert.equal(masked([secret], `Key : first line\n      second line\n      abc`).includes('line'), false);
    assert.equal(masked([secret], 'second line'), MASK);
    assert.equal(masked([secret], 'abc'), 'abc');
  });
  it('finds a secret that a list broke over lines, and keeps what is around it', () => {
    assert.equal(masked(['0123456789abcdef'], 'a : x 01234567\n    89abcdef y\nb : 0123456789  \n  abcdef'), `a : x ${MASK} y\nb : ${MASK}`);
    assert.equal(masked(['123456'], '123\n456'), '123\n456');
  });
  it('hides the piece of a secret that a table left before or behind the ellipsis', () => {
    const secret = 'S'.repeat(20) + 'ecret'.repeat(30);
    assert.equal(masked([secret], `name ${secret.slice(0, 60)}… 1\nother ${secret.slice(0, 5)}… …${secret.slice(-9)} 2`), `name ${MASK}… 1\nother ${MASK}… …${MASK} 2`);
    assert.equal(masked([secret], 'SSS… some…thing'), 'SSS… some…thing');
  });
  it('finds a secret as JSON of Windows PowerShell, XML, HTML, URLs and quoted text write it', () => {
    const secret = "p&s<s>w'or\"d (1)";
    for (const text of ['p\\u0026s\\u003cs\\u003ew\\u0027or\\"d (1)', 'p&amp;s&lt;s&gt;w&apos;or&quot;d (1)', 'p&amp;s&lt;s&gt;w&#39;or&quot;d (1)', 'p&amp;s&lt;s&gt;w\'or"d (1)', 'p%26s%3Cs%3Ew%27or%22d%20%281%29', "p&s<s>w''or\"d (1)"]) {
      assert.equal(masked([secret], `a ${text} b`), `a ${MASK} b`);
    }
  });
  it('finds a secret in addresses and HTML, whichever of its characters the writer has escaped, and within JSON and XML', () => {
    const secret = 'Zug Sp/1tze?a=b&c"\u00e4\u{1f600}\\x';
    for (const text of [
      'Zug%20Sp/1tze?a=b&c%22%C3%A4%F0%9F%98%80%5Cx', 'Zug+Sp%2f1tze%3fa%3db%26c%22%c3%a4%f0%9f%98%80%5cx', 'Zug%20Sp/1tze?a=b&amp;c%22%C3%A4%F0%9F%98%80%5Cx', 'Zug%20Sp/1tze?a=b\\u0026c%22\u00e4\u{1f600}/x'.replace(/\/x$/, '%5Cx'),
      'Zug Sp/1tze?a=b&amp;c&quot;&#228;&#128512;\\x', 'Zug%2520Sp%252F1tze%253Fa%253Db%2526c%2522%25C3%25A4%25F0%259F%2598%2580%255Cx', 'Zug%20Sp\\/1tze?a=b&c\\"\\u00E4\\uD83D\\uDE00\\\\x', 'Zug&#32;Sp&#x2F;1tze&#x3f;a&#61;b&amp;amp;c&#34;&#xE4;&#x1F600;&#92;x',
    ]) {
      assert.equal(masked([secret, 'Zug Sp'], `k=${text}&l`), `k=${MASK}&l`, text);
      const known = new Masker();
      known.add([secret]);
      assert.deepEqual(known.foundIn([`{"u":"${text}"}`]), [secret], text);
    }
    assert.equal(masked([secret], 'Zug%20Sp/1tze?a=c'), 'Zug%20Sp/1tze?a=c');
    const long = `${'a b/'.repeat(100)}end`;
    for (const text of [encodeURI(long), encodeURIComponent(long).replaceAll('%20', '+')]) assert.equal(masked([long], text), MASK);
  });
  it('does not take long for texts that look like secrets with many escapes', () => {
    const began = performance.now();
    assert.equal(masked(['\\'.repeat(40) + '"%'.repeat(40)], `${'\\'.repeat(20_000)}${'"%25'.repeat(20_000)}`).length > 1000, true);
    assert.ok(performance.now() - began < 2000);
  });
  it('hides numbers as they are written, with all their digits, and as PowerShell writes them', () => {
    for (const [json, text] of [
      ['4929123456789012345', '4929123456789012345'], ['12345678901234567890', '12345678901234567890'], ['12345678901234567890', '1.2345678901234567E+19'], ['12345678901234567890', '1.23456789012346E+19'],
      ['1e21', '1E+21'], ['1e21', '1000000000000000000000'], ['12345.50', '12345.5'], ['12345.50', '12345.50'], ['{"a":[-98765432109876543210]}', '-98765432109876543210'], ['0.00000123', '1.23E-06'],
    ] as const) assert.equal(masked(secretTexts(json), `card=${text};`), `card=${MASK};`, json);
    assert.deepEqual(secretTexts('{"a":"1234567 \\"8901234567","b":4711}'), ['1234567 "8901234567', '4711']);
  });
  it('finds a secret in JSON within JSON, and of writers that know ASCII only', () => {
    for (const secret of ['Zebra-"quote"-9', 'P\u00e4sswort-77', 'a\\b"\u00fc"\n<c>']) {
      const ascii = (upper: boolean): string => JSON.stringify({ secret }).replace(/[^\0-\x7e]/g, (unit) => `\\u00${upper ? unit.charCodeAt(0).toString(16).toUpperCase() : unit.charCodeAt(0).toString(16)}`);
      for (const once of [JSON.stringify({ secret }), ascii(false), ascii(true)]) {
        const twice = JSON.stringify({ once }), thrice = JSON.stringify([twice]);
        for (const text of [once, twice, thrice]) {
          assert.match(masked([secret], text), /^[^a-zP]*(?:once|secret)[^a-z]*(?:secret[^a-z]*)?\*{8}[^a-z]*$/i, text);
          const masker = new Masker();
          masker.add([secret]);
          assert.ok(masker.foundIn([text]).includes(secret), text);
        }
      }
    }
  });
  it('takes secrets too long for a pattern, and halves of characters', () => {
    const secret = 'long secret! '.repeat(40_000);
    assert.equal(masked([secret, '\ud800half'], `<${secret}> <\ud800half>`), `<${MASK}> <${MASK}>`);
  });
  it('gives on what it was given, so that a list of secrets does not grow from hand to hand', () => {
    const secrets = ["it's <one> & \"two\"", 'line one\nline two'];
    const first = new Masker(), second = new Masker();
    first.add(secrets);
    second.add(first.values());
    assert.deepEqual(second.values(), first.values());
    assert.ok(second.values().length <= 4);
    assert.equal(second.mask('line two'), MASK);
  });
});
